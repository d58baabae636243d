import type { Problem } from '../model/tagboat-error.ts'

/** Errors about --workflow in a command line. */
export const workflowCodes: readonly string[] = [
  'workflow-missing',
  'workflow-unreadable',
  'workflow-no-step',
  'workflow-steps',
  'workflow-value',
  'workflow-unknown-value',
  'workflow-expression',
]

export const workflowMissing = (path: string): Problem => ({
  code: 'workflow-missing',
  what: `--workflow: '${path}' does not exist.`,
  fix: 'Give its path from the root of the working copy, or the name of a file in .github/workflows.',
})

/** `why` is a clause: `is not valid YAML (line 3)`. */
export const workflowUnreadable = (path: string, why: string): Problem => ({
  code: 'workflow-unreadable',
  what: `--workflow: '${path}' ${why}.`,
  fix: 'Give the file of a workflow, or of a composite action.',
})

/** `steps`: the names of the steps of the file that use Tagboat. */
export const noWorkflowStep = (
  path: string,
  choice: string | undefined,
  steps: readonly string[],
): Problem => ({
  code: 'workflow-no-step',
  what:
    choice === undefined || steps.length === 0
      ? `--workflow: no step of '${path}' uses tagboat/tagboat.`
      : `--step: '${path}' has no step '${choice}' that uses tagboat/tagboat.`,
  fix:
    steps.length === 0
      ? 'Name the file with the step, or leave --workflow out.'
      : `Write one of: ${steps.join(', ')}.`,
})

export const severalWorkflowSteps = (path: string, steps: readonly string[]): Problem => ({
  code: 'workflow-steps',
  what: `--workflow: several steps of '${path}' use tagboat/tagboat.`,
  fix: `Choose one with --step: ${steps.join(', ')}.`,
})

/** A malformed --workflow-value or --matrix; `shown` is its name, never a value. */
export const badWorkflowValue = (flag: string, shown: string, why: string, fix: string): Problem => ({
  code: 'workflow-value',
  what: `--${flag}: '${shown}' ${why}.`,
  fix,
})

/** `uses`: the inputs with an expression that needs `name`. `alternatives`: flags that replace these inputs. */
export function unknownWorkflowValue(
  name: string,
  uses: readonly string[],
  values: readonly string[],
  alternatives: readonly string[],
): Problem {
  const [, context = '', key = ''] = /^(\w+)\.(.+)$/.exec(name) ?? []
  const or = alternatives.length === 0 ? '' : `, or give ${alternatives.join(' and ')}`
  const known = values.length === 0 ? '' : ` (${values.join(', ')})`
  const ways: Readonly<Record<string, string>> = {
    secrets: `Set the variable ${key}, and add --workflow-value ${name}`,
    matrix: `Add --matrix ${key}=VALUE${known}`,
  }
  return {
    code: 'workflow-unknown-value',
    what: `The step needs ${name} for ${uses.join(', ')}, which only a run on GitHub has.`,
    fix: `${ways[context] ?? `Add --workflow-value ${name}=VALUE`}${or}.`,
  }
}

export const badWorkflowExpression = (input: string, why: string): Problem => ({
  code: 'workflow-expression',
  what: `Input ${input} of the step has an expression that GitHub refuses: ${why}.`,
  fix: `Correct it in the workflow, or give --${input}.`,
})

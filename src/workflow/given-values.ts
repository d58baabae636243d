import { badWorkflowValue } from '../errors/workflow.ts'
import type { Problem } from '../model/tagboat-error.ts'
import type { Env } from '../ports/ports.ts'

/** Values of parts of expressions that the user gives, by their names: `vars.IMAGE`, `matrix.app`. */
export interface GivenValues {
  readonly values: ReadonlyMap<string, string>
  /** Values of `secrets`. */
  readonly secrets: readonly string[]
  readonly problems: readonly Problem[]
}

/**
 * Reads --matrix (`app=web`) and --workflow-value (`vars.IMAGE=...`). A name alone has the value of the environment variable of its
 * last part, the only way for secrets: every user of a machine can see its command lines.
 */
export function readGivenValues(matrix: readonly string[], values: readonly string[], env: Env): GivenValues {
  const given = new Map<string, string>()
  const problems: Problem[] = []
  for (const item of matrix) {
    const [, name = '', value = ''] = /^([\w-]+)=(.*)$/s.exec(item) ?? []
    if (name === '')
      problems.push(
        badWorkflowValue(
          'matrix',
          item,
          'is not of the form NAME=VALUE',
          'Write for example --matrix app=web.',
        ),
      )
    else given.set(`matrix.${name}`, value)
  }
  for (const item of values) {
    const found = readValue(item, env)
    if ('problem' in found) problems.push(found.problem)
    else given.set(found.name, found.value)
  }
  const secrets = [...given].flatMap(([name, value]) => (isSecret(name) ? [value] : []))
  return { values: given, secrets, problems }
}

const flag = 'workflow-value'
const isSecret = (name: string): boolean => /^secrets\./i.test(name)

type Read = { readonly name: string; readonly value: string } | { readonly problem: Problem }

function readValue(item: string, env: Env): Read {
  const [, name = '', last = '', value] = /^([A-Za-z]+(?:\.[\w-]+)*\.([\w-]+))(?:=(.*))?$/s.exec(item) ?? []
  if (name === '') {
    const shown = item.replace(/=.*/s, '=...')
    const fix = 'Write for example --workflow-value vars.IMAGE=ghcr.io/acme/app.'
    return { problem: badWorkflowValue(flag, shown, 'is not of the form CONTEXT.NAME=VALUE', fix) }
  }
  if (value !== undefined && isSecret(name)) {
    const fix = `Set the variable ${last}, and write --workflow-value ${name}.`
    return { problem: badWorkflowValue(flag, name, 'is a secret, and a command line is not', fix) }
  }
  const text = value ?? env[last]
  if (text !== undefined) return { name, value: text }
  const fix = `Set that variable${isSecret(name) ? '' : `, or write --workflow-value ${name}=VALUE`}.`
  return { problem: badWorkflowValue(flag, name, `has no value, and the variable ${last} is not set`, fix) }
}

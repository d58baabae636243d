import { resolve } from 'node:path'
import { badFlag } from '../errors/usage.ts'
import {
  badWorkflowExpression,
  noWorkflowStep,
  severalWorkflowSteps,
  unknownWorkflowValue,
  workflowMissing,
  workflowUnreadable,
} from '../errors/workflow.ts'
import { inputNames } from '../inputs/unknown-inputs.ts'
import type { Json } from '../json.ts'
import { type Problem, TagboatError, throwAll } from '../model/tagboat-error.ts'
import type { Env, Files } from '../ports/ports.ts'
import type { Ports } from '../ports/run-ports.ts'
import { type FilledStep, fillStep } from '../workflow/fill-step.ts'
import { chooseSteps, findSteps, type TagboatStep } from '../workflow/find-step.ts'
import { readGivenValues } from '../workflow/given-values.ts'
import { leaveOut, mayStepSet } from '../workflow/leave-out.ts'
import { listMatrixValues, stepContexts } from '../workflow/step-contexts.ts'
import { loadExpressions } from '../workflow-expressions/expressions.ts'
import { findCommand } from './commands.ts'
import type { CommandContext, RunInvocation } from './context.ts'
import { findTrigger } from './find-trigger.ts'
import { insteadOf } from './flags.ts'
import { workflowFlags } from './own-flags.ts'

/** A command whose flags and environment contain those of a workflow's step. */
export interface AppliedWorkflow {
  readonly context: CommandContext
  readonly invocation: RunInvocation
}

/**
 * Takes the inputs and the environment of a step that uses Tagboat from the file of --workflow. Flags win. Throws a TagboatError that
 * lists every value that only GitHub knows.
 */
export async function applyWorkflow(
  context: CommandContext,
  invocation: RunInvocation,
): Promise<AppliedWorkflow> {
  const { ports, workspace } = context
  const { flags } = invocation
  const { path, step, workflow } = await findStep(ports.files, workspace, flags)
  const given = readGivenValues(flags.get('matrix') ?? [], flags.get('workflow-value') ?? [], ports.env)
  throwAll(given.problems)
  for (const secret of given.secrets) ports.log.mask(secret)
  const { trigger } = await findTrigger(ports.env, invocation).read(ports, workspace, undefined)
  const token = ports.env.GH_TOKEN || ports.env.GITHUB_TOKEN || ''
  const contexts = stepContexts(step, workflow, { trigger, token, given: given.values })
  const filled = fillStep(step, contexts, await loadExpressions(), (name) => isNeeded(invocation, name))
  const left = leaveOut(filled, ports.env.GITHUB_ACTIONS === 'true')
  throwAll(listProblems(step, { ...filled, ...left }))
  ports.log.info(`Settings of step ${step.name} in ${path}: ${[...left.inputs.keys()].join(', ') || 'none'}.`)
  if (left.notes.length > 0) ports.log.info(`Left out: ${left.notes.join('; ')}.`)
  return {
    context: { ...context, ports: withEnv(ports, environmentOf(step, filled)) },
    invocation: { ...invocation, flags: joinFlags(left.inputs, flags) },
  }
}

interface Found {
  readonly path: string
  readonly step: TagboatStep
  readonly workflow: Json
}

async function findStep(files: Files, workspace: string, flags: RunInvocation['flags']): Promise<Found> {
  const [path] = flags.get('workflow') ?? []
  if (path === undefined) {
    const { name = '' } = workflowFlags.find((flag) => flags.has(flag.name)) ?? {}
    throw new TagboatError(badFlag(name, flags.get(name)?.[0] ?? '', 'needs --workflow'))
  }
  const text = await readWorkflow(files, workspace, path)
  const found = findSteps(text)
  if (found.kind === 'other') throw new TagboatError(workflowUnreadable(path, found.why))
  const choice = flags.get('step')?.[0]
  const [step, ...others] = chooseSteps(found.steps, choice)
  const names = found.steps.map(({ name }) => name)
  if (step === undefined) throw new TagboatError(noWorkflowStep(path, choice, names))
  if (others.length > 0) throw new TagboatError(severalWorkflowSteps(path, names))
  return { path, step, workflow: found.workflow }
}

/** In bytes; GitHub's own limit for a workflow is half of it. */
const longestWorkflow = 1024 * 1024

async function readWorkflow(files: Files, workspace: string, path: string): Promise<string> {
  for (const folder of [workspace, resolve(workspace, '.github/workflows')]) {
    const text = await files.read(resolve(folder, path), longestWorkflow)
    if (text !== undefined) return text
  }
  throw new TagboatError(workflowMissing(path))
}

/** An input of the step counts if the command does not decide it itself, and no flag replaces it. */
function isNeeded({ command, flags }: RunInvocation, input: string): boolean {
  if (flags.has(input) || !inputNames.includes(input)) return false
  if (['password', 'registry-auth'].includes(input) && flags.has('username')) return false
  const flag = findCommand(command)?.flags.find(({ name }) => name === input)
  return insteadOf(input) !== undefined || (flag !== undefined && flag.group !== 'This command')
}

/** Joins the inputs that lack the same value. */
function listProblems(step: TagboatStep, { unknown, invalid }: FilledStep): readonly Problem[] {
  const uses = new Map<string, string[]>()
  for (const [input, parts] of unknown) {
    for (const { name } of parts) uses.set(name, [...(uses.get(name) ?? []), input])
  }
  return [
    ...[...invalid].map(([input, why]) => badWorkflowExpression(input, why)),
    ...[...uses].map(([name, inputs]) => {
      const values = name.startsWith('matrix.') ? listMatrixValues(step, name.slice('matrix.'.length)) : []
      const flags = inputs.filter((input) => insteadOf(input) === undefined).map((input) => `--${input}`)
      return unknownWorkflowValue(name, inputs, values, flags)
    }),
  ]
}

/** The variables of the step that count, and those by which the core finds inputs that it does not have. */
function environmentOf(step: TagboatStep, { env }: FilledStep): Readonly<Record<string, string>> {
  const unknown = [...step.inputs].filter(([name, text]) => text !== '' && !inputNames.includes(name))
  return {
    ...Object.fromEntries([...env].filter(([name]) => mayStepSet(name))),
    ...Object.fromEntries(unknown.map(([name]) => [`INPUT_${name.toUpperCase()}`, 'set'])),
  }
}

/** Ports whose environment, and that of all children, has more variables. */
const withEnv = (ports: Ports, added: Env): Ports => ({
  ...ports,
  env: { ...ports.env, ...added },
  exec: (command, args, options) =>
    ports.exec(command, args, { ...options, env: { ...childVariables(added), ...options?.env } }),
})

const childVariables = (added: Env): Env =>
  Object.fromEntries(Object.entries(added).filter(([name]) => !name.startsWith('INPUT_')))

/** With several images, --target chooses among them, as without --workflow. */
function joinFlags(
  inputs: ReadonlyMap<string, string>,
  flags: RunInvocation['flags'],
): RunInvocation['flags'] {
  // A repeated flag has one value for each line.
  const joined = new Map(
    [...inputs].map(([name, text]): [string, readonly string[]] => [name, text.split('\n')]),
  )
  const isMany = inputs.has('bake-files') || inputs.has('builds')
  for (const [name, values] of flags) joined.set(isMany && name === 'target' ? 'targets' : name, values)
  return joined
}

import { exitCodeOf } from '../errors/exit-codes.ts'
import { explainCancel } from '../errors/publish.ts'
import { formatReference } from '../model/reference.ts'
import { describeProblem } from '../model/tagboat-error.ts'
import { formatOutputs } from '../report/format-outputs.ts'
import { type Report, run } from '../run.ts'
import { findContentTrigger } from './content-trigger.ts'
import type { CommandContext, RunCommand, RunInvocation } from './context.ts'
import { findTrigger, type TriggerSource } from './find-trigger.ts'
import { isSwitchedOn } from './flags.ts'
import { guardRun } from './guard-run.ts'
import { localDefaults } from './local-defaults.ts'
import { readPassword } from './password.ts'
import { rawInputs } from './raw-inputs.ts'
import { describeExisting, describeStart } from './words.ts'

/** Builds, or takes an existing image, and publishes it. */
export const publishCommand: RunCommand = (context, invocation) => {
  const source = findTrigger(context.ports.env, invocation)
  const read = findContentTrigger(source.read, invocation.flags.get('from') ?? [])
  return publishWith(context, invocation, { source: { ...source, read }, fixed: {} })
}

/** What a command decides itself. */
export interface PublishOptions {
  readonly source: TriggerSource
  /** Inputs that no flag sets. */
  readonly fixed: Readonly<Record<string, string>>
  readonly isElsewhere?: boolean
}

/** Runs a publish or promotion: the guards of a run outside CI, the result on standard output, the exit code. */
export async function publishWith(
  { ports, terminal }: CommandContext,
  invocation: RunInvocation,
  { source, fixed, isElsewhere = false }: PublishOptions,
): Promise<number> {
  const { flags } = invocation
  const isLocal = !source.isCi && !source.isPlannedEvent && !flags.has('push')
  const password = await readPassword(terminal, flags)
  const raw = rawInputs(ports.env, flags, {
    ...localDefaults(source, invocation),
    ...fixed,
    ...(isLocal && { push: 'true' }),
    ...(password !== undefined && { password }),
  })
  const guards = guardRun({ terminal }, source, {
    allowDirty: isSwitchedOn(flags, 'allow-dirty'),
    allowRelease: isSwitchedOn(flags, 'allow-release'),
    skipRemote: isElsewhere,
  })
  const intent = raw('from') === '' ? describeStart : describeExisting
  const report = await run(ports, raw, { ...guards, words: { intent } })
  print(terminal, report, flags.has('json'))
  const problems = explainCancel(report.problems)
  for (const problem of problems) ports.log.error(describeProblem(problem))
  return exitCodeOf(problems)
}

/** Prints `name@digest` for each image, or the output `result`. */
function print(
  terminal: CommandContext['terminal'],
  { result, plans, annotations }: Report,
  isJson: boolean,
): void {
  if (isJson) {
    terminal.print(formatOutputs(result, plans, annotations).result ?? '')
    return
  }
  for (const { repository, digest } of result.images) {
    if (digest !== undefined) terminal.print(formatReference(repository, { digest }))
  }
}

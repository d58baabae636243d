import { exitCodeOf } from '../errors/exit-codes.ts'
import { conflictingFlags } from '../errors/trigger.ts'
import { createPullRequestReader } from '../git/pull-request-state.ts'
import { describeProblem, TagboatError } from '../model/tagboat-error.ts'
import { disarmEscapes } from '../ports/terminal-log.ts'
import { describePrune, listRemoved } from '../prune/describe-prune.ts'
import { prune } from '../prune/prune.ts'
import { formatPruneResult } from '../prune/prune-outputs.ts'
import type { TriggerReader } from '../trigger/read-trigger.ts'
import { findCommand } from './commands.ts'
import type { RunCommand } from './context.ts'
import { findTrigger } from './find-trigger.ts'
import { isSwitchedOn } from './flags.ts'
import { goneTrigger } from './gone-trigger.ts'
import { nameFlags } from './name-flags.ts'
import { readPassword } from './password.ts'
import { rawInputs } from './raw-inputs.ts'

/** Shows which tags have lost their ref, and removes them with `--yes`. */
export const pruneCommand: RunCommand = async ({ ports, terminal, redactor }, invocation) => {
  const { flags } = invocation
  if (flags.has('ref') && flags.has('pr')) {
    const fix = 'Leave one of them out: a prune is about one ref, or about all.'
    throw new TagboatError(conflictingFlags('--ref and --pr name two refs.', fix))
  }
  const source = findTrigger(ports.env, invocation)
  const password = await readPassword(terminal, flags)
  const raw = rawInputs(ports.env, flags, {
    'dry-run': isSwitchedOn(flags, 'yes') ? 'false' : 'true',
    ...(password !== undefined && { password }),
  })
  const read: TriggerReader = async (...args) => {
    const result = await source.read(...args)
    const token = result.credentials?.githubToken ?? raw('github-token')
    const askPull = createPullRequestReader(ports, result.trigger, token)
    return { ...result, trigger: await goneTrigger(result.trigger, flags, askPull) }
  }
  const report = await prune(ports, raw, read)
  const known = findCommand('prune')?.flags ?? []
  const lines = flags.has('json')
    ? [formatPruneResult(report, redactor.clean)]
    : describePrune(report).map((line) => nameFlags(redactor.clean(line), known))
  for (const line of lines) terminal.print(disarmEscapes(line))
  if (report.dryRun && listRemoved(report).length > 0) ports.log.info('Nothing was deleted: --yes deletes.')
  for (const problem of report.problems) ports.log.error(describeProblem(problem))
  return exitCodeOf(report.problems)
}

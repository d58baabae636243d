import { describeProblem } from '../model/tagboat-error.ts'
import { describePrune, formatPruneOutputs } from '../prune/describe-prune.ts'
import { prune } from '../prune/prune.ts'
import { exitCodes, type RunCommand } from './context.ts'
import { findTrigger } from './find-trigger.ts'
import { rawInputs } from './raw-inputs.ts'

/** Shows which tags have lost their ref, and removes them with `--yes`. */
export const pruneCommand: RunCommand = async ({ ports, terminal, redactor }, invocation) => {
  const { flags } = invocation
  const source = findTrigger(ports.env, invocation)
  const raw = rawInputs(ports.env, flags, { 'dry-run': flags.has('yes') ? 'false' : 'true' })
  const report = await prune(ports, raw, source.read)
  const lines = flags.has('json') ? [formatPruneOutputs(report).result ?? ''] : describePrune(report)
  for (const line of lines) terminal.print(redactor.clean(line))
  for (const problem of report.problems) ports.log.error(describeProblem(problem))
  return report.problems.length === 0 ? exitCodes.done : exitCodes.failed
}

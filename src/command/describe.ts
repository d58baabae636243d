import { describePages } from '../describe/describe.ts'
import { describePageResult, shownDiff } from '../describe/format-report.ts'
import { exitCodeOf } from '../errors/exit-codes.ts'
import { explainCancel } from '../errors/publish.ts'
import { describeProblem } from '../model/tagboat-error.ts'
import { disarmEscapes } from '../ports/terminal-log.ts'
import type { RunCommand } from './context.ts'
import { findTrigger } from './find-trigger.ts'
import { readPassword } from './password.ts'
import { rawInputs } from './raw-inputs.ts'

/** Writes the pages of images. A dry run prints their changes as diffs. */
export const describeCommand: RunCommand = async ({ ports, terminal }, invocation) => {
  const { flags, operands } = invocation
  const password = await readPassword(terminal, flags)
  const images = operands.join('\n')
  const raw = rawInputs(ports.env, flags, { images, ...(password !== undefined && { password }) })
  const { read } = findTrigger(ports.env, invocation)
  const { results, problems } = await describePages(ports, raw, read)
  for (const result of results) {
    ports.log.info(describePageResult(result))
    if (result.outcome !== 'would-change') continue
    for (const line of shownDiff(result)) terminal.print(disarmEscapes(line))
  }
  for (const problem of explainCancel(problems)) ports.log.error(describeProblem(problem))
  return exitCodeOf(problems)
}

import { describePages } from '../describe/describe.ts'
import { describePageResult, shownDiff } from '../describe/format-report.ts'
import { explainCancel } from '../errors/publish.ts'
import { describeProblem } from '../model/tagboat-error.ts'
import { disarmEscapes } from '../ports/terminal-log.ts'
import { exitCodes, type RunCommand } from './context.ts'
import { findTrigger } from './find-trigger.ts'

/** Writes the pages of images. A dry run prints their changes as diffs. */
export const describeCommand: RunCommand = async ({ ports, terminal }, invocation) => {
  const { flags, operands } = invocation
  const token = ports.env.GH_TOKEN || ports.env.GITHUB_TOKEN || ''
  const fixed = new Map([
    ['images', operands.join('\n')],
    ['github-token', token],
  ])
  const raw = (name: string) => (fixed.get(name) ?? flags.get(name)?.at(-1) ?? '').trim()
  const { read } = findTrigger(ports.env, invocation)
  const { results, problems } = await describePages(ports, raw, read)
  for (const result of results) {
    ports.log.info(describePageResult(result))
    if (result.outcome !== 'would-change') continue
    for (const line of shownDiff(result)) terminal.print(disarmEscapes(line))
  }
  for (const problem of explainCancel(problems)) ports.log.error(describeProblem(problem))
  return problems.length === 0 ? exitCodes.done : exitCodes.failed
}

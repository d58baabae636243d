import { fileURLToPath } from 'node:url'
import { describePages } from './describe/describe.ts'
import { describePageResult, formatPageSummary, shownDiff } from './describe/format-report.ts'
import { cleanProblem } from './report/clean.ts'
import { startAction } from './start-action.ts'

// The entry of the action `describe`. It leaves nothing on the machine, so it has no post step.
await startAction(process, fileURLToPath(new URL('..', import.meta.url)), {
  async run(ports, input, clean) {
    const { results, problems } = await describePages(ports, input)
    for (const result of results) {
      ports.log.info(describePageResult(result))
      if (result.outcome !== 'would-change' || result.diff.length === 0) continue
      await ports.log.group(`The change of ${result.name}`, async () => {
        for (const line of shownDiff(result)) ports.log.foreign(line)
      })
    }
    return {
      outputs: { changed: String(results.some(({ outcome }) => outcome === 'changed')) },
      summarize: (all) => clean(formatPageSummary({ results, problems: all })),
      problems: problems.map((problem) => cleanProblem(problem, clean)),
    }
  },
  summarizeFailure: (problems) => formatPageSummary({ results: [], problems }),
})

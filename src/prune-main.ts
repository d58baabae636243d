import { fileURLToPath } from 'node:url'
import { describePrune, summarizePrune, summarizePruneFailure } from './prune/describe-prune.ts'
import { prune } from './prune/prune.ts'
import { formatPruneOutputs } from './prune/prune-outputs.ts'
import { cleanProblem } from './report/clean.ts'
import { startAction } from './start-action.ts'

// The entry of the action `prune`.
await startAction(process, fileURLToPath(new URL('..', import.meta.url)), {
  async run(ports, input, clean) {
    const report = await prune(ports, input)
    for (const line of describePrune(report)) ports.log.info(line)
    return {
      outputs: formatPruneOutputs(report, clean),
      summarize: (problems) => summarizePrune({ ...report, problems }, clean),
      problems: report.problems.map((problem) => cleanProblem(problem, clean)),
    }
  },
  summarizeFailure: summarizePruneFailure,
})

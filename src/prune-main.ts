import { fileURLToPath } from 'node:url'
import {
  describePrune,
  formatPruneOutputs,
  summarizePrune,
  summarizePruneFailure,
} from './prune/describe-prune.ts'
import { prune } from './prune/prune.ts'
import { cleanProblem } from './report/clean.ts'
import { startAction } from './start-action.ts'

// The entry of the action `prune`.
await startAction(process, fileURLToPath(new URL('..', import.meta.url)), {
  async run(ports, input, clean) {
    const report = await prune(ports, input)
    for (const line of describePrune(report)) ports.log.info(line)
    const outputs = Object.entries(formatPruneOutputs(report))
    return {
      outputs: Object.fromEntries(outputs.map(([name, value]) => [name, clean(value)])),
      summarize: (problems) => clean(summarizePrune({ ...report, problems })),
      problems: report.problems.map((problem) => cleanProblem(problem, clean)),
    }
  },
  summarizeFailure: summarizePruneFailure,
})

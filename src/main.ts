import { fileURLToPath } from 'node:url'
import { formatOutputs } from './report/format-outputs.ts'
import { formatFailure, formatSummary } from './report/summary.ts'
import { run } from './run.ts'
import { startAction } from './start-action.ts'

// The entry of the action.
await startAction(process, fileURLToPath(new URL('..', import.meta.url)), {
  async run(ports, input) {
    const { trigger, plans, result, annotations, problems } = await run(ports, input)
    return {
      outputs: formatOutputs(result, plans, annotations),
      summarize: (all) => formatSummary(result, plans, trigger, all),
      problems,
    }
  },
  summarizeFailure: formatFailure,
})

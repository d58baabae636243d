import { fileURLToPath } from 'node:url'
import { describePages } from './describe/describe.ts'
import { describePageResult, formatPageSummary, shownDiff } from './describe/format-report.ts'
import { explainCancel } from './errors/publish.ts'
import { createRedactor } from './masking/redactor.ts'
import { describeProblem, type Problem, problemsOf, TagboatError } from './model/tagboat-error.ts'
import { createLog, createRunner } from './ports/actions.ts'
import { createCancellation } from './ports/cancellation.ts'
import { createPorts } from './ports/create-ports.ts'
import { cleanProblem } from './report/clean.ts'

// The entry of the action `describe`. It leaves nothing on the machine, so it has no post step.
const redactor = createRedactor()
const runner = createRunner(process.env)
const cancellation = createCancellation()
const log = createLog(redactor)
const ports = createPorts({
  env: process.env,
  log,
  cancellation,
  actionFolder: fileURLToPath(new URL('..', import.meta.url)),
  remember: () => undefined,
  exportVariable: () => undefined,
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => cancellation.cancel())

await main()
// Does not wait for kept-alive connections.
process.exit()

async function main(): Promise<void> {
  try {
    const { results, problems } = await describePages(ports, runner.input)
    for (const result of results) {
      log.info(describePageResult(result))
      if (result.outcome !== 'would-change' || result.diff.length === 0) continue
      await log.group(`The change of ${result.name}`, async () => shownDiff(result).forEach(log.foreign))
    }
    const cleaned = problems.map((problem) => cleanProblem(problem, redactor.clean))
    runner.output('changed', String(results.some(({ outcome }) => outcome === 'changed')))
    await summarize(redactor.clean(formatPageSummary({ results, problems: cleaned })))
    fail(cleaned)
  } catch (error) {
    if (error instanceof TagboatError) {
      const problems = explainCancel(error.problems).map((problem) => cleanProblem(problem, redactor.clean))
      await summarize(formatPageSummary({ results: [], problems }))
      return fail(problems)
    }
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
    runner.fail(redactor.clean(`This is a bug in Tagboat: ${stack}`))
  }
}

function fail(problems: readonly Problem[]): void {
  if (problems.length > 0) runner.fail(problems.map(describeProblem).join('\n'))
}

/** A missing summary is only a warning. */
async function summarize(text: string): Promise<void> {
  for (const problem of await problemsOf(() => runner.summary(text)))
    log.warning(`The job summary is missing: ${describeProblem(problem)}`)
}

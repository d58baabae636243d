import { fileURLToPath } from 'node:url'
import { outputsUnwritten } from './errors/files.ts'
import { createRedactor } from './masking/redactor.ts'
import { describeProblem, problemsOf, TagboatError } from './model/tagboat-error.ts'
import { createLog, createRunner } from './ports/actions.ts'
import { createCancellation } from './ports/cancellation.ts'
import { createPorts } from './ports/create-ports.ts'
import { limitGarbage } from './ports/garbage-collection.ts'
import { describePrune, summarizePrune } from './prune/describe-prune.ts'
import { prune } from './prune/prune.ts'
import { formatPruneOutputs } from './prune/prune-outputs.ts'
import { cleanProblem } from './report/clean.ts'
import { formatFailure } from './report/summary.ts'

limitGarbage()

const redactor = createRedactor()
const runner = createRunner(process.env)
const cancellation = createCancellation()
let configDir: string | undefined

const ports = createPorts({
  env: process.env,
  log: createLog(redactor),
  cancellation,
  actionFolder: fileURLToPath(new URL('..', import.meta.url)),
  remember: (name, value) => {
    if (name === 'config') configDir = value
    runner.saveState(name, value)
  },
  exportVariable: () => undefined,
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (ports.isCancelled()) return
    ports.log.info(`Cancelled (${signal}).`)
    cancellation.cancel()
  })
}

await main()
if (ports.isCancelled()) process.exit()

async function main(): Promise<void> {
  try {
    const report = await prune(ports, runner.input)
    for (const line of describePrune(report)) ports.log.info(line)
    const unwritten = await problemsOf(async () => {
      for (const [name, value] of Object.entries(formatPruneOutputs(report, redactor.clean)))
        runner.output(name, value)
    })
    const problems = [...report.problems, ...unwritten.map(outputsUnwritten)]
    await summarize(summarizePrune(report, redactor.clean))
    if (problems.length > 0) {
      runner.fail(problems.map((one) => describeProblem(cleanProblem(one, redactor.clean))).join('\n'))
    }
  } catch (error) {
    await fail(error)
  } finally {
    if (configDir !== undefined) await removeConfig(configDir)
  }
}

async function summarize(text: string): Promise<void> {
  for (const problem of await problemsOf(() => runner.summary(text)))
    ports.log.warning(`The job summary is missing: ${describeProblem(problem)}`)
}

async function removeConfig(folder: string): Promise<void> {
  for (const problem of await problemsOf(() => ports.files.remove(folder)))
    ports.log.warning(`The private docker config could not be removed: ${describeProblem(problem)}`)
}

/** Explains errors that the user can fix; shows the stack of all others. */
async function fail(error: unknown): Promise<void> {
  if (error instanceof TagboatError) {
    const problems = error.problems.map((problem) => cleanProblem(problem, redactor.clean))
    runner.fail(problems.map(describeProblem).join('\n'))
    await summarize(formatFailure(problems))
    return
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  runner.fail(redactor.clean(`This is a bug in Tagboat: ${stack}`))
}

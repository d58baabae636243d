import { fileURLToPath } from 'node:url'
import { outputsUnwritten } from './errors/files.ts'
import { explainCancel } from './errors/publish.ts'
import { createRedactor } from './masking/redactor.ts'
import { describeProblem, problemsOf, TagboatError } from './model/tagboat-error.ts'
import { createLog, createRunner } from './ports/actions.ts'
import { createCancellation } from './ports/cancellation.ts'
import { createPorts } from './ports/create-ports.ts'
import { limitGarbage } from './ports/garbage-collection.ts'
import { cleanProblem } from './report/clean.ts'
import { formatOutputs } from './report/format-outputs.ts'
import { formatFailure, formatSummary } from './report/summary.ts'
import { run } from './run.ts'

limitGarbage()

const redactor = createRedactor()
const runner = createRunner(process.env)
const cancellation = createCancellation()
let configDir: string | undefined
let keepLogin = false

const ports = createPorts({
  env: process.env,
  log: createLog(redactor),
  cancellation,
  actionFolder: fileURLToPath(new URL('..', import.meta.url)),
  remember: (name, value) => {
    if (name === 'config') configDir = value
    runner.saveState(name, value)
  },
  exportVariable: (name, value) => {
    keepLogin = true
    runner.saveState(`exported-${name}`, `was:${process.env[name] ?? ''}`)
    runner.exportVariable(name, value)
  },
})

// The runner cancels with SIGINT, sends SIGTERM 7.5 s later, and kills. A second signal changes nothing.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (ports.isCancelled()) return
    ports.log.info(`Cancelled (${signal}).`)
    cancellation.cancel()
  })
}

await main()
// Does not wait for kept-alive connections and other leftovers.
if (ports.isCancelled()) process.exit()

async function main(): Promise<void> {
  try {
    const { trigger, plans, result, annotations, problems } = await run(ports, runner.input)
    // A failure to write outputs does not undo what is published.
    const unwritten = await problemsOf(async () => {
      for (const [name, value] of Object.entries(formatOutputs(result, plans, annotations)))
        runner.output(name, value)
    })
    const all = [...problems, ...unwritten.map(outputsUnwritten)]
    await summarize(formatSummary(result, plans, trigger, all))
    if (all.length > 0) runner.fail(all.map(describeProblem).join('\n'))
  } catch (error) {
    await fail(error)
  } finally {
    // The post step would remove it too, but later steps of the job need not see this login.
    if (configDir !== undefined && !keepLogin) await removeConfig(configDir)
  }
}

/** A missing summary is only a warning: unlike the outputs, no later step needs it. */
async function summarize(text: string): Promise<void> {
  for (const problem of await problemsOf(() => runner.summary(text)))
    ports.log.warning(`The job summary is missing: ${describeProblem(problem)}`)
}

/** A failure is only a warning, because the post step retries. */
async function removeConfig(folder: string): Promise<void> {
  for (const problem of await problemsOf(() => ports.files.remove(folder)))
    ports.log.warning(`The private docker config is left for the post step: ${describeProblem(problem)}`)
}

/** Explains errors that the user can fix; shows the stack of all others. */
async function fail(error: unknown): Promise<void> {
  if (error instanceof TagboatError) {
    const problems = explainCancel(error.problems).map((problem) => cleanProblem(problem, redactor.clean))
    runner.fail(problems.map(describeProblem).join('\n'), problems.find(({ place }) => place)?.place)
    await summarize(formatFailure(problems))
    return
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  runner.fail(redactor.clean(`This is a bug in Tagboat: ${stack}`))
}

import { describeProblem, TagboatError } from './errors/tagboat-error.ts'
import { clock, createLog, createRunner } from './ports/actions.ts'
import { createExec } from './ports/exec.ts'
import { createFiles } from './ports/files.ts'
import { createConnectGithub } from './ports/github.ts'
import { limitGarbage } from './ports/memory.ts'
import { createHttp, resolveHost } from './ports/node-http.ts'
import { createRedactor } from './ports/redact.ts'
import { cleanProblem } from './report/clean.ts'
import { formatOutputs } from './report/outputs.ts'
import { formatFailure, formatSummary } from './report/summary.ts'
import { run } from './run.ts'

limitGarbage()

const redactor = createRedactor()
const runner = createRunner(process.env)
const running = new Set<() => void>()
const files = createFiles()
let configDir: string | undefined
let keepLogin = false
let isCancelled = false

const ports = {
  exec: createExec(process.env, running),
  http: createHttp(),
  resolve: resolveHost,
  connectGithub: createConnectGithub(clock),
  files,
  log: createLog(redactor),
  clock,
  env: process.env,
  isCancelled: () => isCancelled,
  remember: (name: 'config' | 'builder', value: string) => {
    if (name === 'config') configDir = value
    runner.saveState(name, value)
  },
  exportVariable: (name: string, value: string) => {
    keepLogin = true
    runner.saveState(`exported-${name}`, `was:${process.env[name] ?? ''}`)
    runner.exportVariable(name, value)
  },
}

// The runner cancels with SIGINT and kills a little later: the build ends, and the run fails in its own way.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    isCancelled = true
    ports.log.info(`Cancelled (${signal}).`)
    for (const end of running) end()
  })
}

await main()

async function main(): Promise<void> {
  try {
    const { trigger, plans, result, annotations, problems } = await run(ports, runner.input)
    for (const [name, value] of Object.entries(formatOutputs(result, plans, annotations)))
      runner.output(name, value)
    await runner.summary(formatSummary(result, plans, trigger, problems))
    if (problems.length > 0) runner.fail(problems.map(describeProblem).join('\n'))
  } catch (error) {
    await fail(error)
  } finally {
    // The post step would do it too, but a later step of the job need not see our login.
    if (configDir !== undefined && !keepLogin) await files.remove(configDir)
  }
}

/** A mistake of the person's is explained; a fault of ours shows its stack. */
async function fail(error: unknown): Promise<void> {
  if (error instanceof TagboatError) {
    const problems = error.problems.map((problem) => cleanProblem(problem, redactor.clean))
    runner.fail(problems.map(describeProblem).join('\n'))
    await runner.summary(formatFailure(problems))
    return
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  runner.fail(redactor.clean(`This is a fault in Tagboat: ${stack}`))
}

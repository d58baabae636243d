import { outputsUnwritten } from './errors/files.ts'
import { explainCancel } from './errors/publish.ts'
import type { RawInputs } from './inputs/reader.ts'
import { createRedactor } from './masking/redactor.ts'
import { describeProblem, type Problem, problemsOf, TagboatError } from './model/tagboat-error.ts'
import { createLog, createRunner, type Runner } from './ports/actions.ts'
import { createCancellation } from './ports/cancellation.ts'
import { createPorts } from './ports/create-ports.ts'
import { limitGarbage } from './ports/garbage-collection.ts'
import type { Ports } from './ports/run-ports.ts'
import { cleanProblem } from './report/clean.ts'

/** An action of this repository, as its entry describes it. */
export interface Action {
  /** `clean` removes secrets from a text. Throws a TagboatError if the step could do nothing. */
  readonly run: (ports: Ports, input: RawInputs, clean: (text: string) => string) => Promise<ActionReport>
  /** The job summary of a step that could do nothing. */
  readonly summarizeFailure: (problems: readonly Problem[]) => string
}

/** What a step has done. Without secrets. */
export interface ActionReport {
  readonly outputs: Readonly<Record<string, string>>
  /** The job summary. */
  readonly summarize: (problems: readonly Problem[]) => string
  readonly problems: readonly Problem[]
}

/** The process of a step. */
export type StepProcess = Pick<NodeJS.Process, 'env' | 'exit' | 'on'>

/** Runs an action in the process of its step: outputs, job summary, annotations, exit code. `actionFolder`: the root of this repository. */
export async function startAction(step: StepProcess, actionFolder: string, action: Action): Promise<void> {
  limitGarbage()
  const redactor = createRedactor()
  const runner = createRunner(step.env)
  const cancellation = createCancellation()
  let configDir: string | undefined
  let keepsLogin = false
  const ports = createPorts({
    env: step.env,
    log: createLog(redactor),
    cancellation,
    actionFolder,
    remember: (name, value) => {
      if (name === 'config') configDir = value
      runner.saveState(name, value)
    },
    exportVariable: (name, value) => {
      keepsLogin = true
      runner.saveState(`exported-${name}`, `was:${step.env[name] ?? ''}`)
      runner.exportVariable(name, value)
    },
  })
  // The runner cancels with SIGINT, sends SIGTERM 7.5 s later, and kills. A second signal changes nothing.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    step.on(signal, () => {
      if (ports.isCancelled()) return
      ports.log.info(`Cancelled (${signal}).`)
      cancellation.cancel()
    })
  }
  try {
    await runStep({ ports, runner, action, clean: redactor.clean })
  } finally {
    // The post step would remove it too, but later steps of the job need not see this login.
    if (configDir !== undefined && !keepsLogin) await removeConfig(ports, configDir)
  }
  // Does not wait for kept-alive connections and other leftovers.
  if (ports.isCancelled()) step.exit()
}

interface Step {
  readonly ports: Ports
  readonly runner: Runner
  readonly action: Action
  readonly clean: (text: string) => string
}

async function runStep({ ports, runner, action, clean }: Step): Promise<void> {
  try {
    const { outputs, summarize, problems } = await action.run(ports, runner.input, clean)
    // A failure to write outputs does not undo what is done.
    const unwritten = await problemsOf(async () => {
      for (const [name, value] of Object.entries(outputs)) runner.output(name, value)
    })
    const all = [...problems, ...unwritten.map(outputsUnwritten)]
    await writeSummary(ports, runner, summarize(all))
    if (all.length > 0) runner.fail(all.map(describeProblem).join('\n'))
  } catch (error) {
    // Explains errors that the user can fix, and shows the stack of all others.
    if (!(error instanceof TagboatError)) {
      const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
      return runner.fail(clean(`This is a bug in Tagboat: ${stack}`))
    }
    const problems = explainCancel(error.problems).map((problem) => cleanProblem(problem, clean))
    runner.fail(problems.map(describeProblem).join('\n'), problems.find(({ place }) => place)?.place)
    await writeSummary(ports, runner, action.summarizeFailure(problems))
  }
}

/** A missing summary is only a warning: unlike the outputs, no later step needs it. */
async function writeSummary({ log }: Ports, runner: Runner, text: string): Promise<void> {
  for (const problem of await problemsOf(() => runner.summary(text)))
    log.warning(`The job summary is missing: ${describeProblem(problem)}`)
}

/** A failure is only a warning, because the post step retries. */
async function removeConfig({ files, log }: Ports, folder: string): Promise<void> {
  for (const problem of await problemsOf(() => files.remove(folder)))
    log.warning(`The private docker config is left for the post step: ${describeProblem(problem)}`)
}

import { dirname } from 'node:path'
import { createRedactor, type Redactor } from '../masking/redactor.ts'
import { createCancellation } from '../ports/cancellation.ts'
import { createPorts } from '../ports/create-ports.ts'
import { limitGarbage } from '../ports/garbage-collection.ts'
import type { Files } from '../ports/ports.ts'
import type { Terminal } from '../ports/terminal.ts'
import { createTerminalLog, type Verbosity } from '../ports/terminal-log.ts'
import { createWaits, watchPorts } from '../ports/waits.ts'
import { cleanUp } from '../prepare/clean-up.ts'
import { findCommand } from './commands.ts'
import type { RunInvocation } from './context.ts'
import type { Flag } from './flags.ts'
import { nameFlags } from './name-flags.ts'
import { runCommand } from './run-command.ts'
import { mayDraw, readVerbosity } from './verbosity.ts'

/** Where the command was started. */
export interface StartedAt {
  readonly env: NodeJS.ProcessEnv
  /** The current folder, absolute. */
  readonly folder: string
  readonly terminal: Terminal
  /** The folder of the package. */
  readonly packageFolder: string
}

/** A command that is ready to run. */
export interface OpenedCommand {
  /** Returns the exit code. */
  readonly run: (invocation: RunInvocation) => Promise<number>
  /** Cancels the run; only the first call has an effect. */
  readonly cancel: (signal: string) => void
}

/** Creates the ports of a command, in the root of the working copy. */
export async function openCommand({
  env,
  folder,
  terminal,
  packageFolder,
}: StartedAt): Promise<OpenedCommand> {
  limitGarbage()
  const redactor = createRedactor()
  const cancellation = createCancellation()
  const { log, waits, drawsProgress, choose } = openLog(terminal, redactor, env)
  const leftovers = { builder: '', config: '', buildx: '' }
  const caller = {
    env,
    log,
    cancellation,
    actionFolder: packageFolder,
    remember: (name: keyof typeof leftovers, value: string) => {
      leftovers[name] = value
    },
    drawsProgress,
    // Only input export-login sets variables for later steps, and the command has none.
    exportVariable: () => undefined,
  }
  const workspace = await findRoot(createPorts(caller).files, folder)
  const ports = watchPorts(createPorts({ ...caller, env: { ...env, GITHUB_WORKSPACE: workspace } }), waits)
  return {
    async run(invocation) {
      choose(invocation)
      try {
        return await runCommand({ ports, terminal, redactor, workspace, folder }, invocation)
      } finally {
        // A cancelled run still removes its builder.
        const after = createPorts({ ...caller, cancellation: createCancellation() })
        await cleanUp({ ...after, log: { ...log, info: log.debug } }, leftovers)
        terminal.wait(undefined)
      }
    },
    cancel(signal) {
      if (ports.isCancelled()) return
      log.info(`Cancelled (${signal}).`)
      cancellation.cancel()
    },
  }
}

/** What the command shows on standard error, with the names of flags. `choose` sets how much, since flags are known late. */
function openLog(terminal: Terminal, redactor: Redactor, env: NodeJS.ProcessEnv) {
  let verbosity: Verbosity = 'normal'
  let flags: readonly Flag[] = []
  const isQuiet = () => verbosity === 'quiet'
  const log = createTerminalLog(terminal, redactor, () => verbosity)
  return {
    log: {
      ...log,
      notice: (message: string) => log.notice(nameFlags(message, flags)),
      warning: (message: string) => log.warning(nameFlags(message, flags)),
      error: (message: string) => log.error(nameFlags(message, flags)),
    },
    waits: createWaits(terminal, isQuiet),
    drawsProgress: () => terminal.isErrTerminal && !isQuiet() && mayDraw(env),
    choose: (invocation: RunInvocation) => {
      verbosity = readVerbosity(invocation)
      flags = findCommand(invocation.command)?.flags ?? []
    },
  }
}

/** The root of the working copy around a folder; the folder itself without one. */
async function findRoot(files: Pick<Files, 'list'>, folder: string): Promise<string> {
  for (let at = folder; ; at = dirname(at)) {
    if ((await files.list(at)).includes('.git')) return at
    if (dirname(at) === at) return folder
  }
}

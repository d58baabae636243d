import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'
import { version } from './command/action-inputs.ts'
import { type Invocation, parseArguments } from './command/arguments.ts'
import { exitCodes, type RunInvocation } from './command/context.ts'
import { formatHelp } from './command/help.ts'
import { describeProblem, TagboatError } from './model/tagboat-error.ts'
import { createTerminal } from './ports/terminal.ts'

// The command `tagboat`. The core loads only for a command that needs it, so that --version and --help are fast.
const terminal = createTerminal(process, process.env)
process.exitCode = await main()

async function main(): Promise<number> {
  const invocation = parse()
  if (invocation === undefined) return exitCodes.usage
  if (invocation.kind === 'version') terminal.print(version)
  if (invocation.kind === 'help') terminal.print(formatHelp(invocation.command, terminal.columns).trimEnd())
  return invocation.kind === 'run' ? start(invocation) : exitCodes.done
}

function parse(): Invocation | undefined {
  try {
    return parseArguments(process.argv.slice(2))
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error
    for (const problem of error.problems) terminal.say(describeProblem(problem))
    return undefined
  }
}

/** Runs a command, and removes what it leaves on the machine. The first signal cancels it. */
async function start(invocation: RunInvocation): Promise<number> {
  const { openCommand } = await import('./command/open-command.ts')
  const { run, cancel } = await openCommand({
    env: process.env,
    folder: process.cwd(),
    terminal,
    packageFolder: fileURLToPath(new URL('..', import.meta.url)),
  })
  let signalled: 'SIGINT' | 'SIGTERM' | undefined
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      signalled ??= signal
      cancel(signal)
    })
  }
  const code = await run(invocation)
  // Does not wait for kept-alive connections.
  process.exit(signalled === undefined ? code : 128 + constants.signals[signalled])
}

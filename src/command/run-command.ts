import { explainCancel } from '../errors/publish.ts'
import { usageCodes } from '../errors/usage.ts'
import { describeProblem, TagboatError } from '../model/tagboat-error.ts'
import { cleanProblem } from '../report/clean.ts'
import type { CommandName } from './commands.ts'
import { type CommandContext, exitCodes, type RunCommand, type RunInvocation } from './context.ts'

/** Each command is a chunk that loads when it runs. */
const loaders: Readonly<Record<CommandName, () => Promise<RunCommand>>> = {
  plan: async () => (await import('./plan.ts')).planCommand,
  build: async () => (await import('./build.ts')).buildCommand,
  publish: async () => (await import('./publish.ts')).publishCommand,
  doctor: async () => (await import('./doctor.ts')).doctorCommand,
  init: async () => (await import('./init.ts')).initCommand,
  prune: async () => (await import('./prune.ts')).pruneCommand,
  promote: async () => (await import('./publish.ts')).promoteCommand,
}

/** Runs a command and reports its errors. Returns its exit code, without the one for a signal. */
export async function runCommand(context: CommandContext, invocation: RunInvocation): Promise<number> {
  const { log } = context.ports
  try {
    const command = await loaders[invocation.command]()
    return await command(context, invocation)
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error
    const problems = explainCancel(error.problems)
    for (const problem of problems) log.error(describeProblem(cleanProblem(problem, context.redactor.clean)))
    return problems.every(({ code }) => usageCodes.includes(code)) ? exitCodes.usage : exitCodes.failed
  }
}

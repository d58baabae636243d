import { exitCodeOf } from '../errors/exit-codes.ts'
import { explainCancel } from '../errors/publish.ts'
import { describeProblem, TagboatError } from '../model/tagboat-error.ts'
import { cleanProblem } from '../report/clean.ts'
import type { CommandName } from './commands.ts'
import type { CommandContext, RunCommand, RunInvocation } from './context.ts'
import { workflowFlags } from './own-flags.ts'

/** Each command is a chunk that loads when it runs. */
const loaders: Readonly<Record<CommandName, () => Promise<RunCommand>>> = {
  plan: async () => (await import('./plan.ts')).planCommand,
  build: async () => (await import('./build.ts')).buildCommand,
  publish: async () => (await import('./publish.ts')).publishCommand,
  doctor: async () => (await import('./doctor.ts')).doctorCommand,
  init: async () => (await import('./init.ts')).initCommand,
  promote: async () => (await import('./promote.ts')).promoteCommand,
  migrate: async () => (await import('./migrate.ts')).migrateCommand,
  completion: async () => (await import('./completion.ts')).completionCommand,
  describe: async () => (await import('./describe.ts')).describeCommand,
  prune: async () => (await import('./prune.ts')).pruneCommand,
}

/** Runs a command and reports its errors. Returns its exit code, without the one for a signal. */
export async function runCommand(context: CommandContext, invocation: RunInvocation): Promise<number> {
  const { log } = context.ports
  try {
    const command = await loaders[invocation.command]()
    const applied = await withWorkflow(context, invocation)
    return await command(applied.context, applied.invocation)
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error
    const problems = explainCancel(error.problems)
    for (const problem of problems) log.error(describeProblem(cleanProblem(problem, context.redactor.clean)))
    return exitCodeOf(problems)
  }
}

/** The flags of a workflow's step join those of the command line. */
async function withWorkflow(context: CommandContext, invocation: RunInvocation) {
  if (!workflowFlags.some(({ name }) => invocation.flags.has(name))) return { context, invocation }
  const { applyWorkflow } = await import('./apply-workflow.ts')
  return applyWorkflow(context, invocation)
}

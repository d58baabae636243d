import { completionFiles } from './completions.ts'
import { exitCodes, type RunCommand } from './context.ts'

/** Prints the completions for a shell. */
export const completionCommand: RunCommand = async ({ terminal }, { operands: [shell = ''] }) => {
  terminal.print((completionFiles[shell]?.format() ?? '').trimEnd())
  return exitCodes.done
}

import { exitCodes, type RunCommand } from './context.ts'
import { completionFiles } from './shells/completions.ts'

/** Prints the completions for a shell. */
export const completionCommand: RunCommand = async ({ terminal }, { operands: [shell = ''] }) => {
  terminal.print((completionFiles[shell]?.format() ?? '').trimEnd())
  return exitCodes.done
}

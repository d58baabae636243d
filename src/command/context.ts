import type { Redactor } from '../masking/redactor.ts'
import type { Ports } from '../ports/run-ports.ts'
import type { Terminal } from '../ports/terminal.ts'
import type { Invocation } from './arguments.ts'

/** What a command works with. */
export interface CommandContext {
  readonly ports: Ports
  readonly terminal: Terminal
  readonly redactor: Redactor
  /** The root of the working copy, absolute. */
  readonly workspace: string
}

/** A command line that runs a command. */
export type RunInvocation = Extract<Invocation, { readonly kind: 'run' }>

/** Exit codes of the command. */
export const exitCodes = { done: 0, failed: 1, usage: 2, refused: 3 } as const

/** Runs one command, and returns its exit code. Throws a TagboatError that ends it. */
export type RunCommand = (context: CommandContext, invocation: RunInvocation) => Promise<number>

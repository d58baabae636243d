export { exitCodes } from '../errors/exit-codes.ts'

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
  /** The folder in which the command was started, absolute. */
  readonly folder: string
}

/** A command line that runs a command. */
export type RunInvocation = Extract<Invocation, { readonly kind: 'run' }>

/** Runs one command, and returns its exit code. Throws a TagboatError that ends it. */
export type RunCommand = (context: CommandContext, invocation: RunInvocation) => Promise<number>

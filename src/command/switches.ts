import type { RunInvocation } from './context.ts'

/** Whether a switch of the command is on; the last `--name` or `--name=false` counts. */
export function isOn(flags: RunInvocation['flags'], name: string): boolean {
  const value = flags.get(name)?.at(-1)
  return value !== undefined && value !== 'false'
}

import type { RunInvocation } from './context.ts'
import type { TriggerSource } from './find-trigger.ts'

/**
 * Inputs that have another default outside CI. A runner may start while its engine starts; a user who forgot to start the engine learns
 * that at once.
 */
export const localDefaults = (
  { isCi }: Pick<TriggerSource, 'isCi'>,
  { flags }: Pick<RunInvocation, 'flags'>,
): Readonly<Record<string, string>> => (isCi || flags.has('engine-wait') ? {} : { 'engine-wait': '5' })

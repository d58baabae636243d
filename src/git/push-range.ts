import type { PushRange } from '../model/trigger.ts'

/**
 * Whether `commit` is a descendant of `ancestor` (or the same), as far as a push event tells: what it brought, and
 * where the branch was, are ancestors of where the branch is. Nothing is taken from a forced push: its `before` may
 * be on a line that was dropped.
 */
export function relateInPush(
  push: PushRange | undefined,
  commit: string,
  ancestor: string,
): boolean | undefined {
  if (commit === ancestor) return true
  if (push === undefined || push.forced) return undefined
  const older = (id: string) => id === push.before || push.commits.includes(id)
  if (ancestor === push.after && older(commit)) return false
  if (commit === push.after && older(ancestor)) return true
  return undefined
}

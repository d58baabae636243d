import { isQueueBranch, type Trigger } from '../model/trigger.ts'
import { parseRules } from './parse-rules.ts'
import type { Rule } from './rule.ts'

const latest = 'type=raw,value=latest,enable={{is_default_branch}}'

/** The default tags, as rules of input `tags`. The flavor's `latest` is `false` with them unless the user writes it. */
export const defaultLines = [
  'type=schedule',
  'type=semver,pattern={{version}}',
  'type=ref,event=branch',
  'type=ref,event=tag',
  'type=ref,event=pr',
  'type=ref,event=pr-branch',
  latest,
] as const

/** Applies only if no other line gives a tag: it is for git tags that are not versions. */
const fallback = 'type=ref,event=tag'

/** Compiles `defaultLines`; without `hasLatest` it leaves out the one that gives `latest`. */
export function defaultRules(hasLatest: boolean): Rule[] {
  const { rules } = parseRules(defaultLines.filter((line) => hasLatest || line !== latest))
  return rules.map((rule) => (rule.where.line === fallback ? { ...rule, isFallback: true } : rule))
}

/**
 * Whether the event has default tags. This is an allow-list: many events carry the default branch's ref without being
 * about it, and a wrong `latest` does more harm than a missing one.
 */
export function hasDefaultTags(trigger: Trigger): boolean {
  const { cause, ref } = trigger
  if (isQueueBranch(trigger)) return false
  switch (cause.kind) {
    case 'push':
    case 'dispatch':
    case 'schedule':
    case 'local':
      return true
    case 'release':
      return cause.change === 'published' && ref.kind === 'tag'
    case 'pull-request':
      return ['ordinary', 'target'].includes(cause.variant) && !cause.isClosed
    default:
      return false
  }
}

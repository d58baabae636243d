import type { Trigger } from '../model/trigger.ts'
import { parseRules } from './parse-rules.ts'
import type { Rule } from './rule.ts'

const latest = 'type=raw,value=latest,enable={{is_default_branch}}'

/** The default tags, in the language itself. The flavor's `latest` is `false` with them unless the user writes it. */
export const defaultLines = [
  'type=schedule',
  'type=semver,pattern={{version}}',
  'type=ref,event=branch',
  'type=ref,event=tag',
  'type=ref,event=pr',
  'type=ref,event=pr-branch',
  latest,
] as const

/** The one of them that is only for where no other line gave a tag: a git tag that is no version. */
const fallback = 'type=ref,event=tag'

/** The rules of `defaultLines`, on request without the one that gives `latest`. */
export function defaultRules(hasLatest: boolean): Rule[] {
  const { rules } = parseRules(defaultLines.filter((line) => hasLatest || line !== latest))
  return rules.map((rule) => (rule.where.line === fallback ? { ...rule, isFallback: true } : rule))
}

const refEvents = new Set(['push', 'workflow_dispatch', 'repository_dispatch', 'create', 'schedule', 'local'])
const releaseActions = new Set(['published', 'released', 'prereleased'])

/**
 * Whether this event has default tags. An allow-list: many events carry the default branch's ref without being about
 * it, and a wrong `latest` costs more than a missing one. `local` is a run outside a runner.
 */
export function hasDefaultTags(trigger: Trigger): boolean {
  const { event, action, ref } = trigger
  if (ref.kind === 'branch' && ref.name.startsWith('gh-readonly-queue/')) return false
  if (refEvents.has(event)) return true
  if (event === 'release') return releaseActions.has(action ?? '') && ref.kind === 'tag'
  return (event === 'pull_request' || event === 'pull_request_target') && action !== 'closed'
}

import { tryParseReference } from '../model/reference.ts'
import { type Problem, TagboatError } from '../model/tagboat-error.ts'
import { explainRefusal } from '../registry/refusal.ts'

/** The push failed, not the build. */
const isPush =
  /failed to push|failed to copy|unexpected status from (?:PUT|POST|PATCH|HEAD)|unexpected HTTP status|received unexpected/i

/** Final refusals as containerd and the engine print them: words, and 4xx except 408, 425 and 429. */
const isFinal =
  /denied|unauthorized|insufficient.scope|forbidden|invalid|name unknown|not found|immutab|: 4(?!08|25|29)\d\d\b|\bHTTP 4(?!08|25|29)\d\d\b/i

/**
 * Whether a retry may succeed. BuildKit's last line often lacks the status, so every failed push counts as transient
 * unless its text says otherwise. A failed build never does.
 */
export function isTransientPushFailure(text: string): boolean {
  return isPush.test(text) && !isFinal.test(text)
}

/** Whether the registry refused the builder's push for good. */
export function isRefusedPush(error: unknown): boolean {
  const [problem] = error instanceof TagboatError ? error.problems : []
  const { original = '' } = problem ?? {}
  return isPush.test(original) && isFinal.test(original)
}

/** Explains a refusal as Tagboat's own client would, if the builder's message names the repository. */
export function explainPush(problem: Problem): Problem {
  const original = problem.original ?? ''
  const line = original.split('\n').findLast((one) => isPush.test(one)) ?? ''
  const name = /failed to push ([^\s:]+(?::\d+)?\/[^\s]+?):? /.exec(line)?.[1] ?? ''
  const text = original.slice(Math.max(0, original.indexOf(line)))
  const status = Number(/(?:: |HTTP )([45]\d\d)\b/.exec(text)?.[1] ?? 400)
  const reference = tryParseReference(name)
  if (reference === undefined) return problem
  const asked = { host: reference.repository.host, name, action: 'push' } as const
  const explained = explainRefusal(asked, { status, codes: [], text, kind: 'other' })
  return helpful.has(explained.code) ? { ...explained, original } : problem
}

const helpful: ReadonlySet<string> = new Set([
  'registry-tag-immutable',
  'registry-quota',
  'registry-body-limit',
  'registry-denied',
])

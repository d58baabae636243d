import { tryParseReference } from '../model/reference.ts'
import { type Problem, TagboatError } from '../model/tagboat-error.ts'
import { explainRefusal } from '../registry/refusal.ts'

/** The builder's push failed, and not its build. */
const isPush =
  /failed to push|failed to copy|unexpected status from (?:PUT|POST|PATCH|HEAD)|unexpected HTTP status|received unexpected/i

/** Words, and 4xx but for 408, 425 and 429, as containerd and the engine print them. */
const isFinal =
  /denied|unauthorized|insufficient.scope|forbidden|invalid|name unknown|not found|immutab|: 4(?!08|25|29)\d\d\b|\bHTTP 4(?!08|25|29)\d\d\b/i

/**
 * BuildKit's last line often lacks the status: a failed push may pass unless its text says that it never will. A
 * failed build never passes.
 */
export function isTransient(text: string): boolean {
  return isPush.test(text) && !isFinal.test(text)
}

/** A push by the builder that another attempt of the builder's will not pass. */
export function isRefusedPush(error: unknown): boolean {
  const [problem] = error instanceof TagboatError ? error.problems : []
  const { original = '' } = problem ?? {}
  return isPush.test(original) && isFinal.test(original)
}

/** What our own push would say of the refusal, as far as the builder's words tell. */
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
  return telling.has(explained.code) ? { ...explained, original } : problem
}

const telling: ReadonlySet<string> = new Set([
  'registry-tag-immutable',
  'registry-quota',
  'registry-body-limit',
  'registry-denied',
])

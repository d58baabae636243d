import { type Json, stringListAt } from '../workflow-expressions/workflow-values.ts'

/** The filters of `on.push` and the like, for one kind of ref ("Filter pattern cheat sheet"). */
export interface RefFilter {
  /** Undefined without a filter. In order: a pattern with `!` excludes what an earlier one includes. */
  readonly only: readonly string[] | undefined
  readonly ignore: readonly string[] | undefined
}

export const readFilter = (event: Json, kind: 'branches' | 'tags'): RefFilter => ({
  only: stringListAt(event, kind),
  ignore: stringListAt(event, `${kind}-ignore`),
})

export const hasFilter = ({ only, ignore }: RefFilter): boolean => only !== undefined || ignore !== undefined

/** Whether a branch or git tag passes a filter. */
export function passesFilter({ only, ignore }: RefFilter, name: string): boolean {
  if (ignore?.some((pattern) => toRegex(pattern)?.test(name))) return false
  if (only === undefined) return true
  let passes = false
  for (const pattern of only) {
    const isNot = pattern.startsWith('!')
    if (toRegex(isNot ? pattern.slice(1) : pattern)?.test(name)) passes = !isNot
  }
  return passes
}

/** Names that pass a filter: some of those given, and one for each pattern that none of them matches. */
export function sampleNames(filter: RefFilter, given: readonly string[]): readonly string[] {
  const found = given.filter((name) => passesFilter(filter, name))
  for (const pattern of filter.only ?? []) {
    if (pattern.startsWith('!') || found.some((name) => toRegex(pattern)?.test(name))) continue
    const sample = makeSamples(pattern).find((name) => passesFilter(filter, name))
    if (sample !== undefined && toRegex(pattern)?.test(sample)) found.push(sample)
    if (found.length >= mostNames) break
  }
  return found
}

const mostNames = 8

const versions = ['v1.2.3', '1.2.3', 'v1.2.3-rc.1', '1.2.3-rc.1', '1.2', 'v1']

/** Names that a pattern may match, the most likely first. */
function makeSamples(pattern: string): readonly string[] {
  const plain = pattern.replace(/\[([^\]])[^\]]*\][+?]?/g, '$1').replace(/\\(.)/g, '$1')
  const made = ['1.2.3', '1', 'one'].map((text) => plain.replace(/\*+/g, text).replace(/[+?]/g, ''))
  return [...versions, ...made]
}

/** A pattern as a regular expression; undefined if it is not valid. */
function toRegex(pattern: string): RegExp | undefined {
  const source = pattern.replace(/\*\*|\*|\[[^\]]*\]|\\.|[?+]|[^*[\\?+]+|[[\\]/g, (part) => {
    if (part === '**') return '.*'
    if (part === '*') return '[^/]*'
    if (part.startsWith('[') && part.length > 1) return part
    if (part === '?' || part === '+' || (part.startsWith('\\') && part.length > 1)) return part
    return part.replace(/[.^${}()|[\]\\/]/g, '\\$&')
  })
  try {
    return new RegExp(`^(?:${source})$`)
  } catch {
    return undefined
  }
}

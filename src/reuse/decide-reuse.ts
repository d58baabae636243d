import type { BakeDefinition } from '../bake/bake-target.ts'
import { buildOrder, dependenciesOf } from '../bake/bake-target.ts'
import { explainChange, formatParts, hasSameFiles, parseParts } from '../content/content-parts.ts'
import { parseJson, stringAt } from '../json.ts'
import type { ImageFacts } from '../model/facts.ts'
import { compareIdentities, type Identity } from '../model/identity.ts'
import { formatReference } from '../model/reference.ts'
import type { Origin } from '../model/result.ts'
import { buildKey, contentKeyName, contentPartsName, dependsOnKey, type Labels } from '../plan/labels.ts'
import type { Candidate } from './candidates.ts'
import type { Keyed } from './keys.ts'

/** A candidate that was looked at. */
export interface Found extends Candidate {
  readonly facts?: ImageFacts
  /** Why it could not be read. */
  readonly unread?: string
}

export interface ReuseRequest {
  readonly definition: BakeDefinition
  /** The targets that are published. */
  readonly chosen: ReadonlySet<string>
  readonly keyed: ReadonlyMap<string, Keyed>
  readonly found: ReadonlyMap<string, readonly Found[]>
  /** Which image of the commit each target's is. */
  readonly identities?: ReadonlyMap<string, Identity>
  /** Nothing is reused. */
  readonly isForced: boolean
  /** The commit of this run. */
  readonly revision: string
  /** Names this run's builds, as no other run does. */
  readonly build: string
}

/** What is to become of one image. */
export interface Verdict {
  readonly origin: Origin
  /** The image that is reused. */
  readonly found?: Found
  /** What is written into it where it is built. */
  readonly marks: Labels
  /** Which build of its content it is; undefined where it does not say. */
  readonly build: string | undefined
}

export const unreadable = (why: string): string => `no image of this content could be read: ${why}`

/**
 * Which images are reused, pure. Bases first: an image is reused only on the very builds of its bases that are published
 * beside it, since the same content that is built twice need not give the same bytes. A release that is there is final,
 * whatever its bases are now.
 */
export function decideReuse(request: ReuseRequest): ReadonlyMap<string, Verdict> {
  const verdicts = new Map<string, Verdict>()
  for (const name of buildOrder(request.definition)) {
    if (request.chosen.has(name)) verdicts.set(name, decideOne(request, name, verdicts))
  }
  return verdicts
}

function decideOne(request: ReuseRequest, name: string, verdicts: ReadonlyMap<string, Verdict>): Verdict {
  const keyed = request.keyed.get(name)
  const there = request.found.get(name) ?? []
  // The nearest first, which say most to people.
  const bases = [...dependenciesOf(request.definition, name)].reverse()
  const built = (why: string, marks: Labels): Verdict => ({
    origin: { how: 'built', why },
    marks: { ...marks, ...markBuild(request, bases, verdicts) },
    build: request.build,
  })
  if (keyed?.kind !== 'known') return built(keyed?.why ?? 'nothing is known of its content', {})
  const marks = { [contentKeyName]: keyed.key, [contentPartsName]: formatParts(keyed.parts) }
  if (request.isForced) return built('input no-cache asks for it', marks)
  const reused = (found: Found, why: string): Verdict => ({
    origin: { how: 'reused', why },
    found,
    marks,
    build: found.facts?.build,
  })
  const identity = request.identities?.get(name)
  const released = there.find(
    ({ isRelease, facts }) =>
      isRelease &&
      isOwn(facts, keyed, request.revision) &&
      (facts?.contentKey === keyed.key || compareIdentities(facts?.identity, identity).length === 0),
  )
  if (released !== undefined) {
    const isSame = released.facts?.contentKey === keyed.key
    const why = isSame ? sameUnder(released) : `${refOf(released)} is released, whatever its bases are now`
    return reused(released, why)
  }
  const same = there.filter(({ facts }) => facts?.contentKey === keyed.key)
  const right = same.find(({ facts }) => findOther(facts, bases, verdicts) === undefined)
  if (right !== undefined) return reused(right, sameUnder(right))
  const other = same.flatMap(({ facts }) => findOther(facts, bases, verdicts) ?? [])[0]
  return built(other ?? explain(there, keyed), marks)
}

const refOf = ({ repository, tag }: Found): string => formatReference(repository, { tag })

const sameUnder = (found: Found): string => `the same content is under ${refOf(found)}`

/** A release of this very commit, or of the same files. */
function isOwn(
  facts: ImageFacts | undefined,
  { parts }: Extract<Keyed, { kind: 'known' }>,
  revision: string,
) {
  return facts?.revision === revision || hasSameFiles(parseParts(facts?.contentParts ?? ''), parts)
}

/** Why an image does not stand on what its bases are in this run; undefined where it does. */
function findOther(
  facts: ImageFacts | undefined,
  bases: readonly string[],
  verdicts: ReadonlyMap<string, Verdict>,
): string | undefined {
  const dependsOn = parseJson(facts?.dependsOn ?? '')
  for (const base of bases) {
    const verdict = verdicts.get(base)
    // One that is not published here has no image beside this one: its key is all there is to compare.
    if (verdict === undefined) continue
    if (verdict.origin.how === 'built') return `target ${base} is built`
    const told = stringAt(dependsOn, base)
    if (told === undefined || told !== verdict.build) return `it stands on another build of target ${base}`
  }
  return undefined
}

function markBuild(
  { build }: ReuseRequest,
  bases: readonly string[],
  verdicts: ReadonlyMap<string, Verdict>,
): Labels {
  const builds = bases.map((base) => {
    const verdict = verdicts.get(base)
    return [base, verdict === undefined ? build : (verdict.build ?? '')] as const
  })
  const dependsOn = bases.length === 0 ? {} : { [dependsOnKey]: JSON.stringify(Object.fromEntries(builds)) }
  return { [buildKey]: build, ...dependsOn }
}

function explain(there: readonly Found[], { parts }: Extract<Keyed, { kind: 'known' }>): string {
  const [told] = there.flatMap(({ facts }) => facts?.contentParts ?? [])
  const before = told === undefined ? undefined : parseParts(told)
  const [unread] = there.flatMap((one) => one.unread ?? [])
  return before === undefined && unread !== undefined ? unreadable(unread) : explainChange(before, parts)
}

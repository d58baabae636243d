import { type BakeDefinition, buildOrder, dependenciesOf } from '../bake/bake-target.ts'
import { explainChange, formatParts, hasSameFiles, parseParts } from '../content/content-parts.ts'
import { parseJson, stringAt } from '../json.ts'
import type { ImageFacts } from '../model/facts.ts'
import { compareIdentities, type Identity } from '../model/identity.ts'
import { formatReference } from '../model/reference.ts'
import type { ImageOrigin } from '../model/result.ts'
import { buildKey, contentKeyName, contentPartsName, dependsOnKey, type Labels } from '../plan/labels.ts'
import type { Candidate } from './candidates.ts'
import type { Keyed } from './keys.ts'

/** A candidate that was read. */
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
  /** Reuse is off. */
  readonly isForced: boolean
  /** The commit of this run. */
  readonly revision: string
  /** A unique name for this run's builds. */
  readonly build: string
}

/** Whether one image is built or reused. */
export interface ReuseVerdict {
  readonly origin: ImageOrigin
  /** The image that is reused. */
  readonly found?: Found
  /** Labels and annotations for a built image. */
  readonly labels: Labels
  /** Which build of its content it is; undefined if its metadata does not name it. */
  readonly build: string | undefined
}

export const describeUnreadable = (why: string): string => `no image of this content could be read: ${why}`

/**
 * Decides which images are reused. Pure. Dependencies first: an image is reused only if it was built on the same builds of
 * its dependencies that are published with it, because building the same content twice may give different bytes. An
 * existing release is final, whatever its dependencies are now.
 */
export function decideReuse(request: ReuseRequest): ReadonlyMap<string, ReuseVerdict> {
  const verdicts = new Map<string, ReuseVerdict>()
  for (const name of buildOrder(request.definition)) {
    if (request.chosen.has(name)) verdicts.set(name, decideOne(request, name, verdicts))
  }
  return verdicts
}

function decideOne(
  request: ReuseRequest,
  name: string,
  verdicts: ReadonlyMap<string, ReuseVerdict>,
): ReuseVerdict {
  const keyed = request.keyed.get(name)
  const candidates = request.found.get(name) ?? []
  // The nearest first, because they explain most to users.
  const bases = [...dependenciesOf(request.definition, name)].reverse()
  const built = (why: string, labels: Labels): ReuseVerdict => ({
    origin: { how: 'built', why },
    labels: { ...labels, ...labelBuild(request, bases, verdicts) },
    build: request.build,
  })
  if (keyed?.kind !== 'known') return built(keyed?.why ?? 'its content is unknown', {})
  const labels = { [contentKeyName]: keyed.key, [contentPartsName]: formatParts(keyed.parts) }
  if (request.isForced) return built('input no-cache asks for it', labels)
  const reused = (found: Found, why: string): ReuseVerdict => ({
    origin: { how: 'reused', why },
    found,
    labels,
    build: found.facts?.build,
  })
  const identity = request.identities?.get(name)
  const released = candidates.find(
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
  const same = candidates.filter(({ facts }) => facts?.contentKey === keyed.key)
  const right = same.find(({ facts }) => findOther(facts, bases, verdicts) === undefined)
  if (right !== undefined) return reused(right, sameUnder(right))
  const other = same.flatMap(({ facts }) => findOther(facts, bases, verdicts) ?? [])[0]
  return built(other ?? explain(candidates, keyed), labels)
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

/** Why an image depends on other builds than this run's; undefined if it does not. */
function findOther(
  facts: ImageFacts | undefined,
  bases: readonly string[],
  verdicts: ReadonlyMap<string, ReuseVerdict>,
): string | undefined {
  const dependsOn = parseJson(facts?.dependsOn ?? '')
  for (const base of bases) {
    const verdict = verdicts.get(base)
    // A dependency that is not published has no image to compare; its key is part of the content key.
    if (verdict === undefined) continue
    if (verdict.origin.how === 'built') return `target ${base} is built`
    const build = stringAt(dependsOn, base)
    if (build === undefined || build !== verdict.build) return `it depends on another build of target ${base}`
  }
  return undefined
}

function labelBuild(
  { build }: ReuseRequest,
  bases: readonly string[],
  verdicts: ReadonlyMap<string, ReuseVerdict>,
): Labels {
  const builds = bases.map((base) => {
    const verdict = verdicts.get(base)
    return [base, verdict === undefined ? build : (verdict.build ?? '')] as const
  })
  const dependsOn = bases.length === 0 ? {} : { [dependsOnKey]: JSON.stringify(Object.fromEntries(builds)) }
  return { [buildKey]: build, ...dependsOn }
}

function explain(candidates: readonly Found[], { parts }: Extract<Keyed, { kind: 'known' }>): string {
  const [previous] = candidates.flatMap(({ facts }) => facts?.contentParts ?? [])
  const before = previous === undefined ? undefined : parseParts(previous)
  const [unread] = candidates.flatMap((one) => one.unread ?? [])
  return before === undefined && unread !== undefined
    ? describeUnreadable(unread)
    : explainChange(before, parts)
}

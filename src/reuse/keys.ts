import { type BakeDefinition, type BakeTarget, buildOrder, platformsOf } from '../bake/bake-target.ts'
import { pinnedDigest } from '../content/base-reference.ts'
import { addFilesPart, computeKey, type Parts, resolveParts } from '../content/content-parts.ts'
import { createFileDigests } from '../content/context-digest.ts'
import { readTargetContent, type TargetContent } from '../content/target-content.ts'
import { parseReference, type Repository } from '../model/reference.ts'
import { summarize, TagboatError } from '../model/tagboat-error.ts'
import type { Files } from '../ports/ports.ts'

/** The key of an image's content, if it is known. */
export type Keyed =
  | { readonly kind: 'known'; readonly parts: Parts; readonly key: string }
  /** Why it is unknown whether it changed, as a clause without a full stop. */
  | { readonly kind: 'doubt'; readonly why: string }

export interface KeyRequest {
  readonly files: Files
  readonly registry: {
    headManifest(
      repository: Repository,
      target: { readonly tag: string },
    ): Promise<{ readonly digest: string } | undefined>
  }
  /** Absolute. */
  readonly workspace: string
  readonly definition: BakeDefinition
  /** Text of the inputs that affect every target. */
  readonly extra: string
  /** The builder's platform, for targets that name none. */
  readonly ownPlatform: string
}

/** The content key of every target. Files and base images are read in parallel, each once. */
export async function keyTargets(request: KeyRequest): Promise<ReadonlyMap<string, Keyed>> {
  const { definition } = request
  const contents = await readContents(request)
  const bases = await resolveBases(
    request,
    [...contents.values()].flatMap((content) => content.bases),
  )
  const keyed = new Map<string, Keyed>()
  for (const name of buildOrder(definition)) {
    const content = contents.get(name)
    if (content !== undefined) keyed.set(name, keyOne(content, bases, keyed))
  }
  return keyed
}

async function readContents(request: KeyRequest): Promise<ReadonlyMap<string, TargetContent>> {
  const { files, workspace, definition, extra, ownPlatform } = request
  const digestFile = createFileDigests(files)
  const read = async ([name, target]: [string, BakeTarget]) => {
    // A target without platforms is built for the builder's own, which differs between builders.
    const own = platformsOf(target).length > 0 ? extra : `${extra} ${ownPlatform}`
    const options = { extra: own, ownPlatform, digestFile }
    return [name, await readTargetContent(files, workspace, target, options)] as const
  }
  return new Map(await Promise.all([...definition.targets].map(read)))
}

/** The digest of each base image, or why it could not be read. */
type Bases = ReadonlyMap<string, { readonly digest: string } | { readonly why: string }>

async function resolveBases({ registry }: KeyRequest, references: readonly string[]): Promise<Bases> {
  const moving = [...new Set(references)].filter((reference) => pinnedDigest(reference) === undefined)
  const asked = moving.map(async (reference) => {
    const { repository, tag = 'latest' } = parseReference(reference)
    try {
      const found = await registry.headManifest(repository, { tag })
      return [reference, found ?? { why: `base ${reference} does not exist` }] as const
    } catch (error) {
      if (!(error instanceof TagboatError)) throw error
      return [reference, { why: `base ${reference} could not be read: ${summarize(error)}` }] as const
    }
  })
  return new Map(await Promise.all(asked))
}

function keyOne(content: TargetContent, bases: Bases, known: ReadonlyMap<string, Keyed>): Keyed {
  if (content.doubt !== undefined) return { kind: 'doubt', why: content.doubt }
  const digests = new Map<string, string>()
  for (const base of content.bases) {
    const found = bases.get(base)
    if (found !== undefined && 'why' in found) return { kind: 'doubt', why: found.why }
    if (found !== undefined) digests.set(base, found.digest)
  }
  const targets = new Map<string, string>()
  for (const name of content.targets) {
    const target = known.get(name)
    if (target?.kind !== 'known')
      return { kind: 'doubt', why: `it depends on ${name}, whose content is unknown` }
    targets.set(name, target.key)
  }
  const below = content.targets.flatMap((name) => partsOf(known.get(name)))
  const parts = addFilesPart(resolveParts(content, { bases: digests, targets }), below)
  return { kind: 'known', parts, key: computeKey(parts) }
}

const partsOf = (keyed: Keyed | undefined): readonly Parts[] => (keyed?.kind === 'known' ? [keyed.parts] : [])

import { TagboatError } from '../../model/tagboat-error.ts'
import { getManifest } from '../absence.ts'
import { listReferrers, nameReferrersTag, readReferrers } from '../referrers.ts'
import { listTags } from '../tags.ts'
import type { Destination } from './copy-context.ts'

/** Finds what is attached to the manifests of a repository. */
export interface Attached {
  /** Digests of what names `digest` as its subject. */
  referrers(digest: string): Promise<readonly string[]>
  /** cosign's tags of `digest` that may be there: its specification, "Signature spec", "Storage". */
  cosignTags(digest: string): readonly string[]
}

const suffixes = ['sig', 'att', 'sbom']

/**
 * One list of tags tells which tags are worth asking for. Where it is too long, or not to be had, all are. A registry that
 * learnt the referrers API late may have both: then both count.
 */
export async function findAttached(place: Destination, warn: (text: string) => void): Promise<Attached> {
  const known = await readTags(place)
  const mayHave = (tag: string) => known?.has(tag) ?? true
  const askApi = createReferrersApi(place, warn)
  return {
    referrers: async (digest) => {
      const tag = nameReferrersTag(digest)
      const [listed, index] = await Promise.all([
        askApi(digest),
        mayHave(tag) ? getManifest(place.session, place.repository, { tag }) : undefined,
      ])
      return [...new Set([...(listed ?? []), ...(index ? readReferrers(index.json) : [])])]
    },
    cosignTags: (digest) => suffixes.map((suffix) => `${nameReferrersTag(digest)}.${suffix}`).filter(mayHave),
  }
}

async function readTags({ session, repository }: Destination): Promise<ReadonlySet<string> | undefined> {
  try {
    const { tags, complete } = await listTags(session, repository)
    return complete ? new Set(tags) : undefined
  } catch (error) {
    // Who may read images may still not be allowed to list tags.
    if (error instanceof TagboatError && error.problems.every(({ code }) => mayNotList.has(code)))
      return undefined
    throw error
  }
}

const mayNotList: ReadonlySet<string> = new Set([
  'registry-denied',
  'registry-unauthorized',
  'registry-failed',
])

/**
 * Asks a registry's list of referrers; the first answer tells whether there is one. One that does not answer counts as none, and is
 * no reason to wait or to fail: what is listed under tags is found all the same.
 */
export function createReferrersApi(
  { session, repository }: Destination,
  warn: (text: string) => void,
): (digest: string) => Promise<readonly string[] | undefined> {
  let supported: Promise<boolean> | undefined
  const ask = async (digest: string) => {
    try {
      return await listReferrers(session, repository, digest)
    } catch (error) {
      if (!(error instanceof TagboatError) || !error.problems.every(({ code }) => silent.has(code)))
        throw error
      warn(
        `${repository.host} did not answer for its list of what is attached to ${repository.name}: ${error.problems[0]?.what}`,
      )
      return undefined
    }
  }
  return async (digest) => {
    if (supported !== undefined) {
      return (await supported) ? ((await ask(digest)) ?? []) : undefined
    }
    const first = ask(digest)
    supported = first.then((list) => list !== undefined)
    // Who asked first gets the failure; others that ask later get it too.
    supported.catch(() => undefined)
    return first
  }
}

const silent: ReadonlySet<string> = new Set([
  'registry-too-many-requests',
  'registry-failed',
  'registry-page',
  'registry-unreachable',
])

import { TagboatError } from '../../errors/tagboat-error.ts'
import { getManifest } from '../manifests.ts'
import { listReferrers, nameReferrersTag, readReferrers } from '../referrers.ts'
import { listTags } from '../tags.ts'
import type { Place } from './route.ts'

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
export async function findAttached(place: Place): Promise<Attached> {
  const known = await readTags(place)
  const mayHave = (tag: string) => known?.has(tag) ?? true
  const askApi = createReferrersApi(place)
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

async function readTags({ session, repository }: Place): Promise<ReadonlySet<string> | undefined> {
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

/** Asks a registry's list of referrers; the first answer tells whether there is one. */
export function createReferrersApi({
  session,
  repository,
}: Place): (digest: string) => Promise<readonly string[] | undefined> {
  let supported: Promise<boolean> | undefined
  return async (digest) => {
    if (supported !== undefined) {
      return (await supported) ? ((await listReferrers(session, repository, digest)) ?? []) : undefined
    }
    const first = listReferrers(session, repository, digest)
    supported = first.then((list) => list !== undefined)
    // Who asked first gets the failure; others that ask later get it too.
    supported.catch(() => undefined)
    return first
  }
}

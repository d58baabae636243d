import { TagboatError } from '../../model/tagboat-error.ts'
import { getManifest } from '../absence.ts'
import { listReferrers, nameReferrersTag, readReferrers } from '../referrers.ts'
import { listTags } from '../tags.ts'
import type { RepositorySession } from './copy-context.ts'

/** Finds the artifacts that are attached to the manifests of a repository. */
export interface AttachedFinder {
  /** Digests of the manifests that list `digest` as their subject. */
  referrers(digest: string): Promise<readonly string[]>
  /** cosign's tags for `digest` that may exist: its specification, "Signature spec", "Storage". */
  cosignTags(digest: string): readonly string[]
}

const cosignSuffixes = ['sig', 'att', 'sbom']

/**
 * Makes a finder for one repository. One list of its tags shows which referrers tags and cosign tags exist; if the list is too
 * long or unavailable, each is requested. A registry that gained the referrers API late may use both the API and referrers
 * tags, so both are read.
 */
export async function createAttachedFinder(
  from: RepositorySession,
  warn: (text: string) => void,
): Promise<AttachedFinder> {
  const tags = await listAllTags(from)
  const mayExist = (tag: string) => tags?.has(tag) ?? true
  const askApi = createReferrersApi(from, warn)
  return {
    referrers: async (digest) => {
      const tag = nameReferrersTag(digest)
      const [listed, index] = await Promise.all([
        askApi(digest),
        mayExist(tag) ? getManifest(from.session, from.repository, { tag }) : undefined,
      ])
      return [...new Set([...(listed ?? []), ...(index ? readReferrers(index.json) : [])])]
    },
    cosignTags: (digest) =>
      cosignSuffixes.map((suffix) => `${nameReferrersTag(digest)}.${suffix}`).filter(mayExist),
  }
}

async function listAllTags({
  session,
  repository,
}: RepositorySession): Promise<ReadonlySet<string> | undefined> {
  try {
    const { tags, complete } = await listTags(session, repository)
    return complete ? new Set(tags) : undefined
  } catch (error) {
    // A login that may read images may still not be allowed to list tags.
    if (hasOnlyCodes(error, listRefused)) return undefined
    throw error
  }
}

const listRefused: ReadonlySet<string> = new Set([
  'registry-denied',
  'registry-unauthorized',
  'registry-failed',
])

/**
 * Asks a registry's referrers API for the referrers of a digest; undefined if the registry has none, which the first answer
 * shows. An API that does not answer counts as missing, with a warning; referrers that are listed under tags are still found.
 */
export function createReferrersApi(
  { session, repository }: RepositorySession,
  warn: (text: string) => void,
): (digest: string) => Promise<readonly string[] | undefined> {
  let isSupported: Promise<boolean> | undefined
  const ask = async (digest: string) => {
    try {
      return await listReferrers(session, repository, digest)
    } catch (error) {
      if (!hasOnlyCodes(error, noAnswer)) throw error
      const [problem] = error.problems
      warn(
        `${repository.host} did not answer the request for the referrers of ${repository.name}: ${problem?.what}`,
      )
      return undefined
    }
  }
  return async (digest) => {
    if (isSupported !== undefined) return (await isSupported) ? ((await ask(digest)) ?? []) : undefined
    const first = ask(digest)
    isSupported = first.then((list) => list !== undefined)
    // The first caller gets the failure from `first`, later callers from `isSupported`.
    isSupported.catch(() => undefined)
    return first
  }
}

const noAnswer: ReadonlySet<string> = new Set([
  'registry-too-many-requests',
  'registry-failed',
  'registry-page',
  'registry-unreachable',
])

const hasOnlyCodes = (error: unknown, codes: ReadonlySet<string>): error is TagboatError =>
  error instanceof TagboatError && error.problems.every(({ code }) => codes.has(code))

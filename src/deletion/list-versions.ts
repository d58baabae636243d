import { packageChanging, packagesUnreadable, tooManyVersions } from '../errors/prune.ts'
import { at, numberAt, stringAt } from '../json.ts'
import { isDigest, isTag } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Github, GithubAnswer } from '../ports/github-client.ts'
import type { Clock } from '../ports/ports.ts'
import { isoFromText } from '../ports/time.ts'

/** A version of a container package: one manifest, with its tags. */
export interface PackageVersion {
  readonly id: number
  readonly digest: string
  readonly tags: readonly string[]
  /** When it was created. ISO 8601. */
  readonly uploaded: string
}

export interface PackageListing {
  readonly github: Github
  readonly clock: Clock
  /** `owner/name`, for messages and requests. */
  readonly path: string
  /** `/orgs/{owner}/packages/container/{name}` */
  readonly route: string
}

const pageSize = 100
/** A package with more versions is not pruned: a job token has 1,000 requests an hour. */
const maxPages = 500
/** Milliseconds before the list is read again. */
const pauses = [1_000, 4_000, 10_000]

/**
 * Lists all versions, the newest first. Pages are counted from the newest version, so a deletion between two pages moves a version onto
 * a page that was already read. A list of several pages counts only if nothing was deleted meanwhile: the number of versions ("Get a package
 * for an organization", `version_count`) is the same before and after, and no version is listed twice. Throws a TagboatError
 * without such a list.
 */
export async function listPackage(listing: PackageListing): Promise<readonly PackageVersion[]> {
  const first = await readPage(listing, 1)
  if (!first.hasMore) return first.versions
  for (const pause of [...pauses, 0]) {
    const before = await countVersions(listing)
    const versions = await readAll(listing)
    const isStable = new Set(versions.map(({ id }) => id)).size === versions.length
    if (isStable && before === (await countVersions(listing))) return versions
    await listing.clock.sleep(pause)
  }
  throw new TagboatError(packageChanging(listing.path))
}

async function readAll(listing: PackageListing): Promise<readonly PackageVersion[]> {
  const versions: PackageVersion[] = []
  for (let page = 1; page <= maxPages; page++) {
    const { versions: more, hasMore } = await readPage(listing, page)
    versions.push(...more)
    if (!hasMore) return versions
  }
  throw new TagboatError(tooManyVersions(listing.path, maxPages * pageSize))
}

async function readPage({ github, path, route }: PackageListing, page: number) {
  const answer = await github.get(`${route}/versions`, {
    ...parametersOf(path),
    ...{ state: 'active', per_page: pageSize, page },
  })
  // 404: a package that does not exist yet, or that the token may not see.
  if (answer.kind !== 'found' || !Array.isArray(answer.body))
    throw new TagboatError(packagesUnreadable(path, describeAnswer(answer)))
  const versions = answer.body.map((item) => {
    const version = readVersion(item)
    // It may need others.
    if (version === undefined)
      throw new TagboatError(packagesUnreadable(path, 'a version in the list is not understood'))
    return version
  })
  return { versions, hasMore: answer.hasNext === true || answer.body.length >= pageSize }
}

async function countVersions({ github, path, route }: PackageListing): Promise<number | undefined> {
  const answer = await github.get(route, parametersOf(path))
  return answer.kind === 'found' ? numberAt(answer.body, 'version_count') : undefined
}

function parametersOf(path: string) {
  const [owner = '', ...rest] = path.split('/')
  return { owner, name: rest.join('/') }
}

/** Undefined if anything is missing, the list of tags included: a version without tags may be deleted. */
export function readVersion(item: unknown): PackageVersion | undefined {
  const [id, digest] = [numberAt(item, 'id'), stringAt(item, 'name')]
  const uploaded = isoFromText(stringAt(item, 'created_at') ?? '')
  const listed = at(item, 'metadata', 'container', 'tags')
  if (id === undefined || digest === undefined || !isDigest(digest) || uploaded === undefined)
    return undefined
  if (!Array.isArray(listed)) return undefined
  const tags = listed.filter((tag): tag is string => typeof tag === 'string' && isTag(tag))
  return tags.length === listed.length ? { id, digest, tags, uploaded } : undefined
}

/** What GitHub answered, as a reason. */
export const describeAnswer = (answer: GithubAnswer): string => {
  if (answer.kind === 'found') return 'the answer is not understood'
  const said = answer.message.trim().replace(/\s+/g, ' ').slice(0, 300)
  return answer.kind === 'silent' ? said : `GitHub answered ${answer.status}: ${said}`
}

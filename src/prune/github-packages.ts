import { packagesUnreadable } from '../errors/prune.ts'
import { arrayAt, numberAt, stringAt } from '../json.ts'
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

/** A deletion that GitHub answered. */
export type PackageAnswer =
  | { readonly kind: 'deleted' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly status: number; readonly why: string }

/** One container package of GitHub's registry: its REST API "Packages". */
export interface GithubPackage {
  /** The newest first. Throws a TagboatError if the list cannot be read. */
  listVersions(): Promise<readonly PackageVersion[]>
  /** The version of a digest, from the last list if that has it: its id never changes. */
  findVersion(digest: string): Promise<PackageVersion | undefined>
  deleteVersion(id: number): Promise<PackageAnswer>
  /** With every version. */
  deletePackage(): Promise<PackageAnswer>
  /** The command that restores a version within 30 days ("Restore package version for an organization"). */
  restoreCommand(id: number): Promise<string>
}

const pageSize = 100
/** A package with more versions is not pruned: a job token has 1,000 requests an hour. */
const maxPages = 500

/** Deletions cost 5 points of 900 a minute ("Rate limits for the REST API", secondary limits). The first ones need no pause. */
const pace = { free: 30, pause: 350 }

/** `path` is the repository's path in the registry: `acme/app/web` is package `app/web` of `acme`. */
export function openGithubPackage(github: Github, clock: Clock, path: string): GithubPackage {
  const [owner = '', ...rest] = path.split('/')
  const name = rest.join('/')
  let deletions = 0
  let latest: readonly PackageVersion[] = []
  let kind: Promise<'orgs' | 'users'> | undefined
  const ownerKind = () => {
    kind ??= readOwnerKind(github, owner, path)
    return kind
  }
  const route = async (end = '') => `/${await ownerKind()}/{owner}/packages/container/{name}${end}`
  const remove = async (end: string, parameters: Readonly<Record<string, number>>) => {
    if (deletions >= pace.free) await clock.sleep(pace.pause)
    deletions += 1
    return describeDeletion(await github.remove(await route(end), { owner, name, ...parameters }))
  }
  const listVersions = async () => {
    const versions: PackageVersion[] = []
    for (let page = 1; page <= maxPages; page++) {
      const query = { owner, name, state: 'active', per_page: pageSize, page }
      const answer = await github.get(await route('/versions'), query)
      // A package that does not exist yet, or that the token may not see.
      if (answer.kind === 'refused' && answer.status === 404 && page === 1)
        throw new TagboatError(packagesUnreadable(path, answer.message))
      if (answer.kind !== 'found' || !Array.isArray(answer.body))
        throw new TagboatError(packagesUnreadable(path, describe(answer)))
      versions.push(...answer.body.flatMap(readVersion))
      if (answer.body.length < pageSize) {
        latest = versions
        return versions
      }
    }
    throw new TagboatError(packagesUnreadable(path, `it has more than ${maxPages * pageSize} versions`))
  }
  const find = (digest: string) => latest.find((version) => version.digest === digest)
  return {
    listVersions,
    findVersion: async (digest) => {
      if (find(digest) === undefined) await listVersions()
      return find(digest)
    },
    deleteVersion: (id) => remove('/versions/{id}', { id }),
    deletePackage: () => remove('', {}),
    restoreCommand: async (id) =>
      `gh api --method POST ${(await ownerKind()) === 'orgs' ? 'orgs' : 'users'}/${owner}/packages/container/${encodeURIComponent(name)}/versions/${id}/restore`,
  }
}

/** "Get a user": organisations have another address than users. */
async function readOwnerKind(github: Github, owner: string, path: string): Promise<'orgs' | 'users'> {
  const answer = await github.get('/users/{owner}', { owner })
  if (answer.kind !== 'found') throw new TagboatError(packagesUnreadable(path, describe(answer)))
  return stringAt(answer.body, 'type') === 'Organization' ? 'orgs' : 'users'
}

function readVersion(item: unknown): readonly PackageVersion[] {
  const [id, digest] = [numberAt(item, 'id'), stringAt(item, 'name')]
  const uploaded = isoFromText(stringAt(item, 'created_at') ?? '')
  if (id === undefined || digest === undefined || !isDigest(digest) || uploaded === undefined) return []
  const tags = arrayAt(item, 'metadata', 'container', 'tags').filter(
    (tag): tag is string => typeof tag === 'string' && isTag(tag),
  )
  return [{ id, digest, tags, uploaded }]
}

function describeDeletion(answer: GithubAnswer): PackageAnswer {
  if (answer.kind === 'found') return { kind: 'deleted' }
  // Without the right to delete GitHub answers 404, too, but about the package.
  if (answer.kind === 'refused' && answer.status === 404 && !/^package not found/i.test(answer.message))
    return { kind: 'absent' }
  return { kind: 'refused', status: answer.kind === 'refused' ? answer.status : 0, why: describe(answer) }
}

const describe = (answer: GithubAnswer): string => {
  if (answer.kind === 'found') return 'the answer is not understood'
  const said = answer.message.trim().replace(/\s+/g, ' ').slice(0, 300)
  return answer.kind === 'silent' ? said : `GitHub answered ${answer.status}: ${said}`
}

/** GitHub's wordings for the last version with a tag, which only goes with the package. */
export const isLastTagged = ({ why }: { readonly why: string }): boolean =>
  /last (?:tagged )?version of a package/i.test(why)

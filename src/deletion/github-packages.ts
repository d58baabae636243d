import { packagesUnreadable } from '../errors/prune.ts'
import { stringAt } from '../json.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Github, GithubAnswer } from '../ports/github-client.ts'
import type { Clock } from '../ports/ports.ts'
import { describeAnswer, listPackage, type PackageVersion, readVersion } from './list-versions.ts'

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
  /** A version as it is now ("Get a package version for an organization"); undefined if it does not exist. Throws a TagboatError if it cannot be read. */
  readVersion(id: number): Promise<PackageVersion | undefined>
  deleteVersion(id: number): Promise<PackageAnswer>
  /** With every version. */
  deletePackage(): Promise<PackageAnswer>
  /**
   * The command that restores a version within 30 days ("Restore package version for an organization"); of a deleted package, the command
   * that restores the package.
   */
  restoreCommand(id: number): Promise<string>
}

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
  let isDeleted = false
  const listVersions = async () => {
    try {
      latest = await listPackage({ github, clock, path, route: await route() })
    } catch (error) {
      // After the deletion of the package it exists again only if another job has published meanwhile.
      if (!isDeleted || !(error instanceof TagboatError)) throw error
      latest = []
    }
    return latest
  }
  const find = (digest: string) => latest.find((version) => version.digest === digest)
  return {
    listVersions,
    findVersion: async (digest) => {
      if (find(digest) === undefined) await listVersions()
      return find(digest)
    },
    readVersion: async (id) => {
      const answer = await github.get(await route('/versions/{id}'), { owner, name, id })
      if (answer.kind === 'refused' && answer.status === 404) return undefined
      const version = answer.kind === 'found' ? readVersion(answer.body) : undefined
      if (version === undefined) throw new TagboatError(packagesUnreadable(path, describeAnswer(answer)))
      return version
    },
    deleteVersion: (id) => remove('/versions/{id}', { id }),
    deletePackage: async () => {
      const answer = await remove('', {})
      if (answer.kind === 'deleted') {
        isDeleted = true
        latest = []
      }
      return answer
    },
    restoreCommand: async (id) => {
      const end = isDeleted ? '' : `/versions/${id}`
      return `gh api --method POST ${await ownerKind()}/${owner}/packages/container/${encodeURIComponent(name)}${end}/restore`
    },
  }
}

/** "Get a user": organisations have another address than users. */
async function readOwnerKind(github: Github, owner: string, path: string): Promise<'orgs' | 'users'> {
  const answer = await github.get('/users/{owner}', { owner })
  if (answer.kind !== 'found') throw new TagboatError(packagesUnreadable(path, describeAnswer(answer)))
  return stringAt(answer.body, 'type') === 'Organization' ? 'orgs' : 'users'
}

function describeDeletion(answer: GithubAnswer): PackageAnswer {
  if (answer.kind === 'found') return { kind: 'deleted' }
  // Without the right to delete GitHub answers 404, too, but about the package.
  if (answer.kind === 'refused' && answer.status === 404 && !/^package not found/i.test(answer.message))
    return { kind: 'absent' }
  return {
    kind: 'refused',
    status: answer.kind === 'refused' ? answer.status : 0,
    why: describeAnswer(answer),
  }
}

/** GitHub's wordings for the last version with a tag, which only goes with the package. */
export const isLastTagged = ({ why }: { readonly why: string }): boolean =>
  /last (?:tagged )?version of a package/i.test(why)

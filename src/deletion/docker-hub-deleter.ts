import { hubFailed, hubLoginMissing, hubLoginRefused, hubThrottled } from '../errors/docker-hub.ts'
import { stringAt } from '../json.ts'
import type { Repository } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { reasonOf } from '../prune-plan/reason.ts'
import type { DeletionAnswer, RefusedDeletion } from '../registry/deletion-request.ts'
import type { HubProblems, HubWeb } from '../registry/hub-web.ts'
import { isRefusalInside } from '../registry/web-request.ts'
import type { Deleter, DeletionOutcome } from './deletion-ports.ts'
import { createOciDeleter, type OciRegistry } from './oci-deleter.ts'
import { describeRefusal, oneLine, sortRefusal } from './sort-refusal.ts'

/**
 * Deletes on Docker Hub: by the registry API first, which deletes tags by name (regclient pull request 45) and digests that neither a tag
 * nor an index refers to (docs.docker.com, Docker Hub registry API, DeleteImageManifest); a tag that it refuses by the web API.
 */
export function createDockerHubDeleter(registry: OciRegistry, repository: Repository, web: HubWeb): Deleter {
  // Docker Hub repeats a slow deletion itself, so a 500 is not worth many retries.
  const hasty: OciRegistry = {
    ...registry,
    tryDeletion: (of, target) => registry.tryDeletion(of, target, 'little'),
    // An empty index under the tag could not be deleted either: the tag refers to it.
    moveTagAway: async () => 'unsupported',
  }
  let unsupported: RefusedDeletion | undefined
  const deleteTag = async (tag: string): Promise<DeletionAnswer> => {
    const answer = unsupported ?? (await hasty.tryDeletion(repository, { tag }))
    if (answer.kind !== 'refused') return answer
    const { cause } = sortRefusal(answer, repository, { tag })
    if (cause === 'locked') return answer
    if (cause === 'unsupported') unsupported = answer
    return deleteInWeb(web, repository, tag, describeRefusal(answer.refusal))
  }
  const oci = createOciDeleter(hasty, repository, deleteTag)
  return {
    removeTag: oci.removeTag,
    async deleteManifest(digest, tags): Promise<DeletionOutcome> {
      try {
        return await oci.deleteManifest(digest, tags)
      } catch (error) {
        if (!hasCode(error, 'registry-failed')) throw error
        if ((await registry.headManifest(repository, { digest })) === undefined) return { kind: 'deleted' }
        const why = 'Docker Hub answered 500, and goes on deleting it in the background'
        return { kind: 'refused', why, stays: 'uncollected' }
      }
    },
  }
}

/**
 * DELETE `/v2/repositories/{namespace}/{repository}/tags/{tag}`, 204: not in Docker's OpenAPI file, and used for years (docker/hub-feedback
 * issues 496 and 1759).
 */
async function deleteInWeb(
  web: HubWeb,
  { path }: Repository,
  tag: string,
  registrySaid: string,
): Promise<DeletionAnswer> {
  const refuse = (status: number, text: string): RefusedDeletion => ({
    kind: 'refused',
    refusal: { status, codes: [], text, kind: 'other' },
    said: `${registrySaid}; ${text}`,
  })
  try {
    const request = { method: 'DELETE', path: `/repositories/${path}/tags/${tag}` } as const
    const { status, json, original } = await web.send(request, describeProblems(`${path}:${tag}`))
    if (isRefusalInside(json)) return refuse(403, 'hub.docker.com answered 500, because its registry refused')
    // 200 with `{"detail":"Not found"}` for a tag that does not exist (digitalocean/csi-digitalocean pull request 287).
    if (status === 404 || stringAt(json, 'detail')?.toLowerCase() === 'not found') return { kind: 'absent' }
    if ([200, 202, 204].includes(status)) return { kind: 'deleted' }
    return refuse(status, `hub.docker.com answered ${oneLine(original)}`)
  } catch (error) {
    // Without a login that the web API takes, the registry may still delete in another way.
    if (hasCode(error, 'hub-login')) return refuse(401, lowerFirst(reasonOf(error)))
    throw error
  }
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

const describeProblems = (name: string): HubProblems => ({
  failed: (what, original) => hubFailed(name, what, original),
  throttled: (seconds, original) => hubThrottled(name, seconds, original),
  loginMissing: () => hubLoginMissing(name),
  loginRefused: (original) => hubLoginRefused(name, original),
})

const hasCode = (error: unknown, code: string): error is TagboatError =>
  error instanceof TagboatError && error.problems.some((problem) => problem.code === code)

/** The report of a step, and the state of the registry afterwards. */
import { headDigest, listTags } from '../../../scripts/lib/registry-client.mjs'
import { login, type Step } from './project.ts'

/** An image of output `result`. */
export interface ReportedImage {
  readonly target: string
  readonly name: string
  readonly digest: string | null
  readonly content?: 'built' | 'reused'
  readonly why?: string
  readonly platforms: readonly { readonly platform: string }[]
  readonly tags: readonly {
    readonly ref: string
    readonly action: string
    readonly digest?: string
    readonly previous?: string
  }[]
}

export const reportedImages = (done: Step): readonly ReportedImage[] =>
  JSON.parse(done.main.outputs.result || '{"images":[]}').images

/** The targets whose content was built, or reused, sorted. */
export const targetsWith = (done: Step, content: ReportedImage['content']): string[] =>
  reportedImages(done)
    .filter((image) => image.content === content)
    .map(({ target }) => target)
    .sort()

/** A value of every image, by target. */
export const byTarget = <T>(done: Step, pick: (image: ReportedImage) => T): Record<string, T> =>
  Object.fromEntries(reportedImages(done).map((image) => [image.target, pick(image)]))

export const digestsOf = (done: Step) => byTarget(done, ({ digest }) => digest)

/** The number of times that the builder was run. */
export const builds = (done: Step): number =>
  done.main.log.match(/^\s*::group::docker buildx bake/gm)?.length ?? 0

/** The digest of every tag of the repositories, by `repository:tag`. */
export async function listTagDigests(
  host: string,
  repositories: readonly string[],
): Promise<Record<string, string>> {
  const each = repositories.map(async (repository) => {
    const tags = await listTags(host, repository, login)
    const digests = tags.map(async (tag) => [
      `${repository}:${tag}`,
      await headDigest(host, repository, tag, login),
    ])
    return Promise.all(digests)
  })
  return Object.fromEntries((await Promise.all(each)).flat())
}

import { dockerHub } from '../model/docker-hub.ts'
import { separateReference, tryParseReference } from '../model/reference.ts'

/** Google's public mirror of images on Docker Hub ("Pull cached Docker Hub images" in the documentation of Artifact Registry). */
const mirrorHost = 'mirror.gcr.io'

/**
 * Whether docker reports that Docker Hub refuses a pull because of its rate limit: `toomanyrequests`, with or without an explanation
 * (docs.docker.com, "Docker Hub pull usage and limits"), or no more than `unknown:`, which users of ARM runners report
 * (docker/setup-buildx-action#395, vllm-project/vllm-ascend#10818).
 */
export const isHubLimit = (text: string): boolean =>
  /toomanyrequests|\b429 Too Many Requests|pull rate limit|\bunknown:\s*$/im.test(text)

/** The same image in Google's mirror of Docker Hub; undefined for other registries. A tag there may lag behind Docker Hub's. */
export function mirrorOf(image: string): string | undefined {
  const { repository, tag = 'latest', digest } = tryParseReference(image) ?? {}
  if (repository?.host !== dockerHub) return undefined
  return `${mirrorHost}/${repository.path}${digest === undefined ? `:${tag}` : `@${digest}`}`
}

/** As `mirrorOf`, only for an image with a digest, which the mirror serves unchanged. */
export const exactMirrorOf = (image: string): string | undefined =>
  separateReference(image).digest === undefined ? undefined : mirrorOf(image)

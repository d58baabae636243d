import { imagesUnlisted } from '../errors/prune.ts'
import { arrayAt, at, type Json, stringAt } from '../json.ts'
import { isDigest, isTag, type Repository } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Exec, Log } from '../ports/ports.ts'
import { isoFromText } from '../ports/time.ts'
import { createAws } from './aws-ecr.ts'

/** A manifest in ECR, with or without tags. */
export interface EcrImage {
  readonly digest: string
  readonly tags: readonly string[]
  /** ISO 8601. */
  readonly uploaded: string
}

type ListEcrImages = () => Promise<readonly EcrImage[]>

/**
 * Lists the images of a repository in ECR with their times, by `aws ecr describe-images` (docs.aws.amazon.com/cli, ecr, describe-images:
 * `imageDetails`, all pages). Undefined if the AWS CLI is missing or may not list: then the registry's own list has to do. The list throws a
 * TagboatError if it fails later.
 */
export async function openEcrList(
  { exec, log }: { readonly exec: Exec; readonly log: Pick<Log, 'info'> },
  repository: Repository,
): Promise<ListEcrImages | undefined> {
  const aws = createAws(exec, repository)
  const list = async () => {
    const { code, json, said } = await aws('describe-images', [], 300_000)
    const details = at(json, 'imageDetails')
    if (code === 0 && Array.isArray(details)) {
      const images = details.map(readImage)
      // What is not listed counts as absent, and what it needs as free to go.
      return images.every((image) => image !== undefined)
        ? images
        : 'its answer has an image that is not understood'
    }
    return code === 127 ? 'the AWS CLI is not installed' : `aws ecr describe-images failed: ${said}`
  }
  const first = await list()
  if (typeof first === 'string') {
    log.info(`${repository.name}: the times of uploads are unknown, because ${first}.`)
    return undefined
  }
  let fresh: readonly EcrImage[] | undefined = first
  return async () => {
    const images = fresh ?? (await list())
    fresh = undefined
    if (typeof images === 'string') throw new TagboatError(imagesUnlisted(repository.name, images))
    return images
  }
}

function readImage(item: Json): EcrImage | undefined {
  const digest = stringAt(item, 'imageDigest')
  const uploaded = isoFromText(stringAt(item, 'imagePushedAt') ?? '')
  if (digest === undefined || !isDigest(digest) || uploaded === undefined) return undefined
  const listed = arrayAt(item, 'imageTags')
  const tags = listed.filter((tag): tag is string => typeof tag === 'string' && isTag(tag))
  return tags.length === listed.length ? { digest, tags, uploaded } : undefined
}

import { arrayAt, type Json, stringAt } from '../json.ts'
import type { Repository } from '../model/reference.ts'
import type { Exec } from '../ports/ports.ts'
import { createAws } from './aws-ecr.ts'
import type { Deleter, DeletionOutcome } from './deletion-ports.ts'

/** What an image of ECR is found by. */
type ImageId = `imageTag=${string}` | `imageDigest=${string}`

/**
 * Deletes in Amazon ECR with the AWS CLI: `batch-delete-image`, which removes one tag, or a digest
 * with all tags. The last tag takes its image along, so it stays if something else may need the image. Without the CLI, `fallback`
 * deletes.
 */
export function createEcrDeleter(exec: Exec, repository: Repository, fallback: Deleter): Deleter {
  const run = createAws(exec, repository)
  const aws = (command: string, id: ImageId) => run(command, ['--image-ids', id], 60_000)
  const remove = async (id: ImageId): Promise<DeletionOutcome | 'missing'> => {
    const { code, json, said } = await aws('batch-delete-image', id)
    if (code === 127) return 'missing'
    return code === 0
      ? readOutcome(json)
      : { kind: 'refused', why: `aws ecr batch-delete-image failed: ${said}` }
  }
  const countTags = async (digest: string) => {
    const { code, json } = await aws('describe-images', `imageDigest=${digest}`)
    if (code === 127) return 'missing'
    return code === 0 ? arrayAt(arrayAt(json, 'imageDetails')[0], 'imageTags').length : 0
  }
  return {
    async removeTag(tag, digest, mayTakeImage) {
      if (!(await mayTakeImage())) {
        const tags = await countTags(digest)
        if (tags !== 'missing' && tags < 2) return { kind: 'refused', why: lastTag, isRule: true }
      }
      const done = await remove(`imageTag=${tag}`)
      return done === 'missing' ? fallback.removeTag(tag, digest, mayTakeImage) : done
    },
    async deleteManifest(digest, tags) {
      const done = await remove(`imageDigest=${digest}`)
      return done === 'missing' ? fallback.deleteManifest(digest, tags) : done
    },
  }
}

const lastTag = 'ECR deletes an image with its last tag, and this image may be needed'

/** The command ends with 0 even if it deleted nothing: the answer lists failures. */
function readOutcome(json: Json): DeletionOutcome {
  const [failure] = arrayAt(json, 'failures')
  if (failure === undefined) {
    return arrayAt(json, 'imageIds').length > 0
      ? { kind: 'deleted' }
      : { kind: 'refused', why: 'the answer of aws ecr batch-delete-image is not understood' }
  }
  const code = stringAt(failure, 'failureCode') ?? 'unknown'
  if (code === 'ImageNotFound') return { kind: 'absent' }
  const why = `${code}: ${stringAt(failure, 'failureReason') ?? 'no reason given'}`
  return code === 'ImageReferencedByManifestList'
    ? { kind: 'refused', why, isRule: true, stays: 'used' }
    : { kind: 'refused', why }
}

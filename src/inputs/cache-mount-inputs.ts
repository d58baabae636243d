import { badInput } from '../errors/inputs.ts'
import { tryParseReference } from '../model/reference.ts'
import { type InputReader, parseBoolean } from './reader.ts'

/** Inputs `cache-mounts` and `cache-mounts-image`. */
export interface CacheMountInputs {
  /** `always`: also on builders that may keep their cache mounts themselves. */
  readonly keep: boolean | 'always'
  /** The image of a static busybox; empty for the pinned one. */
  readonly image: string
}

export function readCacheMounts(reader: InputReader): CacheMountInputs {
  const [text, image] = [reader.text('cache-mounts'), reader.text('cache-mounts-image')]
  const keep = text === 'always' ? text : text === '' ? false : parseBoolean(text)
  if (keep === undefined) {
    const fix = 'Write true, false or always.'
    reader.problems.push(badInput('cache-mounts', text, 'is not one of its values', fix))
  }
  if (image !== '' && tryParseReference(image) === undefined) {
    const fix = 'Write for example docker.io/library/busybox:musl, best with @ and its digest.'
    reader.problems.push(badInput('cache-mounts-image', image, 'is not the name of an image', fix))
  }
  if (image !== '' && keep === false)
    reader.warnings.push('Input cache-mounts-image is ignored, because cache-mounts is not set.')
  return { keep: keep ?? false, image }
}

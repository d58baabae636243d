import { badInput } from '../errors/inputs.ts'
import {
  isDigest,
  isTag,
  parseRepository,
  type Repository,
  separateReference,
  type Target,
} from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { compileText } from '../tags/expressions.ts'
import { compileName } from '../tags/name-template.ts'
import { splitReference } from '../tags/reference-value.ts'
import { slug } from '../tags/slug.ts'
import type { Template } from '../tags/templates.ts'
import type { InputReader } from './reader.ts'

/** An image in a registry, from a line of input `from`. */
export interface SourceImage {
  /** The reference, without `NAME=`. */
  readonly text: string
  readonly repository: Repository
  readonly target: Target
  /** Absent if the reference has only a digest. */
  readonly tag?: string
  /** The step's image that is made from it: `NAME=` before the reference. */
  readonly name?: string
  /** The version in its metadata, if that was read. */
  readonly version?: string
}

/** Fills in the expressions of a reference, for the step's image of that name, if any. Throws a TagboatError. */
export type Expand = (text: string, name: string | undefined) => string

/** Reads `NAME:TAG` or `NAME@sha256:...`, perhaps with `IMAGE=` in front. */
export function readSourceImage(reader: InputReader, line: string, expand: Expand): readonly SourceImage[] {
  const [, name, written = line] = /^([^={]*)=(.*)$/s.exec(line) ?? []
  if (name !== undefined && !/^[A-Za-z0-9_-]+$/.test(name)) {
    const fix = 'Write NAME=IMAGE with letters, digits, _ and - in NAME, or the image alone.'
    reader.problems.push(badInput('from', line, 'has no valid name before =', fix))
    return []
  }
  if (/^(docker-daemon|oci-layout):/.test(written)) {
    const fix = 'Publish it alone, without a name, or push it by digest first and name that digest here.'
    reader.problems.push(badInput('from', line, 'cannot be one of several images', fix))
    return []
  }
  try {
    const text = expand(written, name)
    return readReference(reader, text).map((image) => ({ ...image, ...(name !== undefined && { name }) }))
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error
    reader.problems.push(...error.problems)
    return []
  }
}

function readReference(reader: InputReader, text: string): readonly SourceImage[] {
  const { name, tag, digest } = separateReference(text)
  const target = digest ? { digest } : tag ? { tag } : undefined
  if (target === undefined) {
    const fix = `Write '${text}:TAG' or '${text}@sha256:...'.`
    reader.problems.push(badInput('from', text, 'has neither a tag nor a digest', fix))
    return []
  }
  if ((tag !== undefined && !isTag(tag)) || (digest !== undefined && !isDigest(digest))) {
    reader.problems.push(
      badInput('from', text, 'has no valid tag or digest', 'Write NAME:TAG or NAME@sha256:...'),
    )
    return []
  }
  return [{ text, repository: parseRepository(name), target, ...(tag !== undefined && { tag }) }]
}

/**
 * Fills in the expressions of a reference: its name as in input images, its tag as in input tags. Throws a TagboatError for
 * an unknown expression, and if the tag is empty.
 */
export function expandReference(text: string, render: (template: Template) => string): string {
  if (!text.includes('{{')) return text
  const where = { input: 'from', line: text } as const
  const digest = /@sha256:[0-9a-f]*$/.exec(text)?.[0]
  if (digest !== undefined) return `${render(compileName(text.slice(0, -digest.length), where))}${digest}`
  const reference = splitReference(compileText(text, where))
  if (reference === undefined) return render(compileName(text, where))
  const tag = render(reference.tag)
  if (tag === '') {
    const fix = 'Leave the step out for this event with if:, or write the tag that is meant.'
    throw new TagboatError(badInput('from', text, 'has an empty tag on this event', fix))
  }
  return `${render(reference.name)}:${slug(tag)}`
}

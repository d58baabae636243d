import { createHash } from 'node:crypto'
import { arrayAt, numberAt, parseJson, stringAt } from '../json.ts'
import { normalizePlatform } from '../model/platform.ts'
import { digestAt, keyOf, parseRepository, type Repository } from '../model/reference.ts'

/** The record of an image that a job with `push: digest` pushed, stored as one artifact. */
export interface DigestNote {
  readonly repository: Repository
  /** `sha256:...` */
  readonly digest: string
  /** In the form of an index: `linux/arm/v7`. */
  readonly platforms: readonly string[]
  /** The attempt of the run that pushed it, from 1. */
  readonly attempt: number
  /** GITHUB_JOB; the same for all legs of a matrix. */
  readonly job: string
  /** Input `target`, the bake target or the item of builds; and input `file`, or the item's. Empty where unset. */
  readonly target: string
  readonly file: string
}

/** A run and the current attempt of it. */
export interface RunId {
  readonly run: string
  readonly attempt: number
}

const schema = 1
/** Limit of a note in bytes; a usual one has a few hundred. */
export const noteLimit = 16 * 1024
const maxPlatforms = 64

/**
 * The artifact's name: `tagboat-digest-RUN-ATTEMPT-IMAGE-HASH-PLATFORMS-DIGEST.json`. The hash distinguishes images with the same short
 * form. The part of the digest gives two different images of one platform different names, since a name can exist only once.
 */
export function nameNote({ run }: RunId, { repository, digest, platforms, attempt }: DigestNote): string {
  const parts = [shorten(platforms.join('_')), digest.slice('sha256:'.length, 'sha256:'.length + 12)]
  return `tagboat-digest-${run}-${attempt}-${nameImage(repository)}-${parts.join('-')}.json`
}

/** Artifact names must not contain `":<>|*?\/` or line breaks (`path-and-artifact-name-validation.js`). */
const shorten = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9._]+/g, '-')
    .slice(0, 60)

function nameImage(repository: Repository): string {
  const key = keyOf(repository)
  return `${shorten(key)}-${createHash('sha256').update(key).digest('hex').slice(0, 12)}`
}

export function formatNote({ run }: RunId, note: DigestNote): Uint8Array {
  const { repository, ...rest } = note
  return new TextEncoder().encode(JSON.stringify({ schema, run, image: repository.name, ...rest }))
}

/** The repository, among `repositories`, and the attempt in an artifact's name; undefined for any other artifact. */
export function matchNote(
  name: string,
  { run, attempt }: RunId,
  repositories: readonly Repository[],
): { readonly repository: Repository; readonly attempt: number } | undefined {
  const [, ofRun, ofAttempt, rest = ''] = noteName.exec(name) ?? []
  // A later attempt than ours cannot have happened.
  if (ofRun !== run || Number(ofAttempt) < 1 || Number(ofAttempt) > attempt) return undefined
  const repository = repositories.find((one) => rest.startsWith(`${nameImage(one)}-`))
  return repository === undefined ? undefined : { repository, attempt: Number(ofAttempt) }
}

const noteName = /^tagboat-digest-(\d{1,20})-(\d{1,6})-([a-z0-9._-]{1,160})\.json$/

/** The images in the names of this run's artifacts, in their short form. */
export function listImages(names: readonly string[], { run }: RunId): readonly string[] {
  const images = names.flatMap((name) => {
    const [, ofRun, , rest = ''] = noteName.exec(name) ?? []
    const image = /^(.+?)-[0-9a-f]{12}-/.exec(rest)?.[1]
    return ofRun !== run || image === undefined ? [] : [image]
  })
  return [...new Set(images)].sort()
}

/**
 * Parses an artifact, which any job of the run may have written. Undefined unless it is a note about the image and attempt in its name.
 * The repository comes from the caller and not from the note.
 */
export function parseNote(
  bytes: Uint8Array,
  { run }: RunId,
  named: { readonly repository: Repository; readonly attempt: number },
): DigestNote | undefined {
  const json = parseJson(new TextDecoder().decode(bytes))
  const digest = digestAt(json, 'digest')
  const platforms = arrayAt(json, 'platforms').map((item) => readPlatform(item))
  const isNote = numberAt(json, 'schema') === schema && stringAt(json, 'run') === run
  const isNamed =
    numberAt(json, 'attempt') === named.attempt && isAbout(stringAt(json, 'image'), named.repository)
  if (!isNote || !isNamed || digest === undefined || !isSha256(digest)) return undefined
  if (platforms.length === 0 || platforms.length > maxPlatforms) return undefined
  const valid = platforms.filter((platform) => platform !== undefined)
  if (valid.length < platforms.length) return undefined
  const [job, target, file] = ['job', 'target', 'file'].map((key) => stringAt(json, key) ?? '')
  return { ...named, digest, platforms: valid, job: plain(job), target: plain(target), file: plain(file) }
}

/** The only algorithm of the digests that buildx reports. */
const isSha256 = (digest: string): boolean => /^sha256:[0-9a-f]{64}$/.test(digest)

const readPlatform = (item: unknown): string | undefined =>
  typeof item === 'string' && item.length <= 64 ? normalizePlatform(item) : undefined

function isAbout(image: string | undefined, repository: Repository): boolean {
  try {
    return image !== undefined && keyOf(parseRepository(image)) === keyOf(repository)
  } catch {
    return false
  }
}

/** Shortens a text to one line of printable characters for messages. */
const plain = (text = ''): string => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 200)

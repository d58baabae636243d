import { badInput, conflictingInputs, missingInput } from '../errors/inputs.ts'
import type { SourceNames } from '../tags/expressions.ts'
import { type Expand, readSourceImage, type SourceImage } from './from-image.ts'
import type { InputReader } from './reader.ts'

/** Input `from`: existing content to publish instead of a build. */
export type From =
  /** Images in registries. One is promoted as it is, several of one name are merged into an index. All have a name, or none. */
  | { readonly kind: 'images'; readonly images: readonly SourceImage[] }
  /** An image of the local engine. */
  | { readonly kind: 'daemon'; readonly image: string; readonly version?: string }
  /** An OCI image layout on disk; `tag` selects one of several images in it. */
  | { readonly kind: 'layout'; readonly folder: string; readonly tag?: string; readonly version?: string }
  /** What other jobs of the run pushed with `push: digest`, merged. Inputs `target` and `file` select among them. */
  | { readonly kind: 'digests' }

const daemon = 'docker-daemon:'
const layout = 'oci-layout:'
const digests = 'digests'
/** Build inputs that select among the digests of other jobs. */
const selectors = ['target', 'file']

/** Inputs that shape a build, and are refused for existing content. */
const buildInputs = [
  ...['file', 'target', 'build-args', 'build-contexts', 'secrets', 'secret-envs', 'secret-files', 'ssh'],
  ...[
    'cache',
    'cache-from',
    'cache-to',
    'cache-mounts',
    'no-cache-filters',
    'network',
    'add-hosts',
    'shm-size',
    'ulimit',
    'allow',
  ],
  ...['provenance', 'sbom', 'attests', 'builder', 'labels'],
  ...['buildx-version', 'buildx-mirror'],
  ...['no-cache', 'pull', 'load', 'outputs', 'rewrite-timestamp'],
]

/** Reads input `from`; undefined if it is not set. `expand` fills in expressions. */
export function readFrom(reader: InputReader, expand: Expand = (line) => line): From | undefined {
  const lines = reader.lines('from')
  const [first] = lines
  if (first === undefined) return undefined
  const isDigests = lines.includes(digests)
  const shaping = buildInputs.filter((name) => !(isDigests && selectors.includes(name)))
  const set = shaping.filter((name) => !['', 'false'].includes(reader.text(name).toLowerCase()))
  if (reader.text('context') !== '' && reader.text('context') !== '.') set.push('context')
  const images = lines
    .filter((line) => !isLocal(line) && line !== digests)
    .flatMap((line) => readSourceImage(reader, line, expand))
  if (reader.text('annotations') !== '' && !isDigests && countAlone(lines, images) > 0)
    set.push('annotations')
  if (set.length > 0) {
    const what = `Input from publishes content that exists already, and ${set.join(', ')} would shape a build.`
    reader.problems.push(
      conflictingInputs(what, 'Leave one of them out: what shapes a build belongs to the step that builds.'),
    )
  }
  for (const name of ['provenance', 'sbom']) {
    if (reader.text(name).toLowerCase() !== 'false') continue
    reader.warnings.push(`Input ${name} is for a build: existing images keep their attestations.`)
  }
  if (lines.length > 1 || isDigests) checkLevels(reader)
  if (isDigests) return readDigests(reader, lines)
  const local = lines.find(isLocal)
  if (local !== undefined && lines.length > 1) {
    const fix = 'Publish it alone, or push it by digest first and name that digest here.'
    reader.problems.push(badInput('from', local, 'cannot be merged with other images', fix))
  }
  if (first.startsWith(daemon)) return readDaemon(reader, first)
  if (first.startsWith(layout)) return readLayout(first)
  checkNames(reader, images)
  return { kind: 'images', images }
}

/** Requires `platforms`: without it, the digest of a missing job would go unnoticed. */
function readDigests(reader: InputReader, lines: readonly string[]): From {
  if (lines.length > 1) {
    const fix = 'Write it alone: it merges the digests of all platforms.'
    reader.problems.push(badInput('from', digests, 'cannot be merged with other images', fix))
  }
  if (reader.text('platforms').trim() === '') {
    const fix =
      'Name the platform of every job that it waits for, for example platforms: linux/amd64,linux/arm64.'
    reader.problems.push(missingInput('platforms', 'from: digests merges one digest for each of them', fix))
  }
  return { kind: 'digests' }
}

const isLocal = (line: string): boolean => line.startsWith(daemon) || line.startsWith(layout)

/** The number of images that are published as they are, so that annotations cannot be added. */
function countAlone(lines: readonly string[], images: readonly SourceImage[]): number {
  const names = new Set(images.map(({ name }) => name))
  if (names.size < 2) return lines.length === 1 ? 1 : 0
  return [...names].filter((name) => images.filter((image) => image.name === name).length === 1).length
}

/** Refuses a line without a name beside named ones. */
function checkNames(reader: InputReader, images: readonly SourceImage[]): void {
  const unnamed = images.find(({ name }) => name === undefined)
  if (unnamed === undefined || images.every(({ name }) => name === undefined)) return
  const fix = `Write NAME=${unnamed.text}; lines with one NAME are merged.`
  reader.problems.push(badInput('from', unnamed.text, 'has no name beside lines of the form NAME=IMAGE', fix))
}

/** The names of the step's images in input `from`, in their order; empty for a single image without a name. */
export const imageNames = (from: From | undefined): readonly string[] =>
  from?.kind === 'images' ? [...new Set(from.images.flatMap(({ name }) => name ?? []))] : []

/** The source images of one image of the step. */
export const sourceImagesOf = (
  { images }: Extract<From, { kind: 'images' }>,
  target: string,
): readonly SourceImage[] => images.filter(({ name }) => name === undefined || name === target)

/** Tag and version of an image's source; of a merge, those that all its images share. */
export function describeSource(from: From, target: string): SourceNames {
  if (from.kind === 'images') {
    const sources = sourceImagesOf(from, target)
    const version = common(sources.map((image) => image.version))
    return { tag: common(sources.map((image) => image.tag)) ?? '', ...(version && { version }) }
  }
  if (from.kind === 'digests') return { tag: '' }
  const { version } = from
  const tag = from.kind === 'layout' ? from.tag : /:([^:/@]+)(?:@.*)?$/.exec(from.image)?.[1]
  return { tag: tag ?? '', ...(version && { version }) }
}

const common = ([first, ...more]: readonly (string | undefined)[]): string | undefined =>
  more.every((each) => each === first) ? first : undefined

/** Refuses annotations for other levels than the index, which is all that a merge writes. */
function checkLevels(reader: InputReader): void {
  for (const line of reader.lines('annotations')) {
    const level = /^([^=:]*):/.exec(line)?.[1]
    if (level === undefined || level === 'index') continue
    const fix = 'Merging images writes the index alone: leave the level out.'
    reader.problems.push(badInput('annotations', line, `is for level ${level}`, fix))
  }
}

function readDaemon(reader: InputReader, line: string): From {
  const image = line.slice(daemon.length)
  if (image === '' || image.startsWith('-')) {
    reader.problems.push(badInput('from', line, 'names no image', 'Write docker-daemon:NAME:TAG.'))
  }
  if (reader.text('push') === 'digest') {
    const what =
      'An engine pushes its images under a tag only, so push: digest cannot work with docker-daemon:.'
    reader.problems.push(conflictingInputs(what, 'Publish it under a tag of its own, and promote that.'))
  }
  return { kind: 'daemon', image }
}

/** `oci-layout:DIR` or `oci-layout:DIR:TAG`, the syntax of skopeo and buildx. */
function readLayout(line: string): From {
  const [, folder = '', tag] =
    /^(.+?)(?::([A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?$/.exec(line.slice(layout.length)) ?? []
  return { kind: 'layout', folder, ...(tag === undefined ? {} : { tag }) }
}

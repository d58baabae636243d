import { badInput, conflictingInputs, missingInput } from '../errors/inputs.ts'
import type { SourceNames } from '../tags/expressions.ts'
import { type Expand, readSourceImage, type SourceImage } from './from-image.ts'
import type { Reader } from './reader.ts'

/** Existing content that is published instead of a build. */
export type From =
  /** Of one image of the step: one is promoted as it is, several are merged into one index. All have a name, or none. */
  | { readonly kind: 'images'; readonly images: readonly SourceImage[] }
  /** An image of the local engine. */
  | { readonly kind: 'daemon'; readonly image: string; readonly version?: string }
  /** An OCI image layout on the disk; `tag` picks one of several images in it. */
  | { readonly kind: 'layout'; readonly folder: string; readonly tag?: string; readonly version?: string }
  /** What the run's other jobs pushed with `push: digest`, merged. Inputs `target` and `file` select among them. */
  | { readonly kind: 'digests' }

const daemon = 'docker-daemon:'
const layout = 'oci-layout:'
const digests = 'digests'
/** Build inputs that select among the digests of other jobs. */
const selectors = ['target', 'file']

/** What shapes a build, and has nothing to shape where the content is there already. */
const buildInputs = [
  ...['file', 'target', 'build-args', 'build-contexts', 'secrets', 'secret-envs', 'secret-files', 'ssh'],
  ...['cache-from', 'cache-to', 'no-cache-filters', 'network', 'add-hosts', 'shm-size', 'ulimit', 'allow'],
  ...['provenance', 'sbom', 'attests', 'builder', 'labels'],
  ...['no-cache', 'pull', 'load', 'outputs', 'rewrite-timestamp'],
]

/** Reads input `from`; undefined where it is not set. `expand` fills in expressions. */
export function readFrom(reader: Reader, expand: Expand = (line) => line): From | undefined {
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
    reader.warnings.push(`Input ${name} is for a build: the attestations of what from names come along.`)
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

/** Without `platforms` a leg that is missing would go unnoticed. */
function readDigests(reader: Reader, lines: readonly string[]): From {
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

/** How many images are published as they are, and so take no annotation. */
function countAlone(lines: readonly string[], images: readonly SourceImage[]): number {
  const names = new Set(images.map(({ name }) => name))
  if (names.size < 2) return lines.length === 1 ? 1 : 0
  return [...names].filter((name) => images.filter((image) => image.name === name).length === 1).length
}

/** Beside named images, one without a name would be none's. */
function checkNames(reader: Reader, images: readonly SourceImage[]): void {
  const unnamed = images.find(({ name }) => name === undefined)
  if (unnamed === undefined || images.every(({ name }) => name === undefined)) return
  const fix = `Write NAME=${unnamed.text}; lines with one NAME are merged.`
  reader.problems.push(badInput('from', unnamed.text, 'has no name beside lines of the form NAME=IMAGE', fix))
}

/** The images of the step that input from names, in their order; none where it is one without a name. */
export const imageNames = (from: From | undefined): readonly string[] =>
  from?.kind === 'images' ? [...new Set(from.images.flatMap(({ name }) => name ?? []))] : []

/** What one image of the step is made of. */
export const sourcesOf = (
  { images }: Extract<From, { kind: 'images' }>,
  target: string,
): readonly SourceImage[] => images.filter(({ name }) => name === undefined || name === target)

/** What the source of one image of the step is called: what all that are merged have in common. */
export function describeSource(from: From, target: string): SourceNames {
  if (from.kind === 'images') {
    const sources = sourcesOf(from, target)
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

/** A merge writes an index, and leaves the manifests below it as they are. */
function checkLevels(reader: Reader): void {
  for (const line of reader.lines('annotations')) {
    const level = /^([^=:]*):/.exec(line)?.[1]
    if (level === undefined || level === 'index') continue
    const fix = 'Merging images writes the index alone: leave the level out.'
    reader.problems.push(badInput('annotations', line, `is for level ${level}`, fix))
  }
}

function readDaemon(reader: Reader, line: string): From {
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

/** `oci-layout:DIR` or `oci-layout:DIR:TAG`, as skopeo and buildx write it. */
function readLayout(line: string): From {
  const [, folder = '', tag] =
    /^(.+?)(?::([A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?$/.exec(line.slice(layout.length)) ?? []
  return { kind: 'layout', folder, ...(tag === undefined ? {} : { tag }) }
}

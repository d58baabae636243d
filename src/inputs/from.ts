import { badInput, conflictingInputs } from '../errors/inputs.ts'
import { TagboatError } from '../errors/tagboat-error.ts'
import { isDigest, isTag, parseRepository, type Repository, type Target } from '../plan/reference.ts'
import type { Reader } from './reader.ts'

/** An image in a registry, as a person names it. */
export interface SourceImage {
  readonly text: string
  readonly repository: Repository
  readonly target: Target
}

/** Existing content that is published instead of a build. */
export type From =
  /** One is promoted as it is; several are merged into one index. */
  | { readonly kind: 'images'; readonly images: readonly SourceImage[] }
  /** An image of the local engine. */
  | { readonly kind: 'daemon'; readonly image: string }
  /** An OCI image layout on the disk; `tag` picks one of several images in it. */
  | { readonly kind: 'layout'; readonly folder: string; readonly tag?: string }

const daemon = 'docker-daemon:'
const layout = 'oci-layout:'

/** What shapes a build, and has nothing to shape where the content is there already. */
const buildInputs = [
  ...['file', 'target', 'build-args', 'build-contexts', 'secrets', 'secret-envs', 'secret-files', 'ssh'],
  ...['cache-from', 'cache-to', 'no-cache-filters', 'network', 'add-hosts', 'shm-size', 'ulimit', 'allow'],
  ...['provenance', 'sbom', 'attests', 'builder', 'labels'],
  ...['no-cache', 'pull', 'load', 'outputs', 'rewrite-timestamp'],
]

/** Reads input `from`; undefined where it is not set. */
export function readFrom(reader: Reader): From | undefined {
  const lines = reader.lines('from')
  const [first] = lines
  if (first === undefined) return undefined
  const set = buildInputs.filter((name) => !['', 'false'].includes(reader.text(name).toLowerCase()))
  if (reader.text('context') !== '' && reader.text('context') !== '.') set.push('context')
  if (lines.length === 1 && reader.text('annotations') !== '') set.push('annotations')
  if (set.length > 0) {
    const what = `Input from publishes content that exists already, and ${set.join(', ')} would shape a build.`
    reader.problems.push(conflictingInputs(what, 'Leave one of them out.'))
  }
  if (lines.length > 1) checkLevels(reader)
  const isLocal = (line: string) => line.startsWith(daemon) || line.startsWith(layout)
  const local = lines.find(isLocal)
  if (local !== undefined && lines.length > 1) {
    const fix = 'Publish it alone, or push it by digest first and name that digest here.'
    reader.problems.push(badInput('from', local, 'cannot be merged with other images', fix))
  }
  if (first.startsWith(daemon)) return readDaemon(reader, first)
  if (first.startsWith(layout)) return readLayout(first)
  return {
    kind: 'images',
    images: lines.filter((line) => !isLocal(line)).flatMap((line) => readImage(reader, line)),
  }
}

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

function readImage(reader: Reader, line: string): readonly SourceImage[] {
  const [, name = line, tag, digest] = /^(.+?)(?::([^:/@]+))?(?:@(.+))?$/.exec(line) ?? []
  const target = digest !== undefined ? { digest } : tag !== undefined ? { tag } : undefined
  if (target === undefined) {
    const fix = `Write '${line}:TAG' or '${line}@sha256:...'.`
    reader.problems.push(badInput('from', line, 'has neither a tag nor a digest', fix))
    return []
  }
  if ((tag !== undefined && !isTag(tag)) || (digest !== undefined && !isDigest(digest))) {
    reader.problems.push(
      badInput('from', line, 'has no valid tag or digest', 'Write NAME:TAG or NAME@sha256:...'),
    )
    return []
  }
  try {
    return [{ text: line, repository: parseRepository(name), target }]
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error
    reader.problems.push(...error.problems)
    return []
  }
}

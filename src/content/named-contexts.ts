import { type BakeTarget, baseNamedBy, recordOf } from '../bake/bake-target.ts'
import { contextFolder } from '../bake/paths.ts'
import { normalizeReference } from './base-reference.ts'
import type { ReadFolder } from './folders.ts'
import { isPinned } from './remote.ts'

/** What one of a target's named contexts holds. */
type NamedContext =
  | { readonly kind: 'target'; readonly name: string }
  | { readonly kind: 'image'; readonly reference: string }
  | { readonly kind: 'folder'; readonly path: string }
  /** Nothing that could change: an empty image, or one commit of a repository. */
  | { readonly kind: 'fixed' }
  /** It cannot be told whether it changed. */
  | { readonly kind: 'unknown' }

/** A named context that could take the place of a stage or an image. */
export interface FoundContext {
  /** As the target has it. */
  readonly name: string
  /** Whether it does: the builder looks it up in a reference's shortest form, `alpine` for `docker.io/library/alpine:latest`. */
  readonly isSure: boolean
}

/**
 * Finds what takes the place of a name. Under a longer form of it, `alpine:latest`, a context is found by
 * `docker buildx build`, which shortens what it is given, and not by bake as it is today: that is not sure.
 */
export function findContext(target: BakeTarget, name: string): FoundContext | undefined {
  const wanted = shorten(name)
  const found = Object.keys(recordOf(target, 'contexts')).filter((key) => shorten(key) === wanted)
  const sure = found.find((key) => key === wanted)
  const [first] = found
  return first === undefined ? undefined : { name: sure ?? first, isSure: sure !== undefined }
}

const shorten = (name: string): string =>
  (normalizeReference(name) ?? name).replace(/^docker\.io\/(?:library\/)?/, '').replace(/:latest$/, '')

/** Contexts of one platform alone, `base::linux/arm64`: which of them takes part is the builder's choice. */
export const findPlatformContexts = (target: BakeTarget): string[] =>
  Object.keys(recordOf(target, 'contexts')).filter((name) => name.includes('::'))

/** What the named contexts that take part bring into a content. */
export interface NamedContents {
  /** 64 hex by `context:NAME`, for those that are folders. */
  readonly parts: Readonly<Record<string, string>>
  readonly images: ReadonlySet<string>
  readonly targets: ReadonlySet<string>
  readonly doubts: readonly string[]
}

export async function readNamed(
  readFolder: ReadFolder,
  workspace: string,
  target: BakeTarget,
  names: Iterable<string>,
): Promise<NamedContents> {
  const parts: Record<string, string> = {}
  const images = new Set<string>()
  const targets = new Set<string>()
  const doubts: string[] = []
  for (const name of names) {
    const value = recordOf(target, 'contexts')[name] ?? ''
    const context = readValue(workspace, value)
    if (context.kind === 'image') images.add(context.reference)
    if (context.kind === 'target') targets.add(context.name)
    if (context.kind === 'unknown') doubts.push(`its context '${name}', '${value}', can change unseen`)
    if (context.kind !== 'folder') continue
    const digest = await readFolder(`its context '${name}'`, context.path, undefined)
    if (digest.found !== undefined) parts[`context:${name}`] = digest.found
    doubts.push(...digest.doubts)
  }
  return { parts, images, targets, doubts }
}

/** Docker docs, "Bake file reference", `target.contexts`, and `docker buildx build --build-context`. */
function readValue(workspace: string, value: string): NamedContext {
  const base = baseNamedBy(value)
  if (base !== undefined) return { kind: 'target', name: base }
  const image = /^docker-image:\/\/(.*)$/s.exec(value)?.[1]
  if (image === 'scratch') return { kind: 'fixed' }
  if (image !== undefined) {
    const reference = normalizeReference(image)
    return reference === undefined ? { kind: 'unknown' } : { kind: 'image', reference }
  }
  const path = contextFolder(workspace, value)
  if (path !== undefined) return { kind: 'folder', path }
  return { kind: isPinned(value) ? 'fixed' : 'unknown' }
}

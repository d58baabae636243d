import { type BakeTarget, recordOf } from '../bake/bake-target.ts'
import { contextFolder } from '../build/paths.ts'
import type { ReadFolder } from './folders.ts'
import { normalizeReference } from './reference.ts'
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

/**
 * The named context that takes the place of a stage or an image; its name as the target has it. The builder compares
 * names as references: `alpine`, `alpine:latest` and `docker.io/library/alpine` are one.
 */
export function findContext(target: BakeTarget, name: string): string | undefined {
  const wanted = asName(name)
  return Object.keys(recordOf(target, 'contexts')).find((key) => asName(key) === wanted)
}

/** Contexts of one platform alone, `base::linux/arm64`: which of them takes part is the builder's choice. */
export const findPlatformContexts = (target: BakeTarget): string[] =>
  Object.keys(recordOf(target, 'contexts')).filter((name) => name.includes('::'))

const asName = (name: string): string => normalizeReference(name) ?? name

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
  if (value.startsWith('target:')) return { kind: 'target', name: value.slice('target:'.length) }
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

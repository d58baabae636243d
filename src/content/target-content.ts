import { type BakeTarget, baseNamedBy, recordOf, textOf } from '../bake/bake-target.ts'
import { contextFolder, isPinnedToCommit } from '../bake/context-address.ts'
import type { Files } from '../ports/ports.ts'
import { normalizeReference } from './base-reference.ts'
import { readDockerfile } from './build-files.ts'
import { hashText } from './canonical.ts'
import { attempt, createFolderDigests, type DigestFile, type DigestFolder } from './context-digest.ts'
import { digestArgs, digestDefinition, findNoCache } from './definition-digest.ts'
import { type Dependencies, findDependencies } from './dependencies.ts'
import { parseDockerfile } from './dockerfile.ts'
import { readVariables } from './dockerfile-variables.ts'

/**
 * Everything that goes into one image, as far as this machine can tell. Not the image of a `# syntax=` line, not what a
 * RUN step fetches, and not what ONBUILD in a base from a registry names, which only that image says: two builds of the
 * same content may differ there, and only a build would show it.
 */
export interface TargetContent {
  /**
   * 64 hex by name: `context`, `context:NAME` for each named folder that takes part, `dockerfile`, `args` and
   * `definition`. What could not be read is missing, and there is a doubt then.
   */
  readonly parts: Readonly<Record<string, string>>
  /** Images from elsewhere that it stands on, normalized: `docker.io/library/alpine:3.20`, `ghcr.io/acme/os@sha256:...`. */
  readonly bases: readonly string[]
  /** Targets of the same definition that it stands on. */
  readonly targets: readonly string[]
  /** Why it cannot be told whether it changed, a clause without an end; such an image is always built. */
  readonly doubt?: string
}

export interface ContentOptions {
  /** Text that counts as part of the definition, for example inputs that are laid over every target. */
  readonly extra: string
  /** The builder's own platform, `linux/amd64`: BUILDPLATFORM, and what is built where the target names none. */
  readonly ownPlatform: string
  /** Shared between targets, so that a file that several of them see is read once. */
  readonly digestFile?: DigestFile
}

/**
 * Reads what goes into a target's image; `target` is what the person wrote, before tags and labels of a run are laid over.
 * Never fails because something is missing: the build says it better.
 */
export async function readTargetContent(
  files: Files,
  workspace: string,
  target: BakeTarget,
  options: ContentOptions,
): Promise<TargetContent> {
  const folders = createFolderDigests(files, options.digestFile)
  const address = textOf(target, 'context') || '.'
  const folder = contextFolder(workspace, address)
  const dockerfile = await attempt('its Dockerfile', () => readDockerfile(files, folder, target))
  const text = dockerfile.found?.text
  const dependencies = text === undefined ? noDependencies : dependenciesOf(text, target, options.ownPlatform)
  const named = await readNamedContexts(folders, workspace, target, dependencies.contexts)
  const context =
    folder === undefined
      ? {
          found: undefined,
          doubts: isPinnedToCommit(address) ? [] : [`its context '${address}' can change unseen`],
        }
      : await folders('its context', folder, dockerfile.found?.path)

  const forced = findNoCache(target).map((field) => `its definition says ${field}`)
  const [doubt] = [
    ...forced,
    ...dockerfile.doubts,
    ...dependencies.doubts,
    ...named.doubts,
    ...context.doubts,
  ]
  return {
    parts: {
      args: digestArgs(target),
      definition: digestDefinition(target, dependencies.contexts, options.extra),
      ...(text !== undefined && { dockerfile: hashText(text) }),
      ...(context.found !== undefined && { context: context.found }),
      ...named.parts,
    },
    bases: [...new Set([...dependencies.images, ...named.images])].sort(),
    targets: [...named.targets].sort(),
    ...(doubt !== undefined && { doubt }),
  }
}

const noDependencies: Dependencies = { images: new Set(), contexts: new Set(), doubts: [] }

function dependenciesOf(text: string, target: BakeTarget, ownPlatform: string): Dependencies {
  const dockerfile = parseDockerfile(text)
  return findDependencies(dockerfile, target, readVariables(dockerfile, target, ownPlatform))
}

export async function readNamedContexts(
  digestFolder: DigestFolder,
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
    const context = parseContext(workspace, value)
    if (context.kind === 'image') images.add(context.reference)
    if (context.kind === 'target') targets.add(context.name)
    if (context.kind === 'unknown') doubts.push(`its context '${name}', '${value}', can change unseen`)
    if (context.kind !== 'folder') continue
    const digest = await digestFolder(`its context '${name}'`, context.path, undefined)
    if (digest.found !== undefined) parts[`context:${name}`] = digest.found
    doubts.push(...digest.doubts)
  }
  return { parts, images, targets, doubts }
}

/** What the named contexts that take part bring into a content. */
export interface NamedContents {
  /** 64 hex by `context:NAME`, for those that are folders. */
  readonly parts: Readonly<Record<string, string>>
  readonly images: ReadonlySet<string>
  readonly targets: ReadonlySet<string>
  readonly doubts: readonly string[]
}

/** What one of a target's named contexts holds. */
type NamedContext =
  | { readonly kind: 'target'; readonly name: string }
  | { readonly kind: 'image'; readonly reference: string }
  | { readonly kind: 'folder'; readonly path: string }
  /** Nothing that could change: an empty image, or one commit of a repository. */
  | { readonly kind: 'fixed' }
  /** It cannot be told whether it changed. */
  | { readonly kind: 'unknown' }

/** Docker docs, "Bake file reference", `target.contexts`, and `docker buildx build --build-context`. */
function parseContext(workspace: string, value: string): NamedContext {
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
  return { kind: isPinnedToCommit(value) ? 'fixed' : 'unknown' }
}

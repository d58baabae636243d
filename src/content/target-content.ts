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
 * Everything that goes into one image and can be determined before the build. Three things cannot: the frontend image of a `# syntax=`
 * line, downloads in RUN, and the ONBUILD instructions of a base image. Two builds of the same content may differ in these.
 */
export interface TargetContent {
  /**
   * Digests (64 hex) by name: `context`, `context:NAME` for each named folder that the build uses, `dockerfile`, `args` and
   * `definition`. A part that could not be read is missing, and `doubt` says why.
   */
  readonly parts: Readonly<Record<string, string>>
  /** External base images, normalized: `docker.io/library/alpine:3.20`, `ghcr.io/acme/os@sha256:...`. */
  readonly bases: readonly string[]
  /** Targets of the same definition that this one depends on. */
  readonly targets: readonly string[]
  /** Why a change could go unnoticed: a clause without a full stop. An image with a doubt is always built. */
  readonly doubt?: string
}

export interface ContentOptions {
  /** Text that counts as part of the definition, for example inputs that apply to every target. */
  readonly extra: string
  /** The builder's own platform, `linux/amd64`: BUILDPLATFORM, and the default for targets that name no platform. */
  readonly ownPlatform: string
  /** Shared between targets, so that each file is read once. */
  readonly digestFile?: DigestFile
}

/**
 * Reads everything that goes into a target's image. `target` is as the user wrote it, without the tags and labels of a run. A missing
 * file is a doubt and not an error, because the build gives a better error.
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
          doubts: isPinnedToCommit(address) ? [] : [`its context '${address}' can change without notice`],
        }
      : await folders('its context', folder, dockerfile.found?.path)

  const forced = findNoCache(target).map((field) => `its definition sets ${field}`)
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

const noDependencies: Dependencies = { images: new Set(), contexts: new Set(), stages: new Set(), doubts: [] }

function dependenciesOf(text: string, target: BakeTarget, ownPlatform: string): Dependencies {
  const dockerfile = parseDockerfile(text)
  return findDependencies(dockerfile, target, readVariables(dockerfile, target, ownPlatform))
}

async function readNamedContexts(
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
    if (context.kind === 'unknown')
      doubts.push(`its context '${name}', '${value}', can change without notice`)
    if (context.kind !== 'folder') continue
    const digest = await digestFolder(`its context '${name}'`, context.path, undefined)
    if (digest.found !== undefined) parts[`context:${name}`] = digest.found
    doubts.push(...digest.doubts)
  }
  return { parts, images, targets, doubts }
}

/** The contribution of the named contexts that a build uses. */
interface NamedContents {
  /** Digests (64 hex) by `context:NAME`, for contexts that are folders. */
  readonly parts: Readonly<Record<string, string>>
  readonly images: ReadonlySet<string>
  readonly targets: ReadonlySet<string>
  readonly doubts: readonly string[]
}

/** The kind and address of a named context. */
type NamedContext =
  | { readonly kind: 'target'; readonly name: string }
  | { readonly kind: 'image'; readonly reference: string }
  | { readonly kind: 'folder'; readonly path: string }
  /** It cannot change: the empty image, or a fixed commit of a repository. */
  | { readonly kind: 'fixed' }
  /** It may change without notice. */
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

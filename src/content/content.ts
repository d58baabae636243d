import { type BakeTarget, textOf } from '../bake/bake-target.ts'
import { contextFolder } from '../bake/paths.ts'
import type { Files } from '../ports/ports.ts'
import { hashText } from './canonical.ts'
import { digestArgs, digestDefinition, findNoCache } from './definition-parts.ts'
import { findDependencies, type Ground } from './dependencies.ts'
import { parseDockerfile } from './dockerfile.ts'
import type { DigestFile } from './file-digests.ts'
import { attempt, createFolderReader } from './folders.ts'
import { readNamed } from './named-contexts.ts'
import { isPinned } from './remote.ts'
import { readDockerfile } from './sources.ts'
import { readVariables } from './variables.ts'

/**
 * Everything that goes into one image, as far as this machine can tell. Not the image of a `# syntax=` line, not what a
 * RUN step fetches, and not what ONBUILD in a base from a registry names, which only that image says: two builds of the
 * same content may differ there, and only a build would show it.
 */
export interface Content {
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
export async function readContent(
  files: Files,
  workspace: string,
  target: BakeTarget,
  options: ContentOptions,
): Promise<Content> {
  const folders = createFolderReader(files, options.digestFile)
  const address = textOf(target, 'context') || '.'
  const folder = contextFolder(workspace, address)
  const dockerfile = await attempt('its Dockerfile', () => readDockerfile(files, folder, target))
  const text = dockerfile.found?.text
  const dependencies =
    text === undefined ? noDependencies : readDependencies(text, target, options.ownPlatform)
  const named = await readNamed(folders, workspace, target, dependencies.contexts)
  const context =
    folder === undefined
      ? { found: undefined, doubts: isPinned(address) ? [] : [`its context '${address}' can change unseen`] }
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

const noDependencies: Ground = { images: new Set(), contexts: new Set(), doubts: [] }

function readDependencies(text: string, target: BakeTarget, ownPlatform: string): Ground {
  const dockerfile = parseDockerfile(text)
  return findDependencies(dockerfile, target, readVariables(dockerfile, target, ownPlatform))
}

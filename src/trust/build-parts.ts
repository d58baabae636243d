import { resolve } from 'node:path'
import { type BakeDefinition, type BakeTarget, baseNamedBy, recordOf, textOf } from '../bake/bake-target.ts'
import { contextFolder } from '../bake/context-address.ts'
import { settingOf, specsOf } from '../bake/specs.ts'
import { ownCommit } from '../definition/default-context.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { isWithin } from '../is-within.ts'
import type { GitHubRepository } from '../model/trigger.ts'

/** A file, folder or address that the build uses, and whose content a commit may have written. `what` names it in messages. */
export type BuildPart = LocalPart | RemotePart

export interface RemotePart {
  readonly kind: 'remote'
  readonly what: string
  /** The commit, if it is fetched from this repository by its id. */
  readonly commit?: string
}

export interface LocalPart {
  /** For a folder the checkouts below it count too; for a path only the one around it. */
  readonly kind: 'folder' | 'path'
  readonly what: string
  /** Absolute. */
  readonly path: string
  /** For a context: its Dockerfile, whose own ignore file takes precedence. Absent if nothing below the folder is ignored. */
  readonly ignore?: { readonly dockerfile: string | undefined }
  /** A path outside of every checkout is trusted: earlier steps of the job wrote it. */
  readonly mayLackCheckout?: boolean
}

/** The parts that are known before bake files are read: the files themselves, and the content of input `from`. */
export function partsOfInputs({ bake, from }: Inputs, workspace: string): readonly BuildPart[] {
  if (from !== undefined) {
    const job = { kind: 'path', what: 'the workspace', path: workspace, mayLackCheckout: true } as const
    if (from.kind === 'daemon') return [job]
    if (from.kind === 'images' || from.kind === 'digests') return []
    return [job, { ...job, what: 'input from', path: resolve(workspace, from.folder) }]
  }
  if (bake === undefined) return []
  // A compose file reads others (include, extends, env_file), which may be in any checkout; HCL and JSON cannot.
  const isClosed = bake.files.every((file) => /\.(hcl|json)$/.test(file))
  const root: BuildPart = {
    kind: isClosed ? 'path' : 'folder',
    what: 'the workspace',
    path: workspace,
    mayLackCheckout: true,
  }
  const files = bake.files.map((file): BuildPart => {
    const path = resolve(workspace, file)
    const isOutside = !isWithin(workspace, path)
    return { kind: 'path', what: `bake file '${file}'`, path, ...(isOutside && { mayLackCheckout: true }) }
  })
  return [root, ...files]
}

/** The parts of every target that is built. */
export function partsOfTargets(
  { targets }: BakeDefinition,
  workspace: string,
  isMany: boolean,
  repository: GitHubRepository,
): readonly BuildPart[] {
  return [...targets].flatMap(([name, target]) => {
    const of = (what: string) => (isMany ? `the ${what} of target ${name}` : `the ${what}`)
    return partsOfTarget(target, { workspace, repository }, of)
  })
}

/** The workspace, and the run's own repository. */
interface Surroundings {
  readonly workspace: string
  readonly repository: GitHubRepository
}

function partsOfTarget(
  target: BakeTarget,
  surroundings: Surroundings,
  of: (what: string) => string,
): readonly BuildPart[] {
  const { workspace } = surroundings
  const main = textOf(target, 'context') || '.'
  const folder = isAddress(localName(main)) ? undefined : contextFolder(workspace, localName(main))
  const name = textOf(target, 'dockerfile')
  const isRemote = folder === undefined || isAddress(name)
  const dockerfile = isRemote ? undefined : resolve(folder, name || 'Dockerfile')
  const parts: (BuildPart | undefined)[] = [readContext(main, surroundings, of('build context'), dockerfile)]
  if (dockerfile !== undefined) parts.push({ kind: 'path', what: of('Dockerfile'), path: dockerfile })
  if (isAddress(name)) parts.push({ kind: 'remote', what: of('Dockerfile') })
  for (const [key, value] of Object.entries(recordOf(target, 'contexts'))) {
    parts.push(readContext(value, surroundings, of(`context '${key}'`), undefined))
  }
  for (const source of specsOf(target, 'cache-from').flatMap((spec) => settingOf(spec, 'src') ?? [])) {
    // Layers of a cache may become layers of the image.
    parts.push({
      kind: 'path',
      what: of('local cache'),
      path: resolve(workspace, source),
      mayLackCheckout: true,
    })
  }
  return parts.filter((part) => part !== undefined)
}

/** A context is a folder or an address. Images and other targets are not content of a commit. */
function readContext(
  value: string,
  { workspace, repository }: Surroundings,
  what: string,
  dockerfile: string | undefined,
): BuildPart | undefined {
  if (baseNamedBy(value) !== undefined || value.startsWith('docker-image://')) return undefined
  const layout = /^oci-layout:\/\/([^@]*?)(?::[\w][\w.-]{0,127})?(?:@.*)?$/.exec(value)?.[1]
  if (layout !== undefined) {
    return { kind: 'path', what, path: resolve(workspace, layout), mayLackCheckout: true }
  }
  const local = localName(value)
  const path = isAddress(local) ? undefined : contextFolder(workspace, local)
  if (path !== undefined) return { kind: 'folder', what, path, ignore: { dockerfile } }
  const commit = ownCommit(value, repository)
  return { kind: 'remote', what, ...(commit === undefined ? {} : { commit }) }
}

/** `cwd://` marks a local path in a bake file (Docker docs, "Bake file reference"). */
const localName = (value: string): string => value.replace(/^cwd:\/\//, '') || '.'

/** Whether a value is an address: any scheme, or a user in front of a host. This covers more than BuildKit fetches, on purpose. */
const isAddress = (value: string): boolean => /^[a-z][a-z0-9+.-]*:\/\/|^[\w.-]+@[\w.-]+:/i.test(value)

import { resolve } from 'node:path'
import { type BakeDefinition, type BakeTarget, baseNamedBy, recordOf, textOf } from '../bake/bake-target.ts'
import { contextFolder } from '../bake/paths.ts'
import { settingOf, specsOf } from '../bake/specs.ts'
import { ownCommit } from '../docker/default-context.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { isWithin } from '../is-within.ts'
import type { Repository } from '../model/trigger.ts'

/** Something that takes part in the run and whose content a commit may have written. `what` names it in messages. */
export type Part = LocalPart | RemotePart

export interface RemotePart {
  readonly kind: 'remote'
  readonly what: string
  /** Where it is fetched from this repository: the commit, by its id. */
  readonly commit?: string
}

export interface LocalPart {
  /** A folder counts with the checkouts below it, a path only with the one around it. */
  readonly kind: 'folder' | 'path'
  readonly what: string
  /** Absolute. */
  readonly path: string
  /** Of a context: its Dockerfile, whose list of ignored files comes first. Absent: nothing below the folder is ignored. */
  readonly ignore?: { readonly dockerfile: string | undefined }
  /** Without a checkout around it, no commit has written it: earlier steps of the job did. */
  readonly mayLackCheckout?: boolean
}

/** What is known before the bake files are read: the files themselves, and what stands in for a build. */
export function partsOfInputs({ bake, from }: Inputs, workspace: string): readonly Part[] {
  if (from !== undefined) {
    const job = { kind: 'path', what: 'the workspace', path: workspace, mayLackCheckout: true } as const
    if (from.kind === 'daemon') return [job]
    if (from.kind === 'images' || from.kind === 'digests') return []
    return [job, { ...job, what: 'input from', path: resolve(workspace, from.folder) }]
  }
  if (bake === undefined) return []
  // A compose file reads others (include, extends, env_file), which may be in any checkout; HCL and JSON cannot.
  const isClosed = bake.files.every((file) => /\.(hcl|json)$/.test(file))
  const root: Part = {
    kind: isClosed ? 'path' : 'folder',
    what: 'the workspace',
    path: workspace,
    mayLackCheckout: true,
  }
  const files = bake.files.map((file): Part => {
    const path = resolve(workspace, file)
    const isOutside = !isWithin(workspace, path)
    return { kind: 'path', what: `bake file '${file}'`, path, ...(isOutside && { mayLackCheckout: true }) }
  })
  return [root, ...files]
}

/** What every target that takes part is built from. */
export function partsOfTargets(
  { targets }: BakeDefinition,
  workspace: string,
  isMany: boolean,
  repository: Repository,
): readonly Part[] {
  return [...targets].flatMap(([name, target]) => {
    const of = (what: string) => (isMany ? `the ${what} of target ${name}` : `the ${what}`)
    return partsOfTarget(target, { workspace, repository }, of)
  })
}

/** Where targets are, and which repository is this run's own. */
interface Ground {
  readonly workspace: string
  readonly repository: Repository
}

function partsOfTarget(
  target: BakeTarget,
  dependencies: Ground,
  of: (what: string) => string,
): readonly Part[] {
  const { workspace } = dependencies
  const main = textOf(target, 'context') || '.'
  const folder = isAddress(localName(main)) ? undefined : contextFolder(workspace, localName(main))
  const name = textOf(target, 'dockerfile')
  const isRemote = folder === undefined || isAddress(name)
  const dockerfile = isRemote ? undefined : resolve(folder, name || 'Dockerfile')
  const parts: (Part | undefined)[] = [readContext(main, dependencies, of('build context'), dockerfile)]
  if (dockerfile !== undefined) parts.push({ kind: 'path', what: of('Dockerfile'), path: dockerfile })
  if (isAddress(name)) parts.push({ kind: 'remote', what: of('Dockerfile') })
  for (const [key, value] of Object.entries(recordOf(target, 'contexts'))) {
    parts.push(readContext(value, dependencies, of(`context '${key}'`), undefined))
  }
  for (const source of specsOf(target, 'cache-from').flatMap((spec) => settingOf(spec, 'src') ?? [])) {
    // Layers of a cache become layers of the build.
    parts.push({
      kind: 'path',
      what: of('local cache'),
      path: resolve(workspace, source),
      mayLackCheckout: true,
    })
  }
  return parts.filter((part) => part !== undefined)
}

/** A context is a folder, or fetched from elsewhere. Images and other targets are no commit's content. */
function readContext(
  value: string,
  { workspace, repository }: Ground,
  what: string,
  dockerfile: string | undefined,
): Part | undefined {
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

/** Any scheme, and any user in front of a host: more than BuildKit fetches, since it would fetch as much. */
const isAddress = (value: string): boolean => /^[a-z][a-z0-9+.-]*:\/\/|^[\w.-]+@[\w.-]+:/i.test(value)

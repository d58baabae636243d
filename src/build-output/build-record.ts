import { join } from 'node:path'
import { gte } from 'semver'
import { outputOf } from '../docker/docker.ts'
import { isWithin } from '../is-within.ts'
import { isRecord, type Json, parseJson, stringAt } from '../json.ts'
import type { Files } from '../ports/ports.ts'
import type { DockerSession } from '../session/docker-session.ts'

/** A build in a builder's history. */
export interface BuildRef {
  readonly builder: string
  readonly id: string
}

/** The first version with `docker buildx history export`. */
export const oldestForRecords = '0.24.0'
/** In ms. */
const exportTimeout = 60_000
/** How many refs of earlier builds are looked at. */
const mostRefs = 20_000

/** The builds of buildx's metadata: `"buildx.build.ref": "BUILDER/NODE/ID"` of each target. */
export function readRefs(metadata: Json): readonly BuildRef[] {
  const targets = isRecord(metadata) ? Object.values(metadata) : []
  return targets.flatMap((target) => parseRef(stringAt(target, 'buildx.build.ref') ?? ''))
}

function parseRef(text: string): readonly BuildRef[] {
  const [, builder, id] = /^([\w.+-]+)\/[\w.+-]+\/([a-z0-9]{25})$/.exec(text) ?? []
  return builder === undefined || id === undefined ? [] : [{ builder, id }]
}

/**
 * The builds that buildx knows on this machine, as `BUILDER/NODE/ID`: it writes a file for each into its folder `refs`
 * (`localstate/localstate.go`). A failed build has no metadata, but a file there.
 */
export async function listRefs(
  files: Pick<Files, 'list'>,
  { buildxConfig }: Pick<DockerSession, 'buildxConfig'>,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  const refs = join(buildxConfig, 'refs')
  for (const builder of await files.list(refs)) {
    if (builder.startsWith('__') || builder === 'version') continue
    for (const node of await files.list(join(refs, builder))) {
      for (const id of await files.list(join(refs, builder, node))) {
        if (found.size < mostRefs) found.add(`${builder}/${node}/${id}`)
      }
    }
  }
  return found
}

/** The builds of this workspace that are new since `before`. Another job of the machine may build at the same time. */
export async function findNewRefs(
  files: Pick<Files, 'list' | 'read'>,
  session: Pick<DockerSession, 'buildxConfig'>,
  before: ReadonlySet<string>,
  workspace: string,
): Promise<readonly BuildRef[]> {
  const added = [...(await listRefs(files, session))].filter((ref) => !before.has(ref))
  const read = added.map(async (ref) => {
    const state = parseJson((await files.read(join(session.buildxConfig, 'refs', ref), 64 * 1024)) ?? '')
    const folder = stringAt(state, 'LocalPath') ?? ''
    return folder.startsWith('/') && isWithin(workspace, folder) ? parseRef(ref) : []
  })
  return (await Promise.all(read)).flat()
}

/** Exports builds into one file of Docker Desktop's format. Returns why that failed, as a clause. */
export async function exportRecord(
  { buildx, engine }: Pick<DockerSession, 'buildx' | 'engine'>,
  refs: readonly BuildRef[],
  path: string,
): Promise<string | undefined> {
  const [first] = refs
  if (first === undefined) return 'buildx reports no build'
  if (!gte(engine.buildx, oldestForRecords))
    return `buildx ${engine.buildx} is older than ${oldestForRecords}`
  const ids = refs.filter(({ builder }) => builder === first.builder).map(({ id }) => id)
  const args = ['history', 'export', '--builder', first.builder, '--finalize', '--output', path, ...ids]
  const result = await buildx(args, { timeout: exportTimeout })
  return result.code === 0
    ? undefined
    : `docker buildx history export failed: ${outputOf(result).slice(-500)}`
}

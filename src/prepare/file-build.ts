import { resolve } from 'node:path'
import { isArchive } from '../bake/target-outputs.ts'
import { type Build, type Built, prepareBuild } from '../build/prepare-build.ts'
import { outputMissing } from '../errors/build.ts'
import { compact } from '../json.ts'
import type { PushStrategies } from '../model/push-strategy.ts'
import type { FileResult } from '../model/result.ts'
import { throwAll } from '../model/tagboat-error.ts'
import { filePlans, type Plan, type PlannedFiles } from '../plan/plan.ts'
import type { Files } from '../ports/ports.ts'
import type { Ports } from '../ports/run-ports.ts'
import { existingOf, type ImageRequest } from '../publish/request.ts'
import type { DockerSession } from '../session/docker-session.ts'
import { describeBuild } from './image-requests.ts'
import type { RunState } from './run-state.ts'
import { withRecord } from './upload-record.ts'

/** The targets that make files and no image. */
export const fileStrategies = (plans: readonly Plan[]): PushStrategies =>
  new Map(filePlans(plans).map(({ target }) => [target, { kind: 'local', names: [] }]))

/** Writes the files of a step that also pushes images, with the same builder and before any push. */
export interface FileBuild {
  /** Call before the images are built. */
  readonly write: (build: Build) => Promise<void>
  /** Call afterwards: adds the files to the build's result, and builds them if no image had to be built. */
  readonly finish: (built: Built | undefined) => Promise<Built | undefined>
}

export function createFileBuild(
  ports: Ports,
  session: DockerSession,
  state: RunState,
  images: readonly ImageRequest[],
): FileBuild {
  const strategies = fileStrategies(state.plans)
  let made: Built | undefined
  const write = async (build: Build) => {
    if (strategies.size > 0 && made === undefined) made = await build.run(strategies)
  }
  return {
    write,
    async finish(built) {
      if (strategies.size > 0 && made === undefined) {
        const build = await prepareBuild(ports, session, describeBuild(state, images, existingOf(images)))
        await write(withRecord(ports, session, state, build))
      }
      return made === undefined || built === undefined ? (made ?? built) : joinBuilt(made, built)
    },
  }
}

function joinBuilt(files: Built, images: Built): Built {
  const metadata = { ...asRecord(files.metadata), ...asRecord(images.metadata) }
  return {
    ...files,
    ...images,
    targets: new Map([...files.targets, ...images.targets]),
    annotations: new Map([...files.annotations, ...images.annotations]),
    metadata,
    duration: files.duration + images.duration,
  }
}

const asRecord = (json: Built['metadata']): object => (typeof json === 'object' && json !== null ? json : {})

/** The files that a dry run would write. */
export const listPlanned = (plans: readonly Plan[]): readonly FileResult[] =>
  plans.flatMap(({ target, files }) =>
    (files?.outputs ?? []).map(({ type, dest }) => ({ target, type, path: dest })),
  )

/** Folders with more files are not measured. */
const mostCounted = 10_000

/** Measures the written outputs on the disk. Throws a TagboatError with every output that does not exist. */
export async function inspectFiles(
  files: Files,
  workspace: string,
  plans: readonly Plan[],
  built: Built,
  load: boolean,
): Promise<readonly FileResult[]> {
  const written = plans.filter(({ target }) => built.targets.has(target))
  const measured = await Promise.all(
    written.flatMap(({ target, files: planned }) =>
      (planned?.outputs ?? []).map(async ({ type, dest, isFolder }) => {
        const found = await measure(files, resolve(workspace, dest), isFolder)
        const digest =
          type === 'oci' && hasOneImage(planned) && !load ? built.targets.get(target)?.digest : undefined
        return {
          result: { target, type, path: dest, ...found, ...compact({ digest }) },
          isMissing: found === undefined,
        }
      }),
    ),
  )
  throwAll(
    measured.flatMap(({ result, isMissing }) => (isMissing ? [outputMissing(result.type, result.path)] : [])),
  )
  return measured.map(({ result }) => result)
}

/** buildx's metadata has one digest, but exporters of different types make different manifests. */
const hasOneImage = (planned: PlannedFiles | undefined): boolean =>
  (planned?.outputs ?? []).filter(isArchive).length === 1

type Measured = Pick<FileResult, 'size' | 'count'>

async function measure(files: Files, path: string, isFolder: boolean): Promise<Measured | undefined> {
  if (isFolder) return (await files.isDirectory(path)) ? measureFolder(files, path) : undefined
  const size = await files.size(path)
  // buildx before 0.30 makes an empty file before it builds anything.
  return size === undefined || size === 0 ? undefined : { size }
}

/** Size and number of all files below a folder; neither if there are too many. */
async function measureFolder(files: Files, folder: string): Promise<Measured> {
  const open = [folder]
  let size = 0
  let count = 0
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const { name, kind } of await files.entries(next).catch(() => [])) {
      if (kind === 'folder') open.push(`${next}/${name}`)
      else count += 1
      if (kind === 'file') size += (await files.size(`${next}/${name}`)) ?? 0
    }
    if (count + open.length > mostCounted) return {}
  }
  return { size, count }
}

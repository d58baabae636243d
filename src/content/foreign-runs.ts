import { relative } from 'node:path'
import { type BakeTarget, platformsOf, textOf } from '../bake/bake-target.ts'
import { contextFolder } from '../bake/context-address.ts'
import { binfmtArchitecture } from '../model/binfmt.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Files } from '../ports/ports.ts'
import { type FoundDockerfile, readDockerfile } from './build-files.ts'
import { parseDockerfile } from './dockerfile.ts'
import { readVariables } from './dockerfile-variables.ts'
import { findExecution } from './executed-platforms.ts'

/** A requested platform of another architecture than the engine's, on which a program may have to execute. */
export interface ForeignRun {
  readonly platform: string
  /** As tonistiigi/binfmt names it. */
  readonly architecture: string
  /** The RUN, in words for messages: `Dockerfile line 3 (stage build)`. Undefined if it is only possible that one exists. */
  readonly run?: string
  /** Why that is possible: a clause without a full stop. */
  readonly doubt?: string
}

/** The requested platforms that are not the engine's own and that QEMU can emulate. */
export function foreignPlatforms(targets: Iterable<BakeTarget>, ownPlatform: string): readonly string[] {
  const own = binfmtArchitecture(ownPlatform)
  const all = [...targets].flatMap((target) => platformsOf(target))
  return [...new Set(all)].filter((platform) => {
    const architecture = binfmtArchitecture(platform)
    return architecture !== undefined && architecture !== own
  })
}

/** Finds the foreign platforms on which a RUN executes; one that several targets need is listed once, with a certain RUN if there is one. */
export async function findForeignRuns(
  files: Files,
  workspace: string,
  targets: Iterable<BakeTarget>,
  ownPlatform: string,
): Promise<readonly ForeignRun[]> {
  const found = new Map<string, ForeignRun>()
  for (const target of targets) {
    const wanted = foreignPlatforms([target], ownPlatform)
    if (wanted.length === 0) continue
    for (const run of await inspectTarget(files, workspace, target, wanted, ownPlatform)) {
      if (found.get(run.platform)?.run === undefined) found.set(run.platform, run)
    }
  }
  return [...found.values()]
}

async function inspectTarget(
  files: Files,
  workspace: string,
  target: BakeTarget,
  wanted: readonly string[],
  ownPlatform: string,
): Promise<readonly ForeignRun[]> {
  const folder = contextFolder(workspace, textOf(target, 'context') || '.')
  const dockerfile = await tryRead(files, folder, target)
  const list = (describe: (platform: string) => Partial<ForeignRun> | undefined) =>
    wanted.flatMap((platform) => {
      const described = describe(platform)
      const architecture = binfmtArchitecture(platform) ?? ''
      return described === undefined ? [] : [{ platform, architecture, ...described }]
    })
  if (dockerfile === undefined) return list(() => ({ doubt: 'its Dockerfile is not in the workspace' }))
  const parsed = parseDockerfile(dockerfile.text)
  const { runs, doubt } = findExecution(parsed, target, readVariables(parsed, target, ownPlatform))
  const name = dockerfile.path === undefined ? 'Dockerfile' : relative(workspace, dockerfile.path)
  return list((platform) => {
    const run = runs.get(platform)
    if (run === undefined) return doubt === undefined ? undefined : { doubt }
    return { run: `${name} line ${run.line}${run.stage === '' ? '' : ` (stage ${run.stage})`}` }
  })
}

/** A Dockerfile that cannot be read is the build's to report. */
async function tryRead(
  files: Files,
  folder: string | undefined,
  target: BakeTarget,
): Promise<FoundDockerfile | undefined> {
  try {
    return await readDockerfile(files, folder, target)
  } catch (error) {
    if (error instanceof TagboatError) return undefined
    throw error
  }
}

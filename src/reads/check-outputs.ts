import { join } from 'node:path'
import type { BakeTarget } from '../bake/bake-target.ts'
import { type FileOutput, fileOutputsOf } from '../bake/file-output.ts'
import * as errors from '../errors/reads.ts'
import { isWithin } from '../is-within.ts'
import { type Problem, throwAll } from '../model/tagboat-error.ts'
import type { Files } from '../ports/ports.ts'
import { type CheckPorts, layoutFiles } from './check-targets.ts'
import type { Writer } from './reach.ts'

/** Who named the paths that a build writes, and whose files it writes there. */
export interface Written {
  /** The texts that the workflow itself wrote into targets; undefined where all of them are. */
  readonly texts?: ReadonlySet<string>
  /** The code that is built is not trusted: see src/trust. */
  readonly isUntrusted: boolean
}

/**
 * Checks where builds of these targets write, before buildx does. Nothing that the checkout names leads out of the workspace,
 * and no link in the checkout does, whoever names it. A git repository of the workspace is no place either for what a
 * pull request may have chosen: git runs the hooks and commands in it, in later steps, with their credentials. Throws a
 * TagboatError with all problems.
 */
export async function checkOutputs(
  ports: CheckPorts,
  targets: ReadonlyMap<string, BakeTarget>,
  { texts, isUntrusted }: Written,
): Promise<void> {
  const found = await Promise.all(
    [...targets].flatMap(([name, target]) =>
      fileOutputsOf(target).map((output) => {
        const isWorkflows = texts === undefined || texts.has(output.dest)
        const where = texts === undefined ? 'Input outputs' : `Target ${name}, output`
        const isForeign = isUntrusted || !isWorkflows
        return checkOutput(ports, output, where, isWorkflows ? 'workflow' : 'checkout', isForeign)
      }),
    ),
  )
  throwAll(found.flat())
}

async function checkOutput(
  ports: CheckPorts,
  { type, dest, isFolder }: FileOutput,
  where: string,
  writer: Writer,
  isForeign: boolean,
): Promise<readonly Problem[]> {
  const layout = isFolder && type !== 'local' ? await layoutFiles(ports, dest) : []
  const paths = [dest, ...layout, ...(layout.length > 0 ? [join(dest, 'ingest')] : [])]
  const barriers = await Promise.all(paths.map((path) => ports.reach.judge(path, writer, 'write')))
  const problems = paths.flatMap((path, index) => {
    if (barriers[index] === 'outside') return [errors.readOutside(where, path, 'write')]
    return barriers[index] === 'special' ? [errors.readSpecial(where, path)] : []
  })
  if (problems.length > 0 || !isForeign) return problems
  return (await hitsGit(ports, dest, type === 'local')) ? [errors.writeIntoGit(where, dest)] : []
}

/** Whether a path in the workspace is in a git repository's own folder, or is a folder that holds one. */
async function hitsGit(
  { files, reach, workspace }: CheckPorts,
  dest: string,
  isTree: boolean,
): Promise<boolean> {
  const root = (await files.realPath(workspace)) ?? workspace
  for (const place of await reach.destinations(dest)) {
    if (!isWithin(root, place)) continue
    if (place.slice(root.length).split('/').some(isGit)) return true
    if (isTree && (await holdsGit(files, place))) return true
  }
  return false
}

/** As file systems that do not know capitals have it. */
const isGit = (name: string): boolean => name.toLowerCase() === '.git'

async function holdsGit(files: Files, folder: string): Promise<boolean> {
  // What this process cannot read, buildx cannot write into either.
  const entries = await files.entries(folder).catch(() => [])
  if (entries.some(({ name }) => isGit(name))) return true
  for (const { name, kind } of entries) {
    if (kind === 'folder' && (await holdsGit(files, join(folder, name)))) return true
  }
  return false
}

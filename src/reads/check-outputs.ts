import { join } from 'node:path'
import { type BakeTarget, singleTarget } from '../bake/bake-target.ts'
import { type FileOutput, fileOutputsOf } from '../bake/target-outputs.ts'
import * as errors from '../errors/reads.ts'
import { outputOverlap } from '../errors/reads.ts'
import { isWithin } from '../is-within.ts'
import { type Problem, throwAll } from '../model/tagboat-error.ts'
import type { Files } from '../ports/ports.ts'
import { type CheckPorts, layoutFiles } from './check-targets.ts'
import type { Author } from './path-policy.ts'
import { pathsOf } from './target-paths.ts'

/** Who chose the paths of outputs, and whose code writes them. */
export interface OutputAuthors {
  /** The texts in targets that come from the workflow itself; undefined if all of them do. */
  readonly texts?: ReadonlySet<string>
  /** The code that is built is untrusted: see src/trust. */
  readonly isUntrusted: boolean
}

/**
 * Checks the paths that builds of these targets write, before buildx starts. A path from the checkout must stay in the workspace, and no
 * path may leave it through a link in the checkout. Files that a pull request may have chosen must not go into a git repository either:
 * git would run its hooks and configured commands in later steps, with the credentials of these. Throws a TagboatError with all problems.
 */
export async function checkOutputs(
  ports: CheckPorts,
  targets: ReadonlyMap<string, BakeTarget>,
  { texts, isUntrusted }: OutputAuthors,
): Promise<void> {
  const found = await Promise.all(
    [...targets].flatMap(([name, target]) =>
      fileOutputsOf(target).map((output) => {
        const isFromWorkflow = texts === undefined || texts.has(output.dest)
        const where = texts === undefined ? 'Input outputs' : `Target ${name}, output`
        const isForeign = isUntrusted || !isFromWorkflow
        return checkOutput(ports, output, where, isFromWorkflow ? 'workflow' : 'checkout', isForeign)
      }),
    ),
  )
  throwAll(found.flat())
}

async function checkOutput(
  ports: CheckPorts,
  { type, dest, isFolder }: FileOutput,
  where: string,
  author: Author,
  isForeign: boolean,
): Promise<readonly Problem[]> {
  const layout = isFolder && type !== 'local' ? await layoutFiles(ports, dest) : []
  const paths = [dest, ...layout, ...(layout.length > 0 ? [join(dest, 'ingest')] : [])]
  const violations = await Promise.all(paths.map((path) => ports.pathPolicy.check(path, author, 'write')))
  const problems = paths.flatMap((path, index) => {
    if (violations[index] === 'outside') return [errors.readOutside(where, path, 'write')]
    return violations[index] === 'special' ? [errors.readSpecial(where, path)] : []
  })
  if (problems.length > 0 || !isForeign) return problems
  return (await hitsGit(ports, dest, type === 'local')) ? [errors.writeIntoGit(where, dest)] : []
}

/** Whether a path in the workspace is inside a `.git` folder, or is a folder that contains one. */
async function hitsGit(
  { files, pathPolicy, workspace }: CheckPorts,
  dest: string,
  isTree: boolean,
): Promise<boolean> {
  const root = (await files.realPath(workspace)) ?? workspace
  for (const absolute of await pathPolicy.resolveWrites(dest)) {
    if (!isWithin(root, absolute)) continue
    if (absolute.slice(root.length).split('/').some(isGit)) return true
    if (isTree && (await holdsGit(files, absolute))) return true
  }
  return false
}

/** Ignores case, as some file systems do. */
const isGit = (name: string): boolean => name.toLowerCase() === '.git'

async function holdsGit(files: Files, folder: string): Promise<boolean> {
  // A folder that this process cannot read, buildx cannot write to.
  const entries = await files.entries(folder).catch(() => [])
  if (entries.some(({ name }) => isGit(name))) return true
  for (const { name, kind } of entries) {
    if (kind === 'folder' && (await holdsGit(files, join(folder, name)))) return true
  }
  return false
}

/** A path that the step reads or writes. */
interface Use {
  readonly target: string
  /** For messages: `output`, `context`. */
  readonly field: string
  readonly path: string
  /** The files in it are read or written by name, so that the folder itself counts, too. */
  readonly isWhole: boolean
  /** The path is read. A target reads before it writes. */
  readonly isRead: boolean
}

/**
 * Checks that no other path is in a folder that an output of type `local` fills. The build creates links there after all checks, and the
 * author of the Dockerfile chooses where they lead. `writing` are the targets whose outputs are written, `targets` all targets of the
 * build. Throws a TagboatError with one problem for each output.
 */
export async function checkOverlaps(
  { pathPolicy }: Pick<CheckPorts, 'pathPolicy'>,
  writing: ReadonlyMap<string, BakeTarget>,
  targets: ReadonlyMap<string, BakeTarget>,
): Promise<void> {
  const outputs = [...writing].flatMap(([target, each]) =>
    fileOutputsOf(each).map((output) => ({ target, output })),
  )
  const trees = outputs.filter(({ output }) => output.type === 'local')
  if (trees.length === 0) return
  const uses = [
    ...outputs.map(({ target, output }) => useOf(target, output)),
    ...[...targets].flatMap(([target, each]) => readsOf(target, each)),
  ]
  const places = await Promise.all(uses.map(({ path }) => pathPolicy.resolveWrites(path)))
  const roots = await Promise.all(trees.map(({ output }) => pathPolicy.resolveWrites(output.dest)))
  const problems = trees.flatMap(({ target, output }, tree) => {
    const hits = (use: Use, absolute: string) =>
      roots[tree]?.some((root) => isWithin(root, absolute) && (use.isWhole || absolute !== root)) === true
    const hit = uses.find((use, index) => {
      const isOwn = use.target === target && use.isRead
      return !isOwn && places[index]?.some((absolute) => hits(use, absolute)) === true
    })
    return hit === undefined ? [] : [outputOverlap(nameUse(hit), hit.path, target, output.dest)]
  })
  throwAll(problems)
}

const useOf = (target: string, { type, dest }: FileOutput): Use => ({
  ...{ target, field: 'output', path: dest },
  isWhole: type !== 'local',
  isRead: false,
})

const readsOf = (target: string, definition: BakeTarget): readonly Use[] =>
  pathsOf(definition).map(({ field, path, isLayout = false }) => ({
    ...{ target, field, path },
    isWhole: isLayout || field === 'cache-to' || field === 'cache-from',
    isRead: field !== 'cache-to',
  }))

const nameUse = ({ target, field }: Use): string =>
  target === singleTarget ? `Input ${field === 'output' ? 'outputs' : field}` : `Target ${target}, ${field}`

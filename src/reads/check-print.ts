import { gte } from 'semver'
import * as errors from '../errors/reads.ts'
import type { BakeInputs } from '../inputs/bake-inputs.ts'
import { type Problem, throwAll } from '../model/tagboat-error.ts'
import type { Files } from '../ports/ports.ts'
import type { BakeReads } from './bake-reads.ts'
import { mayNameOutput, pathsIn, readLiteralOutputs } from './literal-outputs.ts'
import { absolutePath } from './path-policy.ts'
import type { WalkPorts } from './walk.ts'

/** The first buildx that opens the files of outputs only when it writes them (docker/buildx, `wrapWriteCloserLazy`). */
const firstLazy = '0.30.0'

/**
 * Checks the files that `buildx bake --print` would truncate. Before 0.30 it opens the file of every output for writing, without asking
 * for permission. So the outputs in bake files must be known before it runs, and be inside the workspace or named by the workflow. Newer
 * versions open nothing. Throws a TagboatError with all problems. Returns a function that removes the empty files afterwards.
 */
export async function checkPrint(
  ports: WalkPorts,
  inputs: BakeInputs,
  { named }: BakeReads,
  version: () => Promise<string>,
): Promise<() => Promise<void>> {
  const { files, pathPolicy, workspace } = ports
  const compose = [...named].flatMap(([path, kind]) => (kind === 'compose' ? [path] : []))
  const paths = [...new Set([...inputs.files, ...compose])]
  const read = async (path: string) => ({
    path,
    text: (await files.read(absolutePath(workspace, path))) ?? '',
  })
  const bakeFiles = (await Promise.all(paths.map(read))).filter(({ text }) => mayNameOutput(text))
  const own = inputs.set.flatMap((override) => /^[^.=]+\.output\+?=(.+)$/s.exec(override)?.[1] ?? [])
  if (bakeFiles.length === 0 && own.length === 0) return doNothing
  const found = await version()
  if (gte(found, firstLazy)) return doNothing
  const problems: Problem[] = []
  const dests = new Set<string>()
  const judge = async (where: string, dest: string, author: 'workflow' | 'checkout') => {
    dests.add(dest)
    const violation = await pathPolicy.check(dest, author, 'write')
    if (violation === 'outside') problems.push(errors.readOutside(where, dest, 'write'))
    if (violation === 'special') problems.push(errors.readSpecial(where, dest))
  }
  for (const path of own.flatMap(pathsIn)) await judge('Input set', path, 'workflow')
  for (const { path, text } of bakeFiles) {
    const literal = readLiteralOutputs(text, formatOf(path))
    if ('why' in literal) problems.push(errors.outputUncertain(path, literal.why, found))
    else for (const dest of literal.paths) await judge(`${path}, output`, dest, 'checkout')
  }
  throwAll([...new Map(problems.map((problem) => [problem.what, problem])).values()].slice(0, 10))
  return createCleanUp(
    files,
    [...dests].map((dest) => absolutePath(workspace, dest)),
  )
}

/** The format by the file's extension, as in buildx. Any other file may be anything; YAML allows the most ways to write a key. */
const formatOf = (path: string): 'hcl' | 'json' | 'yaml' =>
  /\.hcl$/.test(path) ? 'hcl' : /\.json$/.test(path) ? 'json' : 'yaml'

const doNothing = async () => {}

/** A function that removes empty files which did not exist before, so that they are not mistaken for outputs. */
async function createCleanUp(files: Files, paths: readonly string[]): Promise<() => Promise<void>> {
  const existing = await Promise.all(paths.map((path) => files.realPath(path)))
  const absent = paths.filter((_, index) => existing[index] === undefined)
  return async () => {
    for (const path of absent) {
      const real = await files.realPath(path)
      if (real !== undefined && (await files.size(real)) === 0) await files.remove(real)
    }
  }
}

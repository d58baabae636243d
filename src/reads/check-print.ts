import { gte } from 'semver'
import * as errors from '../errors/reads.ts'
import type { BakeInputs } from '../inputs/bake-inputs.ts'
import { type Problem, throwAll } from '../model/tagboat-error.ts'
import type { Files } from '../ports/ports.ts'
import type { BakeReads } from './bake-reads.ts'
import { mayNameOutput, pathsIn, readLiteralOutputs } from './literal-outputs.ts'
import { absolutePath, type WalkPorts } from './walk.ts'

/** The first buildx that opens the files of outputs when it writes them (docker/buildx, `wrapWriteCloserLazy`). */
const firstLazy = '0.30.0'

/**
 * Checks what `buildx bake --print` would empty. Before 0.30 it opens every file that an output of a target names, which
 * truncates it, and asks for no right. So what bake files name must be certain before it runs: inside the workspace, or
 * the workflow's. Newer versions open nothing. Throws a TagboatError with all problems; returns what to do afterwards.
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

/** As buildx tells them apart; of another name a file may be anything, and compose is the format with most ways to write a key. */
const formatOf = (path: string): 'hcl' | 'json' | 'yaml' =>
  /\.hcl$/.test(path) ? 'hcl' : /\.json$/.test(path) ? 'json' : 'yaml'

const doNothing = async () => {}

/** Removes afterwards the empty files that were not there before: an output that was not built must not look like one. */
async function createCleanUp(files: Files, paths: readonly string[]): Promise<() => Promise<void>> {
  const there = await Promise.all(paths.map((path) => files.realPath(path)))
  const absent = paths.filter((_, index) => there[index] === undefined)
  return async () => {
    for (const path of absent) {
      const real = await files.realPath(path)
      if (real !== undefined && (await files.size(real)) === 0) await files.remove(real)
    }
  }
}

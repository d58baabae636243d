import { type BakeTarget, singleTarget } from '../bake/bake-target.ts'
import { type FileOutput, fileOutputsOf } from '../bake/file-output.ts'
import { outputOverlap } from '../errors/reads.ts'
import { isWithin } from '../is-within.ts'
import { throwAll } from '../model/tagboat-error.ts'
import type { CheckPorts } from './check-targets.ts'
import { pathsOf } from './target-paths.ts'

/** A path that a step reads or writes. */
interface Use {
  readonly target: string
  /** For messages: `output`, `context`. */
  readonly field: string
  readonly path: string
  /** The whole folder counts: files in it are read or written by name. Of a tree, only what its image names. */
  readonly isWhole: boolean
  /** One target reads before it writes. */
  readonly isRead: boolean
}

/**
 * Checks that no path lies in a folder that an output of type `local` fills. Links in there are made while the step runs,
 * after every other check, and whoever writes the Dockerfile says where they lead. `writing` are the targets whose outputs
 * are written, `targets` all that take part. Throws a TagboatError with one
 * problem for each output.
 */
export async function checkOverlaps(
  { reach }: Pick<CheckPorts, 'reach'>,
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
  const places = await Promise.all(uses.map(({ path }) => reach.destinations(path)))
  const roots = await Promise.all(trees.map(({ output }) => reach.destinations(output.dest)))
  const problems = trees.flatMap(({ target, output }, tree) => {
    const hits = (use: Use, place: string) =>
      roots[tree]?.some((root) => isWithin(root, place) && (use.isWhole || place !== root)) === true
    const hit = uses.find((use, index) => {
      const isOwn = use.target === target && use.isRead
      return !isOwn && places[index]?.some((place) => hits(use, place)) === true
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

import { singleTarget } from '../bake/bake-target.ts'
import { settingOf } from '../bake/specs.ts'
import { matchesPattern } from '../bake/target-pattern.ts'
import { badBuilds, badInput, conflictingInputs } from '../errors/inputs.ts'
import { readTargets } from './bake-inputs.ts'
import type { BuildInputs } from './build-inputs.ts'
import { type BuildItem, readItem } from './build-item.ts'
import { normalizeDest } from './read-outputs.ts'
import type { InputReader, Pair } from './reader.ts'
import { readYamlList } from './yaml-list.ts'

/** Input builds: several images of one step, without a bake file. */
export interface Builds {
  /** At least one; each name is unique. */
  readonly items: readonly BuildItem[]
  /** The names that input targets selects, in its order; all names if it is not set. */
  readonly chosen: readonly string[]
}

/** An image that the step's inputs describe. */
export interface NamedBuild {
  readonly name: string
  readonly build: BuildInputs
}

/** The images that the inputs describe: the items of `builds` laid over the step's inputs, or the single image. */
export function buildsOf({
  build,
  builds,
}: {
  readonly build: BuildInputs
  readonly builds: Builds | undefined
}): readonly NamedBuild[] {
  if (builds === undefined) return [{ name: singleTarget, build }]
  return builds.items.map((item) => ({ name: item.name, build: layOver(build, item) }))
}

/** Lays an item over the step's inputs; lists are merged by name. */
function layOver(build: BuildInputs, { name, own, buildArgs, buildContexts }: BuildItem): BuildInputs {
  const nameOf = (arg: string) => arg.replace(/=.*$/s, '')
  const args = new Set(buildArgs.map(nameOf))
  const contexts = new Set(buildContexts.map(({ key }) => key))
  const fillIn = (cache: string) => cache.replace(target, () => name)
  return {
    ...build,
    ...own,
    buildArgs: [...build.buildArgs.filter((arg) => !args.has(nameOf(arg))), ...buildArgs],
    buildContexts: [...build.buildContexts.filter(({ key }) => !contexts.has(key)), ...buildContexts],
    cacheFrom: build.cacheFrom.map(fillIn),
    cacheTo: build.cacheTo.map(fillIn),
    outputs: build.outputs.map((output) => ({
      ...output,
      dest: fillIn(output.dest),
      spec: fillIn(output.spec),
    })),
  }
}

/** Stands for the item's name in caches and outputs, because several items cannot share one. */
const target = /\{\{\s*target\s*\}\}/g

/** Reads input builds, and `targets` with it; undefined if it is not set. `build` are the step's own inputs. */
export function readBuilds(reader: InputReader, build: BuildInputs): Builds | undefined {
  const text = reader.text('builds')
  if (text.trim() === '') return undefined
  refuseOthers(reader)
  let isReadable = true
  const list = readYamlList(text, 'name', (line, why) => {
    isReadable = false
    reader.problems.push(
      badBuilds(line, undefined, why, 'Write a list like "- name: app", and its keys below.'),
    )
  })
  if (isReadable && list.length === 0) {
    reader.problems.push(
      badBuilds(1, undefined, 'it has no items', 'Write "- name: app", or leave builds out.'),
    )
  }
  const items = new Map<string, BuildItem>()
  for (const each of list) {
    const item = readItem(each, reader)
    if (item === undefined) continue
    if (items.has(item.name)) {
      const fix = 'Give each item a name of its own.'
      reader.problems.push(badBuilds(each.line, item.name, 'has the name of another item', fix))
    }
    items.set(item.name, item)
  }
  const builds = { items: [...items.values()], chosen: choose(reader, [...items.keys()]) }
  checkBases(reader, buildsOf({ build, builds }))
  warnOfUnused(reader, builds.items)
  if (items.size > 1) {
    checkCaches(reader, build)
    checkOutputs(reader, build)
    checkEqualOutputs(reader, buildsOf({ build, builds }))
  }
  return builds
}

/** Warns of inputs of the step that every item overrides. */
function warnOfUnused(reader: InputReader, items: readonly BuildItem[]): void {
  for (const name of ['context', 'file', 'target', 'platforms'] as const) {
    const text = reader.text(name).trim()
    if (text === '' || (name === 'context' && text === '.') || items.length === 0) continue
    if (items.some(({ own }) => own[name] === undefined)) continue
    reader.warnings.push(`Input ${name} is used by no item of builds: each has its own ${name}.`)
  }
}

function refuseOthers(reader: InputReader): void {
  const others = ['bake-files', 'from'].filter((name) => reader.text(name).trim() !== '')
  for (const name of others) {
    const what =
      name === 'from'
        ? 'Input from publishes content that exists already, and builds describes builds.'
        : 'Inputs builds and bake-files both describe the images of this step.'
    reader.problems.push(conflictingInputs(what, 'Leave one of them out.'))
  }
}

function choose(reader: InputReader, names: readonly string[]): readonly string[] {
  const patterns = readTargets(reader)
  if (patterns.length === 0) return names
  const chosen = patterns.flatMap((pattern) => {
    const found = names.filter((name) => name === pattern || matchesPattern(pattern, name))
    if (found.length === 0) {
      const fix = `The names in builds are ${names.join(', ')}.`
      reader.problems.push(badInput('targets', pattern, 'does not match an item of input builds', fix))
    }
    return found
  })
  return [...new Set(chosen)]
}

/** Checks `build-contexts: base=target:NAME`, which builds on another item's image, as in a bake file. */
function checkBases(reader: InputReader, builds: readonly NamedBuild[]): void {
  const bases = new Map(
    builds.map(({ name, build }) => [name, build.buildContexts.flatMap((context) => baseOf(context))]),
  )
  const names = [...bases.keys()].join(', ')
  for (const [name, needed] of bases) {
    for (const base of needed) {
      if (bases.has(base)) continue
      const fix = `Write one of ${names} after target:.`
      reader.problems.push(badBuilds(undefined, name, `depends on target:${base}, which is not an item`, fix))
    }
  }
  const cycle = [...bases.keys()].find((name) => reaches(bases, name, name, new Set()))
  if (cycle !== undefined) {
    const fix = 'Take one target: out of the cycle.'
    reader.problems.push(badBuilds(undefined, cycle, 'depends on its own image', fix))
  }
}

const baseOf = ({ value }: Pair): readonly string[] => /^target:(.*)$/s.exec(value)?.slice(1) ?? []

function reaches(
  bases: ReadonlyMap<string, readonly string[]>,
  from: string,
  goal: string,
  seen: Set<string>,
): boolean {
  return (bases.get(from) ?? []).some((base) => {
    if (base === goal) return true
    if (seen.has(base)) return false
    seen.add(base)
    return reaches(bases, base, goal, seen)
  })
}

/** Refuses one cache for several images, which would hold the layers of the last one only. Values may be secret, so only keys are shown. */
function checkCaches(reader: InputReader, { cacheTo }: BuildInputs): void {
  for (const cache of cacheTo) {
    const type = cache.includes('=') ? (settingOf(cache, 'type') ?? '') : 'registry'
    // A cache of type=gha without a scope gets that of its item.
    const isScoped = type === 'gha' && settingOf(cache, 'scope') === undefined
    if (type === 'inline' || isScoped || new RegExp(target).test(cache)) continue
    const fix = `Write for example ${examples.get(type) ?? `type=${type},name={{target}}`}, and the same in cache-from.`
    reader.problems.push(
      badInput(
        'cache-to',
        `type=${type}`,
        'is one cache for several items of builds, which would overwrite each other',
        fix,
      ),
    )
  }
}

/** Refuses one destination for the files of several items: each would overwrite the others. */
function checkOutputs(reader: InputReader, { outputs }: BuildInputs): void {
  for (const { spec, dest } of outputs) {
    if (new RegExp(target).test(dest)) continue
    const fix = `Write {{target}} into dest, for example dest=out/{{target}}.`
    reader.problems.push(badInput('outputs', spec, 'is one place for several items of builds', fix))
  }
}

/** Refuses destinations that are equal once names are filled in: `out/{{target}}` of item a-b and `out/{{target}}-b` of item a. */
function checkEqualOutputs(reader: InputReader, builds: readonly NamedBuild[]): void {
  const owners = new Map<string, string>()
  for (const { name, build } of builds) {
    for (const output of build.outputs) {
      const path = normalizeDest(output)
      const other = owners.get(path)
      owners.set(path, name)
      if (other === undefined || other === name) continue
      const why = `writes to '${output.dest}' for item ${name}, as another line does for item ${other}`
      const fix =
        'Give each line a folder of its own, for example dest=out/{{target}} and dest=docs/{{target}}.'
      reader.problems.push(badInput('outputs', output.spec, why, fix))
    }
  }
}

const examples: ReadonlyMap<string, string> = new Map([
  ['gha', 'type=gha,mode=max,scope={{target}}'],
  ['registry', 'type=registry,ref=NAME:cache-{{target}}'],
  ['local', 'type=local,dest=FOLDER/{{target}}'],
])

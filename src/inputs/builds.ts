import { singleTarget } from '../bake/bake-target.ts'
import { matchesPattern } from '../bake/pattern.ts'
import { settingOf } from '../bake/specs.ts'
import { badBuilds, badInput, conflictingInputs } from '../errors/inputs.ts'
import { readTargets } from './bake-inputs.ts'
import type { BuildInputs } from './build-inputs.ts'
import { type BuildItem, readItem } from './build-item.ts'
import { placeOfOutput } from './read-outputs.ts'
import type { Pair, Reader } from './reader.ts'
import { readYamlList } from './yaml-list.ts'

/** Several images of one step, without a bake file. */
export interface Builds {
  /** One at least; each name once. */
  readonly items: readonly BuildItem[]
  /** The names that input targets chose, in its order; all of them where it is not set. */
  readonly chosen: readonly string[]
}

/** An image that a step describes by its inputs. */
export interface NamedBuild {
  readonly name: string
  readonly build: BuildInputs
}

/** The images that the inputs describe: the items of `builds`, each with what the step says of all, or the single one. */
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

/** What an item says wins, name by name. */
function layOver(build: BuildInputs, { name, own, buildArgs, buildContexts }: BuildItem): BuildInputs {
  const nameOf = (arg: string) => arg.replace(/=.*$/s, '')
  const args = new Set(buildArgs.map(nameOf))
  const contexts = new Set(buildContexts.map(({ key }) => key))
  const place = (cache: string) => cache.replace(target, () => name)
  return {
    ...build,
    ...own,
    buildArgs: [...build.buildArgs.filter((arg) => !args.has(nameOf(arg))), ...buildArgs],
    buildContexts: [...build.buildContexts.filter(({ key }) => !contexts.has(key)), ...buildContexts],
    cacheFrom: build.cacheFrom.map(place),
    cacheTo: build.cacheTo.map(place),
    outputs: build.outputs.map((output) => ({
      ...output,
      dest: place(output.dest),
      spec: place(output.spec),
    })),
  }
}

/** The item's name in a cache or an output, which several items cannot share. */
const target = /\{\{\s*target\s*\}\}/g

/** Reads input builds and what of `targets` is for it; undefined where it is not set. `build` is what the step says of all. */
export function readBuilds(reader: Reader, build: BuildInputs): Builds | undefined {
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
      badBuilds(1, undefined, 'it has no item', 'Write "- name: app", or leave builds out.'),
    )
  }
  const items = new Map<string, BuildItem>()
  for (const each of list) {
    const item = readItem(each, reader)
    if (item === undefined) continue
    if (items.has(item.name)) {
      const fix = 'Give each item a name of its own.'
      reader.problems.push(badBuilds(each.line, item.name, 'is there twice', fix))
    }
    items.set(item.name, item)
  }
  const builds = { items: [...items.values()], chosen: choose(reader, [...items.keys()]) }
  checkBases(reader, buildsOf({ build, builds }))
  warnOfUnused(reader, builds.items)
  if (items.size > 1) {
    checkCaches(reader, build)
    checkOutputs(reader, build)
    checkMeeting(reader, buildsOf({ build, builds }))
  }
  return builds
}

/** What every item says for itself, the step says to none. */
function warnOfUnused(reader: Reader, items: readonly BuildItem[]): void {
  for (const name of ['context', 'file', 'target', 'platforms'] as const) {
    const text = reader.text(name).trim()
    if (text === '' || (name === 'context' && text === '.') || items.length === 0) continue
    if (items.some(({ own }) => own[name] === undefined)) continue
    reader.warnings.push(`Input ${name} is used by no item of builds: each has its own ${name}.`)
  }
}

function refuseOthers(reader: Reader): void {
  const others = ['bake-files', 'from'].filter((name) => reader.text(name).trim() !== '')
  for (const name of others) {
    const what =
      name === 'from'
        ? 'Input from publishes content that exists already, and builds describes builds.'
        : 'Inputs builds and bake-files both describe the images of this step.'
    reader.problems.push(conflictingInputs(what, 'Leave one of them out.'))
  }
}

function choose(reader: Reader, names: readonly string[]): readonly string[] {
  const patterns = readTargets(reader)
  if (patterns.length === 0) return names
  const chosen = patterns.flatMap((pattern) => {
    const found = names.filter((name) => name === pattern || matchesPattern(pattern, name))
    if (found.length === 0) {
      const fix = `The names in builds are ${names.join(', ')}.`
      reader.problems.push(badInput('targets', pattern, 'matches no item of input builds', fix))
    }
    return found
  })
  return [...new Set(chosen)]
}

/** `build-contexts: base=target:NAME` uses another item's image, as in a bake file. */
function checkBases(reader: Reader, builds: readonly NamedBuild[]): void {
  const bases = new Map(
    builds.map(({ name, build }) => [name, build.buildContexts.flatMap((context) => baseOf(context))]),
  )
  const names = [...bases.keys()].join(', ')
  for (const [name, needed] of bases) {
    for (const base of needed) {
      if (bases.has(base)) continue
      const fix = `Write one of ${names} behind target:.`
      reader.problems.push(badBuilds(undefined, name, `depends on target:${base}, which is no item`, fix))
    }
  }
  const circle = [...bases.keys()].find((name) => reaches(bases, name, name, new Set()))
  if (circle !== undefined) {
    const fix = 'Take one target: out of the circle.'
    reader.problems.push(badBuilds(undefined, circle, 'depends on its own image', fix))
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

/** One cache for several images holds the last one's layers alone. Values may be secret: keys alone are shown. */
function checkCaches(reader: Reader, { cacheTo }: BuildInputs): void {
  for (const cache of cacheTo) {
    const type = cache.includes('=') ? (settingOf(cache, 'type') ?? '') : 'registry'
    if (type === 'inline' || new RegExp(target).test(cache)) continue
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

/** Files of several items in one place would be the last one's. */
function checkOutputs(reader: Reader, { outputs }: BuildInputs): void {
  for (const { spec, dest } of outputs) {
    if (new RegExp(target).test(dest)) continue
    const fix = `Write {{target}} into dest, for example dest=out/{{target}}.`
    reader.problems.push(badInput('outputs', spec, 'is one place for several items of builds', fix))
  }
}

/** `out/{{target}}` of item a-b and `out/{{target}}-b` of item a are one place. */
function checkMeeting(reader: Reader, builds: readonly NamedBuild[]): void {
  const places = new Map<string, string>()
  for (const { name, build } of builds) {
    for (const output of build.outputs) {
      const place = placeOfOutput(output)
      const other = places.get(place)
      places.set(place, name)
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

import { posix } from 'node:path'
import { type BakeTarget, recordOf } from '../bake/bake-target.ts'
import { splitFields } from '../csv.ts'
import { findDependencies } from './dependencies.ts'
import { type Dockerfile, type Instruction, readDeclarations, type Stage } from './dockerfile.ts'
import { expand, readVariables, type Variables } from './dockerfile-variables.ts'

/** What identifies a cache mount on a builder: two mounts with equal fields have the same content. */
export interface CacheMount {
  /** Build argument BUILDKIT_CACHE_MOUNT_NS; empty if it is not set. */
  readonly namespace: string
  /** The mount's id, by default its target. */
  readonly id: string
  /** `uid=0,gid=0,mode=0755`; empty if the mount sets none of them. */
  readonly owner: string
}

export interface FoundMounts {
  readonly mounts: readonly CacheMount[]
  /** Mounts that Tagboat does not keep, each with the reason: `'/root/.npm' takes its content from 'base'`. */
  readonly skipped: readonly string[]
}

/**
 * Finds the cache mounts of the stages that a target builds. BuildKit keys a mount by namespace and id, and by the initial folder if the
 * mount sets uid, gid or mode (`getRefCacheDir` in solver/llbsolver/mounts/mount.go, `dispatchRunMounts` in dockerfile2llb). The platform
 * and `sharing` are not part of the key.
 */
export function findCacheMounts(
  dockerfile: Dockerfile,
  target: BakeTarget,
  ownPlatform: string,
): FoundMounts {
  const platforms = readVariables(dockerfile, target, ownPlatform)
  const { stages: built } = findDependencies(dockerfile, target, platforms)
  const namespace = recordOf(target, 'args').BUILDKIT_CACHE_MOUNT_NS ?? ''
  const mounts = new Map<string, CacheMount>()
  const skipped = new Set<string>()
  for (const variables of platforms) {
    for (const found of readStages(dockerfile, target, variables, built)) {
      const mount = typeof found === 'string' ? found : identifyMount(namespace, found)
      if (typeof mount === 'string') skipped.add(mount)
      else mounts.set(JSON.stringify(mount), mount)
    }
  }
  return { mounts: [...mounts.values()], skipped: [...skipped] }
}

/** The keys of a cache mount, expanded, with one name for each; or the reason why it is unknown. */
type Mount = ReadonlyMap<string, string> | string

/** Reads the cache mounts of all stages in order, because a stage has the variables of the stage that it begins with. */
function readStages(
  dockerfile: Dockerfile,
  target: BakeTarget,
  globals: Variables,
  built: ReadonlySet<Stage>,
): readonly Mount[] {
  const environments = new Map<string, Environment>()
  return dockerfile.stages.flatMap((stage) => {
    const base = expand(stage.base, globals)?.toLowerCase() ?? ''
    const read = readSteps(stage.steps, {
      args: recordOf(target, 'args'),
      globals,
      inherited: environments.get(base) ?? { variables: new Map(), fixed: new Set() },
      escapeCharacter: dockerfile.escapeCharacter,
    })
    if (stage.name !== '') environments.set(stage.name, read)
    return built.has(stage) ? read.mounts : []
  })
}

/** The variables at the end of a stage. */
interface Environment {
  readonly variables: Variables
  /** The names that ENV has set: they take precedence over ARG (Dockerfile reference, "Using ARG variables"). */
  readonly fixed: ReadonlySet<string>
}

interface StageContext {
  readonly args: Readonly<Record<string, string>>
  /** The variables before the first FROM, and those of the platform: ARG without a value declares them. */
  readonly globals: Variables
  readonly inherited: Environment
  readonly escapeCharacter: string
}

function readSteps(steps: readonly Instruction[], context: StageContext) {
  const { args, globals, escapeCharacter } = context
  const variables = new Map(context.inherited.variables)
  const fixed = new Set(context.inherited.fixed)
  const mounts: Mount[] = []
  for (const { keyword, flags, rest } of steps) {
    if (keyword === 'ENV') {
      const read = readEnvironment(rest, escapeCharacter)
      // All values of a line have the variables from before it.
      const expanded = read.map(({ name, value = '' }) => [name, expand(value, variables)] as const)
      for (const [name, value] of expanded) {
        fixed.add(name)
        assign(variables, name, value)
      }
    }
    if (keyword === 'ARG') {
      for (const { name, value } of readDeclarations(rest, escapeCharacter)) {
        const fallback = value === undefined ? (globals.get(name) ?? '') : expand(value, variables)
        if (!fixed.has(name)) assign(variables, name, args[name] ?? fallback)
      }
    }
    if (keyword !== 'RUN') continue
    mounts.push(...flags.flatMap(([flag, value]) => (flag === 'mount' ? readMount(value, variables) : [])))
  }
  return { variables, fixed, mounts }
}

/** A variable whose value is unknown must not keep its earlier value. */
function assign(variables: Map<string, string>, name: string, value: string | undefined): void {
  if (value === undefined) variables.delete(name)
  else variables.set(name, value)
}

/** Reads `ENV A=1 B=2`, or the old form `ENV A 1`. */
function readEnvironment(rest: string, escapeCharacter: string) {
  const [first = ''] = rest.split(/\s/)
  if (first.includes('=')) return readDeclarations(rest, escapeCharacter)
  return [{ name: first, value: rest.slice(first.length).trim() }]
}

/** Other names of a mount's keys (Dockerfile reference, `RUN --mount`). */
const aliases: Readonly<Record<string, string>> = { src: 'source', dst: 'target', destination: 'target' }

/** A mount that is not a cache is left out. */
function readMount(flag: string, variables: Variables): readonly Mount[] {
  const fields = splitFields(flag).map((field) => {
    const [, key = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(field) ?? []
    const name = key.toLowerCase()
    return [aliases[name] ?? name, value] as const
  })
  const type = fields.findLast(([key]) => key === 'type')?.[1] ?? ''
  if (!type.includes('$') && type.toLowerCase() !== 'cache') return []
  const expanded = new Map<string, string>()
  for (const [key, value] of fields) {
    const known = expand(value, variables)
    if (known === undefined) return [`'${cut(flag)}' uses a variable whose value is unknown`]
    expanded.set(key, known)
  }
  return expanded.get('type')?.toLowerCase() === 'cache' ? [expanded] : []
}

const cut = (text: string): string => (text.length > 100 ? `${text.slice(0, 100)}…` : text)

/** Characters without a meaning in a Dockerfile, a shell or CSV. Other ids are refused, because the checkout chooses them. */
const plain = /^[\w./:@+~%=-]{1,200}$/

/** A mount's key on the builder, or the reason why Tagboat does not keep it. */
function identifyMount(namespace: string, mount: Mount): CacheMount | string {
  if (typeof mount === 'string') return mount
  const of = (key: string) => mount.get(key) ?? ''
  const id = of('id') || posix.normalize(of('target')).replace(/(?<=.)\/$/, '')
  if (!plain.test(id) || (namespace !== '' && !plain.test(namespace)))
    return `'${cut(id)}' has characters that Tagboat does not pass on`
  if (!['', 'scratch'].includes(of('from'))) return `'${id}' takes its content from '${cut(of('from'))}'`
  // With a source folder, BuildKit ignores owner and mode.
  const hasSource = posix.join('/', of('source')) !== '/'
  const isSet = !hasSource && ['uid', 'gid', 'mode'].some((key) => of(key) !== '')
  const [uid, gid, mode] = [of('uid') || '0', of('gid') || '0', of('mode') || '0755']
  if (isSet && !/^\d{1,10} \d{1,10} [0-7]{1,10}$/.test(`${uid} ${gid} ${mode}`))
    return `'${id}' has an owner or a mode that is not a number`
  return { namespace, id, owner: isSet ? `uid=${uid},gid=${gid},mode=${mode}` : '' }
}

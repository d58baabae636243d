import { join, normalize } from 'node:path'
import { type BakeTarget, recordOf, textOf } from '../bake/bake-target.ts'
import { readSecretSource, readSpecs, settingOf, specsOf } from '../bake/specs.ts'
import { splitFields } from '../csv.ts'
import { arrayAt, isRecord } from '../json.ts'

/** A path on this machine that a build of a target reads. */
export interface TargetPath {
  readonly field: 'context' | 'contexts' | 'dockerfile' | 'secret' | 'ssh' | 'cache-from' | 'cache-to'
  /** Relative to the workspace or absolute. */
  readonly path: string
  /** The path is the folder of an OCI layout, whose files are read by name. */
  readonly isLayout?: boolean
  /** The texts that determine the path. It counts as the workflow's if the workflow wrote all of them. */
  readonly written: readonly string[]
}

/**
 * All paths on this machine that buildx or BuildKit's client may read for a target, whether or not they exist. Addresses are included as
 * if they were paths: usually no such path exists, and if one does, it is checked in case a tool reads it as a path.
 */
export function pathsOf(target: BakeTarget): readonly TargetPath[] {
  const context = textOf(target, 'context') || '.'
  const folder = localPath(context)
  const named = Object.values(recordOf(target, 'contexts')).flatMap(pathsOfContext)
  const caches = (['cache-from', 'cache-to'] as const).flatMap((field) =>
    specsOf(target, field).flatMap((spec) => {
      const path = settingOf(spec, field === 'cache-from' ? 'src' : 'dest')
      return settingOf(spec, 'type') === 'local' && path !== undefined ? [plain(field, path)] : []
    }),
  )
  return [
    { field: 'context', path: folder, written: [context] },
    { field: 'context', path: join(folder, '.dockerignore'), written: [context] },
    ...pathsOfDockerfile(target, context, folder),
    ...named,
    ...readSpecs(target, 'secret').flatMap((spec) => {
      const { path } = readSecretSource(spec)
      return path === undefined ? [] : [plain('secret', path)]
    }),
    ...sshKeys(target).map((path) => plain('ssh', path)),
    ...caches,
  ]
}

const plain = (field: TargetPath['field'], path: string): TargetPath => ({ field, path, written: [path] })

/** `cwd://` is bake's working directory, which is the workspace. */
const localPath = (value: string): string => value.replace(/^cwd:\/\//, '') || '.'

/** The Dockerfile, its `.dockerignore`, and the policy that buildx 0.31 and newer read beside it. */
function pathsOfDockerfile(target: BakeTarget, context: string, folder: string): readonly TargetPath[] {
  if (textOf(target, 'dockerfile-inline') !== '') return []
  const value = textOf(target, 'dockerfile')
  const name = value || 'Dockerfile'
  const path = name.startsWith('cwd://') ? localPath(name) : name.startsWith('/') ? name : join(folder, name)
  const isBelow = !normalize(name).startsWith('..') && path !== name && !name.startsWith('cwd://')
  const written = isBelow ? [context] : [value]
  // BuildKit falls back from `Dockerfile` to `dockerfile`.
  const names = [path, path.replace(/(^|\/)Dockerfile$/, '$1dockerfile')]
  const beside = names.flatMap((each) => [each, `${each}.dockerignore`, `${each}.rego`])
  return [...new Set(beside)].map((each) => ({ field: 'dockerfile', path: each, written }))
}

function pathsOfContext(value: string): readonly TargetPath[] {
  const layout = /^oci-layout:\/\/([^@:]*)/.exec(value)?.[1]
  if (layout !== undefined)
    return [{ field: 'contexts', path: layout, isLayout: true, written: [value, layout] }]
  const path = localPath(value)
  const ignored = { field: 'contexts', path: join(path, '.dockerignore'), written: [value] } as const
  return [{ field: 'contexts', path, written: [value] }, ignored]
}

/** The paths in `id=path,path`, or in the object form of `--print`. */
function sshKeys(target: BakeTarget): readonly string[] {
  return arrayAt(target, 'ssh').flatMap((item) => {
    if (typeof item === 'string') return /^[^=]*=(.+)$/s.exec(item)?.[1]?.split(',') ?? []
    return isRecord(item) ? arrayAt(item, 'paths').filter((path) => typeof path === 'string') : []
  })
}

/** The texts that overrides write into targets, and the paths in them, as in `app.secret=id=key,src=../key`. */
export function textsOfOverrides(overrides: readonly string[]): ReadonlySet<string> {
  return new Set(
    overrides.flatMap((override) => {
      const value = override.replace(/^[^=]*=/, '')
      const fields = splitFields(value)
      const texts = [value, ...fields, ...fields.map((field) => field.replace(/^[^=]*=/, ''))]
      // `--print` normalizes the path of a context.
      return texts.flatMap((text) => [text, normalize(text).replace(/(?<=.)\/$/, '')])
    }),
  )
}

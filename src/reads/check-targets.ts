import { join, resolve } from 'node:path'
import type { BakeTarget } from '../bake/bake-target.ts'
import * as errors from '../errors/reads.ts'
import { isWithin } from '../is-within.ts'
import { type Problem, throwAll } from '../model/tagboat-error.ts'
import type { Files } from '../ports/ports.ts'
import { type Author, absolutePath, type PathPolicy } from './path-policy.ts'
import { pathsOf, type TargetPath } from './target-paths.ts'

export interface CheckPorts {
  readonly files: Files
  readonly pathPolicy: PathPolicy
  /** Absolute. */
  readonly workspace: string
}

/** The name of a target's field in a message. */
type Where = (target: string, field: TargetPath['field']) => string

const nameInput: Where = (_, field) => `Input ${inputOf[field]}`

/** The name of a field for an item of input builds. Some fields come from inputs of the step. */
export const nameInBuilds: Where = (target, field) =>
  ['context', 'contexts', 'dockerfile'].includes(field)
    ? `Input builds, item ${target}, ${inputOf[field]}`
    : nameInput(target, field)

/**
 * Checks the paths that builds of these targets read on this machine, before anything reads them. `written` are the texts in targets of
 * bake files that come from the workflow itself; undefined if the inputs describe all targets. Throws a TagboatError with all problems.
 */
export async function checkTargets(
  ports: CheckPorts,
  targets: ReadonlyMap<string, BakeTarget>,
  written?: ReadonlySet<string>,
  nameField: Where = nameInput,
): Promise<void> {
  const found = await Promise.all(
    [...targets].flatMap(([name, target]) =>
      pathsOf(target).map((path) => {
        const isFromWorkflow = written === undefined || path.written.every((text) => written.has(text))
        const where = written === undefined ? nameField(name, path.field) : `Target ${name}, ${path.field}`
        return checkPath(ports, path, where, isFromWorkflow ? 'workflow' : 'checkout')
      }),
    ),
  )
  throwAll([...new Map(found.flat().map((problem) => [problem.what, problem])).values()])
}

/** Checks the OCI image layout in input from. */
export async function checkLayout(ports: CheckPorts, path: string): Promise<void> {
  throwAll(
    await checkPath(
      ports,
      { field: 'contexts', path, isLayout: true, written: [] },
      'Input from',
      'workflow',
    ),
  )
}

/** The input that a field of the single image comes from. */
const inputOf: Readonly<Record<TargetPath['field'], string>> = {
  context: 'context',
  contexts: 'build-contexts',
  dockerfile: 'file',
  secret: 'secret-files',
  ssh: 'ssh',
  'cache-from': 'cache-from',
  'cache-to': 'cache-to',
}

async function checkPath(
  ports: CheckPorts,
  { field, path, isLayout = false }: TargetPath,
  where: string,
  author: Author,
): Promise<readonly Problem[]> {
  const access = field === 'cache-to' ? 'write' : 'read'
  const own = await ports.pathPolicy.check(path, author, access)
  const files = isLayout && own === undefined ? await layoutFiles(ports, path) : []
  const others = await Promise.all(files.map((each) => ports.pathPolicy.check(each, author, access)))
  return [path, ...files].flatMap((each, index) => {
    const violation = index === 0 ? own : others[index - 1]
    if (violation === 'outside') return [errors.readOutside(where, each, access)]
    // The path of an ssh key may be the socket of an agent.
    return violation === 'special' && field !== 'ssh' ? [errors.readSpecial(where, each)] : []
  })
}

/** The paths that are read in a layout's folder (OCI image spec 1.1, "Image Layout"): files of fixed names, and links among its blobs. */
export async function layoutFiles(
  { files, workspace }: CheckPorts,
  folder: string,
): Promise<readonly string[]> {
  // Only the workflow can name a folder outside the workspace, and there links are allowed.
  if (!isWithin(workspace, resolve(workspace, folder))) return []
  const blobs = join(folder, 'blobs')
  const kinds = await files.list(absolutePath(workspace, blobs))
  const links = await Promise.all(
    kinds.map(async (kind) => {
      const path = absolutePath(workspace, join(blobs, kind))
      if (!(await files.isDirectory(path))) return [join(blobs, kind)]
      const entries = await files.entries(path)
      const others = entries.filter((entry) => entry.kind === 'link' || entry.kind === 'other')
      return [join(blobs, kind), ...others.map(({ name }) => join(blobs, kind, name))]
    }),
  )
  return [join(folder, 'oci-layout'), join(folder, 'index.json'), blobs, ...links.flat()]
}

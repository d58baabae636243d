import { join, resolve } from 'node:path'
import type { BakeTarget } from '../bake/bake-target.ts'
import * as errors from '../errors/reads.ts'
import { isWithin } from '../is-within.ts'
import { type Problem, throwAll } from '../model/tagboat-error.ts'
import type { Files } from '../ports/ports.ts'
import type { Reach, Writer } from './reach.ts'
import { pathsOf, type TargetPath } from './target-paths.ts'
import { placeOf } from './walk.ts'

export interface CheckPorts {
  readonly files: Files
  readonly reach: Reach
  /** Absolute. */
  readonly workspace: string
}

/** How a message names a field of a target. */
type Where = (target: string, field: TargetPath['field']) => string

const nameInput: Where = (_, field) => `Input ${inputOf[field]}`

/** The same for an item of input builds; some inputs are the step's own. */
export const nameInBuilds: Where = (target, field) =>
  ['context', 'contexts', 'dockerfile'].includes(field)
    ? `Input builds, item ${target}, ${inputOf[field]}`
    : nameInput(target, field)

/**
 * Checks what builds of these targets read from this machine, before anything else reads it. `written` are the texts that
 * the workflow itself wrote into the targets of bake files; undefined where the inputs describe all of them. Throws a
 * TagboatError with all problems.
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
        const isWorkflows = written === undefined || path.written.every((text) => written.has(text))
        const where = written === undefined ? nameField(name, path.field) : `Target ${name}, ${path.field}`
        return checkPath(ports, path, where, isWorkflows ? 'workflow' : 'checkout')
      }),
    ),
  )
  throwAll([...new Map(found.flat().map((problem) => [problem.what, problem])).values()])
}

/** Checks an OCI image layout that an input names. */
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
  writer: Writer,
): Promise<readonly Problem[]> {
  const access = field === 'cache-to' ? 'write' : 'read'
  const own = await ports.reach.judge(path, writer, access)
  const files = isLayout && own === undefined ? await layoutFiles(ports, path) : []
  const others = await Promise.all(files.map((each) => ports.reach.judge(each, writer, access)))
  return [path, ...files].flatMap((each, index) => {
    const barrier = index === 0 ? own : others[index - 1]
    if (barrier === 'outside') return [errors.readOutside(where, each, access)]
    // A key's path may be an agent's socket.
    return barrier === 'special' && field !== 'ssh' ? [errors.readSpecial(where, each)] : []
  })
}

/** What is read in a layout's folder (OCI image spec 1.1, "Image Layout"): by name, and the links among its blobs. */
export async function layoutFiles(
  { files, workspace }: CheckPorts,
  folder: string,
): Promise<readonly string[]> {
  // Outside, which only the workflow can name, links are nobody's business.
  if (!isWithin(workspace, resolve(workspace, folder))) return []
  const blobs = join(folder, 'blobs')
  const kinds = await files.list(placeOf(workspace, blobs))
  const links = await Promise.all(
    kinds.map(async (kind) => {
      const path = placeOf(workspace, join(blobs, kind))
      if (!(await files.isDirectory(path))) return [join(blobs, kind)]
      const entries = await files.entries(path)
      const others = entries.filter((entry) => entry.kind === 'link' || entry.kind === 'other')
      return [join(blobs, kind), ...others.map(({ name }) => join(blobs, kind, name))]
    }),
  )
  return [join(folder, 'oci-layout'), join(folder, 'index.json'), blobs, ...links.flat()]
}

import { posix } from 'node:path'
import type { Inspected } from './inspect-repository.ts'

/** An item of input `builds`. */
export interface BuildItem {
  readonly name: string
  readonly context: string
  /** Relative to the repository; absent for `Dockerfile` in the context. */
  readonly file?: string
}

/** What the workflow builds. */
export type Source =
  | { readonly kind: 'bake'; readonly file: string }
  | { readonly kind: 'single'; readonly item: BuildItem }
  | { readonly kind: 'several'; readonly items: readonly BuildItem[] }

/** What a repository's workflow builds, and the files that it leaves out. */
export interface ChosenSource {
  readonly source: Source
  /** Dockerfiles beside a chosen one: `Dockerfile.dev`. */
  readonly leftOut: readonly string[]
}

/**
 * Chooses what to build: a bake file, otherwise the Dockerfiles, otherwise a compose file with builds. A compose file is often for
 * development only, so a Dockerfile comes before it. Undefined without any of them.
 */
export function chooseSource(found: Inspected): ChosenSource | undefined {
  const [bake] = found.bakeFiles
  if (bake !== undefined) return { source: { kind: 'bake', file: bake }, leftOut: [] }
  const chosen = found.dockerfiles.filter((path) => !isVariant(path, found.dockerfiles))
  const leftOut = found.dockerfiles.filter((path) => !chosen.includes(path))
  const items = nameItems(chosen.map(describe))
  const [first, ...more] = items
  if (first !== undefined) {
    return more.length === 0
      ? { source: { kind: 'single', item: first }, leftOut }
      : { source: { kind: 'several', items }, leftOut }
  }
  const [compose] = found.composeFiles
  return compose === undefined ? undefined : { source: { kind: 'bake', file: compose }, leftOut: [] }
}

/** Whether a folder has a plain Dockerfile beside this one. */
const isVariant = (path: string, all: readonly string[]): boolean => {
  const plain = posix.join(posix.dirname(path), 'Dockerfile')
  return path !== plain && all.includes(plain)
}

/** Folders that hold Dockerfiles alone, whose context is the folder above. */
const dockerFolder = /^(?:docker|dockerfiles?)$/i

function describe(path: string): BuildItem {
  const holder = posix.dirname(path)
  const isApart = dockerFolder.test(posix.basename(holder))
  const context = isApart ? posix.dirname(holder) : holder
  const file = posix.basename(path)
  const variant = /^(?:Dockerfile|Containerfile)\.(.+)$|^(.+)\.Dockerfile$/i.exec(file)
  const folder = context === '.' ? 'app' : posix.basename(context)
  const name = variant?.[1] ?? variant?.[2] ?? folder
  return { name: toName(name), context, ...((isApart || file !== 'Dockerfile') && { file: path }) }
}

/** The form of a bake target's name that is also a component of an image name. */
const toName = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '') || 'app'

/** Gives items of the same name the folders of their paths, and a number where those are equal too. */
function nameItems(items: readonly BuildItem[]): readonly BuildItem[] {
  const count = (name: string) => items.filter((item) => item.name === name).length
  const used = new Set<string>()
  return items.map((item) => {
    const wanted = count(item.name) === 1 ? item.name : toName(`${item.context}/${item.name}`)
    let name = wanted
    for (let number = 2; used.has(name); number += 1) name = `${wanted}-${number}`
    used.add(name)
    return { ...item, name }
  })
}

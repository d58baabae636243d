import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A path that ends with `/` is a folder; a text that begins with `-> ` is a link, with `#!` an executable file. */
export type Tree = Readonly<Record<string, string>>

/** Folders of one test file, removed after its tests. */
export function useFolders(): (tree: Tree) => string {
  const parent = mkdtempSync(join(tmpdir(), 'tree-'))
  afterAll(() => rmSync(parent, { recursive: true }))
  return (tree) => {
    const folder = mkdtempSync(join(parent, 'x'))
    for (const [path, text] of Object.entries(tree)) put(folder, path, text)
    return folder
  }
}

export function put(folder: string, path: string, text: string): void {
  const place = join(folder, path)
  mkdirSync(path.endsWith('/') ? place : dirname(place), { recursive: true })
  if (path.endsWith('/')) return
  if (text.startsWith('-> ')) symlinkSync(text.slice(3), place)
  else writeFileSync(place, text)
  if (text.startsWith('#!')) chmodSync(place, 0o755)
}

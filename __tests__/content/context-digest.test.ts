import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { createFileDigests, digestTree, listTree } from '../../src/content/context-digest.ts'
import { parseDockerignore } from '../../src/content/dockerignore.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import { put, useFolders } from '../helpers/folder.ts'

const files = createFiles()
const makeFolder = useFolders()
const tree = { a: 'a', 'docs/b': 'b', 'empty/': '', link: '-> a', run: '#!x', '.git/HEAD': '1', ignored: '1' }

function understand(text: string) {
  const ignore = parseDockerignore(text)
  if (!ignore) throw new Error('The list was not understood.')
  return ignore
}

const digest = (folder: string, ignore = 'ignored') =>
  digestTree(files, folder, understand(ignore), createFileDigests(files))

test.each<[what: string, change: (folder: string) => void]>([
  ['a changed byte', (folder) => put(folder, 'a', 'b')],
  ['a changed byte in a folder', (folder) => put(folder, 'docs/b', 'c')],
  ['a new file', (folder) => put(folder, 'new', '')],
  ['a new empty folder', (folder) => put(folder, 'docs/new/', '')],
  ['a deleted file', (folder) => rmSync(join(folder, 'a'))],
  ['a deleted empty folder', (folder) => rmSync(join(folder, 'empty'), { recursive: true })],
  ['an added executable bit', (folder) => chmodSync(join(folder, 'a'), 0o744)],
  ['a removed executable bit', (folder) => chmodSync(join(folder, 'run'), 0o644)],
  ['a link with another target', (folder) => relink(folder, 'docs/b')],
  [
    'a link that is replaced by its target',
    (folder) => {
      rmSync(join(folder, 'link'))
      put(folder, 'link', 'a')
    },
  ],
  ['.git below the root', (folder) => put(folder, 'docs/.git/HEAD', '1')],
])('%s changes the digest', async (_, change) => {
  const folder = makeFolder(tree)
  const before = await digest(folder)
  change(folder)
  expect(await digest(folder)).not.toBe(before)
})

test.each<[what: string, change: (folder: string) => void]>([
  ['a changed time', (folder) => utimesSync(join(folder, 'a'), 1, 1)],
  ['a changed write permission', (folder) => chmodSync(join(folder, 'a'), 0o666)],
  ['an executable bit for others', (folder) => chmodSync(join(folder, 'a'), 0o655)],
  ['changed permissions of a folder', (folder) => chmodSync(join(folder, 'docs'), 0o700)],
  ['another commit', (folder) => put(folder, '.git/HEAD', '2')],
  ['an ignored file', (folder) => put(folder, 'ignored', '2')],
  ['a pipe', (folder) => void execFileSync('mkfifo', [join(folder, 'pipe')])],
])('%s does not change the digest', async (_, change) => {
  const folder = makeFolder(tree)
  const before = await digest(folder)
  change(folder)
  expect(await digest(folder)).toBe(before)
})

test('a copy in another folder has the same digest', async () => {
  const [folder, copy] = [makeFolder(tree), makeFolder({})]
  cpSync(folder, copy, { recursive: true, verbatimSymlinks: true })
  expect(await digest(copy)).toBe(await digest(folder))
})

test('moving bytes from a file to its name changes the digest', async () => {
  expect(await digest(makeFolder({ ab: 'c' }))).not.toBe(await digest(makeFolder({ a: 'bc' })))
})

test('an ignored folder is listed if something below it is not ignored', async () => {
  const folder = makeFolder({ 'docs/a': '', 'docs/b': '', 'other/a': '', z: '' })
  const entries = await listTree(files, folder, understand('docs\nother\n!docs/a'))
  expect(entries.map(({ path }) => path)).toEqual(['docs', 'docs/a', 'z'])
})

test('a completely ignored folder is not opened', async () => {
  const folder = makeFolder({ 'node_modules/a': '', 'src/a': '' })
  const opened: string[] = []
  const watched = {
    ...files,
    entries: (path: string) => {
      opened.push(path)
      return files.entries(path)
    },
  }
  await listTree(watched, folder, understand('*\n!src'))
  expect(opened).toEqual([`${folder}/`, `${folder}/src/`])
})

test('a file that several targets share is read once', async () => {
  const folder = makeFolder({ a: 'a' })
  let reads = 0
  const digestFile = createFileDigests({
    ...files,
    hash: (path) => {
      reads += 1
      return files.hash(path)
    },
  })
  for (const text of ['', 'b']) await digestTree(files, folder, understand(text), digestFile)
  expect(reads).toBe(1)
})

function relink(folder: string, target: string): void {
  rmSync(join(folder, 'link'))
  put(folder, 'link', `-> ${target}`)
}

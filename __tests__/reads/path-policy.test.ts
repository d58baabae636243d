import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { createFiles } from '../../src/ports/node-files.ts'
import { type Author, createPathPolicy } from '../../src/reads/path-policy.ts'
import { put, type Tree, useFolders } from '../helpers/folder.ts'

const makeFolder = useFolders()
const tree: Tree = {
  'work/file': 'x',
  'work/sub/file': 'x',
  'work/out': '-> ../out/file',
  'work/folder': '-> ../out',
  'work/inner': '-> sub/file',
  'work/back': '-> ../out/back/file',
  'work/dangling': '-> ../out/nothing',
  'work/circle': '-> circle',
  'work/device': '-> /dev/zero',
  'work/up': '-> sub/deep',
  'work/sub/deep/': '',
  'out/file': 'x',
  'out/back': '-> ../work',
  'out/zero': '-> /dev/zero',
}

function prepare(allow: readonly string[] = []) {
  const folder = makeFolder(tree)
  const pathPolicy = createPathPolicy(createFiles(), join(folder, 'work'), allow)
  return {
    folder,
    judge: (path: string, author: Author) => pathPolicy.check(path.replace('ROOT', folder), author),
  }
}

describe('the policy for the checkout and for the workflow', () => {
  // Path, and the result if the checkout names it, and if the workflow does.
  test.each<[string, string | undefined, string | undefined]>([
    ['file', undefined, undefined],
    ['./sub/../file', undefined, undefined],
    ['nothing', undefined, undefined],
    ['inner', undefined, undefined],
    ['back', undefined, undefined],
    ['dangling', undefined, undefined],
    ['ROOT/work/file', undefined, undefined],
    ['/dev/null', undefined, undefined],
    ['out', 'outside', 'outside'],
    ['ROOT/work/out', 'outside', 'outside'],
    ['folder', 'outside', 'outside'],
    ['folder/file', 'outside', 'outside'],
    // The path does not exist yet: a local cache would be written there.
    ['folder/new/cache', 'outside', 'outside'],
    ['inner-new/cache', undefined, undefined],
    ['up/new', undefined, undefined],
    ['circle', 'outside', 'outside'],
    ['device', 'outside', 'outside'],
    // For the kernel, `..` after a link is the parent of the link's target.
    ['folder/../out/file', 'outside', 'outside'],
    ['up/../file', undefined, undefined],
    ['../out/file', 'outside', undefined],
    ['../out/nothing', 'outside', undefined],
    ['ROOT/out/file', 'outside', undefined],
    ['/dev/zero', 'outside', undefined],
    ['\0', 'outside', 'outside'],
  ])('%s', async (path, checkout, workflow) => {
    const { judge } = prepare()
    expect([await judge(path, 'checkout'), await judge(path, 'workflow')]).toEqual([checkout, workflow])
  })
})

test.each([
  [['fs.read=../out'], 'out', undefined],
  [['fs=../out/file'], 'out', undefined],
  [['fs.read=*'], 'out', undefined],
  [['fs.read=../out'], '../out/file', undefined],
  [['fs.read=../out/fi'], 'out', 'outside'],
  [['fs.write=../out'], 'out', 'outside'],
  [['fs.read=../out'], '../out/zero', 'outside'],
  [['fs.read=../out', 'fs.read=/dev'], '../out/zero', 'special'],
  [['network.host'], 'out', 'outside'],
])('with allow %j, %s is %s', async (allow, path, expected) => {
  expect(await prepare(allow).judge(path, 'checkout')).toBe(expected)
})

// A path that does not exist yet, such as the folder of a cache in the first run, is judged by its future location.
test.each([
  [['fs.read=../out'], '../out/new/folder', undefined, 'outside'],
  [['fs.write=../out'], '../out/new/folder', 'outside', undefined],
  [['fs=../out'], '../out/new', undefined, undefined],
  [['fs=../new'], '../new/folder', undefined, undefined],
  [['fs=ROOT/work/folder/new'], '../out/new', undefined, undefined],
  [['fs=../out'], '../out/new/../../other', 'outside', 'outside'],
  [['fs=../out'], '../out/back/../../out2', 'outside', 'outside'],
  [['fs=../out'], '../other', 'outside', 'outside'],
  [[], '../out/new', 'outside', 'outside'],
])('with allow %j, reading %s is %s, and writing %s', async (allow, path, reading, writing) => {
  const folder = makeFolder(tree)
  const granted = allow.map((item) => item.replace('ROOT', folder))
  const pathPolicy = createPathPolicy(createFiles(), join(folder, 'work'), granted)
  const found = [await pathPolicy.check(path, 'checkout'), await pathPolicy.check(path, 'checkout', 'write')]
  expect(found).toEqual([reading, writing])
})

test('a workspace behind a link is the same workspace', async () => {
  const folder = makeFolder(tree)
  symlinkSync(join(folder, 'work'), join(folder, 'alias'))
  const pathPolicy = createPathPolicy(createFiles(), join(folder, 'alias'), [])
  const paths = [
    'file',
    join(folder, 'work', 'file'),
    join(folder, 'alias', 'file'),
    'out',
    join(folder, 'work', 'out'),
  ]
  const found = await Promise.all(paths.map((path) => pathPolicy.check(path, 'workflow')))
  expect(found).toEqual([undefined, undefined, undefined, 'outside', 'outside'])
})

test('a pipe is refused, and a folder is not', async () => {
  const folder = makeFolder({ 'work/': '' })
  execFileSync('mkfifo', [join(folder, 'work', 'pipe')])
  mkdirSync(join(folder, 'work', 'sub'))
  put(folder, 'work/link', '-> pipe')
  const pathPolicy = createPathPolicy(createFiles(), join(folder, 'work'), [])
  const found = await Promise.all(['pipe', 'link', 'sub'].map((path) => pathPolicy.check(path, 'workflow')))
  expect(found).toEqual(['special', 'special', undefined])
})

test.each([
  // Writing through a dangling link creates the target of the link.
  ['dangling', 'outside'],
  ['circle', 'outside'],
  ['nothing', undefined],
  ['folder/new', 'outside'],
  ['back', undefined],
])('writing to %s gives %s', async (path, expected) => {
  const folder = makeFolder(tree)
  const pathPolicy = createPathPolicy(createFiles(), join(folder, 'work'), [])
  expect(await pathPolicy.check(path, 'checkout', 'write')).toBe(expected)
  expect(await pathPolicy.check(path, 'workflow', 'write')).toBe(expected)
})

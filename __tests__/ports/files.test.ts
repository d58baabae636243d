import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFiles } from '../../src/ports/files.ts'

const files = createFiles()
let folder: string
const at = (name: string) => join(folder, name)
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'))
})
afterEach(() => rm(folder, { recursive: true }))

const modeOf = async (path: string) => (await stat(path)).mode & 0o777

test.each<[name: string, prepare: () => Promise<unknown>, expected: string | undefined]>([
  ['a file', () => writeFile(at('x'), 'text'), 'text'],
  ['an empty file', () => writeFile(at('x'), ''), ''],
  [
    'a link to a file',
    async () => {
      await writeFile(at('y'), 'linked')
      await symlink(at('y'), at('x'))
    },
    'linked',
  ],
  ['no file', async () => undefined, undefined],
  ['a folder', () => mkdir(at('x')), undefined],
  ['a link into nowhere', () => symlink(at('gone'), at('x')), undefined],
])('reads %s', async (_, prepare, expected) => {
  await prepare()
  expect(await files.read(at('x'))).toBe(expected)
})

test('a file below a file is none', async () => {
  await writeFile(at('x'), '')
  expect(await files.read(at('x/y'))).toBeUndefined()
  expect(await files.list(at('x/y'))).toEqual([])
  expect(await files.isDirectory(at('x/y'))).toBe(false)
})

test('what cannot be read for another reason is a fault', async () => {
  await symlink(at('loop'), at('loop'))
  await expect(files.read(at('loop'))).rejects.toThrow('ELOOP')
})

test.each<[name: string, mode: number | undefined, expected: number]>([
  ['what was asked for', 0o600, 0o600],
  ['0644 unless told', undefined, 0o644],
])('writes with the mode %s', async (_, mode, expected) => {
  await files.write(at('x'), 'one', mode)
  expect([await readFile(at('x'), 'utf8'), await modeOf(at('x'))]).toEqual(['one', expected])
})

test('overwrites a file whole, and its mode too', async () => {
  await writeFile(at('x'), 'a longer text')
  await chmod(at('x'), 0o666)
  await files.write(at('x'), 'new', 0o600)
  expect([await readFile(at('x'), 'utf8'), await modeOf(at('x'))]).toEqual(['new', 0o600])
})

test('a private directory is new, and ours alone', async () => {
  const [one, two] = [await files.makePrivateDir(folder, 'p-'), await files.makePrivateDir(folder, 'p-')]
  expect(one).not.toBe(two)
  expect(one.startsWith(at('p-'))).toBe(true)
  expect(await modeOf(one)).toBe(0o700)
})

test('lists a folder, and nothing where there is none', async () => {
  await writeFile(at('b'), '')
  await mkdir(at('a'))
  expect((await files.list(folder)).sort()).toEqual(['a', 'b'])
  expect(await files.list(at('gone'))).toEqual([])
})

test('knows folders from files', async () => {
  await writeFile(at('file'), '')
  await mkdir(at('folder'))
  await symlink(at('folder'), at('link'))
  const found = await Promise.all(
    ['file', 'folder', 'link', 'gone'].map((name) => files.isDirectory(at(name))),
  )
  expect(found).toEqual([false, true, true, false])
})

test('removes a folder with all that is in it, and never what a link leads to', async () => {
  await mkdir(at('person'))
  await writeFile(at('person/keep'), '')
  await mkdir(at('private/deep'), { recursive: true })
  await writeFile(at('private/deep/x'), '')
  await files.link(at('person'), at('private/link'))
  await files.remove(at('private'))
  expect(await files.list(folder)).toEqual(['person'])
  expect(await files.list(at('person'))).toEqual(['keep'])
})

test('removes what is not there without a word', async () => {
  await files.remove(at('gone'))
  expect(await files.list(folder)).toEqual([])
})

test('a folder tells what its entries are, without following links', async () => {
  await writeFile(at('file'), '')
  await mkdir(at('folder'))
  await symlink(at('folder'), at('link'))
  execFileSync('mkfifo', [at('pipe')])
  const entries = await files.entries(folder)
  expect(Object.fromEntries(entries.map(({ name, kind }) => [name, kind]))).toEqual({
    file: 'file',
    folder: 'folder',
    link: 'link',
    pipe: 'other',
  })
  expect(await files.readLink(at('link'))).toBe(at('folder'))
  await expect(files.entries(at('gone'))).rejects.toMatchObject({ code: 'ENOENT' })
})

test.each([
  [0o755, true],
  [0o700, true],
  [0o655, false],
  [0o644, false],
])('whether the owner may run a file of mode %o is %s', async (mode, expected) => {
  await writeFile(at('x'), '')
  await chmod(at('x'), mode)
  expect((await files.hash(at('x'))).isExecutable).toBe(expected)
})

test.each([0, 1, 256 * 1024 - 1, 256 * 1024, 256 * 1024 + 1, 1_000_000])(
  'a file of %i bytes has their digest',
  async (size) => {
    const bytes = Buffer.alloc(size, 'abc')
    await writeFile(at('x'), bytes)
    const { sha256 } = await files.hash(at('x'))
    expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  },
)

test('a file that is not there has no digest', async () => {
  await expect(files.hash(at('x'))).rejects.toMatchObject({ code: 'ENOENT' })
})

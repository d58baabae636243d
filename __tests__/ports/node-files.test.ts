import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFiles } from '../../src/ports/node-files.ts'

const files = createFiles()
let folder: string
const at = (name: string) => join(folder, name)
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function readAll(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  return chunks
}

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
  ['a broken link', () => symlink(at('gone'), at('x')), undefined],
])('reads %s', async (_, prepare, expected) => {
  await prepare()
  expect(await files.read(at('x'))).toBe(expected)
})

test('a path below a file does not exist', async () => {
  await writeFile(at('x'), '')
  expect(await files.read(at('x/y'))).toBeUndefined()
  expect(await files.list(at('x/y'))).toEqual([])
  expect(await files.isDirectory(at('x/y'))).toBe(false)
})

test('reading throws for any other failure', async () => {
  await symlink(at('loop'), at('loop'))
  await expect(files.read(at('loop'))).rejects.toThrow('ELOOP')
})

test.each<[name: string, mode: number | undefined, expected: number]>([
  ['0600 if requested', 0o600, 0o600],
  ['0644 by default', undefined, 0o644],
])('writes with the mode %s', async (_, mode, expected) => {
  await files.write(at('x'), 'one', mode)
  expect([await readFile(at('x'), 'utf8'), await modeOf(at('x'))]).toEqual(['one', expected])
})

test('replaces the content and the mode of a file', async () => {
  await writeFile(at('x'), 'a longer text')
  await chmod(at('x'), 0o666)
  await files.write(at('x'), 'new', 0o600)
  expect([await readFile(at('x'), 'utf8'), await modeOf(at('x'))]).toEqual(['new', 0o600])
})

test('a private directory is new, with mode 0700', async () => {
  const [one, two] = [await files.makePrivateDir(folder, 'p-'), await files.makePrivateDir(folder, 'p-')]
  expect(one).not.toBe(two)
  expect(one.startsWith(at('p-'))).toBe(true)
  expect(await modeOf(one)).toBe(0o700)
})

test('lists a folder; the list is empty if the folder does not exist', async () => {
  await writeFile(at('b'), '')
  await mkdir(at('a'))
  expect((await files.list(folder)).sort()).toEqual(['a', 'b'])
  expect(await files.list(at('gone'))).toEqual([])
})

test('isDirectory follows links, and is false for files and missing paths', async () => {
  await writeFile(at('file'), '')
  await mkdir(at('folder'))
  await symlink(at('folder'), at('link'))
  const found = await Promise.all(
    ['file', 'folder', 'link', 'gone'].map((name) => files.isDirectory(at(name))),
  )
  expect(found).toEqual([false, true, true, false])
})

test('removes a folder with its content, but never the target of a link', async () => {
  await mkdir(at('person'))
  await writeFile(at('person/keep'), '')
  await mkdir(at('private/deep'), { recursive: true })
  await writeFile(at('private/deep/x'), '')
  await files.link(at('person'), at('private/link'))
  await files.remove(at('private'))
  expect(await files.list(folder)).toEqual(['person'])
  expect(await files.list(at('person'))).toEqual(['keep'])
})

test('removing a path that does not exist does nothing', async () => {
  await files.remove(at('gone'))
  expect(await files.list(folder)).toEqual([])
})

test('entries returns the kind of each entry without following links', async () => {
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
])('hash reports a file of mode %o as executable: %s', async (mode, expected) => {
  await writeFile(at('x'), '')
  await chmod(at('x'), mode)
  expect((await files.hash(at('x'))).isExecutable).toBe(expected)
})

test.each([0, 1, 256 * 1024 - 1, 256 * 1024, 256 * 1024 + 1, 1_000_000])(
  'hash returns the digest of a file of %i bytes',
  async (size) => {
    const bytes = Buffer.alloc(size, 'abc')
    await writeFile(at('x'), bytes)
    const { sha256 } = await files.hash(at('x'))
    expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  },
)

test('hash throws for a file that does not exist', async () => {
  await expect(files.hash(at('x'))).rejects.toMatchObject({ code: 'ENOENT' })
})

describe('special files are refused at once', () => {
  const pipe = async () => void execFileSync('mkfifo', [at('x')])
  const socket = async () => {
    const server = createServer().listen(at('x'))
    await once(server, 'listening')
    open.push(server)
  }
  const open: Server[] = []
  afterEach(() => {
    for (const server of open.splice(0)) server.close()
  })
  const kinds: [name: string, prepare: () => Promise<unknown>, message: string][] = [
    ['a named pipe', pipe, 'is a named pipe'],
    [
      'a link to a named pipe',
      async () => {
        execFileSync('mkfifo', [at('y')])
        await symlink('y', at('x'))
      },
      'is a named pipe',
    ],
    ['a link to an endless device', () => symlink('/dev/zero', at('x')), 'is a device'],
    ['a link to a terminal', () => symlink('/dev/tty', at('x')), 'a device'],
    ['a socket', socket, 'is a socket'],
  ]
  const reads: [name: string, read: (path: string) => Promise<unknown>][] = [
    ['read', (path) => files.read(path)],
    ['hash', (path) => files.hash(path)],
    ['openRead', (path) => readAll(files.openRead(path, 0))],
  ]

  test.each(reads.flatMap(([how, read]) => kinds.map((kind) => [how, read, ...kind] as const)))(
    '%s: %s%s',
    async (_, read, __, prepare, message) => {
      await prepare()
      const failure = expect(read(at('x'))).rejects
      await failure.toMatchObject({
        problems: [{ code: 'file-type', what: expect.stringContaining(message) }],
      })
      await failure.toThrow(at('x'))
    },
  )

  test.each(kinds)('size is undefined for %s', async (_, prepare) => {
    await prepare()
    expect(await files.size(at('x'))).toBeUndefined()
  })

  test('hash and openRead throw for a folder', async () => {
    await expect(files.hash(folder)).rejects.toMatchObject({ code: 'EISDIR' })
    await expect(readAll(files.openRead(folder, 0))).rejects.toMatchObject({ code: 'EISDIR' })
  })
})

describe('the size limit of read', () => {
  test.each([
    [10, 10, true],
    [11, 10, false],
    [200_000, 200_000, true],
    [200_001, 200_000, false],
  ])('a file of %i bytes with a limit of %i is read: %s', async (size, limit, isRead) => {
    await writeFile(at('x'), 'a'.repeat(size))
    const reading = files.read(at('x'), limit)
    if (isRead) expect(await reading).toHaveLength(size)
    else await expect(reading).rejects.toMatchObject({ problems: [{ code: 'file-size' }] })
  })

  test('counts the bytes of a file of /proc, whose size is 0', async () => {
    expect(await files.size('/proc/self/status')).toBe(0)
    expect(await files.read('/proc/self/status')).toContain('Name:')
    await expect(files.read('/proc/self/status', 10)).rejects.toThrow('file-size')
  })

  test('is 16 MiB by default', async () => {
    await writeFile(at('x'), '')
    await truncate(at('x'), 16 * 1024 * 1024 + 1)
    await expect(files.read(at('x'))).rejects.toThrow('is larger than 16 MiB')
  })
})

test('openRead starts at the offset and may stop early', async () => {
  await writeFile(at('x'), 'abcdef')
  expect(Buffer.concat(await readAll(files.openRead(at('x'), 2))).toString()).toBe('cdef')
  for await (const _ of files.openRead(at('x'), 0)) break
})

describe('writeStream', () => {
  async function* chunks(...texts: string[]) {
    for (const text of texts) yield Buffer.from(text)
  }

  test('replaces a file with a private one', async () => {
    await writeFile(at('x'), 'longer than before')
    await files.writeStream(at('y'), chunks('abc', 'def'), 6)
    await files.writeStream(at('x'), chunks('abc', '', 'def'), 6)
    expect([await files.read(at('x')), await files.read(at('y'))]).toEqual(['abcdef', 'abcdef'])
    expect((await stat(at('y'))).mode & 0o777).toBe(0o600)
  })

  test('stops at its limit', async () => {
    const writing = files.writeStream(at('x'), chunks('abc', 'def', 'ghi'), 5)
    await expect(writing).rejects.toMatchObject({ problems: [{ code: 'file-size' }] })
    expect(await files.read(at('x'))).toBe('abc')
  })

  test('fails if its source fails', async () => {
    const broken = (async function* () {
      yield Buffer.from('abc')
      throw new Error('The connection broke.')
    })()
    await expect(files.writeStream(at('x'), broken, 10)).rejects.toThrow('The connection broke.')
  })
})

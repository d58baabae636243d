import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { builderLost, isLost } from '../../src/errors/build.ts'
import { describeFree, isDiskFull } from '../../src/errors/files.ts'
import { createCancellation } from '../../src/ports/cancellation.ts'
import { describeWrite, findFree } from '../../src/ports/disk.ts'
import { createFiles } from '../../src/ports/node-files.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tagboat-disk-'))
  writeFileSync(join(folder, 'file'), 'x')
})
afterAll(() => rmSync(folder, { recursive: true }))

test.each([
  { errno: 'ENOSPC', code: 'disk-full', text: 'The disk is full' },
  { errno: 'EDQUOT', code: 'disk-full', text: 'free)' },
  { errno: 'EROFS', code: 'path-not-writable', text: 'read-only' },
  { errno: 'EACCES', code: 'path-not-writable', text: 'this user' },
  { errno: 'ENOENT', code: 'path-not-writable', text: 'does not exist' },
])('a write that fails with $errno reports $code', ({ errno, code, text }) => {
  const path = join(folder, 'some', 'file')
  const [problem] = describeWrite(path, { code: errno })?.problems ?? []
  expect(problem).toMatchObject({ code })
  expect(problem?.what).toContain(path)
  expect(problem?.what).toContain(text)
})

test('describeWrite ignores other errors', () => {
  expect(describeWrite('/x', new Error('no'))).toBeUndefined()
})

test.each([
  { what: 'a private folder', write: () => createFiles().makePrivateDir(join(folder, 'none'), 'x-') },
  { what: 'a file', write: () => createFiles().write(join(folder, 'none', 'x'), '') },
  { what: 'a folder below a file', write: () => createFiles().makeFolder(join(folder, 'file', 'x')) },
  { what: 'a link', write: () => createFiles().link('/x', join(folder, 'none', 'x')) },
])('the path of $what that cannot be written is in the error', async ({ write }) => {
  await expect(write()).rejects.toMatchObject({ problems: [{ code: 'path-not-writable' }] })
})

test('findFree measures the nearest folder that exists', () => {
  expect(findFree(join(folder, 'a', 'b', 'c'))).toEqual(findFree(folder))
  expect(describeFree({ bytes: 4096, all: 65_536, files: 0 })).toBe('4.1 kB of 65.5 kB free, no free inodes')
  expect(describeFree(undefined)).toBe('')
})

test('a cancelled run stops reading a file', async () => {
  const cancellation = createCancellation()
  cancellation.cancel()
  await expect(createFiles(cancellation.signal).hash(join(folder, 'file'))).rejects.toMatchObject({
    problems: [{ code: 'cancelled-early' }],
  })
})

test.each([
  ['ERROR: write /t/metadata.json: no space left on device', true],
  ['ERROR: failed to solve: disk quota exceeded', true],
  ['exit code: 1\nERROR: write /t/x: no space left on device', true],
  [
    'ERROR: failed to push r.test/a:1: unexpected status from PUT request to https://r.test/v2/: 500: no space left on device',
    false,
  ],
  ["Error: ENOSPC: System limit for number of file watchers reached, watch '/app'", false],
  ['ERROR: failed to solve: process "/bin/sh -c exit 7" did not complete successfully: exit code: 7', false],
])('isDiskFull(%j) is %s', (text, expected) => expect(isDiskFull(text)).toBe(expected))

test.each([
  ['ERROR: rpc error: code = Unavailable desc = error reading from server: EOF', true],
  ['ERROR: failed to receive status: rpc error: code = Unavailable desc = closing transport due to', true],
  [
    'ERROR: Cannot connect to the Docker daemon at unix:///d/docker.sock. Is the docker daemon running?',
    true,
  ],
  [
    'ERROR: (*service).Write failed: rpc error: code = Unavailable desc = transport is closing\nERROR: target a: failed to solve: process "/bin/sh -c exit 7" did not complete successfully: exit code: 7',
    false,
  ],
  ['------\n#9 code = Unavailable\n------\nERROR: failed to solve: exit code: 1', false],
  ['ERROR: failed to push localhost/a:1: unexpected status from PUT request: 503 Service Unavailable', false],
  ['ERROR: failed to do request: Put "http://localhost/v2/": EOF', false],
])('isLost(%j) is %s', (text, expected) => {
  expect(isLost(text)).toBe(expected)
  expect(builderLost(text).original).toBe(text)
})

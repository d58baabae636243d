import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTools, describeMachine } from '../../src/ports/tool-cache.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tools-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test.each([
  ['linux', 'x64', undefined, 'linux-amd64'],
  ['linux', 'arm64', undefined, 'linux-arm64'],
  ['linux', 'arm', '7', 'linux-arm-v7'],
  ['linux', 'arm', '6', 'linux-arm-v6'],
  ['linux', 'ppc64', undefined, 'linux-ppc64le'],
  ['linux', 's390x', undefined, 'linux-s390x'],
  ['linux', 'riscv64', undefined, 'linux-riscv64'],
  ['darwin', 'arm64', undefined, 'darwin-arm64'],
])('Node on %s %s (ARM %s) runs the program for %s', (platform, arch, armVersion, expected) => {
  expect(describeMachine(platform, arch, armVersion)).toBe(expected)
})

async function* chunks(texts: readonly string[], fault?: Error) {
  for (const text of texts) yield Buffer.from(text)
  if (fault) throw fault
}

test('a saved file has all bytes, and its checksum is returned', async () => {
  const path = join(folder, 'program')
  const sum = await createTools({}).save(chunks(['ab', 'c']), path)
  // The example of FIPS 180-2 for SHA-256.
  expect(sum).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  expect(readFileSync(path, 'utf8')).toBe('abc')
})

test('a file is not saved over another one', async () => {
  const tools = createTools({})
  const path = join(folder, 'program')
  await tools.save(chunks(['first']), path)
  await expect(tools.save(chunks(['second']), path)).rejects.toThrow('exists already')
  expect(readFileSync(path, 'utf8')).toBe('first')
})

test('a file whose source fails is removed', async () => {
  const path = join(folder, 'program')
  await expect(createTools({}).save(chunks(['ab'], new Error('cut')), path)).rejects.toThrow('cut')
  expect(existsSync(path)).toBe(false)
})

test('without RUNNER_TOOL_CACHE nothing is found and nothing is kept', async () => {
  const tools = createTools({})
  const tool = { tool: 'one', version: '1.0.0', machine: 'linux-amd64', file: 'program' }
  await tools.save(chunks(['ab']), join(folder, 'program'))
  await tools.keep(tool, join(folder, 'program'))
  expect(await tools.find(tool)).toBeUndefined()
})

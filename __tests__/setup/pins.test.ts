import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readPins, requirePin } from '../../src/setup/pins.ts'
import { createFakeFiles } from '../helpers/ports.ts'
import { codes, problemsIn } from '../helpers/problems.ts'

const sum = 'a'.repeat(64)
const buildx = { version: '0.36.1', sha256: { 'buildx-v0.36.1.linux-amd64': sum } }
const binfmt = { name: 'docker.io/tonistiigi/binfmt', tag: 'qemu-v10.2.3', digest: `sha256:${sum}` }
const busybox = { name: 'docker.io/library/busybox', tag: 'musl', digest: `sha256:${sum}` }
const codesOf = async (body: () => Promise<unknown>) => codes(await problemsIn(body))
const read = (text: string) => readPins(createFakeFiles({ '/action/pins.json': text }), '/action')

test.each([
  { pins: {} },
  { pins: { buildx } },
  { pins: { binfmt } },
  { pins: { busybox } },
  { pins: { buildx, binfmt, busybox } },
])('readPins reads $pins', async ({ pins }) => {
  expect(await read(JSON.stringify(pins))).toEqual(pins)
})

test.each([
  { what: 'text that is not JSON', text: 'pins' },
  { what: 'a list', text: '[]' },
  { what: 'a buildx without a version', text: JSON.stringify({ buildx: { sha256: {} } }) },
  {
    what: 'a checksum in upper case',
    text: JSON.stringify({ buildx: { version: '1', sha256: { a: sum.toUpperCase() } } }),
  },
  {
    what: 'an image whose digest is a tag',
    text: JSON.stringify({ binfmt: { ...binfmt, digest: 'latest' } }),
  },
])('readPins refuses $what', async ({ text }) => {
  expect(await codesOf(() => read(text))).toEqual(['pins-unreadable'])
})

test('readPins refuses a missing file', async () => {
  expect(await codesOf(() => readPins(createFakeFiles({}), '/action'))).toEqual(['pins-unreadable'])
})

test('requirePin names the input that works without a pin', async () => {
  expect(await codesOf(async () => requirePin({}, 'buildx'))).toEqual(['pin-missing'])
  expect(requirePin({ binfmt }, 'binfmt')).toEqual(binfmt)
})

test('pins.json of this checkout is valid', async () => {
  const text = readFileSync(fileURLToPath(new URL('../../pins.json', import.meta.url)), 'utf8')
  await expect(read(text)).resolves.toBeDefined()
})

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFiles } from '../../../src/ports/node-files.ts'
import { computeDigest } from '../../../src/registry/digest.ts'
import { readLayout } from '../../../src/registry/layout/read-layout.ts'
import { ociIndex, ociManifest } from '../../../src/registry/media-types.ts'
import { codes, problemsIn } from '../../helpers/problems.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'layout-'))
  mkdirSync(join(folder, 'blobs', 'sha256'), { recursive: true })
  writeFileSync(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}')
})
afterEach(() => rmSync(folder, { recursive: true }))

const pathOf = (digest: string) => join(folder, 'blobs', ...digest.split(':'))

function put(content: string | object, mediaType = 'application/octet-stream') {
  const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content))
  const digest = computeDigest(bytes)
  writeFileSync(pathOf(digest), bytes)
  return { mediaType, digest, size: bytes.byteLength }
}
const putImage = (text: string) => {
  const manifest = {
    schemaVersion: 2,
    mediaType: ociManifest,
    config: put(`{"${text}":1}`),
    layers: [put(text)],
  }
  return put(manifest, ociManifest)
}
const putIndex = (...manifests: object[]) =>
  put({ schemaVersion: 2, mediaType: ociIndex, manifests }, ociIndex)
const list = (...manifests: object[]) =>
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }))
const named = (name: string, key = 'org.opencontainers.image.ref.name') => ({ annotations: { [key]: name } })
const read = (tag?: string) => readLayout(createFiles(), folder, tag)

test('readLayout returns children before their index, and a common layer once', async () => {
  const [one, two] = [putImage('one'), putImage('two')]
  const top = putIndex(one, two)
  list(top)
  const layout = await read()
  expect(layout.top).toEqual(top)
  expect([...layout.manifests.keys()]).toEqual([one.digest, two.digest, top.digest])
  expect(layout.blobs.size).toBe(4)
})

test.each<{ name: string; tag?: string; entries: (one: object, two: object) => object[]; expected: number }>([
  { name: 'the only image', entries: (one) => [one], expected: 0 },
  { name: 'one image under two names', entries: (one) => [{ ...one, ...named('a') }, one], expected: 0 },
  {
    name: 'the spec’s name',
    tag: 'b',
    entries: (one, two) => [
      { ...one, ...named('a') },
      { ...two, ...named('b') },
    ],
    expected: 1,
  },
  {
    name: 'a full image name, as containerd writes it',
    tag: '1.2',
    entries: (one, two) => [
      one,
      { ...two, ...named('localhost:5000/acme/app:1.2', 'io.containerd.image.name') },
    ],
    expected: 1,
  },
])('selects $name', async ({ tag, entries, expected }) => {
  const images = [putImage('one'), putImage('two')] as const
  list(...entries(...images))
  expect((await read(tag)).top.digest).toBe(images[expected]?.digest)
})

test.each<{ name: string; make: () => void; tag?: string; message: string }>([
  {
    name: 'a folder without an oci-layout file',
    make: () => rmSync(join(folder, 'oci-layout')),
    message: 'is not an OCI image layout',
  },
  { name: 'no image', make: () => list(), message: 'holds no image' },
  { name: 'several images', make: () => list(putImage('1'), putImage('2')), message: 'holds 2 images' },
  {
    name: 'an unknown tag',
    make: () => list({ ...putImage('1'), ...named('a') }),
    tag: 'b',
    message: 'holds no image tagged b, but a',
  },
  {
    name: 'a digest that contains a path',
    make: () => list({ mediaType: ociManifest, size: 1, digest: 'sha256:../../../etc/passwd' }),
    message: 'invalid digest',
  },
  {
    name: 'a missing layer',
    make: () => {
      list(putImage('gone'))
      rmSync(pathOf(computeDigest(Buffer.from('gone'))))
    },
    message: 'lacks its part',
  },
  {
    name: 'a layer of another length',
    make: () => {
      list(putImage('short'))
      writeFileSync(pathOf(computeDigest(Buffer.from('short'))), 'shor')
    },
    message: 'has 4 bytes of its part',
  },
  {
    name: 'a link that leads out of the folder',
    make: () => {
      list(putImage('linked'))
      const path = pathOf(computeDigest(Buffer.from('linked')))
      rmSync(path)
      symlinkSync('/etc/hostname', path)
    },
    message: 'has a link out of the folder',
  },
  {
    name: 'a manifest with other bytes',
    make: () => {
      const image = putImage('x')
      list(image)
      writeFileSync(pathOf(image.digest), ' '.repeat(image.size))
    },
    message: 'that is damaged',
  },
  {
    name: 'an index with too many manifests',
    make: () => list(put({ mediaType: ociIndex, manifests: Array(5001).fill({}) }, ociIndex)),
    message: 'it has more than 5000 manifests',
  },
  {
    name: 'a named pipe for a layer',
    make: () => {
      list(putImage('piped'))
      const path = pathOf(computeDigest(Buffer.from('piped')))
      rmSync(path)
      execFileSync('mkfifo', [path])
    },
    message: 'has no bytes of its part',
  },
  {
    name: 'a manifest that is both image and index',
    make: () => list(put({ mediaType: ociManifest, manifests: [], layers: [], config: {} }, ociManifest)),
    message: 'media type is wrong',
  },
])('refuses $name', async ({ make, tag, message }) => {
  make()
  const problems = await problemsIn(() => read(tag))
  expect(codes(problems)).toEqual(['from-layout'])
  expect(problems[0]?.what).toContain(message)
})

test('an archive is refused, and the fix is to write a folder', async () => {
  const archive = join(folder, 'image.tar')
  writeFileSync(archive, 'x')
  const [problem] = await problemsIn(() => readLayout(createFiles(), archive))
  expect(problem?.what).toContain('image.tar')
  expect(problem?.fix).toContain('outputs: type=oci,tar=false,dest=DIR')
})

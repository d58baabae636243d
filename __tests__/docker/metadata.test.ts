import { type BuiltTarget, readMetadata } from '../../src/docker/metadata.ts'

const a = `sha256:${'a'.repeat(64)}`
const b = `sha256:${'b'.repeat(64)}`
const c = `sha256:${'c'.repeat(64)}`

test.each<[name: string, image: unknown, expected: BuiltTarget]>([
  [
    'the descriptor’s digest is the one to trust',
    { 'containerimage.digest': a, 'containerimage.descriptor': { digest: b } },
    { digest: b, imageId: b },
  ],
  ['without a descriptor the digest itself', { 'containerimage.digest': a }, { digest: a, imageId: a }],
  [
    'the image’s id is its configuration’s',
    { 'containerimage.digest': a, 'containerimage.config.digest': c },
    { digest: a, imageId: c },
  ],
  ['nothing was exported', { 'buildx.build.ref': 'x' }, {}],
  ['something that is no digest is none', { 'containerimage.digest': 'latest' }, { imageId: 'latest' }],
])('%s', (_, image, expected) => {
  expect(readMetadata(Object({ image }), 'image')).toEqual(expected)
})

test('another target’s metadata is not ours', () => {
  expect(readMetadata({ other: { 'containerimage.digest': a } }, 'image')).toEqual({})
})

import { type BuildMetadata, readMetadata } from '../../src/build/metadata.ts'

const a = `sha256:${'a'.repeat(64)}`
const b = `sha256:${'b'.repeat(64)}`
const c = `sha256:${'c'.repeat(64)}`

test.each<[name: string, image: unknown, expected: Omit<BuildMetadata, 'text'>]>([
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
  const { text, ...rest } = readMetadata({ image }, '{}') ?? { text: 'none' }
  expect(rest).toEqual(expected)
  expect(JSON.parse(text)).toEqual(image)
})

test.each<[name: string, json: unknown, text: string]>([
  ['another target’s metadata is not ours', { other: { 'containerimage.digest': a } }, '{}'],
  ['a list is no metadata', [], '{}'],
])('%s', (_, json, text) => {
  expect(readMetadata(json, '')).toEqual({ text })
})

test('what is no JSON is no metadata', () => {
  expect(readMetadata(undefined, '<html>')).toBeUndefined()
})

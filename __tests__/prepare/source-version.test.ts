import { findImages } from '../../src/prepare/find-images.ts'
import { oneVersion, readSourceVersion } from '../../src/prepare/source-version.ts'
import { createImageStore, sourceImage } from '../helpers/image-store.ts'

const url = 'https://github.com/acme/app'
const key = 'org.opencontainers.image.version'
const ours = { 'org.opencontainers.image.source': `${url}.git` }
const name = 'ghcr.io/acme/app'
const config = (labels: object) => ({ os: 'linux', architecture: 'amd64', config: { Labels: labels } })

async function read(tag: string, labels: object, annotations?: object, indexed?: object) {
  const store = createImageStore()
  const single = store.image(
    name,
    indexed ? 'single' : tag,
    config(labels),
    annotations ? { annotations } : {},
  )
  if (indexed) {
    const platform = { os: 'linux', architecture: 'amd64' }
    store.put(name, tag, 'application/vnd.oci.image.index.v1+json', {
      manifests: [{ ...single, platform }],
      annotations: indexed,
    })
  }
  let requests = 0
  const counted: typeof store.reader = {
    getManifest: (...args) => {
      requests += 1
      return store.reader.getManifest(...args)
    },
    getBlob: (...args) => {
      requests += 1
      return store.reader.getBlob(...args)
    },
  }
  const [found] = await findImages(store.reader, [{ ...sourceImage(name, tag), tag }], [])
  if (found === undefined) throw new Error('The image is missing.')
  return { version: await readSourceVersion(counted, found, url), requests }
}

test.each<[what: string, args: Parameters<typeof read>, version: unknown]>([
  [
    'the annotation, before all others',
    ['2.0.0', { ...ours, [key]: '3' }, { [key]: '1.2.3' }],
    { version: '1.2.3', isCertain: true },
  ],
  [
    'the annotation of an index',
    ['x', { [key]: '3' }, undefined, { [key]: '1.2.3' }],
    { version: '1.2.3', isCertain: true },
  ],
  [
    'the label of an image from this repository',
    ['2.0.0', { ...ours, [key]: '1.2.3' }],
    { version: '1.2.3', isCertain: true },
  ],
  [
    'the label of an index from this repository',
    ['x', { ...ours, [key]: '1.2.3' }, undefined, {}],
    { version: '1.2.3', isCertain: true },
  ],
  [
    'a tag that is a full version, before a label that may be inherited',
    ['1.2.3', { [key]: '24.04' }],
    { version: '1.2.3', isCertain: true },
  ],
  [
    'a label that may be inherited, after all others',
    ['stable', { [key]: '24.04' }],
    { version: '24.04', isCertain: false },
  ],
  ['unknown for a tag with a short version', ['1.2', {}], undefined],
  ['unknown without a label, an annotation or a full version', ['stable', {}], undefined],
])('the version of a source is %s', async (_, args, version) => {
  expect((await read(...args)).version).toEqual(version)
})

test('the version in an annotation needs no request', async () => {
  expect((await read('x', {}, undefined, { [key]: '1.2.3' })).requests).toBe(0)
})

const certain = (version: string) => ({ version, isCertain: true })

test.each([
  [[certain('1.2.3'), certain('1.2.3')], undefined],
  [[certain('1.2.3'), certain('1.2.4')], "'x' has several versions, 1.2.3 and 1.2.4"],
  [[certain('1.2.3'), undefined], "'x' has no version"],
  [[], "'x' has no version"],
  [[certain('latest')], "'x' has the version 'latest', which is a reserved name"],
  [[certain('sha-860c190')], 'which is a reserved name'],
  [[certain('pr-7')], 'which is a reserved name'],
])('oneVersion of %j reports: %s', (versions, problem) => {
  if (problem === undefined) expect(oneVersion(versions, 'x')).toEqual(certain('1.2.3'))
  else expect(() => oneVersion(versions, 'x')).toThrow(problem)
})

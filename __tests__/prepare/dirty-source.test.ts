import { checkDirtyLabels, checkDirtySources } from '../../src/prepare/dirty-source.ts'
import { findImages } from '../../src/prepare/find-images.ts'
import { createImageStore, sourceImage } from '../helpers/image-store.ts'
import { makeTags } from '../helpers/plan.ts'

const name = 'localhost:5000/acme/app'
const commit = 'a'.repeat(40)
const key = 'org.opencontainers.image.revision'
const amd64 = { os: 'linux', architecture: 'amd64' }

/** Images of each form that a revision is written in. */
function makeStore() {
  const store = createImageStore()
  const labelled = (revision: string) => ({ ...amd64, config: { Labels: { [key]: revision } } })
  const dirty = store.image(name, 'dirty', labelled(`${commit}-dirty`))
  store.image(name, 'clean', labelled(commit))
  store.image(name, 'unlabelled', amd64)
  store.index(name, 'index', [{ ...dirty, platform: amd64 }])
  const index = {
    mediaType: 'application/vnd.oci.image.index.v1+json',
    manifests: [{ ...dirty, platform: amd64 }],
  }
  store.put(name, 'annotated', index.mediaType, { ...index, annotations: { [key]: `${commit}-dirty` } })
  return store
}

async function check(source: readonly string[], ...tags: readonly string[]): Promise<void> {
  const { reader } = makeStore()
  const images = await findImages(
    reader,
    source.map((tag) => sourceImage(name, tag)),
    [],
  )
  await checkDirtySources(reader, makeTags(...tags), images)
}

test.each<{ title: string; source: readonly string[]; tags: readonly string[] }>([
  { title: 'an image of a commit may get any tag', source: ['clean'], tags: ['1.2.3', 'latest'] },
  { title: 'an image without a revision may get any tag', source: ['unlabelled'], tags: ['1.2.3'] },
  {
    title: 'an image of uncommitted changes may get a tag that ends in -dirty',
    source: ['dirty'],
    tags: ['a-dirty'],
  },
])('$title', async ({ source, tags }) => {
  await expect(check(source, ...tags)).resolves.toBeUndefined()
})

test.each<{ title: string; source: readonly string[]; tags: readonly string[]; has: string }>([
  { title: 'an image', source: ['dirty'], tags: ['1.2.3'], has: 'as 1.2.3.' },
  {
    title: 'an image for several tags',
    source: ['dirty'],
    tags: ['a-dirty', 'latest', 'stable'],
    has: 'as latest, stable.',
  },
  { title: 'an index without annotations', source: ['index'], tags: ['1.2.3'], has: `${name}:index` },
  { title: 'an index with annotations', source: ['annotated'], tags: ['1.2.3'], has: `${name}:annotated` },
])('$title of uncommitted changes gets no tag without -dirty', async ({ source, tags, has }) => {
  await expect(check(source, ...tags)).rejects.toThrow(has)
  await expect(check(source, ...tags)).rejects.toThrow('[dirty-source]')
})

test('labels of an image of the engine are checked in the same way', () => {
  const labels = { [key]: `${commit}-dirty` }
  expect(() => checkDirtyLabels('docker-daemon:app:build', labels, makeTags('main'))).toThrow(
    '[dirty-source]',
  )
  expect(() => checkDirtyLabels('docker-daemon:app:build', labels, makeTags('main-dirty'))).not.toThrow()
  expect(() => checkDirtyLabels('docker-daemon:app:build', undefined, makeTags('main'))).not.toThrow()
})

import { readFrom } from '../../src/inputs/from.ts'
import { makeReader, type Texts } from '../helpers/inputs.ts'

const digest = `sha256:${'a'.repeat(64)}`
const read = (from: string, more: Texts = {}) => {
  const reader = makeReader({ from, ...more })
  return { from: readFrom(reader), problems: reader.problems.map(({ what }) => what) }
}

describe('what input from names', () => {
  it.each([
    ['app:1', 'app', { tag: '1' }],
    ['ghcr.io/acme/app:1.2.3', 'ghcr.io/acme/app', { tag: '1.2.3' }],
    ['localhost:5000/acme/app:1', 'localhost:5000/acme/app', { tag: '1' }],
    [`localhost:5000/acme/app@${digest}`, 'localhost:5000/acme/app', { digest }],
    [`acme/app:1@${digest}`, 'acme/app', { digest }],
    ['ghcr.io/Acme/App:Rc', 'ghcr.io/acme/app', { tag: 'Rc' }],
  ])('%s', (text, name, target) => {
    const { from, problems } = read(text)
    expect(problems).toEqual([])
    expect(from).toMatchObject({ kind: 'images', images: [{ text, repository: { name }, target }] })
  })

  it('several lines are several images', () => {
    expect(read(`a/b:1\n# not this\na/b@${digest}`).from).toMatchObject({
      images: [{ target: { tag: '1' } }, { target: { digest } }],
    })
  })

  it.each([
    ['', undefined],
    ['docker-daemon:test/app:build', { kind: 'daemon', image: 'test/app:build' }],
    ['oci-layout:dist/image', { kind: 'layout', folder: 'dist/image' }],
    ['oci-layout:dist/image:1.2', { kind: 'layout', folder: 'dist/image', tag: '1.2' }],
  ])('%j', (text, from) => expect(read(text)).toEqual({ from, problems: [] }))

  it.each<Texts>([
    {},
    { target: 'app', file: 'images/Dockerfile' },
    { annotations: 'index:a=b' },
    { push: 'digest' },
  ])('digests, with %j', (more) => {
    const found = read('digests', { platforms: 'linux/amd64,linux/arm64', ...more })
    expect(found).toEqual({ from: { kind: 'digests' }, problems: [] })
  })
})

describe('what is wrong with it', () => {
  it.each([
    ['acme/app', "'acme/app' has neither a tag nor a digest"],
    ['localhost:5000/acme/app', 'has neither a tag nor a digest'],
    ['acme/app:.x', 'has no valid tag or digest'],
    ['acme/app@sha256:12', 'has no valid tag or digest'],
    ['acme/-app:1', "Image name 'acme/-app'"],
    ['docker-daemon:', 'names no image'],
    ['docker-daemon:--help', 'names no image'],
    ['acme/app:1\ndocker-daemon:x:1', "'docker-daemon:x:1' cannot be merged with other images"],
    ['oci-layout:x\nacme/app:1', "'oci-layout:x' cannot be merged with other images"],
  ])('%j', (text, what) => expect(read(text).problems).toEqual([expect.stringContaining(what)]))

  it.each<[string, Texts, string]>([
    ['digests', {}, 'Input platforms is missing: from: digests merges one digest for each of them'],
    ['digests', { platforms: ' \n' }, 'Input platforms is missing'],
    ['digests\nacme/app:1', { platforms: 'linux/amd64' }, "'digests' cannot be merged with other images"],
    ['digests\ndigests', { platforms: 'linux/amd64' }, "'digests' cannot be merged with other images"],
    ['acme/app:1\ndigests', { platforms: 'linux/amd64' }, "'digests' cannot be merged with other images"],
    ['digests', { platforms: 'linux/amd64', 'build-args': 'A=1' }, 'build-args would shape a build'],
    ['digests', { platforms: 'linux/amd64', annotations: 'manifest:a=b' }, 'is for level manifest'],
  ])('%j with %j', (from, more, what) =>
    expect(read(from, more).problems).toEqual([expect.stringContaining(what)]),
  )

  it.each<[Texts, string]>([
    [{ file: 'x', 'build-args': 'A=1' }, 'file, build-args would shape a build'],
    [{ context: 'sub' }, 'context would shape a build'],
    [{ pull: 'true', load: 'True' }, 'pull, load would shape a build'],
    [{ annotations: 'a=b' }, 'annotations would shape a build'],
    [{ labels: 'a=b' }, 'labels would shape a build'],
  ])('%j beside it', (more, what) =>
    expect(read('a/b:1', more).problems).toEqual([expect.stringContaining(what)]),
  )

  it.each<Texts>([
    { context: '.' },
    { pull: 'false' },
    { platforms: 'linux/amd64' },
    { provenance: 'false' },
  ])('%j beside it is fine', (more) => expect(read('a/b:1', more).problems).toEqual([]))

  it.each([
    ['a=b:c', []],
    ['index:a=b', []],
    ['manifest:a=b', ["Input annotations: 'manifest:a=b' is for level manifest."]],
    ['manifest[linux/amd64]:a=b', [expect.stringContaining('is for level manifest[linux/amd64]')]],
  ])('annotation %s of a merge', (annotations, problems) =>
    expect(read('a/b:1\na/b:2', { annotations }).problems).toEqual(problems),
  )
})

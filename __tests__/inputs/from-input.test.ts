import { describeSource, imageNames, readFrom, sourceImagesOf } from '../../src/inputs/from-input.ts'
import { readInputs } from '../../src/inputs/read-inputs.ts'
import { makeInputs, makeReader, type Texts } from '../helpers/inputs.ts'
import { codes, problemsOf } from '../helpers/problems.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const digest = `sha256:${'a'.repeat(64)}`
const read = (from: string, more: Texts = {}) => {
  const reader = makeReader({ from, ...more })
  return { from: readFrom(reader), problems: reader.problems.map(({ what }) => what) }
}

describe('reading input from', () => {
  it.each([
    ['app:1', 'app', { tag: '1' }],
    ['ghcr.io/acme/app:1.2.3', 'ghcr.io/acme/app', { tag: '1.2.3' }],
    ['localhost:5000/acme/app:1', 'localhost:5000/acme/app', { tag: '1' }],
    [`localhost:5000/acme/app@${digest}`, 'localhost:5000/acme/app', { digest }],
    [`acme/app:1@${digest}`, 'acme/app', { digest }],
    ['ghcr.io/Acme/App:Rc', 'ghcr.io/acme/app', { tag: 'Rc' }],
  ])('reads the image %s', (text, name, target) => {
    const { from, problems } = read(text)
    expect(problems).toEqual([])
    expect(from).toMatchObject({ kind: 'images', images: [{ text, repository: { name }, target }] })
  })

  it('reads one image per line', () => {
    expect(read(`a/b:1\n# not this\na/b@${digest}`).from).toMatchObject({
      images: [{ target: { tag: '1' } }, { target: { digest } }],
    })
  })

  it.each([
    ['', undefined],
    ['docker-daemon:test/app:build', { kind: 'daemon', image: 'test/app:build' }],
    ['oci-layout:dist/image', { kind: 'layout', folder: 'dist/image' }],
    ['oci-layout:dist/image:1.2', { kind: 'layout', folder: 'dist/image', tag: '1.2' }],
  ])('reads %j', (text, from) => expect(read(text)).toEqual({ from, problems: [] }))

  it.each<Texts>([
    {},
    { target: 'app', file: 'images/Dockerfile' },
    { annotations: 'index:a=b' },
    { push: 'digest' },
  ])('reads digests with %j', (more) => {
    const found = read('digests', { platforms: 'linux/amd64,linux/arm64', ...more })
    expect(found).toEqual({ from: { kind: 'digests' }, problems: [] })
  })
})

describe('several images of one step', () => {
  const expressions = { trigger: makeTrigger({ ref: 'refs/heads/feature/x' }) }
  const expand = (from: string) =>
    readInputs((name) => ({ from })[name] ?? '', { env: {}, withoutSecrets: false, ...expressions }).from

  it('take their names before =, in the order of the lines', () => {
    const { from, problems } = read(`web=a/web@${digest}\napi=a/api:1\nweb=a/arm:1`)
    expect(problems).toEqual([])
    expect(imageNames(from)).toEqual(['web', 'api'])
    expect(from?.kind === 'images' && sourceImagesOf(from, 'web').map(({ text }) => text)).toEqual([
      `a/web@${digest}`,
      'a/arm:1',
    ])
    expect(from && describeSource(from, 'api')).toEqual({ tag: '1' })
    expect(from && describeSource(from, 'web')).toEqual({ tag: '' })
  })

  it.each([
    ['a/b:1', '1'],
    ['a/b:1\na/c:1', '1'],
    ['a/b:1\na/c:2', ''],
    [`a/b@${digest}`, ''],
    [`a/b:1@${digest}`, '1'],
    ['docker-daemon:acme/app:build', 'build'],
    ['docker-daemon:localhost:5000/app', ''],
    ['oci-layout:dist:1.2', '1.2'],
    ['oci-layout:dist', ''],
  ])('have the source tag of %j: %j', (text, tag) => {
    const { from } = read(text)
    expect(from && describeSource(from, 'image').tag).toBe(tag)
  })

  it.each([
    ['a=x/y:1\nx/z:1', "'x/z:1' has no name beside lines of the form NAME=IMAGE"],
    ['=x/y:1', "'=x/y:1' has no valid name before ="],
    ['a/b=x/y:1', 'has no valid name before ='],
    ['a=docker-daemon:x:1', 'cannot be one of several images'],
    ['a=oci-layout:x', 'cannot be one of several images'],
    ['a=x/y', "'x/y' has neither a tag nor a digest"],
  ])('refuse %j', (text, what) => expect(read(text).problems).toEqual([expect.stringContaining(what)]))

  it.each([
    ['a=x/y:1\nb=x/z:1', ['annotations would shape a build']],
    ['a=x/y:1\na=x/z:1\nb=x/w:1', ['annotations would shape a build']],
    ['a=x/y:1\na=x/z:1', []],
    ['x/y:1\nx/z:1', []],
  ])('check annotations beside %j', (text, problems) =>
    expect(read(text, { annotations: 'a=b' }).problems).toEqual(
      problems.map((what) => expect.stringContaining(what)),
    ),
  )

  it.each([
    ['x/app:sha-{{sha}}', 'x/app:sha-860c190'],
    ['x/app:{{branch}}', 'x/app:feature-x'],
    ['localhost:5000/{{branch}}/app:1', 'localhost:5000/feature-x/app:1'],
    ['api=x/{{target}}:{{or tag branch}}', 'x/api:feature-x'],
    [`api=x/{{target}}@${digest}`, `x/api@${digest}`],
    ["x/app:{{date 'YYYY-[T]HH:mm'}}", 'x/app:2020-T00-30'],
  ])('expand %s to %s', (text, expected) =>
    expect(expand(text)).toMatchObject({ images: [{ text: expected }] }),
  )

  it.each([
    ['x/app:{{tag}}', "Input from: 'x/app:{{tag}}' has an empty tag on this event"],
    ['x/{{pr}}:1', 'only a pull request has a {{pr}}'],
    ['x/{{branch}}', 'has neither a tag nor a digest'],
    ['{{user}}/app:1', 'Input from'],
    ['x/app:{{brnch}}', "there is no expression 'brnch' here"],
    ['x/app:{{source_version}}', 'has an empty tag'],
  ])('refuse the expression in %s', (text, what) => expect(() => expand(text)).toThrow(what))
})

describe('{{source_tag}} and {{source_version}}', () => {
  it.each<[Texts, string[]]>([
    [{ tags: '{{source_version}}' }, ['tag-source']],
    [
      { tags: 'type=raw,value=x,enable={{source_tag}}', flavor: 'suffix=-{{source_tag}}' },
      ['tag-source', 'tag-source'],
    ],
    [{ labels: 'a={{source_tag}}', annotations: 'a={{source_tag}}' }, ['tag-source', 'tag-source']],
    [{ 'build-args': 'A={{source_tag}}\nB={{.source_tag}}' }, ['tag-source']],
    [{ from: 'a/b:1', tags: '{{source_version}}', flavor: 'prefix={{source_tag}}-' }, []],
    [{ from: 'a/b:1\na/c:1', annotations: 'a={{source_version}}' }, []],
    [{ builds: '- name: a\n  suffix: -{{source_tag}}' }, ['tag-source']],
    [{ from: 'a/b:1', images: 'x/{{source_tag}}' }, ['tag-source']],
    [{ from: 'a/b:1', tags: 'x/{{source_tag}}:1' }, ['tag-source']],
    [{ from: 'a/b:1', tags: 'x/app:{{source_tag}}' }, []],
  ])('are checked in %j', (texts, expected) =>
    expect(codes(problemsOf(() => makeInputs(texts)))).toEqual(expected),
  )
})

describe('errors in input from', () => {
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
  ])('reject %j', (text, what) => expect(read(text).problems).toEqual([expect.stringContaining(what)]))

  it.each<[string, Texts, string]>([
    ['digests', {}, 'Input platforms is missing: from: digests merges one digest for each of them'],
    ['digests', { platforms: ' \n' }, 'Input platforms is missing'],
    ['digests\nacme/app:1', { platforms: 'linux/amd64' }, "'digests' cannot be merged with other images"],
    ['digests\ndigests', { platforms: 'linux/amd64' }, "'digests' cannot be merged with other images"],
    ['acme/app:1\ndigests', { platforms: 'linux/amd64' }, "'digests' cannot be merged with other images"],
    ['digests', { platforms: 'linux/amd64', 'build-args': 'A=1' }, 'build-args would shape a build'],
    ['digests', { platforms: 'linux/amd64', annotations: 'manifest:a=b' }, 'is for level manifest'],
  ])('reject %j with %j', (from, more, what) =>
    expect(read(from, more).problems).toEqual([expect.stringContaining(what)]),
  )

  it.each<[Texts, string]>([
    [{ file: 'x', 'build-args': 'A=1' }, 'file, build-args would shape a build'],
    [{ context: 'sub' }, 'context would shape a build'],
    [{ pull: 'true', load: 'True' }, 'pull, load would shape a build'],
    [{ annotations: 'a=b' }, 'annotations would shape a build'],
    [{ labels: 'a=b' }, 'labels would shape a build'],
  ])('reject %j beside it', (more, what) =>
    expect(read('a/b:1', more).problems).toEqual([expect.stringContaining(what)]),
  )

  it('point to the step that builds', () => {
    const reader = makeReader({ from: 'digests', platforms: 'linux/amd64', labels: 'a=b' })
    readFrom(reader)
    expect(reader.problems[0]?.fix).toContain('belongs to the step that builds')
  })

  it.each<Texts>([
    { context: '.' },
    { pull: 'false' },
    { platforms: 'linux/amd64' },
    { provenance: 'false' },
  ])('allow %j beside it', (more) => expect(read('a/b:1', more).problems).toEqual([]))

  it.each([
    ['a=b:c', []],
    ['index:a=b', []],
    ['manifest:a=b', ["Input annotations: 'manifest:a=b' is for level manifest."]],
    ['manifest[linux/amd64]:a=b', [expect.stringContaining('is for level manifest[linux/amd64]')]],
  ])('check annotation %s of a merge', (annotations, problems) =>
    expect(read('a/b:1\na/b:2', { annotations }).problems).toEqual(problems),
  )
})

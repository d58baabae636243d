import {
  findTagColon,
  formatReference,
  isDigest,
  isTag,
  parseReference,
  parseRepository,
  separateReference,
  tryParseReference,
} from '../../src/model/reference.ts'
import { problemsOf } from '../helpers/problems.ts'

test.each<[name: string, host: string, path: string]>([
  ['app', 'docker.io', 'library/app'],
  ['acme/app', 'docker.io', 'acme/app'],
  ['acme/team/app', 'docker.io', 'acme/team/app'],
  ['docker.io/app', 'docker.io', 'library/app'],
  ['docker.io/acme/app', 'docker.io', 'acme/app'],
  ['index.docker.io/acme/app', 'docker.io', 'acme/app'],
  ['ghcr.io/acme/app', 'ghcr.io', 'acme/app'],
  ['ghcr.io/app', 'ghcr.io', 'app'],
  ['localhost/app', 'localhost', 'app'],
  ['localhost:5000/acme/app', 'localhost:5000', 'acme/app'],
  ['127.0.0.1:5000/app', '127.0.0.1:5000', 'app'],
  ['[::1]:5000/app', '[::1]:5000', 'app'],
  ['registry:5000/app', 'registry:5000', 'app'],
  ['my-registry.example.com/a/b/c/d', 'my-registry.example.com', 'a/b/c/d'],
  ['ghcr.io/acme/a.b_c__d-e--f', 'ghcr.io', 'acme/a.b_c__d-e--f'],
  ['1234.dkr.ecr.eu-west-1.amazonaws.com/app', '1234.dkr.ecr.eu-west-1.amazonaws.com', 'app'],
  [`ghcr.io/${'a'.repeat(255)}`, 'ghcr.io', 'a'.repeat(255)],
])('parseRepository(%j) has the host %s and the path %s', (name, host, path) => {
  expect(parseRepository(name)).toEqual({ name, host, path })
})

test('parseRepository converts names to lower case, because owners may have capitals', () => {
  expect(parseRepository('GHCR.io/Acme/App')).toEqual({
    name: 'ghcr.io/acme/app',
    host: 'ghcr.io',
    path: 'acme/app',
  })
})

test.each<[name: string, why: string, fix: string]>([
  ['', 'it is empty', 'ghcr.io/acme/app'],
  ['https://ghcr.io/acme/app', 'it has a scheme', "'ghcr.io/acme/app'"],
  ['docker://acme/app', 'it has a scheme', "'acme/app'"],
  ['acme/app:1.2', 'it has a tag', "'acme/app' and put the tag into input tags"],
  ['app:1.2', 'it has a tag', "'app' and put the tag into input tags"],
  ['localhost:5000/app:latest', 'it has a tag', "'localhost:5000/app'"],
  [`acme/app@sha256:${'a'.repeat(64)}`, 'it has a digest', "'acme/app'"],
  ['acme/app:1@sha256:ab', 'it has a digest', "'acme/app:1'"],
  ['acme/my app', 'its path may only', "'acme/my-app'"],
  ['acme/app/', 'a part of it is empty', "like 'acme/app'"],
  ['/acme/app', 'a part of it is empty', "like 'acme/app'"],
  ['ghcr.io/', 'a part of it is empty', "like 'ghcr.io/acme/app'"],
  ['ghcr.io//app', 'a part of it is empty', "like 'ghcr.io/acme/app'"],
  ['/base', 'a part of it is empty', 'like a secret in the run of a fork'],
  ['acme/-app', 'its path may only', "'acme/app'"],
  ['acme/app-', 'its path may only', "'acme/app'"],
  ['acme/a..b', 'its path may only', "'acme/a-b'"],
  ['acme/a___b', 'its path may only', "'acme/a-b'"],
  ['acme/café', 'its path may only', "'acme/caf'"],
  ['acme/$(id)', 'its path may only', "'acme/id'"],
  ['acme/app\nother', 'its path may only', "'acme/app-other'"],
  ['ghcr.io:port/app', "'ghcr.io:port' is not a host name", 'ghcr.io/acme/app'],
  ['-ghcr.io/app', "'-ghcr.io' is not a host name", 'ghcr.io/acme/app'],
  ['ghcr_x.io/app', "'ghcr_x.io' is not a host name", 'ghcr.io/acme/app'],
  ['[::1/app', "'[::1' is not a host name", 'ghcr.io/acme/app'],
  [`ghcr.io/${'a'.repeat(256)}`, 'longer than 255', 'a shorter name'],
  // library/ counts as part of the path.
  ['a'.repeat(248), 'longer than 255', 'a shorter name'],
])('parseRepository(%j) throws an error with the reason and a fix', (name, why, fix) => {
  const [problem, ...more] = problemsOf(() => parseRepository(name))
  expect([problem?.code, more]).toEqual(['image-name', []])
  expect(problem?.what).toContain(`Image name '${name}': `)
  expect(problem?.what).toContain(why)
  expect(problem?.fix).toContain(fix)
})

test.each<[tag: string, expected: boolean]>([
  ['latest', true],
  ['1.2.3-rc.1', true],
  ['_x', true],
  ['A', true],
  ['a'.repeat(128), true],
  ['', false],
  ['a'.repeat(129), false],
  ['.x', false],
  ['-x', false],
  ['a/b', false],
  ['a b', false],
  ['a+b', false],
  ['é', false],
  ['a\n', false],
])('isTag(%j) is %s', (tag, expected) => {
  expect(isTag(tag)).toBe(expected)
})

test.each<[digest: string, expected: boolean]>([
  [`sha256:${'a'.repeat(64)}`, true],
  [`sha512:${'0'.repeat(128)}`, true],
  [`sha256:${'a'.repeat(31)}`, false],
  [`sha256:${'g'.repeat(64)}`, false],
  ['a'.repeat(64), false],
  [`SHA256:${'a'.repeat(64)}`, false],
  [`sha256:${'a'.repeat(64)}\n`, false],
])('isDigest(%j) is %s', (digest, expected) => {
  expect(isDigest(digest)).toBe(expected)
})

test('formatReference keeps the name as the user wrote it', () => {
  const repository = parseRepository('acme/app')
  expect(formatReference(repository, { tag: '1' })).toBe('acme/app:1')
  expect(formatReference(repository, { digest: 'sha256:ab' })).toBe('acme/app@sha256:ab')
})

describe('parseReference', () => {
  const digest = `sha256:${'a'.repeat(64)}`
  test.each([
    { text: 'alpine', name: 'alpine', parts: {} },
    { text: 'alpine:3', name: 'alpine', parts: { tag: '3' } },
    { text: `alpine@${digest}`, name: 'alpine', parts: { digest } },
    { text: `ghcr.io/acme/app:1@${digest}`, name: 'ghcr.io/acme/app', parts: { tag: '1', digest } },
    { text: 'localhost:5000/app', name: 'localhost:5000/app', parts: {} },
    { text: 'localhost:5000/app:1', name: 'localhost:5000/app', parts: { tag: '1' } },
    { text: '[::1]:5000/app:1', name: '[::1]:5000/app', parts: { tag: '1' } },
    { text: 'GHCR.io/Acme/App:V1', name: 'ghcr.io/acme/app', parts: { tag: 'V1' } },
  ])('reads $text', ({ text, name, parts }) => {
    const expected = { repository: parseRepository(name), ...parts }
    expect(parseReference(text)).toEqual(expected)
    expect(tryParseReference(text)).toEqual(expected)
  })

  test.each([
    '',
    ':1',
    'acme/app:',
    'acme/app:-x',
    'acme/app:a/b',
    'a:b:c',
    'acme/app@',
    'acme/app@sha256:ab',
    `acme/app@${'x'}@${digest}`,
    'https://ghcr.io/acme/app:1',
  ])('refuses %j with an error', (text) => {
    const [problem, ...more] = problemsOf(() => parseReference(text))
    expect([problem?.code, more]).toEqual(['image-name', []])
    expect(tryParseReference(text)).toBeUndefined()
  })
})

test.each([
  { text: 'acme/app', parts: { name: 'acme/app' } },
  { text: 'localhost:5000/app', parts: { name: 'localhost:5000/app' } },
  { text: 'acme/{{x}}:', parts: { name: 'acme/{{x}}', tag: '' } },
  { text: 'a:b:c@d@e:f', parts: { name: 'a:b', tag: 'c', digest: 'd@e:f' } },
])('separateReference($text) checks nothing', ({ text, parts }) => {
  expect(separateReference(text)).toEqual(parts)
})

test.each([
  { text: 'acme/app', colon: -1 },
  { text: 'localhost:5000/app', colon: -1 },
  { text: '[::1]:5000/app:1', colon: 14 },
  { text: 'acme/app:feature/x', colon: 8 },
  { text: 'app:1', colon: 3 },
])('findTagColon($text) is $colon, also for a tag with a slash', ({ text, colon }) => {
  expect(findTagColon(text)).toBe(colon)
})

import type { BakeTarget } from '../../src/bake/bake-target.ts'
import { digestArgs, digestDefinition } from '../../src/content/definition-digest.ts'

const digest = (target: BakeTarget, used: string[] = [], extra = '') => digestDefinition(target, used, extra)

test.each<[name: string, one: BakeTarget, other: BakeTarget]>([
  ['tags', { tags: ['a:1'] }, { tags: ['a:2'] }],
  ['output', { output: ['type=registry'] }, { output: [{ type: 'docker' }] }],
  ['caches', { 'cache-from': ['a'], 'cache-to': ['b'] }, {}],
  ['pull and no-cache', { pull: true, 'no-cache': true, 'no-cache-filter': ['x'] }, {}],
  ['the path of the context', { context: 'app' }, { context: '/elsewhere/app' }],
  ['the name of its Dockerfile', { dockerfile: 'Dockerfile' }, { dockerfile: 'docker/Dockerfile' }],
  ['a description', { description: 'x' }, {}],
  ['build arguments', { args: { A: '1' } }, { args: { A: '2' } }],
  ['empty fields', { labels: {}, network: '', 'shm-size': null, ssh: [] }, {}],
  ['the order of platforms', { platforms: ['a/b', 'c/d'] }, { platforms: ['c/d', 'a/b'] }],
  ['the order of labels', { labels: { a: '1', b: '2' } }, { labels: { b: '2', a: '1' } }],
  [
    'the notation of attestations',
    { attest: ['type=provenance,mode=max'] },
    { attest: [{ mode: 'max', type: 'provenance' }] },
  ],
  [
    'the source of a secret',
    { secret: ['id=npm,src=/a'] },
    { secret: [{ id: 'npm', type: 'env', env: 'NPM' }] },
  ],
  ['the socket of an ssh agent', { ssh: ['default'] }, { ssh: ['default=/run/agent.sock'] }],
  ['the notation of an ssh agent', { ssh: ['key=/a,/b'] }, { ssh: [{ id: 'key', paths: ['/c'] }] }],
])('no effect on the digest: %s', (_, one, other) => {
  expect(digest(one)).toBe(digest(other))
})

test.each<[name: string, one: BakeTarget, other: BakeTarget]>([
  ['the stage', { target: 'a' }, { target: 'b' }],
  ['platforms', { platforms: ['linux/amd64'] }, { platforms: ['linux/amd64', 'linux/arm64'] }],
  ['attests', { attest: ['type=provenance,mode=max'] }, { attest: ['type=provenance,mode=min'] }],
  ['a secret', { secret: ['id=npm'] }, { secret: ['id=npm', 'id=pip'] }],
  ['an ssh agent', { ssh: ['default'] }, {}],
  ['the network', { network: 'host' }, {}],
  ['hosts', { 'extra-hosts': { a: '1.1.1.1' } }, { 'extra-hosts': { a: '1.1.1.2' } }],
  ['shared memory', { 'shm-size': '1g' }, {}],
  ['ulimits', { ulimits: ['nofile=1'] }, {}],
  ['entitlements', { entitlements: ['network.host'] }, {}],
  ['labels', { labels: { a: '1' } }, { labels: { a: '2' } }],
  ['an empty label', { labels: { a: '1', b: '' } }, { labels: { a: '1' } }],
  ['annotations', { annotations: ['a=1'] }, { annotations: ['a=2'] }],
  ['an unknown field', { devices: ['x'] }, {}],
  [
    'a context that is not a folder',
    { context: 'https://example.com/a.git#1' },
    { context: 'https://example.com/a.git#2' },
  ],
])('changes the digest: %s', (_, one, other) => {
  expect(digest(one)).not.toBe(digest(other))
})

test('only named contexts that the build uses count', () => {
  const one: BakeTarget = { contexts: { base: 'target:one', src: './a' } }
  const other: BakeTarget = { contexts: { base: 'target:two', src: './b' } }
  expect(digest(one, ['src'])).toBe(digest(other, ['src']))
  expect(digest(one, ['base'])).not.toBe(digest(other, ['base']))
  expect(digest(one, ['src'])).not.toBe(digest(one, []))
})

test('extra text counts', () => {
  expect(digest({}, [], 'labels: a')).not.toBe(digest({}, [], 'labels: b'))
})

test.each<[one: Record<string, string>, other: Record<string, string>, same: boolean]>([
  [{ A: '1', B: '2' }, { B: '2', A: '1' }, true],
  [{ A: '1' }, { A: '2' }, false],
  [{ A: '' }, {}, false],
  [{ A: '1', SOURCE_DATE_EPOCH: '1' }, { A: '1', SOURCE_DATE_EPOCH: '2' }, false],
])('build arguments %j and %j have equal digests: %s', (one, other, same) => {
  expect(digestArgs({ args: one }) === digestArgs({ args: other })).toBe(same)
})

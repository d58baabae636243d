import fc from 'fast-check'
import type { BakeTarget } from '../../src/bake/bake-target.ts'
import { cacheScope, cacheTag, findReservedExports } from '../../src/cache/cache-names.ts'
import { type CacheRef, chooseCacheRefs } from '../../src/cache/cache-refs.ts'
import { isTag } from '../../src/model/reference.ts'
import type { Trigger } from '../../src/model/trigger.ts'
import { branchSlug, gitTagSlug } from '../../src/tags/reserved.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

const show = (ref: CacheRef | undefined): string => {
  if (ref === undefined) return '-'
  if (ref.kind === 'pull') return `pull ${ref.number}`
  return ref.kind === 'tags' ? 'tags' : ref.name
}

const target = (pull: Parameters<typeof makePull>[1]) =>
  makePull(
    { event: 'pull_request_target', cause: { kind: 'pull-request', variant: 'target', isClosed: false } },
    pull,
  )

test.each<[name: string, trigger: Trigger, reads: string, writes: string, isUntrusted?: boolean]>([
  ['a push to the default branch', makeTrigger(), 'main', 'main'],
  ['a push to another branch', makeTrigger({ ref: 'refs/heads/a/b' }), 'a/b, main', 'a/b'],
  ['a schedule', makeTrigger({ event: 'schedule' }), 'main', 'main'],
  [
    'a dispatch on a branch',
    makeTrigger({ event: 'workflow_dispatch', ref: 'refs/heads/x' }),
    'x, main',
    'x',
  ],
  ['a push of a git tag', makeTrigger({ ref: 'refs/tags/v1' }), 'tags, main', 'tags'],
  [
    'a git tag with a base branch',
    makeTrigger({ ref: 'refs/tags/v1', baseRef: 'v1.x' }),
    'tags, v1.x, main',
    'tags',
  ],
  [
    'a release',
    makeTrigger({ event: 'release', action: 'published', ref: 'refs/tags/v1' }),
    'tags, main',
    'tags',
  ],
  ['a pull request', makePull({}, { baseRef: 'v1.x' }), 'pull 7, v1.x', 'pull 7'],
  [
    'a pull request whose branch is named like the base',
    makePull({}, { headRef: 'main' }),
    'pull 7, main',
    'pull 7',
  ],
  ['a fork', makePull({}, { fork: true }), 'pull 7, main', '-'],
  ['an untrusted pull request', makePull(), 'pull 7, main', '-', true],
  ['pull_request_target', target({}), 'main', '-'],
  ['pull_request_target of a fork', target({ fork: true }), 'main', '-'],
  [
    'a review',
    makePull({
      event: 'pull_request_review',
      cause: { kind: 'pull-request', variant: 'review', isClosed: false },
    }),
    'main',
    '-',
  ],
  ['workflow_run', makeTrigger({ event: 'workflow_run' }), 'main', '-'],
  ['issue_comment', makeTrigger({ event: 'issue_comment' }), 'main', '-'],
  [
    'the merge queue',
    makeTrigger({ event: 'merge_group', ref: 'refs/heads/gh-readonly-queue/main/pr-7-a' }),
    'main',
    '-',
  ],
  [
    'a push to a branch of the merge queue',
    makeTrigger({ ref: 'refs/heads/gh-readonly-queue/main/pr-7-a' }),
    'main',
    '-',
  ],
  ['untrusted code on a branch', makeTrigger(), 'main', '-', true],
  [
    'a push without a known default branch',
    { ...makeTrigger({ ref: 'refs/heads/x' }), defaultBranch: '' },
    'x',
    'x',
  ],
])('%s', (_name, trigger, reads, writes, isUntrusted = false) => {
  const refs = chooseCacheRefs(trigger, isUntrusted)
  expect([refs.reads.map(show).join(', '), show(refs.writes)]).toEqual([reads, writes])
  expect(refs.why === undefined).toBe(refs.writes !== undefined)
})

// Names that slugs and cut texts make alike.
const branch = fc.oneof(
  fc.constantFrom('main', 'pr-7', 'tags', 'a/b', 'a-b', 'pull/7', 'x'.repeat(200), `${'x'.repeat(200)}y`),
  fc.string({ minLength: 1, unit: 'grapheme' }),
)
const event = fc.constantFrom(
  'push',
  'schedule',
  'workflow_dispatch',
  'workflow_run',
  'release',
  'merge_group',
  'other',
)
const pushes = fc
  .record({
    event,
    name: branch,
    kind: fc.constantFrom('heads', 'tags'),
    base: fc.option(branch, { nil: undefined }),
  })
  .map(({ event, name, kind, base }) =>
    makeTrigger({
      event,
      action: 'published',
      ref: `refs/${kind}/${name}`,
      ...(base !== undefined && { baseRef: base }),
    }),
  )
const pulls = fc
  .record({
    number: fc.oneof(fc.constant(7), fc.nat()),
    variant: fc.constantFrom('ordinary' as const, 'target' as const, 'review' as const, 'unknown' as const),
    headRef: branch,
    baseRef: branch,
    fork: fc.boolean(),
  })
  .map(({ variant, ...pull }) =>
    makePull({ cause: { kind: 'pull-request', variant, isClosed: false } }, pull),
  )
const image = fc.record({ target: fc.option(branch, { nil: undefined }), key: fc.constantFrom('a', 'b') })
const imageOf = ({ target, key }: { target: string | undefined; key: string }) => ({
  key,
  ...(target !== undefined && { target }),
})

test('no run of a pull request writes a cache that a run of another event reads', () => {
  fc.assert(
    fc.property(pulls, pushes, image, image, (pull, push, one, other) => {
      const { writes } = chooseCacheRefs(pull, false)
      if (writes === undefined) return
      const written = cacheTag(writes, imageOf(one))
      const read = chooseCacheRefs(push, false).reads.map((ref) => cacheTag(ref, imageOf(other)))
      expect(read).not.toContain(written)
    }),
  )
})

test('neither a fork nor an event that outsiders can start writes a cache', () => {
  const outside = fc.constantFrom(
    'workflow_run',
    'issue_comment',
    'pull_request_review',
    'status',
    'merge_group',
    'new',
  )
  const others = outside.map((event) => makeTrigger({ event }))
  const risky = pulls.filter(({ pullRequest, cause }) => {
    return pullRequest?.fork === true || (cause.kind === 'pull-request' && cause.variant !== 'ordinary')
  })
  fc.assert(
    fc.property(fc.oneof(others, risky), fc.boolean(), (trigger, isUntrusted) => {
      expect(chooseCacheRefs(trigger, isUntrusted).writes).toBeUndefined()
    }),
  )
})

test('a pull request reads and writes no cache of another pull request', () => {
  fc.assert(
    fc.property(pulls, pulls, image, (one, other, of) => {
      const { writes } = chooseCacheRefs(one, false)
      if (writes === undefined || one.pullRequest?.number === other.pullRequest?.number) return
      const read = chooseCacheRefs(other, false).reads.map((ref) => cacheTag(ref, imageOf(of)))
      expect(read).not.toContain(cacheTag(writes, imageOf(of)))
    }),
  )
})

test('every cache has a valid tag that no branch and no git tag gets', () => {
  fc.assert(
    fc.property(branch, image, (name, of) => {
      const tag = cacheTag({ kind: 'branch', name }, imageOf(of))
      expect(isTag(tag)).toBe(true)
      expect(branchSlug(tag).name).toBe(`branch-${tag}`)
      expect(gitTagSlug(tag).name).toBe(`tag-${tag}`)
    }),
  )
})

test('two refs or images never share a tag, even if their texts are cut to the same label', () => {
  const long = 'x'.repeat(200)
  const refs: CacheRef[] = [
    ...[long, `${long}y`, 'a/b', 'a-b', 'pr-7', 'tags'].map((name) => ({ kind: 'branch' as const, name })),
    { kind: 'pull', number: 7 },
    { kind: 'tags' },
  ]
  const images = [{ key: 'a' }, { key: 'b' }, { key: 'c', target: 'api' }]
  const tags = refs.flatMap((ref) => images.map((of) => cacheTag(ref, of)))
  expect(new Set(tags).size).toBe(tags.length)
})

test.each<[names: string[], of: { target?: string; key: string }, label: string]>([
  [['ghcr.io/acme/app'], { key: 'a' }, 'app'],
  [['ghcr.io/acme/{{target}}'], { key: 'a', target: 'api' }, 'api'],
  [['ghcr.io/acme/app-{{branch}}'], { key: 'a', target: 'api' }, 'app-api'],
  [[], { key: 'a' }, 'image'],
])('the scope of images %j and %j begins with %s', (names, of, label) => {
  expect(cacheScope(of, names)).toMatch(new RegExp(`^${label}-[0-9a-f]{12}$`))
})

const reserved = cacheTag({ kind: 'branch', name: 'main' }, { key: 'a' })

test.each<[name: string, cacheTo: BakeTarget['cache-to']]>([
  ['with a type', [`type=registry,ref=r.test/app:${reserved},mode=max`]],
  ['as an object', [{ type: 'registry', ref: `r.test/app:${reserved}` }]],
  ['as a name alone', [`r.test/app:${reserved}`]],
  ['as one of two names', [`r.test/x,r.test/app:${reserved}`]],
  ['with a digest', [`r.test/app:${reserved}@sha256:${'a'.repeat(64)}`]],
  ['in quotation marks', [`type=registry,"ref=r.test/app:${reserved}"`]],
])('a cache-to that names a cache of another ref is refused: %s', (_name, cacheTo) => {
  const targets = new Map([['api', { 'cache-to': cacheTo ?? [] }]])
  expect(findReservedExports(targets)).toMatchObject([
    { code: 'cache-reserved', what: expect.stringContaining(`cache-to of target api: '${reserved}'`) },
  ])
})

test.each([
  'r.test/app:buildcache',
  'type=registry,ref=r.test/app:buildcache-main',
  'type=gha,scope=app-0123456789ab',
])('the cache-to %s is not reserved', (cacheTo) => {
  expect(findReservedExports(new Map([['api', { 'cache-to': [cacheTo] }]]))).toEqual([])
})

test('a long cache-to, which a fork may write, is searched in a short time', () => {
  const long = `type=registry,ref=r.test/app:${'buildcache-'.repeat(100_000)}`
  const started = performance.now()
  expect(findReservedExports(new Map([['api', { 'cache-to': [long] }]]))).toEqual([])
  expect(performance.now() - started).toBeLessThan(2_000)
})

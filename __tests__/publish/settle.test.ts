/** Failures between the moves of a run: every tag that moved before is restored. */
import { singleTarget } from '../../src/bake/bake-target.ts'
import type { Change } from '../../src/decide/decide-tag.ts'
import { known, unknown } from '../../src/git/answer.ts'
import type { Follows } from '../../src/model/planned-tag.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import { cleanUpAnchors } from '../../src/publish/moved-anchors.ts'
import { removeLayout } from '../../src/publish/publish.ts'
import type { PublishRequest } from '../../src/publish/request.ts'
import { settle } from '../../src/publish/settle.ts'
import { createMemoryRegistry } from '../helpers/memory-registry.ts'
import { createFakeClock, createFakeLog } from '../helpers/ports.ts'
import { publishRequest } from '../helpers/publish-request.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const repository = parseRepository('r.test/acme/app')
const version = '1.2.3'
const create = (name: string, follows: Follows): Change => ({
  kind: 'create',
  facts: {
    target: singleTarget,
    repository,
    ref: `r.test/acme/app:${name}`,
    tag: { name, priority: 1, follows },
  },
})
const release = create(version, { kind: 'release', scheme: 'semver', version })
const commit = create('sha-abc', { kind: 'commit' })
const latest = create('latest', { kind: 'line', scheme: 'semver', version })
const image = (by: string) => ({
  by,
  annotations: {
    'org.opencontainers.image.source': makeTrigger().repository.url,
    'org.opencontainers.image.revision': 'abc',
    'dev.tagboat.event': 'push',
    'dev.tagboat.version': version,
  },
})

const broken = new TagboatError({ code: 'registry-answer', what: 'It broke.', fix: 'Wait.' })

function prepare(before: (action: string, target: string) => void) {
  const registry = createMemoryRegistry((action, _, target) => before(action, target))
  const ours = registry.push(repository.name, undefined, image('ours'))
  const log = createFakeLog()
  const request = {
    ...publishRequest({
      registry: registry.client,
      ...{ log, clock: createFakeClock(), revision: 'abc' },
      ...{ tags: [version, 'sha-abc', 'latest'], repositories: [repository] },
    }),
    log,
  }
  const sources = new Map([[singleTarget, { digest: ours, parts: [], referrersOf: [] }]])
  return { registry, request, sources, ours }
}

test('every moved tag is restored if another run’s release cannot be read for the other tags', async () => {
  let [theirs, reads] = ['', 0]
  const { registry, request, sources } = prepare((action, target) => {
    if (action === 'HEAD' && target === version && theirs === '')
      theirs = registry.push(repository.name, version, image('theirs'))
    if (action !== 'GET' || target !== theirs) return
    reads += 1
    // The first read is for the decision.
    if (reads > 1) throw broken
  })
  const done = await settle(request, [release, commit, latest], { sources, anchors: [] })
  expect(registry.tags(repository.name)).toEqual({ [version]: theirs })
  expect(done.problems.map(({ code }) => code)).toEqual(['not-published'])
  expect(JSON.stringify(done.problems)).toContain('It broke.')
})

describe('a run of a pull request', () => {
  const pull = create('pr-7', { kind: 'pull', number: 7 })
  const branch = create('topic', { kind: 'branch', branch: 'topic', pull: 7 })
  const settleWith = async (findPull: PublishRequest['findPull']) => {
    const { registry, request, sources, ours } = prepare(() => undefined)
    const asked = { ...request, ...(findPull && { findPull }) }
    const done = await settle(asked, [pull, branch, commit], { sources, anchors: [] })
    expect(done.problems).toEqual([])
    const actions = done.images.flatMap(({ tags }) => tags.map(({ action }) => action))
    return { tags: registry.tags(repository.name), ours, log: request.log, actions }
  }

  it('moves no tag of the pull request or its branch if it was closed meanwhile', async () => {
    const { tags, ours, log, actions } = await settleWith(async () => known({ number: 7, isOpen: false }))
    expect(tags).toEqual({ 'sha-abc': ours })
    expect(actions).toEqual(['created'])
    expect(log.at('notice')).toEqual([
      'r.test/acme/app:pr-7 is not created: pull request 7 was closed meanwhile.',
      'r.test/acme/app:topic is not created: pull request 7 was closed meanwhile.',
    ])
  })

  it.each<[string, PublishRequest['findPull'], number]>([
    ['it is open', async () => known({ number: 7, isOpen: true }), 0],
    ['its state is unknown, with a line in the log', async () => unknown('no connection'), 1],
    ['nothing can be asked', undefined, 0],
  ])('moves its tags if %s', async (_title, findPull, lines) => {
    const { tags, log } = await settleWith(findPull)
    expect(Object.keys(tags).toSorted()).toEqual(['pr-7', 'sha-abc', 'topic'])
    expect(log.at('info').filter((text) => text.includes('still open'))).toHaveLength(lines)
  })
})

test('an internal error in the verification restores the anchor and is rethrown', async () => {
  const internal = new TypeError('no function')
  const { registry, request, sources, ours } = prepare((action, target) => {
    if (action === 'GET' && target === ours) throw internal
  })
  registry.push(repository.name, version, image('ours'))
  const settling = settle(request, [release, latest], { sources, anchors: [release] })
  await expect(settling).rejects.toBe(internal)
  expect(registry.tags(repository.name)).toEqual({})
})

test('an internal error after a push restores a branch’s anchor, and warns about a release that may have moved', async () => {
  const internal = new TypeError('no function')
  const { registry, request } = prepare(() => undefined)
  const main = create('main', { kind: 'branch', branch: 'main' })
  for (const anchor of [main, release]) registry.push(repository.name, anchor.facts.tag.name, image('ours'))
  await cleanUpAnchors(request, [main, release], internal)
  expect(Object.keys(registry.tags(repository.name))).toEqual([version])
  expect(request.log.at('warning').join()).toContain(`whether it moved r.test/acme/app:${version}`)
})

test('a layout that cannot be removed does not fail the publish', async () => {
  const { request } = prepare(() => undefined)
  const remove = async () => {
    throw new TagboatError({ code: 'path-not-writable', what: 'It is read-only.', fix: 'Fix it.' })
  }
  await removeLayout(request, { layout: { folder: '/temp/layouts', remove } })
  expect(request.log.at('warning')).toEqual([expect.stringContaining('It is read-only.')])
})

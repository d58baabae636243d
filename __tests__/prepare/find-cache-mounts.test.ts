import type { BakeTarget } from '../../src/bake/bake-target.ts'
import { findUsedMounts } from '../../src/prepare/find-cache-mounts.ts'
import { makePlan } from '../helpers/plan.ts'
import { createFakeFiles } from '../helpers/ports.ts'

const inline = (id: string) => ({
  'dockerfile-inline': `FROM a\nRUN --mount=type=cache,id=${id},target=/c x\n`,
})

function find(targets: Record<string, BakeTarget>, built: readonly string[], images = 'ghcr.io/acme/app') {
  const definition = { targets: new Map(Object.entries(targets)), chosen: built }
  const plans = built.map((target) => ({ plan: { ...makePlan({ images }), target } }))
  return findUsedMounts(createFakeFiles({}), { definition, workspace: '/w', plans: [] }, plans, 'linux/amd64')
}

test('mounts of dependencies count, and each mount counts once', async () => {
  const targets = {
    base: inline('b'),
    app: { ...inline('a'), contexts: { x: 'target:base' } },
    more: inline('a'),
  }
  const { mounts } = await find(targets, ['app', 'more'])
  expect(mounts.map(({ mount, scope }) => [mount.id, scope])).toEqual([
    ['a', 'app ghcr.io/acme/app linux/amd64 more ghcr.io/acme/app linux/amd64'],
    ['b', 'app ghcr.io/acme/app linux/amd64'],
  ])
})

test('images, repositories and platforms have caches of their own', async () => {
  const scopes = await Promise.all([
    find({ app: inline('a') }, ['app']),
    find({ other: inline('a') }, ['other']),
    find({ app: inline('a') }, ['app'], 'ghcr.io/acme/other'),
    find({ app: { ...inline('a'), platforms: ['linux/arm64'] } }, ['app']),
  ])
  expect(new Set(scopes.map(({ mounts }) => mounts[0]?.scope)).size).toBe(4)
})

test.each([
  ['a context that the builder fetches', { context: 'https://github.com/acme/app.git' }],
  ['a missing file', {}],
])('a Dockerfile that cannot be read is a reason: %s', async (_, target) => {
  expect(await find({ app: target }, ['app'])).toEqual({
    mounts: [],
    skipped: ["the Dockerfile of 'app' is not in the workspace"],
  })
})

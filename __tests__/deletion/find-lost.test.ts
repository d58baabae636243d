import { findLost } from '../../src/deletion/find-lost.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { planDeletion } from '../../src/prune-plan/plan-deletion.ts'

const repository = parseRepository('registry.example/acme/app')

test.each([
  { title: 'a tag of a living ref that is gone', living: ['main'], now: [], expected: ['main'] },
  { title: 'no tag that still exists', living: ['main'], now: ['main'], expected: [] },
  { title: 'no tag that the list misses and the registry has', living: ['stable'], now: [], expected: [] },
  { title: 'no tag that another prune may remove', living: [], now: [], expected: [] },
  { title: 'no tag that was planned to go', living: ['topic'], now: [], expected: [] },
])('lost is $title', async ({ living, now, expected }) => {
  const graph = {
    repository,
    tags: new Map(['main', 'stable', 'topic'].map((tag) => [tag, `sha256:${tag}`])),
    manifests: new Map(),
    gaps: [],
  }
  const ref = { name: "branch 'topic'", branch: 'topic' }
  const removed = { tag: 'topic', digest: 'sha256:topic', ref, why: '', isShared: false }
  const plan = planDeletion({ graph, remove: [removed], now: 0 })
  const registry = {
    headManifest: async (_: unknown, target: { readonly tag?: string; readonly digest?: string }) =>
      target.tag === 'stable' ? { mediaType: '', digest: 'sha256:stable', size: 1 } : undefined,
  }
  const found = await findLost(
    registry,
    plan,
    (tag) => living.includes(tag),
    new Map(now.map((tag) => [tag, ''])),
  )
  expect(found).toEqual(expected)
})

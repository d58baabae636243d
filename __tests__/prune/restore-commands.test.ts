import type { GithubPackage } from '../../src/deletion/github-packages.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { findRestore } from '../../src/prune/restore-commands.ts'
import type { DeletionPlan } from '../../src/prune-plan/plan-deletion.ts'

const index = `sha256:${'a'.repeat(64)}`
const part = `sha256:${'b'.repeat(64)}`
const ids = new Map([
  [index, 1],
  [part, 2],
])
const packages: Pick<GithubPackage, 'findVersion' | 'restoreCommand'> = {
  findVersion: async (digest) => ({
    id: ids.get(digest) ?? 0,
    digest,
    tags: [],
    uploaded: '2026-01-01T00:00:00Z',
  }),
  restoreCommand: async (id) => `restore ${id}`,
}
const repository = parseRepository('ghcr.io/acme/app')
const plan: DeletionPlan = {
  graph: { repository, tags: new Map(), manifests: new Map(), gaps: [] },
  tags: [{ kind: 'tags', digest: index, tags: [], isWhole: true }],
  manifests: [{ kind: 'manifest', digest: part, role: 'part', tags: [] }],
  notes: [],
}

test('a dry run has the command for everything that would go', async () => {
  const describe = await findRestore(plan, packages)
  expect([...(await describe()).values()]).toEqual(['restore 1', 'restore 2'])
})

test('after a deletion only what was deleted has a command', async () => {
  const describe = await findRestore(plan, packages)
  const done = await describe([
    { digest: index, state: 'deleted', why: '' },
    { digest: part, state: 'left', why: 'its tag stays' },
  ])
  expect([...done]).toEqual([[index, 'restore 1']])
})

test('a registry that restores nothing has no command', async () => {
  expect((await (await findRestore(plan, undefined))()).size).toBe(0)
})

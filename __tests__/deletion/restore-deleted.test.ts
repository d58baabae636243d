import fc from 'fast-check'
import { applyDeletion } from '../../src/deletion/apply-deletion.ts'
import type { Deleter, FreshState } from '../../src/deletion/deletion-ports.ts'
import { createRestorer, noteRestored, type RestoringRegistry } from '../../src/deletion/restore-deleted.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import { type ManifestNode, type RepositoryGraph, reach } from '../../src/prune-plan/graph.ts'
import { planDeletion } from '../../src/prune-plan/plan-deletion.ts'

const repository = parseRepository('registry.example/acme/app')
const now = Date.parse('2026-05-01T12:00:00Z')
const old = '2026-04-01T00:00:00Z'
type Index = Readonly<Record<string, readonly string[]>>

interface Scene {
  /** The children of each manifest. */
  readonly manifests: Index
  readonly tags: Readonly<Record<string, string>>
  readonly remove: readonly string[]
  /** A tag that another job pushes before a deletion by digest, with the number of deletions that precede it. */
  readonly push?: {
    readonly after: number
    readonly tag: string
    readonly manifest: string
    readonly children: readonly string[]
  }
  readonly failsPut?: boolean
  /** The list of the registry still shows the tags from before. */
  readonly isListStale?: boolean
  /** The check before each deletion sees the repository as it was at the start. */
  readonly isGraphStale?: boolean
}

/** A registry that deletes whatever it is asked to, as distribution does, and refuses an index without its parts. */
async function prune({
  manifests: given,
  tags: start,
  remove,
  push,
  failsPut,
  isListStale,
  isGraphStale,
}: Scene) {
  const manifests = new Map(Object.entries(given))
  const tags = new Map(Object.entries(start))
  const puts: string[] = []
  let deletions = 0
  const graph = (): RepositoryGraph => ({
    repository,
    tags: new Map(tags),
    manifests: new Map(
      [...manifests].map(([digest, children]): [string, ManifestNode] => [
        digest,
        { digest, children, uploaded: old },
      ]),
    ),
    gaps: [],
  })
  const before = graph()
  const known = new Map(before.tags)
  const registry: RestoringRegistry = {
    getManifest: async (_, target) => {
      const digest = 'digest' in target ? target.digest : ''
      const children = manifests.get(digest)
      return children && { digest, mediaType: 'index', bytes: Buffer.from(digest), json: { children } }
    },
    headManifest: async (_, target) => {
      const digest = 'digest' in target ? target.digest : (tags.get(target.tag) ?? '')
      return manifests.has(digest) ? { digest, mediaType: 'index', size: 1 } : undefined
    },
    async putManifest(_, target) {
      const digest = 'digest' in target ? target.digest : ''
      const children = given[digest] ?? []
      if (failsPut || children.some((one) => !manifests.has(one)))
        throw new TagboatError({ code: 'registry-failed', what: 'It answered 500.', fix: '' })
      puts.push(digest)
      manifests.set(digest, children)
      return { digest }
    },
  }
  const deleter: Deleter = {
    async removeTag(tag, digest, mayTakeImage) {
      if (!(await mayTakeImage())) {
        tags.delete(tag)
        return { kind: 'deleted' }
      }
      pushNow()
      manifests.delete(digest)
      for (const [name, to] of [...tags]) if (to === digest) tags.delete(name)
      return { kind: 'deleted', tookImage: true }
    },
    async deleteManifest(digest) {
      pushNow()
      if (!manifests.delete(digest)) return { kind: 'absent' }
      for (const [name, to] of [...tags]) if (to === digest) tags.delete(name)
      return { kind: 'deleted' }
    },
  }
  function pushNow() {
    deletions += 1
    if (push === undefined || deletions !== push.after + 1) return
    if (push.children.some((one) => !manifests.has(one))) return
    manifests.set(push.manifest, push.children)
    tags.set(push.tag, push.manifest)
  }
  const state: FreshState = {
    findRevival: async () => undefined,
    digestOf: async (tag) => tags.get(tag),
    readGraph: async () => (isGraphStale ? { ...before, tags: known } : graph()),
    noteRemoved: (tag) => void known.delete(tag),
    noteDeleted: () => undefined,
  }
  const removed = remove.map((tag) => ({
    ...{ tag, digest: start[tag] ?? '', why: 'gone', isShared: false },
    ref: { name: "branch 'topic'", branch: 'topic' },
  }))
  const plan = planDeletion({ graph: graph(), remove: removed, now })
  const restorer = createRestorer(registry, deleter, plan)
  const done = await applyDeletion({ deleter: restorer.deleter, state }, plan)
  const after = graph()
  const restoration = await restorer.restore(
    isListStale ? { ...after, tags: new Map(Object.entries(start)) } : after,
  )
  return { tags, manifests, puts, restoration, outcomes: noteRestored(done.manifests, restoration) }
}

/** Index `topic` lists `amd64` and `arm64`. */
const shared: Scene = {
  manifests: { topic: ['amd64', 'arm64'], amd64: [], arm64: [] },
  tags: { topic: 'topic' },
  remove: ['topic'],
}
const push = (after: number, ...children: readonly string[]) => ({
  ...shared,
  push: { after, tag: 'latest', manifest: 'new', children },
})

test('a part that an index of another job lists since the check is put back by its digest', async () => {
  const { manifests, puts, outcomes } = await prune(push(1, 'amd64'))
  expect([manifests.has('amd64'), puts]).toEqual([true, ['amd64']])
  expect(outcomes.find(({ digest }) => digest === 'amd64')).toEqual({
    digest: 'amd64',
    state: 'left',
    why: 'another job began to use it, so it was put back',
  })
})

test('an index that another job listed in its own is put back after its parts', async () => {
  const { manifests, puts, restoration } = await prune({ ...push(0, 'topic'), isGraphStale: true })
  expect([...manifests.keys()].toSorted()).toEqual(['amd64', 'arm64', 'new', 'topic'])
  expect([puts.at(-1), restoration.problems]).toEqual(['topic', []])
})

test('nothing is put back that nothing needs', async () => {
  const { manifests, puts, outcomes } = await prune(shared)
  expect([manifests.size, puts, outcomes.map(({ state }) => state)]).toEqual([
    0,
    [],
    ['deleted', 'deleted', 'deleted'],
  ])
})

test('a list that still shows a removed tag puts nothing back', async () => {
  const { manifests, puts } = await prune({ ...shared, isListStale: true })
  expect([manifests.size, puts]).toEqual([0, []])
})

test('a manifest that cannot be put back is a problem that names it', async () => {
  const { restoration } = await prune({ ...push(1, 'amd64'), failsPut: true })
  expect(restoration.problems).toMatchObject([
    {
      code: 'prune-restore',
      what: 'Another job began to use registry.example/acme/app@amd64 while prune deleted it, and it could not be put back: It answered 500.',
    },
  ])
})

test('every tag that is left can be pulled completely, whatever another job pushes between check and deletion', async () => {
  const names = ['a', 'b', 'c', 'd', 'e']
  const lower = (index: number) => fc.subarray(names.slice(0, index))
  const scene = fc.record({
    children: fc.tuple(lower(0), lower(1), lower(2), lower(3), lower(4)),
    tags: fc.dictionary(fc.constantFrom('t1', 't2', 't3'), fc.constantFrom(...names), { minKeys: 1 }),
    remove: fc.subarray(['t1', 't2'], { minLength: 1 }),
    isGraphStale: fc.boolean(),
    push: fc.record({
      after: fc.nat(4),
      tag: fc.constantFrom('t1', 't4'),
      manifest: fc.constant('new'),
      children: fc.subarray(names, { minLength: 1 }),
    }),
  })
  let restorations = 0
  await fc.assert(
    fc.asyncProperty(scene, async ({ children, tags, remove, push: pushed, isGraphStale }) => {
      const given = Object.fromEntries(names.map((name, index) => [name, children[index] ?? []]))
      const done = await prune({
        manifests: given,
        tags,
        remove: remove.filter((tag) => tag in tags),
        push: pushed,
        isGraphStale,
      })
      const below = reach(done.tags.values(), (one) => done.manifests.get(one) ?? given[one] ?? [])
      restorations += done.puts.length
      expect([...below].filter((one) => !done.manifests.has(one))).toEqual([])
    }),
    { numRuns: 500 },
  )
  expect(restorations).toBeGreaterThan(10)
}, 60_000)

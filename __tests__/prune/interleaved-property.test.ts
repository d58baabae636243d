/** Two prunes and a push at the same time, in every order of their requests. */
import fc from 'fast-check'
import { applyDeletion } from '../../src/deletion/apply-deletion.ts'
import type { Deleter, FreshState } from '../../src/deletion/deletion-ports.ts'
import { createRestorer, type RestoringRegistry } from '../../src/deletion/restore-deleted.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import type { RemovedTag } from '../../src/prune-plan/decide-prune.ts'
import { type ManifestNode, type RepositoryGraph, reach } from '../../src/prune-plan/graph.ts'
import { planDeletion } from '../../src/prune-plan/plan-deletion.ts'

const repository = parseRepository('registry.example/acme/app')
const now = Date.parse('2026-05-01T12:00:00Z')
const old = '2026-04-01T00:00:00Z'
const digestOf = (index: number) => `sha256:${String(index).padStart(64, '0')}`
const size = 5
const tagCount = 4

const world = fc.record({
  /** The children of each manifest, which are below it: indexes of indexes with shared parts among them. */
  children: fc.tuple(
    ...Array.from({ length: size }, (_, index) =>
      fc.uniqueArray(fc.nat(Math.max(0, index - 1)), { maxLength: index === 0 ? 0 : 3 }),
    ),
  ),
  subjects: fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: size - 1 }), fc.nat(size - 1)), {
    selector: ([from]) => from,
    maxLength: 2,
  }),
  tags: fc.array(fc.nat(size - 1), { minLength: tagCount, maxLength: tagCount }),
  /** The tags that each prune removes. */
  claimed: fc.tuple(
    fc.uniqueArray(fc.nat(tagCount - 2), { minLength: 1, maxLength: 3 }),
    fc.uniqueArray(fc.nat(tagCount - 2), { minLength: 1, maxLength: 3 }),
  ),
  /** The image that another job pushes with tag `late`, and its parts. */
  push: fc.uniqueArray(fc.nat(size - 2), { minLength: 1, maxLength: 2 }),
  /** Whether the registry deletes tags by name, or digests only. */
  deletesTags: fc.boolean(),
})
type World = typeof world extends fc.Arbitrary<infer T> ? T : never

function createStore({ children, subjects, tags }: World) {
  const subjectOf = new Map(subjects.filter(([from, to]) => to < from))
  const all = new Map(
    children.map((below, index): [string, ManifestNode] => {
      const subject = subjectOf.get(index)
      const node = { digest: digestOf(index), children: below.map(digestOf), uploaded: old }
      return [digestOf(index), { ...node, ...(subject !== undefined && { subject: digestOf(subject) }) }]
    }),
  )
  const manifests = new Map(all)
  const named = new Map(tags.map((to, index) => [`t${index}`, digestOf(to)]))
  return { all, manifests, tags: named }
}
type Store = ReturnType<typeof createStore>

const snapshot = ({ tags, manifests }: Store): RepositoryGraph => ({
  repository,
  tags: new Map(tags),
  manifests: new Map(manifests),
  gaps: [],
})

/** A registry as distribution: it takes no index without its parts, and deletes a digest with every tag. */
function put({ all, manifests }: Store, digest: string): void {
  const node = all.get(digest)
  if (node === undefined || node.children.some((one) => !manifests.has(one)))
    throw new TagboatError({ code: 'registry-manifest-invalid', what: 'It answered 404.', fix: '' })
  manifests.set(digest, node)
}

function remove({ tags, manifests }: Store, digest: string): boolean {
  for (const [tag, to] of [...tags]) if (to === digest) tags.delete(tag)
  return manifests.delete(digest)
}

/** One prune. Every request waits for its turn. */
async function prune(store: Store, given: World, claimed: readonly number[], turn: () => Promise<void>) {
  const { tags, manifests } = store
  const ask = async <T>(work: () => T): Promise<T> => {
    await turn()
    return work()
  }
  const target = (one: { readonly tag?: string; readonly digest?: string }) =>
    one.digest ?? tags.get(one.tag ?? '') ?? ''
  const registry: RestoringRegistry = {
    getManifest: (_, one) =>
      ask(() => {
        const digest = target(one)
        return manifests.has(digest)
          ? { digest, mediaType: 'index', bytes: Buffer.from(digest), json: {} }
          : undefined
      }),
    headManifest: (_, one) =>
      ask(() => {
        const digest = target(one)
        return manifests.has(digest) ? { digest, mediaType: 'index', size: 1 } : undefined
      }),
    putManifest: (_, one) =>
      ask(() => {
        put(store, target(one))
        return { digest: target(one) }
      }),
  }
  const deleter: Deleter = {
    async removeTag(tag, digest, mayTakeImage) {
      if (given.deletesTags || !(await mayTakeImage())) {
        return ask(() => ({ kind: tags.delete(tag) ? 'deleted' : 'absent' }) as const)
      }
      await ask(() => remove(store, digest))
      return { kind: 'deleted', tookImage: true }
    },
    deleteManifest: (digest) => ask(() => ({ kind: remove(store, digest) ? 'deleted' : 'absent' }) as const),
  }
  const state: FreshState = {
    findRevival: async () => undefined,
    digestOf: (tag) => ask(() => tags.get(tag)),
    readGraph: () => ask(() => snapshot(store)),
    noteRemoved: () => undefined,
    noteDeleted: () => undefined,
  }
  const graph = await ask(() => snapshot(store))
  const removed = claimed.flatMap((index): RemovedTag[] => {
    const digest = graph.tags.get(`t${index}`)
    const ref = { name: "branch 'topic'", branch: 'topic' }
    return digest === undefined ? [] : [{ tag: `t${index}`, digest, ref, why: '', isShared: false }]
  })
  const plan = planDeletion({ graph, remove: removed, now })
  const restorer = createRestorer(registry, deleter, plan)
  await applyDeletion({ deleter: restorer.deleter, state }, plan)
  const { problems } = await restorer.restore(await ask(() => snapshot(store)))
  return problems
}

async function push(store: Store, parts: readonly number[], turn: () => Promise<void>) {
  await turn()
  await turn()
  await turn()
  const digest = digestOf(size)
  const below = reach(parts.map(digestOf), (one) => store.all.get(one)?.children ?? [])
  // Another job knows only complete images.
  if ([...below].some((one) => !store.manifests.has(one))) return
  store.all.set(digest, { digest, children: parts.map(digestOf) })
  try {
    put(store, digest)
    store.tags.set('late', digest)
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error
  }
}

test('every tag that is left after two prunes at the same time, beside a push, can be pulled completely', async () => {
  await fc.assert(
    fc.asyncProperty(world, fc.scheduler(), async (given, scheduler) => {
      const store = createStore(given)
      const before = createStore(given)
      const turn = () => scheduler.schedule(Promise.resolve())
      const runs = Promise.all([
        ...given.claimed.map((claimed) => prune(store, given, claimed, turn)),
        push(store, given.push, turn).then(() => []),
      ])
      const problems = (await scheduler.waitFor(runs)).flat()
      expect(problems).toEqual([])
      const claimed = new Set(given.claimed.flat().map((index) => `t${index}`))
      for (const tag of before.tags.keys())
        if (!claimed.has(tag)) expect([...store.tags.keys()]).toContain(tag)
      for (const tag of claimed) expect([...store.tags.keys()]).not.toContain(tag)
      const below = reach(store.tags.values(), (one) => store.all.get(one)?.children ?? [])
      expect([...below].filter((one) => !store.manifests.has(one))).toEqual([])
    }),
    { numRuns: 500 },
  )
}, 60_000)

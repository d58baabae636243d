import fc from 'fast-check'
import { applyDeletion } from '../../src/deletion/apply-deletion.ts'
import type { Deleter, FreshState } from '../../src/deletion/deletion-ports.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { type Claim, decidePrune, type Publisher } from '../../src/prune-plan/decide-prune.ts'
import {
  createAttachmentFinder,
  type ManifestNode,
  type RepositoryGraph,
  reach,
  subjectOfTag,
} from '../../src/prune-plan/graph.ts'
import { planDeletion } from '../../src/prune-plan/plan-deletion.ts'

const repository = parseRepository('registry.example/acme/app')
const now = Date.parse('2026-05-01T12:00:00Z')
const digestOf = (index: number) => `sha256:${String(index).padStart(64, '0')}`
const size = 6

/** How a registry deletes: tags by name; digests only, with every tag; digests only without a tag, parent or referrer; or tags only. */
type Kind = 'name' | 'digest' | 'strict' | 'tags'

interface Store {
  readonly tags: Map<string, string>
  readonly manifests: Map<string, ManifestNode>
}

class Interruption extends Error {}

const lower = (index: number) =>
  fc.uniqueArray(fc.nat(Math.max(0, index - 1)), { maxLength: index === 0 ? 0 : 3 })
const node = (index: number) =>
  fc.record({
    children: lower(index),
    subject: index === 0 ? fc.constant(undefined) : fc.option(fc.nat(index - 1), { nil: undefined, freq: 2 }),
    isFresh: fc.constantFrom(true, false, false, false),
    publisher: fc.constantFrom('topic', 'topic', 'topic', 'main', 'foreign'),
  })

const world = fc.record({
  nodes: fc.tuple(...Array.from({ length: size }, (_, index) => node(index))),
  tags: fc.uniqueArray(fc.tuple(fc.nat(5), fc.nat(size - 1)), { selector: ([name]) => name, maxLength: 8 }),
  attached: fc.uniqueArray(fc.tuple(fc.nat(size - 1), fc.constantFrom('', '.sig'), fc.nat(size - 1)), {
    selector: ([subject, suffix]) => `${subject}${suffix}`,
    maxLength: 4,
  }),
  claimed: fc.uniqueArray(fc.nat(5), { minLength: 2, maxLength: 6 }),
  living: fc.uniqueArray(fc.nat(5), { maxLength: 1 }),
  revived: fc.uniqueArray(fc.nat(5), { maxLength: 1 }),
  /** A tag that another run writes, after so many requests. */
  late: fc.option(fc.record({ after: fc.nat(6), tag: fc.nat(7), to: fc.nat(size - 1) }), { freq: 2 }),
  isListed: fc.boolean(),
  kind: fc.constantFrom<Kind>('name', 'digest', 'strict', 'tags'),
  interruption: fc.option(fc.nat(8)),
  /** Manifests that a rule of the registry protects. */
  locked: fc.uniqueArray(fc.nat(size - 1), { maxLength: 2 }),
})
type World = typeof world extends fc.Arbitrary<infer T> ? T : never

const isFreshTime = '2026-05-01T11:30:00Z'
const oldTime = '2026-04-01T00:00:00Z'

function makeStore({ nodes, tags, attached }: World): Store {
  const manifests = new Map(
    nodes.map(({ children, subject, isFresh }, index) => {
      const uploaded = isFresh ? isFreshTime : oldTime
      const made: ManifestNode = {
        digest: digestOf(index),
        children: children.map(digestOf),
        ...(subject !== undefined && { subject: digestOf(subject) }),
        uploaded,
      }
      return [made.digest, made] as const
    }),
  )
  return {
    manifests,
    tags: new Map([
      ...tags.map(([name, to]) => [`t${name}`, digestOf(to)] as const),
      ...attached.map(
        ([subject, suffix, to]) => [`sha256-${digestOf(subject).slice(7)}${suffix}`, digestOf(to)] as const,
      ),
    ]),
  }
}

const snapshot = ({ tags, manifests }: Store, isListed: boolean): RepositoryGraph => ({
  repository,
  tags: new Map(tags),
  manifests: new Map(manifests),
  ...(isListed && {
    untagged: new Set([...manifests.keys()].filter((one) => ![...tags.values()].includes(one))),
  }),
  gaps: [],
})

/** A registry that ends the run after some changes, and in which another run writes a tag meanwhile. */
function createRegistry(store: Store, { kind, interruption, late, revived, isListed, locked }: World) {
  let changes = 0
  let requests = 0
  const written = new Map<string, string>()
  const change = (work: () => void) => {
    if (interruption !== null && changes >= interruption) throw new Interruption()
    changes += 1
    work()
  }
  const request = () => {
    requests += 1
    if (late === null || requests !== late.after + 1 || !store.manifests.has(digestOf(late.to))) return
    // A push writes the tag of an image whose parts exist.
    const all = reach([digestOf(late.to)], (one) => store.manifests.get(one)?.children ?? [])
    if ([...all].some((one) => !store.manifests.has(one))) return
    store.tags.set(`t${late.tag}`, digestOf(late.to))
    written.set(`t${late.tag}`, digestOf(late.to))
  }
  const remove = (digest: string) => {
    store.manifests.delete(digest)
    for (const [tag, to] of store.tags) if (to === digest) store.tags.delete(tag)
  }
  const isUsed = (digest: string) =>
    [...store.tags.values()].includes(digest) ||
    [...store.manifests.values()].some(
      ({ children, subject }) => children.includes(digest) || subject === digest,
    )
  const isLocked = (digest: string) => locked.some((index) => digestOf(index) === digest)
  const deleter: Deleter = {
    async removeTag(tag, digest, mayTakeImage) {
      const tookImage = kind === 'digest' && !isLocked(digest) && (await mayTakeImage())
      change(() => (tookImage ? remove(digest) : store.tags.delete(tag)))
      return { kind: 'deleted', tookImage }
    },
    async deleteManifest(digest, tags) {
      if (kind === 'tags') return { kind: 'refused', why: 'no deletion by digest', stays: 'uncollected' }
      if (isLocked(digest)) return { kind: 'refused', why: 'it is locked' }
      if (kind === 'strict') for (const tag of tags) change(() => store.tags.delete(tag))
      if (kind === 'strict' && isUsed(digest)) return { kind: 'refused', why: 'it is in use', stays: 'used' }
      if (!store.manifests.has(digest)) return { kind: 'absent' }
      change(() => remove(digest))
      return { kind: 'deleted' }
    },
  }
  const state: FreshState = {
    findRevival: async ({ tag }) => {
      request()
      return revived.includes(Number(tag.slice(1))) ? 'the branch exists again' : undefined
    },
    digestOf: async (tag) => store.tags.get(tag),
    readGraph: async () => snapshot(store, isListed),
    noteRemoved: () => undefined,
    noteDeleted: () => undefined,
  }
  return { deleter, state, written }
}

function decide(given: World, graph: RepositoryGraph) {
  const claims = new Map(
    given.claimed.map((name): [string, Claim] => [
      `t${name}`,
      {
        ref: { name: "branch 'topic'", branch: 'topic' },
        follows: { kind: 'branch', branch: 'topic' },
        fromRef: { branch: 'topic' },
      },
    ]),
  )
  const publishers = new Map(
    given.nodes.map(({ publisher }, index): [string, Publisher] => [
      digestOf(index),
      publisher === 'foreign' ? { kind: 'foreign' } : { kind: 'ours', branch: publisher },
    ]),
  )
  return decidePrune({
    graph,
    claims,
    publishers,
    living: new Map(given.living.map((name) => [`t${name}`, "branch 'main'"])),
    rules: { isKept: () => false, keepDays: undefined },
    now,
  })
}

/** A tag is complete if everything exists that existed below it before. */
function findIncomplete(
  before: Store,
  after: Store,
  isAttachedToo: (tag: string) => boolean,
): readonly string[] {
  const attachedTo = createAttachmentFinder(snapshot(before, false))
  return [...after.tags].flatMap(([tag, digest]) => {
    const childrenOf = (one: string) => before.manifests.get(one)?.children ?? []
    const below = reach([digest], (one) =>
      isAttachedToo(tag) ? [...childrenOf(one), ...attachedTo(one)] : childrenOf(one),
    )
    const missing = [...below].filter((one) => before.manifests.has(one) && !after.manifests.has(one))
    return missing.map((one) => `${tag} misses ${one}`)
  })
}

async function prune(given: World) {
  const before = makeStore(given)
  const store = makeStore(given)
  const graph = snapshot(store, given.isListed)
  const { remove } = decide(given, graph)
  const plan = planDeletion({ graph, remove, now })
  const { deleter, state, written } = createRegistry(store, given)
  const isInterrupted = await applyDeletion({ deleter, state }, plan).then(
    () => false,
    (error: unknown) => {
      if (error instanceof Interruption) return true
      throw error
    },
  )
  return { before, store, remove, plan, written, isInterrupted }
}

const runs = { numRuns: 700 }
/** The machine may be busy. */
const limit = 60_000

test(
  'a prune removes no tag that is not planned, whenever it is interrupted',
  async () => {
    await fc.assert(
      fc.asyncProperty(world, async (given) => {
        const { before, store, remove, plan, written } = await prune(given)
        const planned = new Set([
          ...remove.map(({ tag }) => tag),
          ...plan.manifests.flatMap(({ tags }) => tags),
        ])
        for (const [tag, digest] of [...before.tags, ...written]) {
          const left = store.tags.get(tag)
          if (!planned.has(tag) && left !== (written.get(tag) ?? digest))
            expect([tag, left]).toEqual([tag, digest])
        }
        for (const name of given.revived)
          expect(store.tags.has(`t${name}`)).toBe(before.tags.has(`t${name}`) || written.has(`t${name}`))
      }),
      runs,
    )
  },
  limit,
)

test(
  'every tag that is left after a prune can be pulled completely, whenever it is interrupted',
  async () => {
    await fc.assert(
      fc.asyncProperty(world, async (given) => {
        const { before, store, remove, plan } = await prune(given)
        const planned = new Set([
          ...remove.map(({ tag }) => tag),
          ...plan.manifests.flatMap(({ tags }) => tags),
        ])
        expect(findIncomplete(before, store, (tag) => !planned.has(tag))).toEqual([])
      }),
      runs,
    )
  },
  limit,
)

test(
  'a prune without interruption removes every planned tag, and leaves no attachment of an image that it deleted',
  async () => {
    await fc.assert(
      fc.asyncProperty(world, async (any) => {
        const given = { ...any, interruption: null, late: null, revived: [], locked: [] }
        const { store, remove } = await prune(given)
        expect(remove.filter(({ tag }) => store.tags.has(tag))).toEqual([])
        const orphans = [...store.tags.keys()].filter((tag) => {
          const subject = subjectOfTag(tag)
          return subject !== undefined && !store.manifests.has(subject)
        })
        if (given.kind === 'name' || given.kind === 'digest')
          expect(orphans.filter((tag) => !needsItself(given, tag))).toEqual([])
      }),
      runs,
    )
  },
  limit,
)

test(
  'every manifest that a rule of the registry keeps is left complete',
  async () => {
    await fc.assert(
      fc.asyncProperty(world, async (any) => {
        const given = { ...any, interruption: null, late: null, revived: [] }
        const { before, store, plan } = await prune(given)
        const planned = new Set(plan.manifests.map(({ digest }) => digest))
        // No list shows an index without a tag, so that nothing can be known about what it needs.
        const kept = given.locked.map(digestOf).filter((digest) => planned.has(digest))
        const below = reach(kept, (one) => before.manifests.get(one)?.children ?? [])
        expect([...below].filter((one) => !store.manifests.has(one))).toEqual([])
      }),
      runs,
    )
  },
  limit,
)

test(
  'a registry that deletes no manifest in use keeps only what other manifests refer to',
  async () => {
    await fc.assert(
      fc.asyncProperty(world, async (any) => {
        const given = {
          ...any,
          kind: 'strict' as const,
          interruption: null,
          late: null,
          revived: [],
          locked: [],
        }
        const { store, plan } = await prune(given)
        const planned = new Set(plan.manifests.map(({ digest }) => digest))
        const others = [...store.manifests.keys()].filter((digest) => !planned.has(digest))
        const used = reach(others, (one) => {
          const { children = [], subject } = store.manifests.get(one) ?? {}
          return subject === undefined ? children : [...children, subject]
        })
        expect([...store.manifests.keys()].filter((digest) => !used.has(digest))).toEqual([])
      }),
      runs,
    )
  },
  limit,
)

/** Whether an attached tag stays because of what it names: that is needed, or too new. */
function needsItself(given: World, tag: string): boolean {
  const before = makeStore(given)
  const { remove } = decide(given, snapshot(before, given.isListed))
  const plan = planDeletion({ graph: snapshot(before, given.isListed), remove, now })
  const digest = before.tags.get(tag)
  return !plan.manifests.some((step) => step.digest === digest)
}

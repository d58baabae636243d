import { applyDeletion } from '../../src/deletion/apply-deletion.ts'
import type { Deleter, DeletionOutcome, FreshState } from '../../src/deletion/deletion-ports.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import type { RemovedTag } from '../../src/prune-plan/decide-prune.ts'
import type { RepositoryGraph } from '../../src/prune-plan/graph.ts'
import type { DeletionPlan } from '../../src/prune-plan/plan-deletion.ts'

const removed = (tag: string, digest = 'sha256:a', isShared = false): RemovedTag => ({
  tag,
  digest,
  ref: { name: "branch 'topic'", branch: 'topic', at: { kind: 'branch', name: 'topic' } },
  why: "branch 'topic' is gone",
  isShared,
})
const planOf = (...tags: readonly RemovedTag[]): DeletionPlan => ({
  graph: {
    repository: parseRepository('registry.example/app'),
    tags: new Map(),
    manifests: new Map(),
    gaps: [],
  },
  tags: tags.map((tag) => ({ kind: 'tags', digest: tag.digest, tags: [tag], isWhole: true })),
  manifests: [{ kind: 'manifest', digest: 'sha256:a', role: 'image', tags: [] }],
  notes: [],
})

interface Given {
  readonly tags?: Readonly<Record<string, string>>
  readonly revived?: string
  readonly outcome?: DeletionOutcome
  /** The code of the error that a deletion throws. */
  readonly fails?: string
  readonly isCancelled?: boolean
}

async function apply(plan: DeletionPlan, given: Given) {
  const tags = new Map(Object.entries(given.tags ?? { topic: 'sha256:a' }))
  const calls: string[] = []
  const graph = (): RepositoryGraph => ({
    repository: parseRepository('registry.example/app'),
    tags: new Map(tags),
    manifests: new Map(
      [...new Set(['sha256:a', ...tags.values()])].map((digest) => [digest, { digest, children: [] }]),
    ),
    gaps: [],
  })
  const deleter: Deleter = {
    async removeTag(tag, _, mayTakeImage) {
      if (given.fails) {
        calls.push('fail')
        throw new TagboatError({ code: given.fails, what: 'It answers 500.', fix: '' })
      }
      calls.push(`remove ${tag}${(await mayTakeImage()) ? ' whole' : ''}`)
      const outcome = given.outcome ?? { kind: 'deleted' }
      if (outcome.kind === 'deleted') tags.delete(tag)
      return outcome
    },
    async deleteManifest(digest) {
      calls.push(`delete ${digest}`)
      return { kind: 'deleted' }
    },
  }
  const state: FreshState = {
    findRevival: async () => given.revived,
    digestOf: async (tag) => tags.get(tag),
    readGraph: async () => graph(),
    noteRemoved: () => undefined,
    noteDeleted: () => undefined,
  }
  const report = await applyDeletion({ deleter, state, isCancelled: () => given.isCancelled ?? false }, plan)
  return {
    calls,
    tags: report.tags.map(({ tag, state: how, why }) => `${how} ${tag}: ${why}`),
    manifests: report.manifests.map(({ state: how, why }) => (why === '' ? how : `${how}: ${why}`)),
  }
}

test('a tag goes with its image', async () => {
  expect(await apply(planOf(removed('topic')), {})).toEqual({
    calls: ['remove topic whole', 'delete sha256:a'],
    tags: ["removed topic: branch 'topic' is gone"],
    manifests: ['deleted'],
  })
})

test('a branch that was created again between plan and deletion keeps its tag and image', async () => {
  const revived = "branch 'topic' exists"
  expect(await apply(planOf(removed('topic')), { revived })).toEqual({
    calls: [],
    tags: [`kept topic: ${revived}`],
    manifests: ['left: something needs it now'],
  })
})

test('a tag that has moved since the plan stays', async () => {
  const done = await apply(planOf(removed('topic')), { tags: { topic: 'sha256:b' } })
  expect(done.tags).toEqual(['kept topic: it has moved to sha256:b meanwhile'])
  expect(done.calls).toEqual(['delete sha256:a'])
})

test('an image that got another tag since the plan loses its own tag only', async () => {
  const done = await apply(planOf(removed('topic')), { tags: { topic: 'sha256:a', main: 'sha256:a' } })
  expect(done.calls).toEqual(['remove topic'])
  expect(done.manifests).toEqual(['left: something needs it now'])
})

test('a reused image whose other tag has gone since the plan keeps its tag', async () => {
  const done = await apply(planOf(removed('topic', 'sha256:a', true)), {})
  expect(done.tags).toEqual(['kept topic: no other tag keeps its image any more'])
})

test('a tag that is gone already is no failure, so that an interrupted run can be repeated', async () => {
  const done = await apply(planOf(removed('topic')), { tags: {} })
  expect(done.tags).toEqual(['absent topic: it was gone already'])
})

test.each<{ title: string; outcome: DeletionOutcome; expected: string }>([
  {
    title: 'a rule of the registry keeps a tag',
    outcome: { kind: 'refused', why: 'it is the last', isRule: true },
    expected: 'kept topic: it is the last',
  },
  {
    title: 'a refusal is a failure',
    outcome: { kind: 'refused', why: 'the login may not delete' },
    expected: 'failed topic: the login may not delete',
  },
])('$title', async ({ outcome, expected }) => {
  expect((await apply(planOf(removed('topic')), { outcome })).tags).toEqual([expected])
})

test('a reached limit ends the run, and every other tag is reported', async () => {
  const plan = planOf(removed('topic'), removed('second', 'sha256:b'))
  const outcome = { kind: 'refused', why: 'too many requests', isFinal: true } as const
  const done = await apply(plan, { outcome, tags: { topic: 'sha256:a', second: 'sha256:b' } })
  expect(done.calls).toEqual(['remove topic whole'])
  expect(done.tags).toEqual(['failed topic: too many requests', 'failed second: too many requests'])
  expect(done.manifests).toEqual(['left: too many requests'])
})

test('a failed request ends one deletion and not the run', async () => {
  const plan = planOf(removed('topic'), removed('second', 'sha256:b'))
  const done = await apply(plan, {
    fails: 'registry-failed',
    tags: { topic: 'sha256:a', second: 'sha256:b' },
  })
  expect(done.calls).toEqual(['fail', 'fail'])
  expect(done.tags).toEqual(['failed topic: It answers 500', 'failed second: It answers 500'])
})

test.each(['registry-too-many-requests', 'hub-throttled'])(
  'after the error %s nothing more is asked for',
  async (fails) => {
    const plan = planOf(removed('topic'), removed('second', 'sha256:b'))
    const done = await apply(plan, { fails, tags: { topic: 'sha256:a', second: 'sha256:b' } })
    expect(done.calls).toEqual(['fail'])
    expect(done.tags).toEqual(['failed topic: It answers 500', 'failed second: It answers 500'])
  },
)

test('a cancelled run deletes nothing more, and says so', async () => {
  const done = await apply(planOf(removed('topic')), { isCancelled: true })
  expect(done).toEqual({
    calls: [],
    tags: ['failed topic: the run was cancelled'],
    manifests: ['left: the run was cancelled'],
  })
})

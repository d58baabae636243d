import { compact } from '../../src/json.ts'
import { parseRepository } from '../../src/model/reference.ts'
import type { RemovedTag } from '../../src/prune-plan/decide-prune.ts'
import type { RepositoryGraph } from '../../src/prune-plan/graph.ts'
import { planDeletion } from '../../src/prune-plan/plan-deletion.ts'

const now = Date.parse('2026-05-01T12:00:00Z')
const old = '2026-04-01T00:00:00Z'
const recent = '2026-05-01T11:01:00Z'
const digest = (name: string) => `sha256:${Buffer.from(name).toString('hex').padStart(64, '0')}`
const nameOf = (text: string) => Buffer.from(text.slice(7).replace(/^0+/, ''), 'hex').toString()
const attachedTag = (name: string, suffix = '') => `sha256-${digest(name).slice(7)}${suffix}`

interface Node {
  readonly uploaded?: string | undefined
  readonly subject?: string
  readonly children?: readonly string[]
}

function graphOf(
  tags: Readonly<Record<string, string>>,
  nodes: Readonly<Record<string, Node>>,
  more: Partial<RepositoryGraph> = {},
): RepositoryGraph {
  return {
    repository: parseRepository('registry.example/acme/app'),
    tags: new Map(Object.entries(tags).map(([tag, name]) => [tag, digest(name)])),
    manifests: new Map(
      Object.entries(nodes).map(([name, node]) => [
        digest(name),
        {
          ...compact({ uploaded: 'uploaded' in node ? node.uploaded : old }),
          digest: digest(name),
          children: (node.children ?? []).map(digest),
          ...(node.subject !== undefined && { subject: digest(node.subject) }),
        },
      ]),
    ),
    gaps: [],
    ...more,
  }
}

const removal = (graph: RepositoryGraph, tag: string): RemovedTag => ({
  tag,
  digest: graph.tags.get(tag) ?? '',
  ref: { name: "branch 'topic'", branch: 'topic' },
  why: "branch 'topic' is gone",
  isShared: false,
})

/** The plan in words: `whole topic` or `topic`, then the manifests. */
function plan(graph: RepositoryGraph, tags: readonly string[], untagged: readonly string[] = []) {
  const {
    tags: steps,
    manifests,
    notes,
  } = planDeletion({
    graph,
    remove: tags.map((tag) => removal(graph, tag)),
    untagged: untagged.map(digest),
    now,
  })
  return {
    tags: steps.map((step) => `${step.isWhole ? 'whole ' : ''}${step.tags.map(({ tag }) => tag).join()}`),
    manifests: manifests.map(({ role, digest: one }) => `${role} ${nameOf(one)}`),
    notes,
  }
}

const rows: readonly {
  readonly title: string
  readonly graph: RepositoryGraph
  readonly remove: readonly string[]
  readonly untagged?: readonly string[]
  readonly tags: readonly string[]
  readonly manifests: readonly string[]
}[] = [
  {
    title: 'an image that no other tag needs goes with its tag',
    graph: graphOf({ topic: 'a', main: 'b' }, { a: {}, b: {} }),
    remove: ['topic'],
    tags: ['whole topic'],
    manifests: ['image a'],
  },
  {
    title: 'of a digest with a release tag and a branch tag, only the branch tag goes',
    graph: graphOf({ topic: 'a', '1.2.3': 'a' }, { a: {} }),
    remove: ['topic'],
    tags: ['topic'],
    manifests: [],
  },
  {
    title: 'parts that the index of another tag lists stay, and the index precedes its own parts',
    graph: graphOf(
      { topic: 'a', latest: 'b' },
      { a: { children: ['own', 'shared'] }, b: { children: ['shared'] }, own: {}, shared: {} },
    ),
    remove: ['topic'],
    tags: ['whole topic'],
    manifests: ['image a', 'part own'],
  },
  {
    title: 'an image that the index of another tag lists stays without its tag',
    graph: graphOf({ topic: 'a', latest: 'b' }, { a: {}, b: { children: ['a'] } }),
    remove: ['topic'],
    tags: ['topic'],
    manifests: [],
  },
  {
    title: 'an image that is the subject of a tagged referrer stays without its tag',
    graph: graphOf({ topic: 'a', chart: 'r' }, { a: {}, r: { subject: 'a' } }),
    remove: ['topic'],
    tags: ['topic'],
    manifests: [],
  },
  {
    title:
      'referrers, and the tags attached to the image and its parts, go with it, a list of referrers before them',
    graph: graphOf(
      { topic: 'a', [attachedTag('a')]: 'list', [attachedTag('p', '.sig')]: 'sig' },
      { a: { children: ['p'] }, p: {}, list: { children: ['r'] }, r: { subject: 'a' }, sig: {} },
    ),
    remove: ['topic'],
    tags: ['whole topic'],
    manifests: ['image a', 'part p', 'attached list', 'attached sig', 'attached r'],
  },
  {
    title: 'attachments of an image that stays are not touched',
    graph: graphOf({ topic: 'a', main: 'a', [attachedTag('a', '.sig')]: 'sig' }, { a: {}, sig: {} }),
    remove: ['topic'],
    tags: ['topic'],
    manifests: [],
  },
  {
    title: 'an attachment of an image that does not exist stays',
    graph: graphOf({ topic: 'a', [attachedTag('x', '.sig')]: 'sig' }, { a: {}, sig: {} }),
    remove: ['topic'],
    tags: ['whole topic'],
    manifests: ['image a'],
  },
  {
    title: 'an image that was uploaded within the last hour loses its tag only',
    graph: graphOf({ topic: 'a' }, { a: { uploaded: recent, children: ['p'] }, p: {} }),
    remove: ['topic'],
    tags: ['topic'],
    manifests: [],
  },
  {
    title: 'an image of an unknown age loses its tag only',
    graph: graphOf({ topic: 'a' }, { a: { uploaded: undefined } }),
    remove: ['topic'],
    tags: ['topic'],
    manifests: [],
  },
  {
    title: 'without a manifest that could be read, only tags go',
    graph: graphOf({ topic: 'a' }, { a: {} }, { gaps: ['Tag main could not be read.'] }),
    remove: ['topic'],
    tags: ['topic'],
    manifests: [],
  },
  {
    title: 'a part stays that an index without a tag lists',
    graph: graphOf(
      { topic: 'a' },
      { a: { children: ['p'] }, p: {}, u: { children: ['p'] } },
      { untagged: new Set([digest('u'), digest('p')]) },
    ),
    remove: ['topic'],
    tags: ['whole topic'],
    manifests: ['image a'],
  },
  {
    title: 'an old index without a tag goes with the parts that nothing else lists',
    graph: graphOf(
      { main: 'a' },
      { a: { children: ['p'] }, p: {}, u: { children: ['p', 'q'] }, q: {} },
      { untagged: new Set([digest('u'), digest('p'), digest('q')]) },
    ),
    remove: [],
    untagged: ['u'],
    tags: [],
    manifests: ['untagged u', 'part q'],
  },
  {
    title: 'an image inside the index of another removed tag does not go with its tag, but after that index',
    graph: graphOf({ all: 'x', one: 'a' }, { x: { children: ['a'] }, a: {} }),
    remove: ['one', 'all'],
    tags: ['whole all', 'one'],
    manifests: ['image x', 'image a'],
  },
]

test.each(rows)('$title', ({ graph, remove, untagged, tags, manifests }) => {
  expect(plan(graph, remove, untagged)).toMatchObject({ tags, manifests })
})

test('an attachment whose tag input keep matches stays, though its image goes', () => {
  const sig = attachedTag('a', '.sig')
  const graph = graphOf(
    { topic: 'a', [sig]: 'sig', [attachedTag('a')]: 'list' },
    { a: {}, sig: {}, list: {} },
  )
  const isKept = (tag: string) => tag === sig
  const { manifests } = planDeletion({ graph, remove: [removal(graph, 'topic')], isKept, now })
  expect(manifests.map(({ digest: one }) => nameOf(one))).toEqual(['a', 'list'])
})

test('the plan explains why content stays', () => {
  expect(plan(graphOf({ topic: 'a' }, { a: { uploaded: recent } }), ['topic']).notes).toEqual([
    'One manifest stays without a tag: uploaded within the last hour, or at an unknown time.',
  ])
  const gap = graphOf({ topic: 'a' }, { a: {} }, { gaps: ['Tag main could not be read.'] })
  expect(plan(gap, ['topic']).notes).toEqual(['Only tags are deleted. Tag main could not be read.'])
})

test('of many manifests that cannot be read the note names the first', () => {
  const gaps = Array.from({ length: 1000 }, (_, at) => `Tag t${at} could not be read.`)
  const graph = graphOf({ topic: 'a' }, { a: {} }, { gaps })
  const { notes } = planDeletion({ graph, remove: [removal(graph, 'topic')], now })
  expect(notes).toEqual([`Only tags are deleted. ${gaps.slice(0, 5).join(' ')} 995 more could not be read.`])
})

import type { PullRequestState } from '../../src/git/pull-request-state.ts'
import { readPruneInputs } from '../../src/inputs/prune-inputs.ts'
import { parseRepository } from '../../src/model/reference.ts'
import type { SourceAnswer } from '../../src/model/source-repository.ts'
import { findClaims } from '../../src/prune/find-claims.ts'
import { nameLiving } from '../../src/prune/living-refs.ts'
import type { PublishedImage } from '../../src/prune/read-publisher.ts'
import { createRuleNames } from '../../src/prune/rule-names.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const repository = parseRepository('registry.example/acme/app')
const revision = '5'.repeat(40)

interface Given {
  readonly rules?: string
  /** Tags with the branch that their image names; undefined for another repository's image. */
  readonly tags: Readonly<Record<string, string | undefined>>
  readonly branches?: Readonly<Record<string, string>>
  readonly gitTags?: readonly string[]
  readonly pulls?: Readonly<Record<number, Partial<PullRequestState>>>
  readonly isOffline?: boolean
  readonly sha?: string
  readonly leftovers?: readonly string[]
}

/** What a sweep finds: `gone topic`, `open pr-1`, `living main`, `unknown pr-2`; tags without a ref are left out. */
async function sweep(given: Given) {
  const texts: Record<string, string> = {
    images: repository.name,
    tags: given.rules ?? '',
    sha: given.sha ?? '',
  }
  const inputs = readPruneInputs((name) => texts[name] ?? '', { env: {}, withoutSecrets: false })
  const trigger = makeTrigger({ event: 'schedule', cause: { kind: 'schedule' } })
  const names = createRuleNames(trigger, inputs.build, {
    targets: new Map([['image', {}]]),
    chosen: ['image'],
  })
  const branches = new Map(Object.entries(given.branches ?? { main: '6'.repeat(40) }))
  const refs = { branches, gitTags: given.gitTags ?? [] }
  const living = nameLiving(names, refs, repository)
  const askPull = async (number: number): Promise<SourceAnswer<PullRequestState | 'absent'>> => {
    if (given.isOffline) return { known: false, why: 'no network' }
    const pull = given.pulls?.[number]
    const base = { number, headRef: 'topic', headSha: revision, baseRef: 'main', fork: false, isOpen: false }
    return { known: true, value: pull === undefined ? 'absent' : { ...base, ...pull } }
  }
  const readImage = async (tag: string): Promise<PublishedImage> => {
    const branch = given.tags[tag]
    if (given.leftovers?.includes(tag)) return { publisher: { kind: 'leftover' }, facts: {} }
    return branch === undefined
      ? { publisher: { kind: 'foreign' }, facts: {} }
      : { publisher: { kind: 'ours', branch }, facts: { branch, revision } }
  }
  const graph = {
    repository,
    tags: new Map(Object.keys(given.tags).map((tag) => [tag, tag])),
    manifests: new Map(),
    gaps: [],
  }
  const { shaDays } = inputs
  const found = await findClaims({
    graph,
    names,
    refs,
    living,
    isKept: () => false,
    shaDays,
    readImage,
    askPull,
  })
  return [
    ...[...found.claims].map(([tag, { ref }]) => `${tag}: ${ref.name} is gone`),
    ...[...found.open].map(([tag, name]) => `${tag}: ${name} is open`),
    ...[...found.unknown].map(([tag, why]) => `${tag}: ${why}`),
    ...[...living].flatMap(([tag, ref]) => (graph.tags.has(tag) ? [`${tag}: ${ref} exists`] : [])),
  ].toSorted()
}

test.each<{ title: string; given: Given; expected: readonly string[] }>([
  {
    title: 'the tag of a branch is found by the label of its image and by the rules',
    given: { tags: { topic: 'topic', 'feature-x': 'feature/x', main: 'main' } },
    expected: [
      "feature-x: branch 'feature/x' is gone",
      "main: branch 'main' exists",
      "topic: branch 'topic' is gone",
    ],
  },
  {
    title: 'a tag that the rules do not give the branch of its image has no ref',
    given: { tags: { stable: 'topic', '1.2.3': 'topic' } },
    expected: [],
  },
  {
    title: 'images of other repositories have no ref',
    given: { tags: { topic: undefined } },
    expected: [],
  },
  {
    title: 'a branch that exists keeps the tag of another one with the same name in the registry',
    given: { tags: { 'feature-x': 'feature/x' }, branches: { 'feature-x': revision } },
    expected: ["feature-x: branch 'feature-x' exists"],
  },
  {
    title: 'a git tag keeps the tag that the rules give it',
    given: { tags: { 'v1-beta': 'v1-beta' }, gitTags: ['v1-beta'] },
    expected: ["v1-beta: git tag 'v1-beta' exists"],
  },
  {
    title: 'the number in a tag leads to the pull request, whose state decides',
    given: {
      tags: { 'pr-7': 'topic', 'pr-8': 'topic', 'pr-9': 'topic' },
      pulls: { 7: {}, 8: { isOpen: true } },
    },
    expected: ['pr-7: pull request 7 is gone', 'pr-8: pull request 8 is open'],
  },
  {
    title: 'without an answer about a pull request its tag is unknown',
    given: { tags: { 'pr-7': 'topic' }, isOffline: true },
    expected: ['pr-7: the state of pull request 7 is unknown: no network'],
  },
  {
    title: 'a rule with the number inside a longer name is understood',
    given: {
      rules: 'type=raw,value=review.{{pr}}.x',
      tags: { 'review.12.x': 'topic', 'review-12-x': 'topic' },
      pulls: { 12: {} },
    },
    expected: ['review.12.x: pull request 12 is gone'],
  },
  {
    title: 'names with a commit belong to the branch of the image with that commit',
    given: {
      rules: 'type=raw,value={{branch}}-{{sha}}',
      tags: { 'topic-5555555': 'topic', 'topic-1234567': 'topic' },
    },
    expected: ["topic-5555555: branch 'topic' is gone"],
  },
  {
    title: 'without input sha the tag of a commit has the ref of its branch, and stays by its kind',
    given: { rules: 'type=sha', tags: { 'sha-5555555': 'topic' } },
    expected: ["sha-5555555: branch 'topic' is gone"],
  },
  {
    title: 'with input sha the tag of a commit of an existing branch is found',
    given: { rules: 'type=sha', tags: { 'sha-5555555': 'main' }, sha: 'keep-days=30' },
    expected: ['sha-5555555: commit 5555555 is gone'],
  },
  {
    title: 'with input sha the tag of a commit of a branch that is gone is found, too',
    given: { rules: 'type=sha', tags: { 'sha-5555555': 'topic' }, sha: 'keep-days=30' },
    expected: ['sha-5555555: commit 5555555 is gone'],
  },
  {
    title: 'with input sha the newest commit of a branch keeps its tag',
    given: {
      rules: 'type=sha',
      tags: { 'sha-5555555': 'main' },
      branches: { main: revision },
      sha: 'keep-days=30',
    },
    expected: ["sha-5555555: branch 'main' exists"],
  },
  {
    title: 'a tag on the empty index of an interrupted removal is found',
    given: { tags: { topic: undefined }, leftovers: ['topic'] },
    expected: ['topic: the image of topic is gone'],
  },
])('$title', async ({ given, expected }) => {
  expect(await sweep(given)).toEqual(expected)
})

import { createDatedNames } from '../../src/claims/dated-names.ts'
import { findClaims, findClaimsOfRef } from '../../src/claims/find-claims.ts'
import { goneBranch } from '../../src/claims/gone-refs.ts'
import { nameLiving } from '../../src/claims/living-refs.ts'
import type { PublishedImage } from '../../src/claims/read-publisher.ts'
import type { PullRequestState } from '../../src/git/pull-request-state.ts'
import type { SourceAnswer } from '../../src/model/source-repository.ts'
import { makeRuleNames, prunedRepository as repository } from '../helpers/rule-names.ts'

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

const now = '2026-11-23T05:00:00Z'

/** What a sweep finds: `gone topic`, `open pr-1`, `living main`, `unknown pr-2`; tags without a ref are left out. */
async function sweep(given: Given) {
  const { names, shaDays } = makeRuleNames(given.rules, given.sha)
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
  const found = await findClaims({
    dated: createDatedNames({ names, refs, repository, now }),
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
  {
    title:
      'a name with a date belongs to the branch of the image, if the rules gave it that name at some time',
    given: {
      rules: "type=raw,value={{branch}}-{{date 'YYYYMMDD'}}",
      tags: {
        'topic-20240229': 'topic',
        'topic-20230229': 'topic',
        'topic-20261125': 'topic',
        'other-20240229': 'topic',
        'main-20240229': 'main',
      },
    },
    expected: ["topic-20240229: branch 'topic' is gone"],
  },
  {
    title: 'a name with a time of the day in a zone is understood',
    given: {
      rules: "type=raw,value={{branch}}.{{date 'YYYY-MM-DD_HHmm' tz='Asia/Kolkata'}}",
      tags: { 'topic.2024-02-29_2310': 'topic', 'topic.2024-02-29_2510': 'topic' },
    },
    expected: ["topic.2024-02-29_2310: branch 'topic' is gone"],
  },
  {
    title: 'the time of the commit and the time of the run are two times',
    given: {
      rules: "type=raw,value={{branch}}-{{commit_date 'YYYYMMDD'}}-{{date 'YYYY'}}-{{date 'MM'}}",
      tags: { 'topic-20230102-2024-05': 'topic', 'topic-20230102-2024-13': 'topic' },
    },
    expected: ["topic-20230102-2024-05: branch 'topic' is gone"],
  },
  {
    title: 'a branch that exists keeps every name with a date that it may have, at any time',
    given: {
      rules: "type=raw,value={{branch}}{{date 'D'}}",
      tags: { 'release-12': 'release-1', 'topic-3': 'topic-' },
      branches: { 'release-': revision, main: revision },
    },
    expected: ["release-12: branch 'release-' at another time is open", "topic-3: branch 'topic-' is gone"],
  },
  {
    title: 'a scheduled run keeps every name with a date that it may have',
    given: {
      rules: "type=raw,value={{branch}}-{{date 'YYYYMMDD'}}\ntype=schedule,pattern=cron-{{date 'YYYYMMDD'}}",
      tags: { 'cron-20240229': 'cron', 'topic-20240229': 'topic' },
    },
    expected: [
      'cron-20240229: scheduled runs at another time is open',
      "topic-20240229: branch 'topic' is gone",
    ],
  },
  {
    title: 'a date with a token that may print anything has no ref',
    given: {
      rules: "type=raw,value={{branch}}-{{date 'YYYYMMDDSSS'}}",
      tags: { 'topic-20240229000': 'topic' },
    },
    expected: [],
  },
  {
    title: 'a name with a number and a date leads to the pull request',
    given: {
      rules: "type=raw,value=pull-{{pr}}-{{date 'YYYYMMDD'}}",
      tags: { 'pull-7-20240229': 'topic', 'pull-8-20240229': 'topic', 'pull-9-20240230': 'topic' },
      pulls: { 7: {}, 8: { isOpen: true }, 9: {} },
    },
    expected: ['pull-7-20240229: pull request 7 is gone', 'pull-8-20240229: pull request 8 is open'],
  },
  {
    title: 'a number that may be another one, since a date follows it, has no ref',
    given: {
      rules: "type=raw,value=pull-{{pr}}{{date 'D'}}",
      tags: { 'pull-1212': 'topic' },
      pulls: { 12: {}, 121: {} },
    },
    expected: [],
  },
])('$title', async ({ given, expected }) => {
  expect(await sweep(given)).toEqual(expected)
})

test('the event of a branch finds its names with any date, except those that another branch may have', () => {
  const { names } = makeRuleNames("type=raw,value={{branch}}-{{date 'YYYYMMDD'}}\ntype=ref,event=branch")
  const refs = { branches: new Map([['feature-x', revision]]), gitTags: [] }
  const living = nameLiving(names, refs, repository)
  const tags = ['topic', 'topic-20240229', 'topic-20240230', 'other-20240229', 'feature-x-20240229']
  const graph = {
    repository,
    tags: new Map(tags.map((tag) => [tag, tag])),
    manifests: new Map(),
    gaps: [],
  }
  const dated = createDatedNames({ names, refs, repository, now })
  const find = (branch: string) =>
    findClaimsOfRef(
      { graph, names, living, dated },
      { kind: 'ref', ref: goneBranch(branch), named: (at) => at.forBranch(branch) },
    )
  const topic = find('topic').claims
  expect(tags.filter((tag) => topic.has(tag))).toEqual(['topic', 'topic-20240229'])
  const feature = find('feature/x')
  expect(feature.claims.has('feature-x-20240229')).toBe(false)
  expect(feature.open.get('feature-x-20240229')).toBe("branch 'feature-x' at another time")
})

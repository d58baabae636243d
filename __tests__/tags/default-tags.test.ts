import type { Trigger } from '../../src/model/trigger.ts'
import { computeTags } from '../helpers/tag-names.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

const names = (trigger: Trigger) => computeTags(trigger, { tags: [], flavor: [] }).tags.map((tag) => tag.name)

const refEvents = ['push', 'workflow_dispatch', 'repository_dispatch', 'create']
const releases = ['published', 'released', 'prereleased']

describe('an event on a ref', () => {
  const rows: [name: string, ref: string, expected: string[]][] = [
    ['the default branch gives its name and latest', 'refs/heads/main', ['main', 'latest']],
    ['a branch gives its slug', 'refs/heads/tickets/DM-42', ['tickets-DM-42']],
    ['a version tag with v gives the version', 'refs/tags/v1.2.3', ['1.2.3']],
    ['a version tag without v gives the version', 'refs/tags/1.2.3', ['1.2.3']],
    ['a prerelease gives its version only', 'refs/tags/v1.2.3-rc.1', ['1.2.3-rc.1']],
    ['a tag that is no version gives its slug', 'refs/tags/nightly-7', ['nightly-7']],
    ['a monorepo tag is no version and gives its slug', 'refs/tags/app/v1.2.3', ['app-v1.2.3']],
    ['a tag of PEP 440 gives its slug', 'refs/tags/1.2.3rc2', ['1.2.3rc2']],
    ['a branch of the merge queue gives nothing', 'refs/heads/gh-readonly-queue/main/pr-7-abc', []],
  ]
  test.each(
    rows.flatMap(([name, ...row]) => refEvents.map((event) => [`${event}: ${name}`, event, ...row] as const)),
  )('%s', (_, event, ref, expected) => {
    expect(names(makeTrigger({ event, ref }))).toEqual(expected)
  })
})

test.each<[name: string, trigger: Trigger, expected: string[]]>([
  ...releases.map((action): [string, Trigger, string[]] => [
    `a release that is ${action} gives the version`,
    makeTrigger({ event: 'release', action, ref: 'refs/tags/v1.2.3' }),
    ['1.2.3'],
  ]),
  ['a schedule refreshes the base', makeTrigger({ event: 'schedule' }), ['nightly', 'main', 'latest']],
  [
    'a schedule knows that it is on the default branch',
    (({ defaultBranch: _, ...trigger }) => trigger)(makeTrigger({ event: 'schedule' })),
    ['nightly', 'main', 'latest'],
  ],
  ['a pull request gives its number and its branch', makePull(), ['pr-7', 'tickets-DM-42']],
  ['so does a push to it', makePull({ action: 'synchronize' }), ['pr-7', 'tickets-DM-42']],
  ['and opening it again', makePull({ action: 'reopened' }), ['pr-7', 'tickets-DM-42']],
  ['one from the default branch gives its number', makePull({}, { headRef: 'main' }), ['pr-7']],
  ['one from a fork gives its number', makePull({}, { fork: true }), ['pr-7']],
  ['one by Dependabot is as any other', makePull({ actor: 'dependabot[bot]' }), ['pr-7', 'tickets-DM-42']],
  ['pull_request_target gives the number only', makePull({ event: 'pull_request_target' }), ['pr-7']],
  ['a closed pull request gives nothing', makePull({ action: 'closed' }), []],
  [
    'a closed one gives nothing on pull_request_target',
    makePull({ event: 'pull_request_target', action: 'closed' }),
    [],
  ],
  ['delete gives nothing', makeTrigger({ event: 'delete', ref: 'refs/tags/v1.2.3' }), []],
  [
    'a deleted release gives nothing',
    makeTrigger({ event: 'release', action: 'deleted', ref: 'refs/tags/v1.2.3' }),
    [],
  ],
  [
    'a created release gives nothing',
    makeTrigger({ event: 'release', action: 'created', ref: 'refs/tags/v1.2.3' }),
    [],
  ],
  [
    'a merge group gives nothing',
    makeTrigger({ event: 'merge_group', ref: 'refs/heads/gh-readonly-queue/main/pr-7' }),
    [],
  ],
  ['workflow_run gives nothing', makeTrigger({ event: 'workflow_run' }), []],
  ['issue_comment gives nothing', makeTrigger({ event: 'issue_comment' }), []],
  ['a review of a pull request gives nothing', makePull({ event: 'pull_request_review' }), []],
  ['a ref of another kind gives nothing', makeTrigger({ ref: 'refs/notes/x' }), []],
  ['a run outside a runner is as a push', makeTrigger({ event: 'local' }), ['main', 'latest']],
])('%s', (_, trigger, expected) => {
  expect(names(trigger)).toEqual(expected)
})

test.each<[flavor: string, expected: string[]]>([
  ['latest=false', ['main']],
  ['latest=auto', ['main', 'latest']],
  ['latest=true', ['main', 'latest']],
  ['suffix=-x', ['main-x', 'latest-x']],
])('on the default branch, flavor %s gives %j', (flavor, expected) => {
  expect(computeTags(makeTrigger(), { tags: [], flavor: [flavor] }).tags.map(({ name }) => name)).toEqual(
    expected,
  )
})

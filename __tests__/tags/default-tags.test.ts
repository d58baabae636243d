import type { Trigger } from '../../src/model/trigger.ts'
import { computeTags } from '../helpers/tag-names.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

const names = (trigger: Trigger) => computeTags(trigger, { tags: [], flavor: [] }).tags.map((tag) => tag.name)

const refEvents = ['push', 'workflow_dispatch', 'repository_dispatch', 'create']
const releases = ['published', 'released', 'prereleased']

describe('default tags of an event on a ref', () => {
  const rows: [name: string, ref: string, expected: string[]][] = [
    ['the default branch gets its name and latest', 'refs/heads/main', ['main', 'latest']],
    ['a branch gets its slug', 'refs/heads/tickets/DM-42', ['tickets-DM-42']],
    ['a version tag with v gets the version', 'refs/tags/v1.2.3', ['1.2.3']],
    ['a version tag without v gets the version', 'refs/tags/1.2.3', ['1.2.3']],
    ['a prerelease gets only its version', 'refs/tags/v1.2.3-rc.1', ['1.2.3-rc.1']],
    ['a git tag that is not a version gets its slug', 'refs/tags/nightly-7', ['nightly-7']],
    ['a monorepo git tag gets its slug', 'refs/tags/app/v1.2.3', ['app-v1.2.3']],
    ['a PEP 440 git tag gets its slug', 'refs/tags/1.2.3rc2', ['1.2.3rc2']],
    ['a merge queue branch gets no tag', 'refs/heads/gh-readonly-queue/main/pr-7-abc', []],
  ]
  test.each(
    rows.flatMap(([name, ...row]) => refEvents.map((event) => [`${event}: ${name}`, event, ...row] as const)),
  )('%s', (_, event, ref, expected) => {
    expect(names(makeTrigger({ event, ref }))).toEqual(expected)
  })
})

test.each<[name: string, trigger: Trigger, expected: string[]]>([
  ...releases.map((action): [string, Trigger, string[]] => [
    `a release that is ${action} gets the version`,
    makeTrigger({ event: 'release', action, ref: 'refs/tags/v1.2.3' }),
    ['1.2.3'],
  ]),
  [
    'a schedule gets nightly and the tags of the default branch',
    makeTrigger({ event: 'schedule' }),
    ['nightly', 'main', 'latest'],
  ],
  [
    'a schedule runs on the default branch, even if the event does not name it',
    (({ defaultBranch: _, ...trigger }) => trigger)(makeTrigger({ event: 'schedule' })),
    ['nightly', 'main', 'latest'],
  ],
  ['a pull request gets its number and its branch', makePull(), ['pr-7', 'tickets-DM-42']],
  [
    'a push to a pull request gets its number and its branch',
    makePull({ action: 'synchronize' }),
    ['pr-7', 'tickets-DM-42'],
  ],
  [
    'a reopened pull request gets its number and its branch',
    makePull({ action: 'reopened' }),
    ['pr-7', 'tickets-DM-42'],
  ],
  [
    'a pull request from the default branch gets only its number',
    makePull({}, { headRef: 'main' }),
    ['pr-7'],
  ],
  ['a pull request from a fork gets only its number', makePull({}, { fork: true }), ['pr-7']],
  [
    'a pull request by Dependabot gets its number and its branch',
    makePull({ actor: 'dependabot[bot]' }),
    ['pr-7', 'tickets-DM-42'],
  ],
  ['pull_request_target gets only the number', makePull({ event: 'pull_request_target' }), ['pr-7']],
  ['a closed pull request gets no tag', makePull({ action: 'closed' }), []],
  [
    'a closed pull request gets no tag on pull_request_target',
    makePull({ event: 'pull_request_target', action: 'closed' }),
    [],
  ],
  ['delete gets no tag', makeTrigger({ event: 'delete', ref: 'refs/tags/v1.2.3' }), []],
  [
    'a deleted release gets no tag',
    makeTrigger({ event: 'release', action: 'deleted', ref: 'refs/tags/v1.2.3' }),
    [],
  ],
  [
    'a created release gets no tag',
    makeTrigger({ event: 'release', action: 'created', ref: 'refs/tags/v1.2.3' }),
    [],
  ],
  [
    'a merge group gets no tag',
    makeTrigger({ event: 'merge_group', ref: 'refs/heads/gh-readonly-queue/main/pr-7' }),
    [],
  ],
  ['workflow_run gets no tag', makeTrigger({ event: 'workflow_run' }), []],
  ['issue_comment gets no tag', makeTrigger({ event: 'issue_comment' }), []],
  ['a pull request review gets no tag', makePull({ event: 'pull_request_review' }), []],
  ['a ref that is not a branch or git tag gets no tag', makeTrigger({ ref: 'refs/notes/x' }), []],
  ['a local run gets the tags of a push', makeTrigger({ event: 'local' }), ['main', 'latest']],
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

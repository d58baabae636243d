import type { Push } from '../../src/inputs/inputs.ts'
import type { Intent } from '../../src/model/run-intent.ts'
import type { Trigger } from '../../src/model/trigger.ts'
import { decideIntent, runsWithoutSecrets, withoutPush } from '../../src/plan/decide-intent.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

type Kind = Intent['kind']
const bot = { actor: 'dependabot[bot]' }
const release = (action: string) => makeTrigger({ event: 'release', action, ref: 'refs/tags/v1.2.3' })
const queue = 'refs/heads/gh-readonly-queue/main/pr-7-abc'

/** The table of events, with the intents of `push: auto` and `push: true`. `false` builds, or does nothing where `auto` does nothing. */
const rows: [name: string, trigger: Trigger, auto: Kind, forced: Kind][] = [
  ...['push', 'workflow_dispatch', 'repository_dispatch', 'create'].flatMap(
    (event): [string, Trigger, Kind, Kind][] => [
      [`${event} on the default branch`, makeTrigger({ event }), 'push', 'push'],
      [`${event} on a branch`, makeTrigger({ event, ref: 'refs/heads/tickets/DM-42' }), 'push', 'push'],
      [`${event} on a version tag`, makeTrigger({ event, ref: 'refs/tags/v1.2.3' }), 'push', 'push'],
      [`${event} on another tag`, makeTrigger({ event, ref: 'refs/tags/nightly-7' }), 'push', 'push'],
      [`${event} by Dependabot`, makeTrigger({ event, ...bot }), 'build', 'push'],
    ],
  ),
  ...['published', 'released', 'prereleased'].map((action): [string, Trigger, Kind, Kind] => [
    `a release that is ${action}`,
    release(action),
    'push',
    'push',
  ]),
  ['a deleted release', release('deleted'), 'nothing', 'nothing'],
  ...['created', 'edited', 'unpublished'].map((action): [string, Trigger, Kind, Kind] => [
    `a release that is ${action}`,
    release(action),
    'build',
    'push',
  ]),
  ['a schedule', makeTrigger({ event: 'schedule' }), 'push', 'push'],
  ...['opened', 'synchronize', 'reopened', 'labeled'].map((action): [string, Trigger, Kind, Kind] => [
    `a pull request that is ${action}`,
    makePull({ action }),
    'push',
    'push',
  ]),
  ['a pull request from the default branch', makePull({}, { headRef: 'main' }), 'push', 'push'],
  ['a pull request from a fork', makePull({}, { fork: true }), 'build', 'push'],
  ['a pull request by Dependabot', makePull(bot), 'build', 'push'],
  ['a closed pull request', makePull({ action: 'closed' }), 'nothing', 'nothing'],
  ['a closed pull request from a fork', makePull({ action: 'closed' }, { fork: true }), 'nothing', 'nothing'],
  ['pull_request_target', makePull({ event: 'pull_request_target' }), 'build', 'push'],
  [
    'a closed pull request on pull_request_target',
    makePull({ event: 'pull_request_target', action: 'closed' }),
    'nothing',
    'nothing',
  ],
  ['delete', makeTrigger({ event: 'delete', ref: 'refs/tags/v1' }), 'nothing', 'nothing'],
  ['a merge group', makeTrigger({ event: 'merge_group', ref: queue }), 'build', 'push'],
  ['a push to the merge queue', makeTrigger({ ref: queue }), 'build', 'push'],
  ...[
    'workflow_run',
    'issue_comment',
    'pull_request_review',
    'check_run',
    'local',
    'pushed',
    'deployment',
  ].map((event): [string, Trigger, Kind, Kind] => [
    `the unlisted event ${event}`,
    makeTrigger({ event }),
    'build',
    'push',
  ]),
]

test.each(rows)('push: auto on %s', (_, trigger, auto) => {
  expect(decideIntent(trigger, 'auto').kind).toBe(auto)
})

describe('push: digest', () => {
  const push = { kind: 'push', reason: 'push is digest' }
  test.each<[string, Trigger, object]>([
    ['a push', makeTrigger(), push],
    ['a pull request from this repository', makePull(), push],
    ['a merge group', makeTrigger({ event: 'merge_group', ref: queue }), push],
    ['pull_request_target from a fork', makePull({ event: 'pull_request_target' }, { fork: true }), push],
    [
      'a pull request from a fork',
      makePull({}, { fork: true }),
      { kind: 'build', reason: 'a pull request from a fork may not push' },
    ],
    [
      'a review of a pull request from a fork',
      makePull({ event: 'pull_request_review' }, { fork: true }),
      { kind: 'build', reason: 'a pull request from a fork may not push' },
    ],
    [
      'a pull request by Dependabot',
      makePull(bot),
      { kind: 'build', reason: "Dependabot's token may only read" },
    ],
    ['a push by Dependabot', makeTrigger(bot), { kind: 'build', reason: "Dependabot's token may only read" }],
  ])('%s', (_, trigger, intent) => expect(decideIntent(trigger, 'digest')).toEqual(intent))
})

test.each(rows.map(([name, trigger, , forced]) => [name, trigger, forced] as const))(
  'push: true on %s',
  (_, trigger, forced) => {
    expect(decideIntent(trigger, true).kind).toBe(forced)
  },
)

test.each(rows.map(([name, trigger, auto]) => [name, trigger, auto] as const))(
  'push: false on %s',
  (_, trigger, auto) => {
    expect(decideIntent(trigger, false).kind).toBe(auto === 'nothing' ? 'nothing' : 'build')
  },
)

test.each(rows.map(([name, trigger, auto, forced]) => [name, trigger, auto, forced] as const))(
  'push: digest on %s pushes only if the run has secrets',
  (_, trigger, auto, forced) => {
    expect(decideIntent(trigger, 'digest').kind).toBe(runsWithoutSecrets(trigger) ? auto : forced)
  },
)

test.each<[name: string, trigger: Trigger, push: Push, reason: string]>([
  [
    'push: digest from a fork',
    makePull({}, { fork: true }),
    'digest',
    'a pull request from a fork may not push',
  ],
  ['push: true', makeTrigger(), true, 'push is true'],
  ['push: false', makeTrigger(), false, 'push is false'],
  [
    'a pull request from a fork',
    makePull({}, { fork: true }),
    'auto',
    'a pull request from a fork may not push',
  ],
  ['a pull request by Dependabot', makePull(bot), 'auto', "Dependabot's token may only read"],
  [
    'an unlisted event',
    makeTrigger({ event: 'workflow_run', action: 'completed' }),
    'auto',
    "event 'workflow_run, completed' does not publish by itself; push: true overrides it",
  ],
  ['a closed pull request', makePull({ action: 'closed' }), true, 'the pull request was closed'],
])('the intent explains its decision for %s', (_, trigger, push, reason) => {
  expect(decideIntent(trigger, push).reason).toBe(reason)
})

test('withoutPush turns a push into a build and keeps other intents', () => {
  const intents: Intent[] = [
    { kind: 'push', reason: 'push is true' },
    { kind: 'build', reason: 'push is false' },
    { kind: 'nothing', reason: 'the ref was deleted' },
  ]
  expect(intents.map((intent) => withoutPush({ intent }).intent)).toEqual([
    { kind: 'build', reason: 'its code is not trusted' },
    ...intents.slice(1),
  ])
})

test.each<[name: string, trigger: Trigger, expected: boolean]>([
  ['a push has secrets', makeTrigger(), false],
  ['a push by Dependabot has no secrets', makeTrigger(bot), true],
  ['a pull request has secrets', makePull(), false],
  ['a pull request from a fork has no secrets', makePull({}, { fork: true }), true],
  [
    'a review of a pull request from a fork has no secrets',
    makePull({ event: 'pull_request_review' }, { fork: true }),
    true,
  ],
  ['a review of a pull request from a branch has secrets', makePull({ event: 'pull_request_review' }), false],
  [
    'pull_request_target has secrets, even from a fork',
    makePull({ event: 'pull_request_target' }, { fork: true }),
    false,
  ],
])('%s', (_, trigger, expected) => {
  expect(runsWithoutSecrets(trigger)).toBe(expected)
})

test.each(['auto', true, 'digest'] as const)(
  'a pull request from a fork that may hold secrets is not pushed with push: %s',
  (push) => {
    const trigger = makePull({}, { fork: true, mayHoldSecrets: true })
    expect(decideIntent(trigger, push)).toEqual({
      kind: 'build',
      reason: 'a pull request from a fork may not push',
    })
  },
)

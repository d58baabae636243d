import { parseRepository } from '../../src/model/reference.ts'
import type { TagResult } from '../../src/model/result.ts'
import type { Trigger } from '../../src/model/trigger.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { describeIntent, describeResult, describeTag, tabulatePlans } from '../../src/report/log-lines.ts'
import { makePlan, makeTags } from '../helpers/plan.ts'
import { digest, makeImage, makeResult, makeTag, older } from '../helpers/result.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

test.each<[name: string, trigger: Trigger, expected: string]>([
  ['a push', makeTrigger(), 'Event push on branch main, commit 860c1904a1ce: build and push.'],
  [
    'a pull request',
    makePull(),
    'Event pull_request (opened) on pull request 7, commit 860c1904a1ce: build and push.',
  ],
  [
    'a pull request from a fork',
    makePull({}, { fork: true }),
    'Event pull_request (opened) on pull request 7, commit 860c1904a1ce: build, not push (a pull request from a fork may not push).',
  ],
  [
    'a deleted ref',
    makeTrigger({ event: 'delete', ref: 'refs/tags/v1' }),
    'Event delete on tag v1, commit 860c1904a1ce: do nothing (the ref was deleted).',
  ],
])('the first line of the log describes %s', (_, trigger, expected) => {
  expect(describeIntent(trigger, makePlan({}, trigger).intent)).toEqual(expected)
})

const plan: Plan = {
  ...makePlan({ images: 'a/b\nghcr.io/acme/app' }, makeTrigger(), makeTags('main', 'latest')),
  labels: { title: 'app', description: 'one\n::error::two' },
}

test('a dry run shows the plan as a table, each value on one line', () => {
  expect(tabulatePlans([plan])).toEqual([
    'image             tag',
    '---------------------',
    'a/b               main',
    'a/b               latest',
    'ghcr.io/acme/app  main',
    'ghcr.io/acme/app  latest',
    '',
    'labels:',
    'title="app"',
    'description="one\\n::error::two"',
  ])
})

test('the table of a plan without tags contains (no tags)', () => {
  expect(tabulatePlans([{ ...plan, tags: [] }])).toContain('(no tags)')
})

test.each<[name: string, tag: TagResult, expected: string]>([
  ['a new tag', makeTag('main'), `created   ghcr.io/acme/app:main ${digest}`],
  [
    'a moved tag with its previous digest',
    makeTag('main', { action: 'moved', previous: older }),
    `moved     ghcr.io/acme/app:main ${digest} (was ${older})`,
  ],
  [
    'an unchanged tag',
    makeTag('main', { action: 'unchanged', previous: digest }),
    `unchanged ghcr.io/acme/app:main ${digest}`,
  ],
  [
    'a failed tag with the reason',
    {
      ref: 'x:y',
      repository: parseRepository('x'),
      name: 'y',
      action: 'failed',
      reason: 'the registry does not have it',
    },
    'failed    x:y: the registry does not have it',
  ],
])('describeTag formats %s', (_, tag, expected) => {
  expect(describeTag(tag)).toBe(expected)
})

test('the last lines list the tags, the platforms and the duration', () => {
  const images = [makeImage([makeTag('main')], { platforms: [{ platform: 'linux/amd64', size: 1500 }] })]
  expect(describeResult(makeResult({ images }))).toEqual([
    `created   ghcr.io/acme/app:main ${digest}`,
    'Platforms: linux/amd64 1.5 kB.',
    'Done in 12 s.',
  ])
})

test('the last line of a run without images is its duration', () => {
  expect(describeResult(makeResult({ images: [] }))).toEqual(['Done in 12 s.'])
})

test.each([
  [{ kind: 'push', reason: 'push is true' }, 'Promotion of existing images.'],
  [{ kind: 'build', reason: 'push is false' }, 'Nothing is published (push is false).'],
] as const)('a promotion without a commit is described without one: %j', (intent, expected) => {
  expect(describeIntent(makeTrigger({ event: 'local', revision: '', sha: '' }), intent)).toBe(expected)
})

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
    'what is gone',
    makeTrigger({ event: 'delete', ref: 'refs/tags/v1' }),
    'Event delete on tag v1, commit 860c1904a1ce: do nothing (the ref was deleted).',
  ],
])('the first line tells of %s', (_, trigger, expected) => {
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

test('a plan without tags says so', () => {
  expect(tabulatePlans([{ ...plan, tags: [] }])).toContain('(no tags)')
})

test.each<[name: string, tag: TagResult, expected: string]>([
  ['a new tag', makeTag('main'), `created   ghcr.io/acme/app:main ${digest}`],
  [
    'a moved tag, with what it held',
    makeTag('main', { action: 'moved', previous: older }),
    `moved     ghcr.io/acme/app:main ${digest} (was ${older})`,
  ],
  [
    'an unchanged tag',
    makeTag('main', { action: 'unchanged', previous: digest }),
    `unchanged ghcr.io/acme/app:main ${digest}`,
  ],
  [
    'a tag that failed, with the reason',
    {
      ref: 'x:y',
      repository: parseRepository('x'),
      name: 'y',
      action: 'failed',
      reason: 'the registry does not have it',
    },
    'failed    x:y: the registry does not have it',
  ],
])('one line tells of %s', (_, tag, expected) => {
  expect(describeTag(tag)).toBe(expected)
})

test('the last lines tell the tags, the platforms and the time', () => {
  const images = [makeImage([makeTag('main')], { platforms: [{ platform: 'linux/amd64', size: 1500 }] })]
  expect(describeResult(makeResult({ images }))).toEqual([
    `created   ghcr.io/acme/app:main ${digest}`,
    'Platforms: linux/amd64 1.5 kB.',
    'Done in 12 s.',
  ])
})

test('a run without anything tells its time', () => {
  expect(describeResult(makeResult({ images: [] }))).toEqual(['Done in 12 s.'])
})

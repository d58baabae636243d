import type { PlannedTag } from '../../src/model/planned-tag.ts'
import { describeImage, describeRun, type Labels } from '../../src/plan/labels.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

const oci = (over: Record<string, string>): Labels =>
  Object.fromEntries(Object.entries(over).map(([key, value]) => [`org.opencontainers.image.${key}`, value]))

test('a push gets labels from the data of the event', () => {
  const repository = { ...makeTrigger().repository, description: 'Two\nlines, "quoted"', license: 'MIT' }
  const trigger = makeTrigger({ repository })
  expect(describeImage(trigger, '1.2.3')).toEqual(
    oci({
      title: 'app',
      description: 'Two\nlines, "quoted"',
      url: 'https://github.com/acme/app',
      source: 'https://github.com/acme/app',
      version: '1.2.3',
      created: trigger.commitTime,
      revision: trigger.revision,
      licenses: 'MIT',
    }),
  )
})

test('unknown values and an empty version are left out', () => {
  const keys = Object.keys(describeImage(makeTrigger(), '')).map((key) => key.split('.').at(-1))
  expect(keys).toEqual(['title', 'url', 'source', 'created', 'revision'])
})

test.each([
  ['the commit', makeTrigger(), '2020-01-09T23:45:10.000Z'],
  ['the run for a schedule', makeTrigger({ event: 'schedule' }), '2020-01-10T00:30:00.000Z'],
])('created is the time of %s', (_, trigger, expected) => {
  expect(describeImage(trigger, 'x')).toMatchObject(oci({ created: expected }))
})

test('the revision is the built commit, not that of the event', () => {
  const revision = 'd'.repeat(40)
  expect(describeImage(makeTrigger({ revision }), 'x')).toMatchObject(oci({ revision }))
})

const line: PlannedTag = {
  name: 'v1-slim',
  priority: 900,
  follows: { kind: 'line', scheme: 'semver', version: '1.2.3' },
}
const branch: PlannedTag = { name: 'main', priority: 600, follows: { kind: 'branch', branch: 'main' } }

/** Every key is set, because an image inherits the labels of its base image. */
const none = { 'dev.tagboat.head': '', 'dev.tagboat.branch': '', 'dev.tagboat.version': '' }

test.each<[name: string, labels: Labels, expected: Labels]>([
  [
    'a push records its event and branch',
    describeRun(makeTrigger({ ref: 'refs/heads/feature/x' }), [branch]),
    { ...none, 'dev.tagboat.event': 'push', 'dev.tagboat.branch': 'feature/x' },
  ],
  [
    'a release records its version without prefix and suffix',
    describeRun(makeTrigger({ ref: 'refs/tags/v1.2.3' }), [branch, line]),
    { ...none, 'dev.tagboat.event': 'push', 'dev.tagboat.version': '1.2.3' },
  ],
  [
    'a pull request records its head commit and branch',
    describeRun(makePull(), []),
    {
      ...none,
      'dev.tagboat.event': 'pull_request',
      'dev.tagboat.head': '2f0c1b4a5e6d7c8b9a0f1e2d3c4b5a6978879695',
      'dev.tagboat.branch': 'tickets/DM-42',
    },
  ],
  [
    'a pull request from a fork records no branch',
    describeRun(makePull({}, { headRef: 'main', headSha: '', fork: true }), []),
    { ...none, 'dev.tagboat.event': 'pull_request' },
  ],
  [
    'pull_request_target records neither head commit nor branch',
    describeRun(makePull({ event: 'pull_request_target' }, { headRef: 'main', headSha: '' }), []),
    { ...none, 'dev.tagboat.event': 'pull_request_target' },
  ],
  [
    'a git tag records an empty branch',
    describeRun(makeTrigger({ ref: 'refs/tags/nightly-7' }), []),
    { ...none, 'dev.tagboat.event': 'push' },
  ],
])('%s', (_, labels, expected) => {
  expect(labels).toEqual(expected)
})

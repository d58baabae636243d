import type { PlannedTag } from '../../src/model/planned-tag.ts'
import { describeImage, describeRun, type Labels } from '../../src/plan/labels.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

const oci = (over: Record<string, string>): Labels =>
  Object.fromEntries(Object.entries(over).map(([key, value]) => [`org.opencontainers.image.${key}`, value]))

test('a push is described by what GitHub tells', () => {
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

test('what is not known is left out, and so is an empty version', () => {
  const keys = Object.keys(describeImage(makeTrigger(), '')).map((key) => key.split('.').at(-1))
  expect(keys).toEqual(['title', 'url', 'source', 'created', 'revision'])
})

test.each([
  ['a commit', makeTrigger(), '2020-01-09T23:45:10.000Z'],
  ['now, for a schedule', makeTrigger({ event: 'schedule' }), '2020-01-10T00:30:00.000Z'],
])('created is the time of %s', (_, trigger, expected) => {
  expect(describeImage(trigger, 'x')).toMatchObject(oci({ created: expected }))
})

test('the revision is the commit that was built, not the event’s', () => {
  const revision = 'd'.repeat(40)
  expect(describeImage(makeTrigger({ revision }), 'x')).toMatchObject(oci({ revision }))
})

const line: PlannedTag = {
  name: 'v1-slim',
  priority: 900,
  follows: { kind: 'line', scheme: 'semver', version: '1.2.3' },
}
const branch: PlannedTag = { name: 'main', priority: 600, follows: { kind: 'branch', branch: 'main' } }

/** Every key is written. */
const none = { 'dev.tagboat.head': '', 'dev.tagboat.branch': '', 'dev.tagboat.version': '' }

test.each<[name: string, labels: Labels, expected: Labels]>([
  [
    'a push says which event it was, and of which branch',
    describeRun(makeTrigger({ ref: 'refs/heads/feature/x' }), [branch]),
    { ...none, 'dev.tagboat.event': 'push', 'dev.tagboat.branch': 'feature/x' },
  ],
  [
    'a release says its version before prefix and suffix',
    describeRun(makeTrigger({ ref: 'refs/tags/v1.2.3' }), [branch, line]),
    { ...none, 'dev.tagboat.event': 'push', 'dev.tagboat.version': '1.2.3' },
  ],
  [
    'a pull request says its head, since it builds a merge commit, and its branch',
    describeRun(makePull(), []),
    {
      ...none,
      'dev.tagboat.event': 'pull_request',
      'dev.tagboat.head': '2f0c1b4a5e6d7c8b9a0f1e2d3c4b5a6978879695',
      'dev.tagboat.branch': 'tickets/DM-42',
    },
  ],
  [
    'a pull request of a fork has no branch of ours, whatever the fork calls its own',
    describeRun(makePull({}, { headRef: 'main', headSha: '', fork: true }), []),
    { ...none, 'dev.tagboat.event': 'pull_request' },
  ],
  [
    'pull_request_target builds the base’s commit and not the head branch’s',
    describeRun(makePull({ event: 'pull_request_target' }, { headRef: 'main', headSha: '' }), []),
    { ...none, 'dev.tagboat.event': 'pull_request_target' },
  ],
  [
    'a git tag has no branch, and says so: an image inherits the labels of its base',
    describeRun(makeTrigger({ ref: 'refs/tags/nightly-7' }), []),
    { ...none, 'dev.tagboat.event': 'push' },
  ],
])('for a later run: %s', (_, labels, expected) => {
  expect(labels).toEqual(expected)
})

import { readFileSync } from 'node:fs'
import {
  type Before,
  describeEvent,
  now,
  readWorkflows,
  resolveInputs,
  runs,
} from '../../scripts/lib/recorded-workflows.mjs'
import { metadataTags } from '../../src/proof/metadata-tags.ts'

type Described = ReturnType<typeof describeEvent>
type Inputs = Readonly<Record<string, string>>

const times = { date: now, commitDate: now, shortShaLength: 7 }

/** The run as docker/metadata-action sees it, whose ref on `pull_request_target` is the pull request's. */
function describeRun({ payload, contexts: { github } }: Described) {
  return { eventName: github.event_name, ref: github.ref, sha: github.sha, payload, ...times }
}

const tagsOf = ({ images = '', tags = '', flavor = '' }: Inputs, run: ReturnType<typeof describeRun>) =>
  metadataTags({ images, tags, flavor, cutsComments: false }, run)

const rows = readWorkflows().flatMap((workflow) =>
  workflow.events
    .filter(({ version }) => version !== undefined)
    .map((event, index) => ({
      workflow,
      event,
      title: `${workflow.name} ${index + 1}: ${event.event} ${event.ref ?? event.head ?? ''}`,
    })),
)

/** The steps with docker/metadata-action that run, and whose tags nothing replaces. */
function describeSteps(workflow: (typeof rows)[number]['workflow'], described: Described) {
  const { contexts } = described
  return workflow.before
    .filter((step: Before) => step['metadata-action'] && runs(step, contexts))
    .map((step: Before) =>
      tagsOf(resolveInputs(step['metadata-action'] ?? {}, contexts), describeRun(described)),
    )
}

test.each(rows)('the tags are those that docker/metadata-action gave in $title', ({ workflow, event }) => {
  const results = describeSteps(workflow, describeEvent(workflow, event))
  expect(results.map(({ version }) => version)).toContain(event.version)
  const recorded = new Set(event.there)
  const own = workflow.before.some(
    (step) => (step['build-push-action'] ?? step['bake-action'])?.tags !== undefined,
  )
  if (!own) expect(new Set(results.flatMap(({ tags }) => tags))).toEqual(recorded)
})

test('most of the recorded events are compared', () => {
  expect(rows.length).toBeGreaterThan(70)
})

/** The rows of the table in docs/tags.md, whose column `there` was recorded from docker/metadata-action. */
const table = readFileSync(new URL('../../docs/tags.md', import.meta.url), 'utf8')
  .split('## Differences from docker/metadata-action')[1]
  ?.split('\n')
  .filter((line) => /^\| (?:tag|branch) `/.test(line))
  .map((line) => {
    const [ref = '', rules = '', there = ''] = line.split(/ ?(?<!\\)\| ?/).slice(1)
    const [, kind = '', name = ''] = /^(tag|branch) `(.*)`$/.exec(ref) ?? []
    const codes = (text: string) => [...text.matchAll(/`([^`]*)`/g)].map(([, code = '']) => code)
    return {
      ref: `refs/${kind === 'tag' ? 'tags' : 'heads'}/${name}`,
      rules: codes(rules),
      there: codes(there),
    }
  })

test.each(table ?? [])(
  'docker/metadata-action gives $there for $rules on $ref, as docs/tags.md says',
  ({ ref, rules, there }) => {
    const [workflow] = readWorkflows()
    if (workflow === undefined) throw new Error('no recorded workflow')
    const described = describeEvent(
      { ...workflow, 'default-branch': 'main' },
      { event: 'push', ref, there: [], pushes: true },
    )
    const run = { ...describeRun(described), sha: '860c1904a1ce19322e91ac35af1ab07466440c37' }
    const name = () => tagsOf({ tags: rules.join('\n') }, run).tags
    if (there.length === 0) expect(name).toThrow()
    else expect(name()).toEqual(there)
  },
)

test('the table of differences has at least twenty rows', () => {
  expect(table?.length).toBeGreaterThanOrEqual(20)
})

/**
 * Real workflows, migrated as in docs/migration.md. In each event the migrated step plans what docker's actions publish, except
 * for differences that the data explains. CONTRIBUTING.md describes how they are recorded.
 */
import { describeEvent, readWorkflows, resolveInputs } from '../../scripts/lib/recorded-workflows.mjs'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import { makeWorkspace, runEvent } from './run-event.ts'

const workspace = makeWorkspace()
afterAll(() => workspace.remove())

const workflows = readWorkflows()
type Event = (typeof workflows)[number]['events'][number]

const rows = workflows.flatMap((workflow) =>
  workflow.events.map((event, index) => ({
    workflow,
    event,
    title: `${workflow.name} ${index + 1}: ${titleOf(event)}`,
  })),
)

function titleOf({ event, action, ref = '', head, fork, contexts }: Event): string {
  const subject =
    head === undefined ? ref.replace(/^refs\/(heads|tags)\//, '') : `${head}${fork ? ' of a fork' : ''}`
  const leg = contexts === undefined ? '' : JSON.stringify(contexts).slice(0, 60)
  return [event, action, subject, leg].filter(Boolean).join(' ')
}

/** Removes the host of Docker Hub and duplicates. */
const normal = (references: readonly string[]) =>
  [...new Set(references.map((one) => one.replace(/^docker\.io\//, '')))].sort()

/** The expected result: the recorded one, unless the data overrides it. A version is recorded if docker/metadata-action ran. */
function expectedOf({
  there,
  pushes,
  version,
  here,
  'here-pushes': herePushes,
  'here-version': hereVersion,
  fails,
}: Event) {
  if (fails !== undefined) return { fails }
  return { tags: normal(here ?? there), pushes: herePushes ?? pushes, version: hereVersion ?? version }
}

test('the data has at least fifteen projects and more than eighty events', () => {
  expect(new Set(workflows.map(({ source }) => source.repository)).size).toBeGreaterThanOrEqual(15)
  expect(rows.length).toBeGreaterThan(80)
})

test.each(rows)('$title', async ({ workflow, event }) => {
  const done = await runEvent(workflow, event, workspace).then(
    ({ tags, pushes, version }) => ({
      tags: normal(tags),
      pushes,
      version: event.version === undefined ? undefined : version,
    }),
    (error: unknown) => {
      if (event.fails === undefined || !(error instanceof TagboatError)) throw error
      return { fails: error.problems.map(({ code }) => code).join(' ') }
    },
  )
  expect(done).toEqual(expectedOf(event))
})

test('every difference has a reason, and every reason a difference', () => {
  const wrong = rows.filter(({ event }) => {
    const { there, pushes, version } = event
    const recorded = { tags: normal(there), pushes, version }
    return (JSON.stringify(recorded) !== JSON.stringify(expectedOf(event))) !== (event.differs !== undefined)
  })
  expect(wrong.map(({ title }) => title)).toEqual([])
})

const labelled = workflows.filter(({ after }) => after.labels !== undefined)

test.each(labelled)('the migrated step of $name plans the labels of its workflow', async (workflow) => {
  const [event] = workflow.events
  if (event === undefined) throw new Error('no event')
  const { contexts } = describeEvent(workflow, event)
  const { labels: expected = '' } = resolveInputs({ labels: workflow.after.labels }, contexts)
  const { labels } = await runEvent(workflow, event, workspace)
  expect(labels).toEqual(expect.arrayContaining(expected.trim().split('\n')))
})

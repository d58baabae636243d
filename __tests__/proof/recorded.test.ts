/** The tags before a migration are those that docker's actions gave in the recorded events; those after it are Tagboat's. */

import { parse } from 'yaml'
import { readWorkflows } from '../../scripts/lib/recorded-workflows.mjs'
import { at } from '../../src/json.ts'
import { memoize, sameKey } from '../../src/memoize.ts'
import { migrateWorkflow } from '../../src/migrate/migrate-workflow.ts'
import { compareRuns } from '../../src/proof/compare-runs.ts'
import { Placeholders } from '../../src/proof/fill-text.ts'
import { type JobResult, pushedReferences } from '../../src/proof/publication.ts'
import { runJob } from '../../src/proof/run-job.ts'
import { loadExpressions } from '../../src/workflow-expressions/expressions.ts'
import { writeWorkflow } from '../migrate/recorded-jobs.ts'
import { describeRun, jobAfter, jobBefore } from './recorded-runs.ts'

const expressions = await loadExpressions()

/** Removes the host of Docker Hub and duplicates. */
const normal = (references: Iterable<string>) =>
  [...new Set([...references].map((one) => one.replace(/^docker\.io\//, '')))].sort()

const describeResult = (result: JobResult) => ({
  all: normal(result.publications.flatMap(({ references }) => references)),
  pushed: normal(pushedReferences([result]).values()),
})

const rows = readWorkflows().flatMap((workflow) =>
  workflow.events.map((event, index) => ({
    workflow,
    event,
    title: `${workflow.name} ${index + 1}: ${event.event} ${event.ref ?? event.head ?? ''}`,
  })),
)

/** Each run is made once, for all tests about it. */
const runRecorded = memoize(sameKey, (title: string) => {
  const row = rows.find((one) => one.title === title)
  if (row === undefined) throw new Error(`no row ${title}`)
  const run = describeRun(row.workflow, row.event)
  const placeholders = new Placeholders()
  const tools = { expressions, placeholders }
  const before = runJob(jobBefore(row.workflow), {}, run, tools)
  const after = runJob(jobAfter(row.workflow), {}, run, tools)
  const proof = compareRuns(
    { title, group: title, event: run.event, assumed: [], placeholders },
    [before],
    [after],
  )
  return { before, after, proof }
})

test('more than a hundred recorded events are compared', () => {
  expect(rows.length).toBeGreaterThan(100)
})

test.each(rows)('the tags before are the recorded ones in $title', ({ title, event }) => {
  const { before } = runRecorded(title)
  const there = normal(event.there)
  // docker/metadata-action gives this reference, and buildx refuses it.
  const isRefused = event.there.some((one) => one.endsWith(':') || /:.*\/.*-ce$/.test(one))
  if (isRefused) expect(before.failure).toContain('buildx refuses')
  else expect(describeResult(before)).toEqual({ all: there, pushed: event.pushes ? there : [] })
})

test.each(rows.filter(({ event }) => event.fails === undefined))(
  'the tags after are those that the action plans in $title',
  ({ title, event }) => {
    const here = normal(event.here ?? event.there)
    const { after } = runRecorded(title)
    expect(describeResult(after)).toEqual({
      all: here,
      pushed: (event['here-pushes'] ?? event.pushes) ? here : [],
    })
  },
)

test.each(rows.filter(({ event }) => event.differs === undefined))(
  'the proof finds no difference in $title',
  ({ title }) => {
    const { proof } = runRecorded(title)
    expect({ ...proof, before: normal(proof.before) }).toMatchObject({
      before: normal(proof.after),
      differences: [],
      problems: [],
      unread: [],
    })
  },
)

const reasons: Readonly<Record<string, RegExp>> = {
  'latest is never for a prerelease': /is a prerelease, which never gets 'latest'/,
  'semver has no line 0': /is not published for versions 0.x/,
  'a fork may not push: there the login fails, here push: auto only builds':
    /no secrets, so today's push fails/,
  'no rule gives a tag: there the push fails at the end of the step, here before the build':
    /pushes without a tag/,
  'a branch with a slash is not a valid tag, and the build fails': /'fix\/login-ce' is not a valid tag/,
  'an empty input makes a reference without a tag: there the build fails': /'' is not a valid tag/,
}

test.each(rows.filter(({ event }) => event.differs !== undefined))(
  'the proof explains the difference in $title',
  ({ title, event }) => {
    const { differences, problems, unread } = runRecorded(title).proof
    expect(problems).toEqual([])
    const texts = [...differences.map(({ reason }) => reason ?? 'no reason'), ...unread]
    expect(texts.length).toBeGreaterThan(0)
    for (const text of texts) expect(text).toMatch(reasons[event.differs ?? ''] ?? /a known difference/)
  },
)

/** Rows whose job a migration changes. Its proof refuses the rules of freshrss; the others build with a script. */
const unchanged = ['autobrr', 'coolify', 'freshrss', 'pi-hole', 'supabase-realtime', 'vaultwarden']
const migrated = rows.filter(({ workflow }) => !unchanged.includes(workflow.name))

/** The job of a workflow after its migration. */
const migrateRecorded = memoize(sameKey, (name: string) => {
  const workflow = readWorkflows().find((one) => one.name === name)
  if (workflow === undefined) throw new Error(`no workflow ${name}`)
  return { job: at(parse(migrateWorkflow(`${name}.yml`, writeWorkflow(workflow)).text), 'jobs', 'image') }
})

/** Errors of Tagboat where docker's push fails later, or where a tag is not valid. */
const refusals =
  /gets no tag from the rules in input tags|'fix\/login-ce' cannot be a tag|would not publish (?:ghcr\.io\/)?koush\/scrypted:, /

test.each(migrated)(
  'the job that tagboat migrate writes publishes what docker published in $title',
  ({ workflow, event }) => {
    const { job } = migrateRecorded(workflow.name)
    const run = describeRun(workflow, event)
    const placeholders = new Placeholders()
    const after = runJob(job, {}, run, { expressions, placeholders })
    const rules = workflow.before.map((step) => String(step['metadata-action']?.tags ?? '')).join('\n')
    const there = { references: event.there, kind: event.pushes ? ('push' as const) : ('build' as const) }
    const before = { publications: [there], rules }
    const proof = compareRuns(
      { title: '', group: '', event: run.event, assumed: [], placeholders },
      [before],
      [after],
    )
    expect(proof.unread).toEqual([])
    if (event.differs === undefined) expect(proof).toMatchObject({ differences: [], problems: [] })
    for (const problem of proof.problems) expect(problem).toMatch(refusals)
  },
)

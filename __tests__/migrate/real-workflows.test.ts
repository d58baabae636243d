/**
 * The steps of docker's actions in real workflows (`__tests__/workflows/`), as a job around them, with logins and set-up. A row says
 * whether the job is migrated, or why it stays. The tags of the migrated jobs stay the same
 * in every event, except for differences with a reason.
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import { readWorkflows } from '../../scripts/lib/recorded-workflows.mjs'
import { migrate } from '../../src/migrate/migrate.ts'
import { migrateWorkflow } from '../../src/migrate/migrate-workflow.ts'

type Workflow = ReturnType<typeof readWorkflows>[number]

/** A job with the recorded steps, as their workflow has them. */
function write(workflow: Workflow): string {
  const { before, name } = workflow
  const steps = before.flatMap((step, index) => {
    const id = index === 0 ? 'meta' : `meta${index}`
    const condition = step.if === undefined ? {} : { if: step.if }
    const own = (text: unknown) => String(text).replaceAll('steps.meta.', `steps.${id}.`)
    const meta = step['metadata-action']
    const build = step['build-push-action']
    const bake = step['bake-action']
    const tags = meta === undefined ? {} : { tags: `\${{ steps.${id}.outputs.tags }}` }
    const inputs = Object.fromEntries(Object.entries(build ?? {}).map(([key, value]) => [key, own(value)]))
    const files = `docker-bake.hcl\ncwd://\${{ steps.${id}.outputs.bake-file }}`
    return [
      ...(meta === undefined ? [] : [{ uses: 'docker/metadata-action@v5', id, ...condition, with: meta }]),
      ...(build === undefined
        ? []
        : [
            { uses: 'docker/build-push-action@v6', ...condition, with: { context: '.', ...tags, ...inputs } },
          ]),
      ...(bake === undefined
        ? []
        : [{ uses: 'docker/bake-action@v6', ...condition, with: { ...bake, files } }]),
      ...(step.run === undefined ? [] : [{ run: 'docker buildx imagetools create app' }]),
    ]
  })
  const setup = [
    { uses: 'actions/checkout@v5' },
    { uses: 'docker/setup-qemu-action@v3' },
    { uses: 'docker/setup-buildx-action@v3' },
    { uses: 'docker/login-action@v3', with: { username: 'bot', password: '${{ secrets.TOKEN }}' } },
  ]
  const { inputs, matrix, steps: ids } = declarationsOf(workflow)
  const earlier = ids.map((id) => ({ id, run: 'echo version=1 >> "$GITHUB_OUTPUT"' }))
  const job = {
    'runs-on': 'ubuntu-latest',
    strategy: { matrix: { include: [matrix] } },
    steps: [...earlier, ...setup, ...steps],
  }
  const on = {
    ...triggersOf(workflow, inputs),
    ...(Object.keys(inputs).length > 0 && { workflow_call: { inputs } }),
  }
  return stringify({ name, on, jobs: { image: job } }, { lineWidth: 0 })
}

/** The recorded events as triggers. */
function triggersOf({ events }: Workflow, inputs: object) {
  const settings: Readonly<Record<string, object>> = {
    workflow_dispatch: { inputs },
    schedule: [{ cron: '0 0 * * *' }],
    release: { types: ['published'] },
    workflow_run: { workflows: ['CI'], types: ['completed'] },
  }
  return Object.fromEntries(events.map(({ event }) => [event, settings[event] ?? {}]))
}

/** The inputs, matrix and earlier steps that the recorded expressions read. */
function declarationsOf({ before, contexts, events }: Workflow) {
  const all = [contexts, ...events.map((event) => event.contexts)]
  const of = (key: string) => Object.assign({}, ...all.map((one) => one?.[key] ?? {}))
  const keys = [...JSON.stringify(before).matchAll(/matrix\.([\w-]+)/g)].map(([, key]) => [key, ''])
  const dispatched = [...JSON.stringify(before).matchAll(/event\.inputs\.([\w-]+)/g)].map(([, key]) => [
    key,
    { type: 'string' },
  ])
  const types = Object.entries(of('inputs')).map(([name, value]) => [
    name,
    { type: typeof value === 'boolean' ? 'boolean' : 'string' },
  ])
  return {
    inputs: Object.fromEntries([...dispatched, ...types]),
    matrix: { leg: 'one', ...Object.fromEntries(keys), ...of('matrix') },
    steps: Object.keys(of('steps')),
  }
}

const buildsNothing =
  /^The job builds nothing with docker\/build-push-action or docker\/bake-action, so its steps stay\.$/

/** The workflows whose job stays, with the reason. */
const stays: Readonly<Record<string, RegExp>> = {
  autobrr: buildsNothing,
  // docker/metadata-action ignores onlatest there.
  freshrss:
    /^The tags would not stay the same on push of branch 'main' .*: The Tagboat step fails: .* no attribute 'onlatest'/,
  coolify: buildsNothing,
  'pi-hole': buildsNothing,
  'supabase-realtime': buildsNothing,
  vaultwarden: buildsNothing,
}

const workflows = readWorkflows()
const rows = workflows.map((workflow) => {
  const why = stays[workflow.name]
  const reason = why === buildsNothing ? 'a script publishes' : 'a rule means something else'
  const does = why === undefined ? 'is migrated, with a proof of its tags' : `stays, because ${reason}`
  return { title: `the job of ${workflow.name} ${does}`, workflow, why }
})

test.each(rows)('$title', async ({ workflow, why }) => {
  const done = await migrate(`${workflow.name}.yml`, write(workflow))
  const [job] = done.jobs
  expect(job?.kind).toBe(why === undefined ? 'changed' : 'unchanged')
  if (why !== undefined) expect(job?.messages[0]).toMatch(why)
  expect(/docker\/(?:build-push|bake)-action/.test(done.text)).toBe(
    why !== undefined && why !== buildsNothing,
  )
  expect(done.proofs.map(({ isProven }) => isProven)).toEqual(why === undefined ? [true] : [])
  const runs = done.proofs.flatMap((proof) => proof.runs)
  const publishes = why === undefined && !['invidious', 'jellyfin-vue'].includes(workflow.name)
  expect(runs.some(({ before }) => before.length > 0)).toBe(publishes)
})

test('every reason belongs to a workflow', () => {
  const names = workflows.map(({ name }) => name)
  expect(Object.keys(stays).filter((name) => !names.includes(name))).toEqual([])
})

test('actionlint accepts all migrated jobs of real workflows', () => {
  const files = workflows.map((workflow) => ({
    name: workflow.name,
    text: migrateWorkflow('image.yml', write(workflow)).text,
  }))
  const script = fileURLToPath(new URL('../../scripts/lib/lint-workflows.mjs', import.meta.url))
  const found = execFileSync(process.execPath, [script], { input: JSON.stringify(files), encoding: 'utf8' })
  expect(JSON.parse(found)).toEqual([])
})

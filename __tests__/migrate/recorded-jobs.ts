import { stringify } from 'yaml'
import type { readWorkflows } from '../../scripts/lib/recorded-workflows.mjs'

type Workflow = ReturnType<typeof readWorkflows>[number]

/** A workflow with the recorded steps in the job `image`, with their events, logins and set-up. */
export function writeWorkflow(workflow: Workflow): string {
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

import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { type WorkflowPlan, writeWorkflow } from '../../src/init/write-workflow.ts'

const single: WorkflowPlan = {
  source: { kind: 'single', item: { name: 'app', context: '.' } },
  defaultBranch: 'main',
}

const rows: readonly { what: string; plan: WorkflowPlan; inputs: object | undefined }[] = [
  { what: 'no input for the Dockerfile in the root', plan: single, inputs: undefined },
  {
    what: 'context and file of a Dockerfile elsewhere',
    plan: {
      ...single,
      source: { kind: 'single', item: { name: 'a', context: 'a b', file: 'a b/x.Dockerfile' } },
    },
    inputs: { context: 'a b', file: 'a b/x.Dockerfile' },
  },
  {
    what: 'a login for another registry than GitHub’s',
    plan: {
      ...single,
      images: 'docker.io/acme/app',
      host: 'docker.io',
      platforms: 'linux/amd64,linux/arm64',
    },
    inputs: {
      images: 'docker.io/acme/app',
      platforms: 'linux/amd64,linux/arm64',
      registry: 'docker.io',
      username: '${{ vars.DOCKERHUB_USERNAME }}',
      password: '${{ secrets.DOCKERHUB_TOKEN }}',
    },
  },
  {
    what: 'the platforms of a bake file as an override',
    plan: {
      ...single,
      source: { kind: 'bake', file: 'docker-bake.hcl' },
      images: 'ghcr.io/${{ github.repository }}/{{target}}',
      host: 'ghcr.io',
      platforms: 'linux/arm64',
    },
    inputs: {
      images: 'ghcr.io/${{ github.repository }}/{{target}}',
      'bake-files': 'docker-bake.hcl',
      set: '*.platform=linux/arm64',
    },
  },
  {
    what: 'each of several images',
    plan: {
      ...single,
      source: {
        kind: 'several',
        items: [
          { name: 'api', context: 'api' },
          { name: 'web', context: 'web', file: 'web/Dockerfile.prod' },
        ],
      },
      images: 'ghcr.io/acme/{{target}}',
      host: 'ghcr.io',
    },
    inputs: {
      images: 'ghcr.io/acme/{{target}}',
      builds: '- name: api\n  context: api\n- name: web\n  context: web\n  file: web/Dockerfile.prod\n',
    },
  },
  {
    what: 'a default branch with special characters',
    plan: { ...single, defaultBranch: "it's-1#x" },
    inputs: undefined,
  },
]

test.each(rows)('a workflow has $what', ({ plan, inputs }) => {
  const workflow = parse(writeWorkflow(plan))
  expect(workflow.on.push.branches).toEqual([plan.defaultBranch])
  expect(workflow.jobs.image.steps[1].with).toEqual(inputs)
})

test('actionlint accepts every workflow, and all inputs exist', () => {
  const script = fileURLToPath(new URL('../../scripts/lib/lint-workflows.mjs', import.meta.url))
  const files = rows.map(({ what, plan }) => ({ name: what, text: writeWorkflow(plan) }))
  const found = execFileSync(process.execPath, [script], { input: JSON.stringify(files), encoding: 'utf8' })
  expect(JSON.parse(found)).toEqual([])
})

/** Runs every Tagboat step of the workflows in README.md, docs/migration.md and docs/recipes.md as a dry run, for each event of its workflow. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { findExamples } from '../../scripts/lib/examples.mjs'
import { makeWorkspace, runEvent } from '../workflows/run-event.ts'

const place = makeWorkspace()
afterAll(() => place.remove())

type Workflow = Parameters<typeof runEvent>[0]
type Event = Workflow['events'][number]
interface Step {
  readonly uses?: string
  readonly with?: Record<string, unknown>
}

const recorded = { there: [], pushes: true }
const eventsOf: Record<string, readonly Event[]> = {
  'push of a branch': [{ event: 'push', ref: 'refs/heads/main', ...recorded }],
  'push of a tag': [{ event: 'push', ref: 'refs/tags/v1.2.3', ...recorded }],
  pull_request: [
    { event: 'pull_request', head: 'fix', ...recorded },
    { event: 'pull_request', head: 'fix', fork: true, ...recorded },
  ],
  schedule: [{ event: 'schedule', ...recorded }],
  release: [{ event: 'release', ref: 'refs/tags/v1.2.3', ...recorded }],
  workflow_dispatch: [{ event: 'workflow_dispatch', ref: 'refs/heads/main', ...recorded }],
  workflow_call: [{ event: 'push', ref: 'refs/heads/main', ...recorded }],
}

const contexts = {
  inputs: { version: '1.2.3', tags: 'acme/app:1.2.3', push: true },
  matrix: { platform: 'linux/arm64', file: 'Dockerfile.alpine', suffix: '-alpine' },
  secrets: {
    DOCKERHUB_TOKEN: 'secret-token',
    DOCKER_USERNAME: 'bot',
    DOCKER_PASSWORD: 'secret-password',
    NPM_TOKEN: 'secret-npm',
    'dockerhub-token': 'secret-token',
  },
  steps: { build: { outputs: { version: 'main', digest: `sha256:${'a'.repeat(64)}` } } },
  vars: { DOCKERHUB_USERNAME: 'bot' },
}

const workflow: Omit<Workflow, 'after'> = {
  name: 'example',
  source: { repository: 'Acme/app', path: '', commit: '' },
  shows: '',
  'default-branch': 'main',
  before: [],
  contexts,
  events: [],
  files: {
    'docker-bake.hcl': '',
    'Dockerfile.alpine': 'FROM scratch\n',
    'web/Dockerfile': 'FROM scratch\n',
    'worker/Dockerfile': 'FROM scratch\n',
  },
  print: {
    group: { default: { targets: ['image-all'] } },
    target: { 'image-all': { context: '.', dockerfile: 'Dockerfile', tags: ['app:local'] } },
  },
}

type On = string | Record<string, Record<string, unknown> | null>

function namesOf(on: On): string[] {
  if (on === 'push') return ['push of a branch', 'push of a tag']
  if (typeof on === 'string') return [on]
  const { push, ...others } = on
  const kinds = [push?.branches && 'push of a branch', push?.tags && 'push of a tag']
  return [...kinds.filter((kind) => typeof kind === 'string'), ...Object.keys(others)]
}

const rows = ['README.md', 'docs/migration.md', 'docs/recipes.md'].flatMap((path) =>
  findExamples(path, readFileSync(path, 'utf8')).flatMap(({ line, text }) => {
    const { on, jobs } = parse(text) as { on: On; jobs: Record<string, { steps: Step[] }> }
    const events = namesOf(on).flatMap((name) => eventsOf[name] ?? [])
    const steps = Object.values(jobs).flatMap((job) => job.steps)
    const ours = steps.filter(({ uses }) => uses?.startsWith('tagboat/tagboat@'))
    return ours.flatMap((step) =>
      events.map((event) => ({
        title: `${path}:${line}`,
        name: `${event.event} ${event.ref ?? ''}${event.fork ? ' of a fork' : ''}`,
        step,
        event,
      })),
    )
  }),
)

test('the docs have examples', () => expect(rows.length).toBeGreaterThan(30))

test.each(rows)('$title runs without a warning: $name', async ({ step, event }) => {
  const { warnings } = await runEvent({ ...workflow, after: step.with ?? {} }, event, place)
  // Input from needs a registry, artifacts, or a folder that an earlier step makes.
  expect(
    warnings.filter((warning) => !/refuses connections|is not a folder|reads artifacts/.test(warning)),
  ).toEqual([])
})

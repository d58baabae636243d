/** The reusable workflow: its jobs run in sequence, with their outputs passed on as a runner does. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { startArtifactService } from '../../scripts/lib/artifact-service.mjs'
import { evaluate, fillIn } from '../../scripts/lib/expressions.mjs'
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { entriesOf, getManifest, listTags } from '../../scripts/lib/registry-client.mjs'
import { teardown } from '../../scripts/lib/teardown.mjs'
import { newFolder } from './setup/environment.ts'
import { login, makeProject, type StepOptions, step } from './setup/project.ts'

interface Job {
  readonly if?: string
  readonly strategy?: { readonly matrix: { readonly include: string } }
  readonly 'runs-on': string
  readonly steps: readonly {
    readonly id?: string
    readonly uses: string
    readonly with: Record<string, string>
  }[]
}
interface Workflow {
  readonly on: { readonly workflow_call: { readonly inputs: Record<string, { readonly default: string }> } }
  readonly jobs: Readonly<Record<'plan' | 'build' | 'merge', Job>>
}

const path = fileURLToPath(new URL('../../.github/workflows/platforms.yml', import.meta.url))
const workflow: Workflow = parse(readFileSync(path, 'utf8'))

let registry: Awaited<ReturnType<typeof startRegistry>>
let service: Awaited<ReturnType<typeof startArtifactService>>

beforeAll(async () => {
  registry = await startRegistry({ dir: newFolder('registry'), users: { [login.username]: login.password } })
  service = await startArtifactService()
})
afterAll(teardown)

type Run = Omit<StepOptions, 'inputs'>

/** Runs the workflow as a caller's `uses:` line does, and returns its steps with the runner of each. */
async function call(inputs: Record<string, string>, run: Run) {
  const defaults = Object.entries(workflow.on.workflow_call.inputs).map(([name, one]) => [name, one.default])
  const unknown = Object.keys(inputs).filter((name) => !(name in workflow.on.workflow_call.inputs))
  if (unknown.length > 0) throw new Error(`the workflow has no input ${unknown.join()}`)
  const contexts = {
    inputs: { ...Object.fromEntries(defaults), registry: registry.host, username: login.username, ...inputs },
    secrets: { password: login.password },
    github: { token: '' },
  }
  const [plan] = await runJob('plan', contexts, run)
  const needs = { plan: { outputs: { matrix: plan?.done.main.outputs.matrix ?? '' } } }
  if (evaluate(workflow.jobs.build.if ?? '', { needs }) !== true) return { plan, builds: [], merges: [] }
  const builds = await runJob('build', { ...contexts, needs }, run)
  const merges = await runJob('merge', { ...contexts, needs }, run)
  return { plan, builds, merges }
}

async function runJob(name: keyof Workflow['jobs'], contexts: Record<string, unknown>, run: Run) {
  const job = workflow.jobs[name]
  const legs = job.strategy === undefined ? [{}] : readMatrix(job.strategy.matrix.include, contexts)
  const finished = []
  for (const matrix of legs) {
    const all = { ...contexts, matrix }
    const runner = fillIn(job['runs-on'], all)
    const [own] = job.steps.filter(({ uses }) => uses.startsWith('tagboat/tagboat@'))
    const inputs = Object.entries(own?.with ?? {}).map(([input, text]) => [input, fillIn(String(text), all)])
    const env = { ...service.environment(), GITHUB_RUN_ATTEMPT: '1', GITHUB_JOB: name, ...run.env }
    finished.push({ runner, done: await step({ ...run, env, inputs: Object.fromEntries(inputs) }) })
  }
  return finished
}

const readMatrix = (text: string, contexts: Record<string, unknown>): readonly object[] => {
  const found = evaluate(text.replace(/^\$\{\{|\}\}$/g, ''), contexts)
  return Array.isArray(found) ? found : []
}

const messagesOf = (
  finished: readonly { done: { main: { annotations: readonly { message: string }[] } } }[],
) => finished.flatMap(({ done }) => done.main.annotations.map(({ message }) => message))

async function platformsOf(image: string, tag: string) {
  const { manifest } = await getManifest(registry.host, image, tag, login)
  return entriesOf(manifest)
    .map(({ platform }) => `${platform.os}/${platform.architecture}`)
    .filter((name) => name !== 'unknown/unknown')
}

describe('the reusable workflow', () => {
  it('builds each platform on its own runner, merges the images and moves the tags once', async () => {
    const workspace = makeProject('FROM scratch\nARG MARK\nLABEL mark=$MARK\nCOPY Dockerfile /\n')
    const inputs = {
      images: `${registry.host}/native/app`,
      platforms: 'linux/amd64,linux/arm64',
      runners: 'linux/amd64=big-runner',
      'build-args': 'MARK={{version}}',
      annotations: 'com.example.team=blue',
    }
    const { plan, builds, merges } = await call(inputs, { workspace, ref: 'refs/tags/v1.2.3' })
    expect(messagesOf([...(plan ? [plan] : []), ...builds, ...merges])).toEqual([])
    expect(builds.map(({ runner }) => runner)).toEqual(['big-runner', 'ubuntu-24.04-arm'])
    expect(builds.map(({ done }) => done.main.outputs.tags)).toEqual(['', ''])
    expect(merges[0]?.done.main.outputs).toMatchObject({ pushed: 'true', version: '1.2.3' })
    expect(await listTags(registry.host, 'native/app', login)).toEqual(['1.2.3'])
    expect(await platformsOf('native/app', '1.2.3')).toEqual(['linux/amd64', 'linux/arm64'])
    const { manifest } = await getManifest(registry.host, 'native/app', '1.2.3', login)
    expect(manifest.annotations).toMatchObject({ 'com.example.team': 'blue' })
  })

  it('builds each target of a bake file for its own platforms', async () => {
    const bake = `
group "default" { targets = ["app", "tool"] }
target "app" { platforms = ["linux/amd64", "linux/arm64"] }
target "tool" { platforms = ["linux/arm64"] }
`
    const workspace = makeProject('FROM scratch\nCOPY Dockerfile /\n', { 'docker-bake.hcl': bake })
    const inputs = {
      images: `${registry.host}/bake/{{target}}`,
      'bake-files': 'docker-bake.hcl',
      set: '*.labels.team=blue',
    }
    const { builds, merges } = await call(inputs, { workspace })
    expect(messagesOf([...builds, ...merges])).toEqual([])
    expect([builds.length, merges.length]).toEqual([3, 2])
    expect(await platformsOf('bake/app', 'main')).toEqual(['linux/amd64', 'linux/arm64'])
    expect(await platformsOf('bake/tool', 'main')).toEqual(['linux/arm64'])
  })

  it('builds nothing for a deleted branch', async () => {
    const run = {
      workspace: makeProject(),
      eventName: 'delete',
      event: { ref: 'old', ref_type: 'branch' },
    }
    const { plan, builds } = await call({ images: `${registry.host}/native/gone` }, run)
    expect(plan?.done.main).toMatchObject({ code: 0, outputs: { matrix: '' } })
    expect(builds).toEqual([])
  })
})

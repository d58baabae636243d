/** Expressions in labels, annotations and build arguments, and their values in a dry run. */
import { getConfig, getManifest } from '../../scripts/lib/registry-client.mjs'
import { teardown } from '../../scripts/lib/teardown.mjs'
import { base, newFolder } from './setup/environment.ts'
import { commit, login, makeProject, type Step, step, useRegistry } from './setup/project.ts'

afterAll(teardown)
const registry = useRegistry()

const dockerfile = `FROM ${base}
ARG VERSION
ARG FORMAT
ARG LITERAL
LABEL arg.version=$VERSION arg.format=$FORMAT arg.literal=$LITERAL
`

async function labelsOf(image: string, tag: string): Promise<Record<string, string>> {
  const { manifest } = await getManifest(registry.host, image, tag, login)
  const [child] = manifest.manifests ?? []
  const one = child ? (await getManifest(registry.host, image, child.digest, login)).manifest : manifest
  return (await getConfig(registry.host, image, one, login)).config?.Labels ?? {}
}

const warningsOf = (done: Step) =>
  done.main.annotations.filter(({ level }) => level === 'warning').map(({ message }) => message)

const inputs = (image: string) =>
  registry.inputsFor(image, {
    tags: 'type=semver,pattern={{version}}\ntype=ref,event=branch',
    flavor: 'latest=false',
    'build-args':
      'VERSION={{version}}\nFORMAT={{.Name}}@{{#if is_release}}release{{else}}dev{{/if}}\nLITERAL=\\{{version}}',
    labels: 'com.example.version=v{{version}}\ncom.example.ref={{or branch tag}}',
    annotations: 'com.example.version=v{{version}}',
  })

it('expressions are evaluated in the image, and a dry run shows the same labels and annotations', async () => {
  const workspace = makeProject(dockerfile)
  const options = { workspace, ref: 'refs/tags/v1.2.3' }
  const dry = await step({ ...options, inputs: { ...inputs('expr/app'), 'dry-run': 'true' } })
  expect(dry.main).toMatchObject({ code: 0, annotations: [] })
  expect(dry.main.outputs.labels).toContain('com.example.version=v1.2.3\n')
  expect(dry.main.outputs.annotations).toContain('index:com.example.version=v1.2.3')
  const done = await step({ ...options, inputs: inputs('expr/app') })
  expect(done.main).toMatchObject({ code: 0, annotations: [] })
  for (const name of ['labels', 'annotations', 'json', 'version', 'tags'])
    expect([name, dry.main.outputs[name]]).toEqual([name, done.main.outputs[name]])
  expect(await labelsOf('expr/app', '1.2.3')).toMatchObject({
    'arg.version': '1.2.3',
    'arg.format': '{{.Name}}@release',
    'arg.literal': '{{version}}',
    'com.example.version': 'v1.2.3',
    'com.example.ref': 'v1.2.3',
  })
  expect(done.main.log).toContain("In build-args {{version}} is '1.2.3'.")
})

it('only-changed compares the evaluated build arguments', async () => {
  const workspace = makeProject(dockerfile)
  const run = (ref: string, more: Record<string, string> = {}) =>
    step({
      workspace,
      ref,
      inputs: { ...inputs('expr/changed'), labels: '', 'only-changed': 'true', ...more },
    })
  const contentOf = (done: Step) => JSON.parse(done.main.outputs.result ?? '').images[0].content
  expect((await run('refs/heads/main')).main.code).toBe(0)
  commit(workspace)
  const dry = await run('refs/heads/main', { 'dry-run': 'true' })
  expect(contentOf(dry)).toBe('reused')
  expect(contentOf(await run('refs/heads/main'))).toBe('reused')
  expect(contentOf(await run('refs/tags/v1.0.0', { 'dry-run': 'true' }))).toBe('built')
  expect(contentOf(await run('refs/tags/v1.0.0'))).toBe('built')
  expect((await labelsOf('expr/changed', '1.0.0'))['arg.version']).toBe('1.0.0')
})

it('a misspelled expression and an empty version cause warnings', async () => {
  const done = await step({
    workspace: makeProject(dockerfile),
    ref: 'refs/tags/nightly',
    inputs: {
      ...inputs('expr/near'),
      'build-args': 'VERSION={{version}}\nFORMAT={{verison}}',
      'dry-run': 'true',
    },
  })
  const said = warningsOf(done).join('\n')
  expect(said).toContain('{{verison}} in FORMAT is passed to the Dockerfile unchanged; write {{version}}')
  for (const input of ['build-args', 'labels', 'annotations'])
    expect(said).toContain(`Input ${input}: {{version}} is empty, since this run has no tag.`)
})

it('a dry run without AWS credentials continues without the login', async () => {
  const host = '123456789012.dkr.ecr.eu-west-1.amazonaws.com'
  const done = await step({
    workspace: makeProject(),
    inputs: {
      images: `${host}/app`,
      'registry-auth': `- registry: ${host}\n  ecr: auto`,
      'dry-run': 'true',
    },
    env: { PATH: newFolder('empty'), HTTPS_PROXY: 'http://127.0.0.1:1' },
  })
  expect(done.main).toMatchObject({ code: 0, outputs: { tags: `${host}/app:main\n${host}/app:latest` } })
  expect(warningsOf(done).join('\n')).toContain('This run would fail: Logging in to')
  const { tags } = JSON.parse(done.main.outputs.result ?? '').images[0]
  expect(tags.map(({ action }: { action: string }) => action)).toEqual(['unknown', 'unknown'])
})

it('push: digest builds without a push on a pull request of a fork', async () => {
  const sha = 'b'.repeat(40)
  const repo = { full_name: 'stranger/app', fork: true, id: 2 }
  const done = await step({
    workspace: makeProject(),
    eventName: 'pull_request',
    ref: 'refs/pull/7/merge',
    event: {
      action: 'opened',
      pull_request: {
        number: 7,
        head: { ref: 'x', sha, repo },
        base: { ref: 'main', repo: { full_name: 'acme/app', id: 1 } },
      },
    },
    inputs: registry.inputsFor('expr/fork', { push: 'digest' }),
  })
  expect(done.main).toMatchObject({ code: 0, outputs: { pushed: 'false', digest: '' } })
  expect(done.main.log).toContain('a pull request from a fork may not push')
})

it.each([
  ['tags', 'ghcr.io/a/b:1,ghcr.io/a/b:2', '[tag-several]'],
  ['platforms', 'windows/s390x', 'does not run on'],
])('input %s: %s is an error', async (input, value, message) => {
  const done = await step({ workspace: makeProject(), inputs: { [input]: value, 'dry-run': 'true' } })
  expect(done.main.code).toBe(1)
  expect(done.errors[0]?.message).toContain(message)
})

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { dockerInputs } from '../../src/inputs/unknown-inputs.ts'
import { newFolder } from './setup/environment.ts'
import { makeProject, type StepOptions, step, useRegistry } from './setup/project.ts'

/** The environment of a run without an engine and a network. */
const offline = { DOCKER_HOST: 'unix:///nowhere.sock', HTTPS_PROXY: 'http://127.0.0.1:1' }
const images = 'localhost:1/acme/app'

const fromScratch = 'FROM scratch\nCOPY Dockerfile /\n'
let workspace: string
beforeAll(() => {
  workspace = makeProject(fromScratch)
})

const dryRun = (inputs: Record<string, string>, more: Partial<StepOptions> = {}) =>
  step({
    workspace,
    inputs: { images, 'dry-run': 'true', ...inputs },
    ...more,
    env: { ...offline, ...more.env },
  })

const messages = (done: Awaited<ReturnType<typeof step>>, level: string) =>
  done.main.annotations.filter((each) => each.level === level).map(({ message }) => message)

describe('unknown inputs', () => {
  it('from docker’s actions are all reported in one error', async () => {
    const inputs = Object.fromEntries([...dockerInputs.keys()].map((name) => [name, 'x']))
    const done = await dryRun(inputs)
    expect(done.main.code).toBe(1)
    const [message = ''] = messages(done, 'error')
    for (const [name, fix] of dockerInputs) {
      expect(message).toContain(`Tagboat has no input ${name}. ${fix} [input-unknown]`)
    }
  })

  it.each([
    ['act', { ACT: 'true' }],
    ['Gitea', { GITEA_ACTIONS: 'true' }],
    ['Forgejo', { FORGEJO_ACTIONS: 'true' }],
    ['an unknown runner', { GITHUB_ACTIONS: undefined }],
  ])('are warnings on %s, which passes down the inputs of outer actions', async (_, env) => {
    const done = await dryRun({ call: 'check', dockerfile: 'x' }, { env })
    expect(done.main.code).toBe(0)
    expect(messages(done, 'warning').join('\n')).toMatch(/no input call.*no input dockerfile/s)
  })

  it.each([
    ['platform', 'platforms'],
    ['build-arg', 'build-args'],
    ['build_contexts', 'build-contexts'],
    ['no_cache', 'no-cache'],
    ['lables', 'labels'],
    ['cachefrom', 'cache-from'],
  ])('such as %s cause a warning that suggests %s', async (name, known) => {
    const done = await dryRun({ [name]: 'x' })
    expect(done.main.code).toBe(0)
    expect(messages(done, 'warning').join()).toContain(`Input ${name} is ignored`)
    expect(messages(done, 'warning').join()).toContain(`Write ${known} `)
  })

  it('are ignored silently if they are empty or resemble no input', async () => {
    const done = await dryRun({ outputs: '', 'sep-tags': ' \n', lables: '', 'xylophone-solo': 'x' })
    expect(done.main.code).toBe(0)
    expect(messages(done, 'warning').join()).not.toMatch(/outputs|sep-tags|lables|xylophone/)
  })
})

describe('a dry run checks the values of inputs', () => {
  it.each<[input: string, value: string, says: RegExp]>([
    ['secrets', 'id=token,env=TOKEN', /secrets: 'item 1'.*ID=VARIABLE in secret-envs.*input-value/],
    ['secrets', 'type=file,id=token,src=x', /secrets: 'item 1'/],
    ['secret-envs', 'id=token,env=TOKEN', /secret-envs: 'item 1'/],
    ['secret-files', 'id=token,src=Dockerfile', /secret-files: 'item 1'/],
    [
      'platforms',
      'linux/amd46',
      /'linux\/amd46' has an unknown architecture. Write for example linux\/amd64/,
    ],
    ['platforms', 'linux/amd64,linus/arm64', /'linus\/arm64' has an unknown operating system/],
    ['platforms', 'linux/arm/v77', /'linux\/arm\/v77' has an unknown variant/],
    ['tags', 'latest,main', /'main' is a second tag on the line.*one tag per line.*tag-several/],
    ['tags', 'type=raw,value=a,b', /'b' is a second tag on the line/],
    ['tags', 'type=raw,value=a,enabled=true', /Write 'enable' if you mean that one/],
    ['provenance', 'enabled=true', /provenance: 'enabled=true' has a setting that does not exist/],
    ['build-args', 'A=1,B=2', /build-args: 'A=...,B=...' looks like several.*A and B on lines of their own/],
    ['cache-to', 'mode=max', /cache-to: 'mode' names no type. Write for example type=gha,mode=max/],
    ['cache-to', 'type=gha,max', /cache-to: 'type=gha,max' has a setting without =/],
    ['cache-from', 'type=local', /cache-from: 'type=local' has no src. Write type=local,src=FOLDER/],
  ])('and reports %s: %s', async (input, value, says) => {
    const done = await dryRun({ [input]: value })
    expect(done.main.code).toBe(1)
    expect(messages(done, 'error').join('\n')).toMatch(says)
  })

  it('and reports an unknown platform of a bake target', async () => {
    const file = 'target "default" {\n  platforms = ["linux/amd46"]\n}\n'
    const done = await dryRun(
      { 'bake-files': 'docker-bake.hcl' },
      { workspace: makeProject(fromScratch, { 'docker-bake.hcl': file }) },
    )
    expect(messages(done, 'error').join()).toMatch(/Target 'default': platform 'linux\/amd46'.*bake-platform/)
  })

  it.each<[name: string, inputs: Record<string, string>]>([
    ['quotation marks', { 'build-args': '"A=1,B=2"', secrets: '"id=x,env=Y"' }],
    ['commas of a value', { 'build-args': 'CSV=a,b\nOPTS=-Da=1,-Db=2\nLABELS=A=1,B=2\nlower=a,b=c' }],
    [
      'platforms',
      { platforms: 'linux/loong64,linux/mips64le,wasi/wasm,linux/arm/v5,linux/amd64/v3,windows/amd64' },
    ],
    ['caches', { 'cache-from': 'acme/app:cache\ntype=gha', 'cache-to': 'type=inline' }],
    ['tags', { tags: 'latest,\ntype=raw,"value=main",enable=true' }],
  ])('and accepts valid ones: %s', async (_, inputs) => {
    const done = await dryRun(inputs)
    expect([done.main.code, done.errors]).toEqual([0, []])
  })
})

describe('a dry run checks the files of the build', () => {
  it.each<[name: string, inputs: Record<string, string>, code: string]>([
    ['a context', { context: 'gone' }, 'context-missing'],
    ['a Dockerfile', { file: 'gone' }, 'dockerfile-missing'],
    ['the file of a secret', { 'secret-files': 'a=gone' }, 'secret-file-missing'],
  ])('and reports %s that does not exist', async (_, inputs, code) => {
    const done = await dryRun(inputs)
    expect(done.main.code).toBe(1)
    expect(messages(done, 'error').join()).toContain(`[${code}]`)
  })

  it('and warns about a missing checkout, but reports names and tags', async () => {
    const empty = join(newFolder('empty'), 'workspace')
    mkdirSync(empty)
    const done = await dryRun({}, { workspace: empty, sha: 'a'.repeat(40) })
    expect(messages(done, 'warning').join()).toMatch(/This run would fail: .*\[workspace-empty\]/)
    expect([done.main.code, done.main.outputs['tag-names']]).toEqual([0, 'main\nlatest'])
  })
})

describe('logins', () => {
  const registry = useRegistry()
  const login = { username: 'ada', password: 'not-for-docker-hub' }
  /** The environment of docker, where only the registry is reachable. */
  const publish = (inputs: Record<string, string>, more: Partial<StepOptions> = {}) =>
    step({ workspace, ...more, inputs: { images: `${registry.host}/in/app`, ...inputs } })

  it('a login without a registry fails before any request if all images are on one other registry', async () => {
    const done = await publish(login, { env: { DOCKER_HOST: 'unix:///nowhere.sock' } })
    expect(done.main.code).toBe(1)
    expect(messages(done, 'error').join()).toMatch(
      /Add the line registry: localhost:\d+ to the login.*\[login-registry\]/,
    )
    expect(done.main.log).not.toContain('Logged in')
  })

  it.each<[name: string, dockerfile: string, inputs: Record<string, string>]>([
    ['a base image on Docker Hub', 'FROM alpine\n', {}],
    ['a named context on Docker Hub', fromScratch, { 'build-contexts': 'base=docker-image://alpine' }],
    ['a cache on Docker Hub', fromScratch, { 'cache-from': 'type=registry,ref=acme/app:cache' }],
    ['an image on Docker Hub', fromScratch, { images: 'acme/app' }],
    ['a remote Dockerfile', fromScratch, { context: 'https://github.com/acme/app.git' }],
  ])('a login without a registry is for Docker Hub if the step has %s', async (_, dockerfile, inputs) => {
    const done = await dryRun({ push: 'false', ...login, ...inputs }, { workspace: makeProject(dockerfile) })
    expect([done.main.code, messages(done, 'error')]).toEqual([0, []])
  })

  it('a login for a registry that the step does not use causes a warning', async () => {
    const done = await dryRun({ ...login, registry: 'quay.io' })
    expect(done.main.code).toBe(0)
    expect(messages(done, 'warning').join()).toContain('The login to quay.io matches no image')
  })

  it('an empty password skips the login with a notice if the run does not push', async () => {
    const empty = { registry: registry.host, username: 'ada', password: '' }
    const built = await publish({ ...empty, push: 'false' })
    expect([built.main.code, built.errors]).toEqual([0, []])
    expect(messages(built, 'notice').join()).toMatch(/No login to localhost:\d+: its password is empty/)
    const pushed = await publish({ ...empty, push: 'true' })
    expect(messages(pushed, 'error').join()).toContain('[input-missing]')
  })

  it('an item of registry-auth with optional: true may be empty even if the run pushes', async () => {
    const { username, password } = registry.inputsFor('in/app')
    const item = (host: string, more: string) => `- registry: ${host}\n  username: ${username}\n  ${more}\n`
    const needed = item(registry.host, `password: ${JSON.stringify(password)}`)
    const list = (more: string) => ({ 'registry-auth': needed + item('quay.io', `password: ""${more}`) })
    const done = await publish(list('\n  optional: true'))
    expect([done.errors, done.main.outputs.pushed]).toEqual([[], 'true'])
    expect(messages(done, 'notice').join()).toContain('No login to quay.io: its password is empty')
    expect(messages(await publish(list('')), 'error').join()).toContain('[input-registry-auth]')
  })
})

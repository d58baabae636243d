import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { listTags } from '../../scripts/lib/registry-client.mjs'
import { type GitServer, startGitServer } from '../helpers/git-server.ts'
import { base, newFolder } from './setup/environment.ts'
import { dockerAt, readFiles } from './setup/images.ts'
import { commit, findSecret, git, login, makeProject, type Step, step, useRegistry } from './setup/project.ts'

const canaries = {
  input: 'canary-of-input-secrets',
  env: 'canary-of-the-environment',
  file: 'canary-of-a-secret-file',
  runtime: 'canary-of-the-cache-service',
}

/** A malicious Dockerfile: it stores the secrets it finds, and prints a word that its own text does not contain. */
const thief = `FROM ${base}
RUN --mount=type=secret,id=one --mount=type=secret,id=two --mount=type=secret,id=three \\
  for file in /run/secrets/*; do if [ -s "$file" ]; then echo "STO""LEN $file"; busybox cat "$file" >> /stolen; fi; done; \\
  : >> /stolen
`

/** The same as a bake file, which can also read the environment of buildx. */
const thievingBake = `
variable "NPM_TOKEN" { default = "none" }
variable "ACTIONS_RUNTIME_TOKEN" { default = "none" }
variable "DOCKER_AUTH_CONFIG" { default = "none" }
target "default" {
  args = { A = NPM_TOKEN, B = ACTIONS_RUNTIME_TOKEN, C = DOCKER_AUTH_CONFIG }
  secret = ["type=env,id=one,env=NPM_TOKEN", "type=env,id=two,env=DOCKER_AUTH_CONFIG"]
  dockerfile-inline = <<EOT
${thief}ARG A B C
RUN echo "$A $B $C" >> /stolen
EOT
}
`

const outsiderEvents = [
  'pull_request_target',
  'workflow_run',
  'issue_comment',
  'pull_request_review',
] as const

describe('code of an untrusted commit', () => {
  const registry = useRegistry()
  const project = makeProject(thief)
  let server: GitServer
  let root: string
  /** The head of `main`, which is GITHUB_SHA; a commit that only a fork has; the head of another branch. */
  let main: string
  let forked: string
  let topic: string

  beforeAll(async () => {
    root = newFolder('remote')
    git(root, 'init', '--quiet', '--bare', 'acme/app')
    const origin = join(root, 'acme/app')
    main = git(project, 'rev-parse', 'HEAD')
    commit(project)
    forked = git(project, 'rev-parse', 'HEAD')
    git(project, 'commit', '--quiet', '--allow-empty', '--message', 'a topic')
    topic = git(project, 'rev-parse', 'HEAD')
    git(project, 'push', '--quiet', origin, `${main}:refs/heads/main`, `${topic}:refs/heads/topic`)
    git(project, 'push', '--quiet', origin, `${forked}:refs/pull/7/head`)
    server = await startGitServer({ root })
    const canary = makeProject('FROM scratch\nCOPY busybox /bin/sh\nCOPY busybox /bin/busybox\n')
    const inputs = registry.inputsFor('private/base', { tags: 'one' })
    expect((await step({ workspace: canary, inputs })).main.code).toBe(0)
  })
  afterAll(() => server.stop())

  /** A clone at a commit, like that of actions/checkout. */
  function checkOut(
    revision: string,
    files: Record<string, string> = {},
    folder = newFolder('checkout'),
  ): string {
    cpSync(project, folder, { recursive: true })
    git(folder, 'checkout', '--quiet', '--detach', revision)
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    return folder
  }

  /** Leaves a token in .git/config, as actions/checkout does. */
  const leaveToken = (folder: string) =>
    git(folder, 'config', 'http.https://github.com/.extraheader', 'AUTHORIZATION: basic Y2FuYXJ5')

  /** A run of an event with the base repository's secrets; `sha` is GITHUB_SHA. */
  function act(
    eventName: string,
    workspace: string,
    inputs: Record<string, string>,
    more: Partial<Parameters<typeof step>[0]> = {},
  ) {
    const pull_request = {
      number: 7,
      head: { ref: 'main', sha: forked, repo: { id: 2 } },
      base: { ref: 'main', repo: { id: 1 } },
    }
    const isPull = eventName.startsWith('pull_request')
    const event = { action: 'labeled', ...(isPull ? { pull_request } : {}) }
    const env = {
      GITHUB_SERVER_URL: server.url,
      NPM_TOKEN: canaries.env,
      ACTIONS_RUNTIME_TOKEN: canaries.runtime,
      ...more.env,
    }
    return step({ workspace, eventName, sha: main, event, inputs, ...more, env })
  }

  const secretFile = join(newFolder('secrets'), 'secret.txt')
  writeFileSync(secretFile, canaries.file)
  const withSecrets = (image: string, more: Record<string, string> = {}) =>
    registry.inputsFor(image, {
      tags: 'type=raw,value=try',
      secrets: `one=${canaries.input}`,
      'secret-envs': 'two=NPM_TOKEN',
      'secret-files': `three=${secretFile}`,
      load: 'true',
      'no-cache': 'true',
      provenance: 'false',
      ...more,
    })
  const stolen = async (image: string) => {
    const read = await readFiles(dockerAt(registry.host), `${registry.host}/${image}:try`, ['/stolen'])
    return read['/stolen']
  }
  const notices = ({ main: { annotations } }: Step) =>
    annotations.filter(({ level }) => level === 'notice').map(({ message }) => message)
  const all = canaries.input + canaries.file + canaries.env

  it.each(outsiderEvents)('gets no secret on %s, and is built without pushing', async (event) => {
    const image = `untrusted/${event}`
    // The commit of a review is the merge commit of its pull request.
    const sha = event === 'pull_request_review' ? forked : main
    const more = {
      'cache-to': 'type=gha',
      'cache-from': 'type=gha',
      'export-login': 'true',
      allow: 'network.host',
    }
    const done = await act(event, checkOut(forked), withSecrets(image, more), { sha })
    expect(done.main).toMatchObject({ code: 0, outputs: { pushed: 'false' }, exportedEnv: {} })
    expect(done.main.log).not.toContain('STOLEN')
    expect(await stolen(image)).toBe('')
    expect(findSecret(done, ...Object.values(canaries), login.password)).toEqual([])
    expect(await listTags(registry.host, image, login)).toEqual([])
    const [notice, ...others] = notices(done)
    expect(others).toEqual([])
    expect(notice).toContain(forked)
    for (const name of [
      'all logins',
      'secrets (one, two, three)',
      'cache-to',
      'type=gha',
      'export-login',
      'network.host',
    ]) {
      expect(notice).toContain(name)
    }
  })

  it.each([
    { what: 'the login of the step', inputs: 'login' as const },
    { what: 'a login that an earlier step left in config.json', inputs: 'file' as const },
    { what: 'a login in DOCKER_AUTH_CONFIG', inputs: 'env' as const },
  ])('cannot pull a private base image with $what', async ({ inputs }) => {
    const auth = Buffer.from(`${login.username}:${login.password}`).toString('base64')
    const config = JSON.stringify({ auths: { [registry.host]: { auth } } })
    const home = newFolder('home')
    mkdirSync(join(home, '.docker'))
    if (inputs === 'file') writeFileSync(join(home, '.docker', 'config.json'), config)
    const env = { HOME: home, ...(inputs === 'env' && { DOCKER_AUTH_CONFIG: config }) }
    const Dockerfile = `FROM ${registry.host}/private/base:one\nRUN echo "PUL""LED"\n`
    const given =
      inputs === 'login'
        ? registry.inputsFor('untrusted/base')
        : { images: `${registry.host}/untrusted/base` }
    const done = await act('pull_request_target', checkOut(forked, { Dockerfile }), given, { env })
    expect(done.main.code).toBe(1)
    expect(done.main.log).not.toContain('PULLED')
    expect(done.errors[0]?.message).toContain('[build-failed]')
  })

  it.each(['true', 'digest'])('fails a run with push: %s before the build', async (push) => {
    const inputs = registry.inputsFor('untrusted/push', { push, tags: 'try' })
    const done = await act('workflow_run', checkOut(forked), inputs)
    expect(done.main.code).toBe(1)
    expect(done.errors).toHaveLength(1)
    expect(done.errors[0]?.message).toContain('[untrusted-commit]')
    expect(done.errors[0]?.message).toContain(forked)
    expect(done.main.log).not.toContain('::group::docker')
    expect(await listTags(registry.host, 'untrusted/push', login)).toEqual([])
  })

  it('makes a dry run report that push: true would fail, without a registry request', async () => {
    const inputs = registry.inputsFor('untrusted/dry', { push: 'true', tags: 'try', 'dry-run': 'true' })
    const done = await act('workflow_run', checkOut(forked), inputs)
    expect(done.main).toMatchObject({ code: 0, outputs: { pushed: 'false', 'tag-names': 'try' } })
    const warnings = done.main.annotations.filter(({ level }) => level === 'warning')
    expect(warnings.map(({ message }) => message).join('\n')).toContain('This run would fail')
    expect(done.main.log).toContain('its code is not trusted')
  })

  it('gets all secrets with trust-fork-code: true, and a warning names the commit', async () => {
    const image = 'untrusted/reviewed'
    const inputs = withSecrets(image, { push: 'true', 'trust-fork-code': 'true' })
    const done = await act('pull_request_target', checkOut(forked), inputs)
    expect(done.main).toMatchObject({ code: 0, outputs: { pushed: 'true' } })
    expect((await stolen(image))?.length).toBe(all.length)
    const warnings = done.main.annotations.filter(({ level }) => level === 'warning')
    expect(warnings.map(({ message }) => message).join('\n')).toMatch(
      new RegExp(`trust-fork-code.*${forked}`),
    )
  })

  it.each([
    { what: 'GITHUB_SHA with a token in .git/config', revision: () => main, questions: 0, hasToken: true },
    { what: 'the head of a branch', revision: () => topic, questions: 1, hasToken: false },
  ])(
    'does not include $what, which gets all secrets and may be pushed',
    async ({ what, revision, questions, hasToken }) => {
      const image = `untrusted/trusted-${questions}`
      const before = server.authorizations.length
      const workspace = checkOut(revision())
      if (hasToken) leaveToken(workspace)
      const done = await act('pull_request_target', workspace, withSecrets(image, { push: 'true' }))
      expect(done.main).toMatchObject({ code: 0, outputs: { pushed: 'true' } })
      expect([what, (await stolen(image))?.length]).toEqual([what, all.length])
      expect(notices(done)).toEqual([])
      // `git ls-remote` makes two requests.
      expect(server.authorizations.length - before).toBe(questions * 2)
    },
  )

  it.each([
    { what: 'is the context', inputs: { context: 'pr' } },
    { what: 'is in the context', inputs: {} },
    { what: 'has the Dockerfile', inputs: { file: 'pr/Dockerfile', context: 'trusted' } },
    { what: 'is a named context', inputs: { 'build-contexts': 'more=pr', context: 'trusted' } },
    { what: 'is behind a link', inputs: { context: 'link' } },
  ])('includes a nested checkout of a fork that $what', async ({ inputs }) => {
    const workspace = checkOut(main)
    checkOut(forked, {}, join(workspace, 'pr'))
    mkdirSync(join(workspace, 'trusted'))
    writeFileSync(join(workspace, 'trusted', 'Dockerfile'), thief)
    execFileSync('ln', ['-s', 'pr', join(workspace, 'link')])
    const given = registry.inputsFor('untrusted/nested', { push: 'true', tags: 'try', ...inputs })
    const done = await act('workflow_run', workspace, given)
    expect(done.errors[0]?.message).toContain('[untrusted-commit]')
    expect(done.errors[0]?.message).toContain("'pr' is at")
    expect(done.main.log).not.toContain('::group::docker')
  })

  it('does not include a trusted checkout beside a fork’s, which gets all secrets', async () => {
    const workspace = checkOut(main)
    checkOut(forked, {}, join(workspace, 'pr'))
    mkdirSync(join(workspace, 'trusted'))
    writeFileSync(join(workspace, 'trusted', 'Dockerfile'), thief)
    const image = 'untrusted/beside'
    const done = await act('workflow_run', workspace, withSecrets(image, { context: 'trusted' }))
    expect(done.main.code).toBe(0)
    expect((await stolen(image))?.length).toBe(all.length)
  })

  it.each([
    { what: 'a remote context', inputs: { context: 'https://git.invalid/acme/app.git#main' }, env: {} },
    { what: 'a folder without a checkout', inputs: { context: newFolder('plain') }, env: {} },
    {
      what: 'a commit in a repository whose branches are unknown',
      inputs: {},
      env: { GITHUB_SERVER_URL: 'http://127.0.0.1:1' },
    },
  ])('includes $what', async ({ inputs, env }) => {
    const given = registry.inputsFor('untrusted/unknown', { push: 'true', tags: 'try', ...inputs })
    const done = await act('issue_comment', checkOut(topic), given, { env })
    expect(done.errors[0]?.message).toContain('[untrusted-commit]')
  })

  it('cannot read variables of the step or name secrets in a bake file', async () => {
    const image = 'untrusted/bake'
    const files = { 'docker-bake.hcl': thievingBake }
    const auth = Buffer.from(`${login.username}:${login.password}`).toString('base64')
    const DOCKER_AUTH_CONFIG = JSON.stringify({ auths: { [registry.host]: { auth } } })
    const inputs = registry.inputsFor(image, {
      'bake-files': 'docker-bake.hcl',
      tags: 'type=raw,value=try',
      load: 'true',
      'no-cache': 'true',
      provenance: 'false',
    })
    const done = await act('issue_comment', checkOut(forked, files), inputs, { env: { DOCKER_AUTH_CONFIG } })
    expect(done.main).toMatchObject({ code: 0, outputs: { pushed: 'false' } })
    expect(await stolen(image)).toBe('none none none\n')
    expect(findSecret(done, ...Object.values(canaries), login.password, auth)).toEqual([])
  })

  it('cannot read variables of the step through paths in a compose file', async () => {
    const image = 'untrusted/compose'
    const compose = [
      'services:',
      '  default:',
      '    env_file: [{ path: "./none-${NPM_TOKEN:-absent}", required: false }]',
      '    build:',
      '      context: .',
      '      dockerfile: stolen.Dockerfile',
      '      args: { STOLEN: "${NPM_TOKEN:-none}" }',
    ]
    const files = {
      'compose.yaml': `${compose.join('\n')}\n`,
      'stolen.Dockerfile': `FROM ${base}\nARG STOLEN\nRUN echo "$STOLEN" > /stolen\n`,
    }
    const inputs = registry.inputsFor(image, {
      'bake-files': 'compose.yaml',
      tags: 'type=raw,value=try',
      load: 'true',
      'no-cache': 'true',
      provenance: 'false',
    })
    const done = await act('issue_comment', checkOut(forked, files), inputs)
    expect(done.main).toMatchObject({ code: 0, outputs: { pushed: 'false' } })
    expect(await stolen(image)).toBe('none\n')
  })

  it('in a nested checkout cannot read the step’s environment through a trusted bake file', async () => {
    const image = 'untrusted/bake-nested'
    const bake = thievingBake.replace('args =', 'context = "pr"\n  args =')
    const workspace = checkOut(main, { 'docker-bake.hcl': bake })
    checkOut(forked, {}, join(workspace, 'pr'))
    const inputs = registry.inputsFor(image, {
      'bake-files': 'docker-bake.hcl',
      tags: 'type=raw,value=try',
      load: 'true',
      'no-cache': 'true',
      provenance: 'false',
    })
    const done = await act('workflow_run', workspace, inputs)
    expect(done.main).toMatchObject({ code: 0, outputs: { pushed: 'false' } })
    expect(await stolen(image)).toBe('none none none\n')
  })

  it('is not built if actions/checkout left a token in .git/config', async () => {
    const workspace = checkOut(forked)
    leaveToken(workspace)
    const done = await act('pull_request_target', workspace, withSecrets('untrusted/token'))
    expect(done.main.code).toBe(1)
    expect(done.errors[0]?.message).toContain('[checkout-login]')
    expect(done.main.log).not.toContain('::group::docker')
  })

  it('in the workspace prevents the push of an image of the engine', async () => {
    const inputs = registry.inputsFor('untrusted/daemon', {
      push: 'true',
      tags: 'try',
      from: 'docker-daemon:app:try',
    })
    const done = await act('workflow_run', checkOut(forked), inputs)
    expect(done.errors[0]?.message).toContain('[untrusted-commit]')
  })

  it('is not trusted because of a repository in the runner’s temporary folder, which runs no command', async () => {
    const temp = newFolder('runner-temp')
    const loot = join(newFolder('thief'), 'loot')
    git(temp, 'init', '--quiet')
    git(temp, 'config', 'core.sshCommand', `touch ${loot};`)
    git(temp, 'config', 'url.ssh://none/.insteadOf', `${server.url}/`)
    const inputs = withSecrets('untrusted/temp', { 'github-token': '' })
    const done = await act('workflow_run', checkOut(forked), inputs, { env: { RUNNER_TEMP: temp } })
    expect(existsSync(loot)).toBe(false)
    expect(done.main).toMatchObject({ code: 0, outputs: { pushed: 'false' } })
    expect(notices(done).join()).toContain("neither the event's commit")
  })

  it('is not checked for on a push, which builds any commit without a request to the server', async () => {
    const before = server.authorizations.length
    const done = await act('push', checkOut(forked), withSecrets('untrusted/by-push'), {
      ref: 'refs/heads/main',
    })
    expect(done.main.code).toBe(0)
    expect((await stolen('untrusted/by-push'))?.length).toBe(all.length)
    expect(server.authorizations.length).toBe(before)
  })
})

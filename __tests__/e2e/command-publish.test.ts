/** `tagboat publish` and `tagboat promote` outside CI: guards, results on standard output, exit codes, logins, signals. */
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startFaultProxy } from '../../scripts/lib/fault-proxy.mjs'
import { headDigest, listTags } from '../../scripts/lib/registry-client.mjs'
import { mustRun } from '../../scripts/lib/run.mjs'
import { type CommandOptions, tagboat } from './setup/command.ts'
import { engines, newFolder, node24, command as program } from './setup/environment.ts'
import { dockerAt } from './setup/images.ts'
import { filesBelow, git, login, makeProject, useRegistry } from './setup/project.ts'
import { tagboatInTerminal } from './setup/pseudo-terminal.ts'

/** A project whose commit is on its remote. */
function makePushed(dockerfile?: string): string {
  const remote = newFolder('remote')
  git(remote, 'init', '--quiet', '--bare', '--initial-branch=main')
  const folder = makeProject(dockerfile)
  git(folder, 'remote', 'add', 'origin', remote)
  git(folder, 'push', '--quiet', 'origin', 'main')
  git(folder, 'remote', 'set-head', 'origin', 'main')
  return folder
}

/** A docker config with the user's login. */
function makeLogin(host: string): string {
  const folder = newFolder('config')
  const auth = Buffer.from(`${login.username}:${login.password}`).toString('base64')
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ auths: { [host]: { auth } } }))
  return folder
}

const engineless = { DOCKER_HOST: 'unix:///nonexistent/docker.sock' }

describe('tagboat publish', () => {
  const registry = useRegistry()
  const user = (): Record<string, string> => ({ DOCKER_CONFIG: makeLogin(registry.host) })

  it('uncommitted changes are published only under -dirty names, with consent or in a personal channel, and never promoted to another name', async () => {
    const folder = makePushed()
    const head = git(folder, 'rev-parse', 'HEAD')
    writeFileSync(join(folder, 'hello'), 'changed\n')
    writeFileSync(join(folder, 'new file'), '')
    const env = user()
    const run = (...args: string[]) => tagboat(args, { folder, env })
    const image = `${registry.host}/dirty/app`
    const [refused, allowed, personal] = await Promise.all([
      run('publish', '--images', image),
      run('publish', '--images', image, '--allow-dirty'),
      run('publish', '--images', `${registry.host}/dirty/{{user}}/app`, '--user', 'Ada'),
    ])
    expect(refused).toMatchObject({ code: 3, stdout: '' })
    expect(refused.stderr).toMatch(
      /hello, new file.*app:main-dirty would hold them.*--allow-dirty.*\[dirty-tree\]/,
    )
    expect(allowed).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(`^${image}@sha256:[0-9a-f]{64}\n$`),
    })
    expect(await listTags(registry.host, 'dirty/app', login)).toEqual(['main-dirty'])
    const docker = dockerAt(registry.host)
    const format = '{{index .Config.Labels "org.opencontainers.image.revision"}}'
    await docker('pull', '--quiet', `${image}:main-dirty`)
    const label = await docker('image', 'inspect', '--format', format, `${image}:main-dirty`)
    expect(label.trim()).toBe(`${head}-dirty`)
    expect(personal).toMatchObject({ code: 0 })
    expect(await listTags(registry.host, 'dirty/ada/app', login)).toEqual(['main-dirty'])

    const promoted = await tagboat(['promote', `${image}:main-dirty`, '1.2.3', '--allow-release'], {
      folder: newFolder(),
      env: { ...env, ...engineless },
    })
    expect(promoted).toMatchObject({ code: 3, stdout: '' })
    expect(promoted.stderr).toContain('[dirty-source]')
  })

  it('a release needs its git tag on the remote and a confirmation, and a published one prints its digest again', async () => {
    const folder = makePushed()
    git(folder, 'tag', 'v1.2.3')
    const env = user()
    const image = `${registry.host}/release/app`
    const run = (...args: string[]) =>
      tagboat(['publish', '--images', image, '--ref', 'v1.2.3', ...args], { folder, env })
    const local = await run()
    expect(local).toMatchObject({ code: 3, stdout: '' })
    expect(local.stderr).toContain('git push origin refs/tags/v1.2.3 [tag-not-pushed]')
    expect(local.stderr).toMatch(/app:1\.2\.3 would .*--allow-release\. \[unconfirmed\]/)
    expect(await listTags(registry.host, 'release/app', login)).toEqual([])

    git(folder, 'push', '--quiet', 'origin', 'v1.2.3')
    const first = await run('--allow-release')
    expect(first).toMatchObject({ code: 0, stdout: expect.stringMatching(/@sha256:[0-9a-f]{64}\n$/) })
    const again = await run('--allow-release')
    expect(again).toMatchObject({ code: 0, stdout: first.stdout })
    expect(again.stderr).toContain('unchanged ')
    writeFileSync(join(folder, 'hello'), 'changed\n')
    const dirty = await run('--allow-release', '--allow-dirty')
    expect(dirty).toMatchObject({ code: 3, stdout: '' })
    expect(dirty.stderr).toContain('[dirty-release]')
  })

  it.each(Object.keys(engines) as (keyof typeof engines)[])(
    'the image that tagboat build made is published as it was tested: engine %s',
    async (engine) => {
      const folder = makePushed()
      const image = `${registry.host}/tested/${engine}`
      const run = (...args: string[]) => tagboat(args, { folder, engine, env: user() })
      const built = await run('build', '--images', image)
      expect(built).toMatchObject({ code: 0, stdout: `${image}:build\n` })
      const docker = dockerAt(registry.host, engine)
      const id = await docker('image', 'inspect', '--format', '{{.Id}}', `${image}:build`)
      writeFileSync(join(folder, 'hello'), 'changed since\n')
      const done = await run(
        'publish',
        '--from',
        `docker-daemon:${image}:build`,
        '--images',
        image,
        '--tags',
        'test',
      )
      expect(done).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(`^${image}@sha256:[0-9a-f]{64}\n$`),
      })
      await docker('pull', '--quiet', `${image}:test`)
      expect(await docker('image', 'inspect', '--format', '{{.Id}}', `${image}:test`)).toBe(id)
      const release = await run('promote', `docker-daemon:${image}:build`, `${image}:9.9.9`)
      expect(release).toMatchObject({ code: 3 })
      expect(release.stderr).toContain('[unconfirmed]')
    },
  )

  it('a reader that leaves early, as with | head, does not end a publish half-way', async () => {
    const path = 'pipe/app'
    const words = `'${node24}' '${program}' publish --images ${registry.host}/${path} --tags one --tags two`
    const { PATH, TMPDIR } = process.env
    const env = { PATH, TMPDIR, HOME: newFolder('home'), DOCKER_HOST: engines.store, ...user() }
    const first = await mustRun('sh', ['-c', `${words} 2>&1 | head -n 1`], { cwd: makePushed(), env })
    expect(first).toMatch(/^.*main.*\n$/)
    // The shell waits for both.
    expect([...(await listTags(registry.host, path, login))].sort()).toEqual(['one', 'two'])
  })
})

describe('tagboat promote', () => {
  const registry = useRegistry()
  const image = (name: string) => `${registry.host}/${name}`

  it('works outside a git repository, without docker, with a password from standard input that appears nowhere', async () => {
    const made = await tagboat(['publish', '--images', image('promote/app'), '--tags', 'build'], {
      folder: makePushed(),
      env: { DOCKER_CONFIG: makeLogin(registry.host) },
    })
    expect(made.code).toBe(0)
    const source = made.stdout.trim()
    const home = newFolder('home')
    const temp = newFolder('temp')
    const options = { folder: newFolder(), env: { ...engineless, HOME: home, TMPDIR: temp } }
    const credentials = ['--registry', registry.host, '--username', login.username, '--password-stdin']
    const run = (args: readonly string[], more: Partial<CommandOptions> = {}) =>
      tagboat(['promote', ...args], { ...options, ...more })

    const refused = await run([source, '1.2.3', '1.2', 'latest', ...credentials], {
      input: `${login.password}\n`,
    })
    expect(refused).toMatchObject({ code: 3, stdout: '' })
    expect(refused.stderr).toMatch(
      /app:1\.2\.3, .*app:1\.2, .*app:latest .*--allow-release\. \[unconfirmed\]/,
    )
    const done = await run([source, '1.2.3', '1.2', 'latest', '--allow-release', ...credentials], {
      input: `${login.password}\n`,
    })
    expect(done).toMatchObject({ code: 0, stdout: `${source}\n` })
    const other = await run(
      [`${image('promote/app')}:build`, image('promote/copy'), '--json', ...credentials],
      {
        input: login.password,
      },
    )
    expect(other.code).toBe(0)
    // A name of the source needs no repository either.
    const ruled = await run(
      [
        `${image('promote/app')}:1.2.3`,
        '--tags',
        '{{source_tag}}-copy',
        '--images',
        image('promote/ruled'),
        ...credentials,
        '--allow-release',
      ],
      { input: login.password },
    )
    expect([ruled.stderr, ruled.code]).toEqual([expect.stringContaining('created'), 0])
    expect(await listTags(registry.host, 'promote/ruled', login)).toEqual(['1.2.3-copy'])
    expect(JSON.parse(other.stdout).images[0].tags[0]).toMatchObject({
      ref: `${image('promote/copy')}:build`,
    })
    const digest = source.replace(/^.*@/, '')
    for (const tag of ['1.2.3', '1.2', 'latest'])
      expect(await headDigest(registry.host, 'promote/app', tag, login)).toBe(digest)
    expect(await headDigest(registry.host, 'promote/copy', 'build', login)).toBe(digest)
    const texts = [refused, done, other].flatMap(({ stdout, stderr }) => [stdout, stderr])
    expect(filesBelow(temp)).toEqual([])
    texts.push(...filesBelow(home).map((file) => readFileSync(file, 'latin1')))
    expect(texts.filter((text) => text.includes(login.password))).toEqual([])
  })

  it('wrong arguments exit with 2, and name what is missing', async () => {
    const run = (...args: string[]) => tagboat(args, { folder: newFolder(), env: engineless })
    const all = await Promise.all([
      run('promote', 'ghcr.io/acme/app:build'),
      run('promote', '1.2.3', 'latest'),
      run('publish', '--username', 'ada', '--password-stdin'),
      run('publish'),
    ])
    expect(all.map(({ code, stdout }) => [code, stdout])).toEqual(all.map(() => [2, '']))
    expect(all.map(({ stderr }) => /\[([a-z-]+)\]/.exec(stderr)?.[1])).toEqual([
      'destination-missing',
      'destination-missing',
      'password-stdin',
      'not-a-working-copy',
    ])
  })
})

describe('a login on a laptop', () => {
  const registry = useRegistry()

  it('comes from the credential store and the docker context of the user, and nothing is written there', async () => {
    const config = newFolder('config')
    const bin = newFolder('bin')
    const name = 'docker-credential-laptop'
    const answer = JSON.stringify({
      ServerURL: registry.host,
      Username: login.username,
      Secret: login.password,
    })
    writeFileSync(join(bin, 'answer.json'), answer)
    writeFileSync(
      join(bin, name),
      `#!/bin/sh\necho "$1" >> ${bin}/calls\nread -r host\n[ "$host" = "${registry.host}" ] && exec cat ${bin}/answer.json\necho "credentials not found in native keychain"\nexit 1\n`,
    )
    chmodSync(join(bin, name), 0o755)
    const text = JSON.stringify({ credsStore: 'laptop', currentContext: 'laptop' })
    writeFileSync(join(config, 'config.json'), text)
    // The context that the configuration selects, as Docker Desktop does, is the only way to the engine.
    const id = createHash('sha256').update('laptop').digest('hex')
    mkdirSync(join(config, 'contexts', 'meta', id), { recursive: true })
    writeFileSync(
      join(config, 'contexts', 'meta', id, 'meta.json'),
      JSON.stringify({
        Name: 'laptop',
        Metadata: {},
        Endpoints: { docker: { Host: engines.store, SkipTLSVerify: false } },
      }),
    )
    const env = { DOCKER_CONFIG: config, DOCKER_HOST: undefined, PATH: `${bin}:${process.env.PATH}` }
    const done = await tagboat(['publish', '--images', `${registry.host}/laptop/app`, '--tags', 'test'], {
      folder: makePushed(),
      env,
    })
    expect(done).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/laptop\/app@sha256:[0-9a-f]{64}\n$/),
    })
    expect(readFileSync(join(config, 'config.json'), 'utf8')).toBe(text)
    expect(new Set(readFileSync(join(bin, 'calls'), 'utf8').trim().split('\n'))).toEqual(new Set(['get']))
    expect(`${done.stdout}${done.stderr}`).not.toContain(login.password)
  })
})

describe('the question before a release', () => {
  it.each([
    { title: 'an empty answer means No', answer: '\r', code: 3, says: '[unconfirmed]' },
    { title: 'the answer n means No', answer: 'n\r', code: 3, says: '[unconfirmed]' },
    // The run goes on, and finds no engine.
    { title: 'the answer y means Yes', answer: 'y\r', code: 1, says: '[engine-silent]' },
    { title: 'Ctrl-C ends the run', answer: '\u0003', code: 130, says: '[cancelled-early]' },
  ])('$title, and the exit code is $code', async ({ answer, code, says }) => {
    const args = ['publish', '--images', 'localhost:1/app', '--tags', '1.2.3', '--engine-wait', '0']
    const done = await tagboatInTerminal(args, {
      folder: makePushed(),
      env: engineless,
      replies: [{ after: '[y/N] ', type: answer }],
    })
    expect(done.screen).toContain('Publish localhost:1/app:1.2.3 from this machine? [y/N]')
    expect(done.screen).toContain(says)
    expect(done.code).toBe(code)
  })
})

describe('a signal', () => {
  const registry = useRegistry()

  it('Ctrl-C on a terminal reaches docker, too; the build ends, all files are removed, and the exit code is 130', async () => {
    const temp = newFolder('temp')
    const dockerfile =
      'FROM scratch\nCOPY busybox /bin/sh\nCOPY busybox /bin/sleep\nRUN echo "begun $((40 + 2))"; sleep 100\n'
    const done = await tagboatInTerminal(
      ['publish', '--images', `${registry.host}/ctrl-c`, '--tags', 'test'],
      {
        folder: makePushed(dockerfile),
        env: { DOCKER_CONFIG: makeLogin(registry.host), DOCKER_HOST: engines.store, TMPDIR: temp },
        replies: [{ after: 'begun 42', type: '\u0003' }],
      },
    )
    expect(done.screen).toContain('Cancelled (SIGINT).')
    expect(done.screen).toContain('before it published anything')
    expect(done.code).toBe(130)
    expect(filesBelow(temp)).toEqual([])
  })

  const names = ['t1', 't2', 't3', 't4']

  it.each([
    {
      title: 'SIGINT while tags move leaves all tags new, reports them, and exits with 130',
      signal: 'SIGINT',
      code: 130,
      // All requests are in flight, and the signal does not stop them.
      at: ['PUT /manifests/t2', 'PUT /manifests/t3', 'PUT /manifests/t4'],
      fault: { delay: 100 },
      says: /created +\S+:t4 sha256:/,
      after: names,
    },
    {
      title: 'SIGINT while tags move leaves all tags old, reports it, and exits with 130',
      signal: 'SIGINT',
      code: 130,
      at: ['PUT /manifests/t3'],
      fault: { status: 503 },
      says: /every tag is as it was before this run.* \[cancelled\]/,
      after: [],
    },
    {
      title: 'SIGTERM before the build leaves all tags old, reports it, and exits with 143',
      signal: 'SIGTERM',
      code: 143,
      at: ['HEAD /manifests/t2'],
      fault: { delay: 100 },
      says: /before it published anything.* \[cancelled-early\]/,
      after: [],
    },
  ] as const)('$title', async ({ signal, code, at, fault, says, after }) => {
    const proxy = await startFaultProxy({ upstream: registry.host })
    try {
      const path = `signal/${signal.toLowerCase()}-${after.length}`
      const temp = newFolder('temp')
      let child: Parameters<NonNullable<CommandOptions['onStart']>>[0] | undefined
      let sent = 0
      const waiting = new Set<string>(at)
      proxy.decide((request) => {
        const found = at.find(
          (one) => `${request.method} ${request.path}`.replace(/ .*(?=\/manifests)/, ' ') === one,
        )
        if (found === undefined) return undefined
        waiting.delete(found)
        if (waiting.size === 0 && sent === 0) {
          sent = Date.now()
          child?.kill(signal)
        }
        return fault
      })
      const tags = names.flatMap((name) => ['--tags', name])
      const done = await tagboat(['publish', '--images', `${proxy.host}/${path}`, ...tags], {
        folder: makePushed(),
        env: { DOCKER_CONFIG: makeLogin(proxy.host), TMPDIR: temp },
        onStart: (started) => {
          child = started
        },
      })
      expect(sent).toBeGreaterThan(0)
      expect(done.stderr).toContain(`Cancelled (${signal}).`)
      expect(done.stderr).toMatch(says)
      expect(done.code).toBe(code)
      expect(done.stdout.split('@')[0]).toBe(after.length === 0 ? '' : `${proxy.host}/${path}`)
      expect(filesBelow(temp)).toEqual([])
      const left = names.map((name) => headDigest(registry.host, path, name, login).catch(() => ''))
      const found = await Promise.all(left)
      expect(names.filter((_, index) => found[index])).toEqual(after)
    } finally {
      await proxy.stop()
    }
  })
})

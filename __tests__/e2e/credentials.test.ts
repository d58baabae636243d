import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { headDigest, listTags } from '../../scripts/lib/registry-client.mjs'
import { startTlsFront } from '../../scripts/lib/tls-front.mjs'
import { startTokenServer } from '../../scripts/lib/token-server.mjs'
import { base, engines, newFolder } from './setup/environment.ts'
import { filesBelow, findSecret, login, makeProject, step } from './setup/project.ts'
import { useRemoteBuilder } from './setup/remote-builder.ts'

const other = { username: 'bert', password: 'another password' }

describe('credentials', () => {
  const { store, remote } = useRemoteBuilder()
  let registry: Awaited<ReturnType<typeof startRegistry>>
  beforeAll(async () => {
    registry = await startRegistry({
      dir: newFolder('registry'),
      users: { [login.username]: login.password },
    })
  })
  afterAll(() => registry.stop())

  it.each([store, remote])(
    'a step logs in to two registries, one with Basic and one with Bearer authentication: $name',
    async (where) => {
      const path = `both/${where.name}`
      const grants = { [other.username]: { [path]: ['pull', 'push'] } }
      const users = { [other.username]: other.password }
      const tokens = await startTokenServer({ dir: newFolder('tokens'), users, grants })
      const bearer = await startRegistry({ dir: newFolder('bearer'), token: tokens.auth })
      const auth = [
        `- { registry: "${registry.host}", username: ${login.username}, password: ${JSON.stringify(login.password)} }`,
        `- { registry: "${bearer.host}", username: ${other.username}, password: ${other.password} }`,
      ]
      const images = [`${registry.host}/${path}`, `${bearer.host}/${path}`]
      const inputs = { images: images.join('\n'), 'registry-auth': auth.join('\n') }
      const done = await step({ workspace: makeProject(), ...where, ref: 'refs/tags/v1.0.0', inputs })
      expect(done.main).toMatchObject({ code: 0, annotations: [] })
      expect(done.main.outputs.tags?.split('\n')).toEqual(images.map((image) => `${image}:1.0.0`))
      expect(await headDigest(registry.host, path, '1.0.0', login)).toBe(done.main.outputs.digest)
      expect(findSecret(done, login.password, other.password)).toEqual([])
      await bearer.stop()
      await tokens.stop()
    },
  )

  it('a registry whose TLS certificate comes from a private CA is trusted through the engine’s certs.d', async () => {
    const front = await startTlsFront({ dir: newFolder('tls'), upstream: registry.host })
    // The engine's own folder, since it cannot be configured.
    const certs = `/etc/docker/certs.d/${front.host}`
    const inputs = { images: `${front.host}/tls/app`, registry: front.host, ...login }
    try {
      mkdirSync(certs, { recursive: true })
      copyFileSync(front.caFile, join(certs, 'ca.crt'))
      const done = await step({ workspace: makeProject(), ref: 'refs/tags/v1.0.0', inputs })
      expect(done.main).toMatchObject({ code: 0, annotations: [] })
      expect(await headDigest(registry.host, 'tls/app', '1.0.0', login)).toBe(done.main.outputs.digest)
    } finally {
      rmSync(certs, { recursive: true, force: true })
    }
    const unknown = await step({
      workspace: makeProject(),
      ref: 'refs/tags/v1.0.1',
      inputs: { ...inputs, username: '', password: '', registry: '' },
    })
    expect(unknown.main.code).toBe(1)
    expect(unknown.errors[0]?.message).toMatch(/\[registry-(tls|unauthorized)\]/)
    await front.stop()
  })

  it('the user’s docker config keeps its plugins, contexts and credential store, and the step’s login is not written to it', async () => {
    const { config, calls, env, text } = makeDockerConfig(registry.host)
    const inputs = { images: `${registry.host}/own/app`, registry: registry.host, ...login }
    const done = await step({ workspace: makeProject(), inputs, env })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    // The engine is reachable only through the context, the credential store was not written to, and the file is unchanged.
    expect(readFileSync(calls, 'utf8')).not.toContain('store')
    expect(readFileSync(join(config, 'config.json'), 'utf8')).toBe(text)
    expect(existsSync(join(config, 'contexts', 'meta'))).toBe(true)
    expect(readFileSync(calls, 'utf8')).toMatch(/plugin (buildx )?bake/)
    expect(findSecret(done, login.password)).toEqual([])
  })

  it('a step without a login uses the user’s credential store', async () => {
    const { calls, env } = makeDockerConfig(registry.host)
    const inputs = { images: `${registry.host}/own/store` }
    const done = await step({ workspace: makeProject(), inputs, env })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    expect(readFileSync(calls, 'utf8')).toContain('get')
    expect(await listTags(registry.host, 'own/store', login)).toEqual(['latest', 'main'])
  })

  it('export-login keeps the login for later steps until the post step', async () => {
    const workspace = makeProject()
    const inputs = {
      images: `${registry.host}/export/app`,
      registry: registry.host,
      ...login,
      'export-login': 'true',
    }
    const done = await step({ workspace, inputs, env: { DOCKER_CONFIG: '' } })
    expect(done.main.code).toBe(0)
    const dir = done.main.exportedEnv.DOCKER_CONFIG ?? ''
    expect(dir.startsWith(done.temp)).toBe(true)
    expect(existsSync(dir)).toBe(false)
    expect(done.post?.exportedEnv).toMatchObject({ DOCKER_CONFIG: '' })
    const plain = await step({ workspace, inputs: { ...inputs, 'export-login': 'false' } })
    expect(plain.main.exportedEnv).toEqual({})
  })

  it('the post step removes all files after the main step was killed during a build', async () => {
    const workspace = makeProject(`FROM ${base}\nRUN sleep 20\n`)
    const inputs = { images: `${registry.host}/kill/app`, registry: registry.host, ...login }
    let kill: () => void = () => undefined
    const done = await step({
      workspace,
      inputs,
      onStart: (child) => {
        kill = () => void child.kill('SIGKILL')
      },
      onOutput: (text) => void (text.includes('RUN sleep') && kill()),
    })
    expect(done.main.code).not.toBe(0)
    expect(done.main.state.config).toBeTruthy()
    expect(filesBelow(done.temp)).toEqual([])
    expect(findSecret(done, login.password)).toEqual([])
  })

  it.each([store, remote])(
    'a cancelled run stops its build within seconds, and leaves no files: $name',
    async (where) => {
      const workspace = makeProject(`FROM ${base}\nRUN sleep 60\n`)
      const inputs = { images: `${registry.host}/cancel/${where.name}`, registry: registry.host, ...login }
      let cancel: () => void = () => undefined
      let cancelled = 0
      const done = await step({
        workspace,
        ...where,
        inputs,
        onStart: (child) => {
          cancel = () => {
            cancelled ||= Date.now()
            child.kill('SIGINT')
          }
        },
        onOutput: (text) => void (text.includes('RUN sleep') && cancelled === 0 && cancel()),
      })
      expect(Date.now() - cancelled).toBeLessThan(7_500)
      expect(done.main.code).toBe(1)
      expect(done.errors).toHaveLength(1)
      expect(filesBelow(done.temp)).toEqual([])
    },
  )
})

/** `currentContext` names the engine, a helper that logs its calls is the store, and buildx is a plugin below it. */
function makeDockerConfig(host: string) {
  const home = newFolder('home')
  const config = join(home, '.docker')
  const bin = newFolder('bin')
  const calls = join(bin, 'calls')
  mkdirSync(join(config, 'cli-plugins'), { recursive: true })
  const secret = JSON.stringify({ ServerURL: host, Username: login.username, Secret: login.password })
  const helper = `#!/bin/sh\nhost=$(cat)\necho "$1 $host" >> ${calls}\n[ "$1" = get ] && [ "$host" = ${host} ] || { echo credentials not found in native keychain; exit 1; }\ncat ${bin}/secret\n`
  writeFileSync(join(bin, 'docker-credential-fixture'), helper)
  writeFileSync(join(bin, 'secret'), secret)
  chmodSync(join(bin, 'docker-credential-fixture'), 0o755)
  const text = JSON.stringify({ credsStore: 'fixture', currentContext: 'mine' })
  // A plugin of the user precedes the system's.
  const info = execFileSync('docker', ['info', '--format', '{{json .ClientInfo.Plugins}}'], {
    encoding: 'utf8',
    stdio: 'pipe',
  })
  const buildx = JSON.parse(info).find(({ Name }: { Name: string }) => Name === 'buildx').Path
  const plugin = join(config, 'cli-plugins', 'docker-buildx')
  writeFileSync(plugin, `#!/bin/sh\necho "plugin $*" >> ${calls}\nexec ${buildx} "$@"\n`)
  chmodSync(plugin, 0o755)
  // Written by docker itself: the folder's name is a hash of the context's.
  const endpoint = `host=${engines.store}`
  execFileSync('docker', ['context', 'create', 'mine', '--docker', endpoint], {
    env: { PATH: process.env.PATH, HOME: home },
    stdio: 'pipe',
  })
  writeFileSync(join(config, 'config.json'), text)
  return {
    config,
    calls,
    text,
    env: { HOME: home, PATH: `${bin}:${process.env.PATH}`, DOCKER_HOST: undefined },
  }
}

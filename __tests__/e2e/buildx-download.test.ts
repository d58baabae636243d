/** A runner whose buildx is missing or too old, with buildx's releases on an HTTPS server on loopback. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { join } from 'node:path'
import { makeCertificates } from '../../scripts/lib/certificates.mjs'
import { findClient } from '../../scripts/lib/docker-client.mjs'
import { headDigest } from '../../scripts/lib/registry-client.mjs'
import { createTools } from '../../src/ports/tool-cache.ts'
import { newFolder } from './setup/environment.ts'
import {
  filesBelow,
  login,
  makeAction,
  makeProject,
  type StepOptions,
  step,
  useRegistry,
} from './setup/project.ts'

const registry = useRegistry()
const asset = `buildx-v0.29.1.${createTools({}).machine}`
let client: string
let plugin: Buffer
let sha256: string
let certificates: Awaited<ReturnType<typeof makeCertificates>>

beforeAll(async () => {
  client = (await findClient())?.path ?? ''
  const info = execFileSync(client, ['info', '--format', '{{json .ClientInfo.Plugins}}'], {
    encoding: 'utf8',
  })
  const plugins: { readonly Name: string; readonly Path: string }[] = JSON.parse(info)
  plugin = readFileSync(plugins.find(({ Name }) => Name === 'buildx')?.Path ?? '')
  sha256 = createHash('sha256').update(plugin).digest('hex')
  certificates = await makeCertificates(newFolder('certificates'))
})

/** A PATH with a docker command that runs `script`; `DOCKER` in it is the real command. */
function dockerThat(script: string): string {
  const folder = newFolder('docker')
  writeFileSync(join(folder, 'docker'), `#!/bin/sh\n${script.replaceAll('DOCKER', client)}\n`)
  chmodSync(join(folder, 'docker'), 0o755)
  return `${folder}:${process.env.PATH}`
}

/** The real client in a mount namespace where docker's plugin folders are empty. */
const withoutBuildx = () =>
  dockerThat(`exec unshare -m sh -c '
for folder in /usr/local/lib /usr/local/libexec /usr/lib /usr/libexec; do
  [ ! -d $folder/docker/cli-plugins ] || mount -t tmpfs none $folder/docker/cli-plugins
done
exec DOCKER "$@"' docker "$@"`)

/** The real client, which reports an old version of its plugin. */
const withOldBuildx = () =>
  dockerThat(`case "$1 $2" in
  "buildx version") echo "github.com/docker/buildx v0.22.0 1234567" ;;
  "buildx "*) echo "this buildx is too old" >&2; exit 1 ;;
  *) exec DOCKER "$@" ;;
esac`)

/** The release of buildx on an HTTPS server, and steps that use it. */
async function serveRelease(pins: object = { buildx: { version: '0.29.1', sha256: { [asset]: sha256 } } }) {
  const requests: string[] = []
  const server = createServer(
    { cert: readFileSync(certificates.certFile), key: readFileSync(certificates.keyFile) },
    ({ url = '' }, response) => {
      requests.push(url)
      if (url.endsWith('/checksums.txt')) response.end(`${sha256}  ${asset.replace('0.29.1', '0.29.0')}\n`)
      else if (url.includes('/buildx-v0.29.')) response.end(plugin)
      else response.writeHead(404).end()
    },
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const action = makeAction(pins)
  const toolCache = newFolder('tool-cache')
  const run = (options: Omit<StepOptions, 'action'>) =>
    step({
      action,
      ...options,
      inputs: { 'buildx-mirror': `https://127.0.0.1:${port}`, ...options.inputs },
      env: {
        PATH: withoutBuildx(),
        NODE_EXTRA_CA_CERTS: certificates.caFile,
        RUNNER_TOOL_CACHE: toolCache,
        ...options.env,
      },
    })
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { requests, run, toolCache, close }
}

const programsIn = (folder: string) => filesBelow(folder).filter((path) => path.endsWith('docker-buildx'))

test('a runner without buildx downloads it once, builds and pushes with it, and removes it', async () => {
  const workspace = makeProject()
  const { requests, run, toolCache, close } = await serveRelease()
  try {
    const first = await run({ workspace, inputs: registry.inputsFor('one') })
    expect(first.errors).toEqual([])
    expect(first.main.outputs.digest).toBe(await headDigest(registry.host, 'one', 'main', login))
    expect(requests).toEqual([`/v0.29.1/${asset}`])
    expect(first.main.log).toContain('but its buildx plugin is not. This step uses buildx 0.29.1 (https://')
    expect(first.main.log).toMatch(/buildx 0\.29\.1: downloaded \(\d+\.\d MB in .* s\), SHA-256 verified\./)
    expect([programsIn(first.temp), programsIn(toolCache).length]).toEqual([[], 1])

    const second = await run({ workspace, inputs: registry.inputsFor('two') })
    expect(second.errors).toEqual([])
    expect(second.main.log).toContain('buildx 0.29.1: from the tool cache, SHA-256 verified.')
    expect(requests).toHaveLength(1)
  } finally {
    close()
  }
})

test('a download with a wrong checksum fails the step, and stays nowhere', async () => {
  const pins = { buildx: { version: '0.29.1', sha256: { [asset]: 'a'.repeat(64) } } }
  const { run, toolCache, close } = await serveRelease(pins)
  try {
    const done = await run({ workspace: makeProject(), inputs: registry.inputsFor('wrong') })
    expect(done.errors.map(({ message }) => message)).toEqual([expect.stringContaining('[checksum-wrong]')])
    expect([programsIn(toolCache), programsIn(done.temp)]).toEqual([[], []])
    expect(await headDigest(registry.host, 'wrong', 'main', login)).toBe('')
  } finally {
    close()
  }
})

test('input buildx-version selects another version, verified by the checksums of its release', async () => {
  const { requests, run, close } = await serveRelease({})
  try {
    const inputs = registry.inputsFor('selected', { 'buildx-version': 'v0.29.0' })
    // This machine's buildx works, and is another version.
    const done = await run({ workspace: makeProject(), inputs, env: { PATH: process.env.PATH } })
    expect(done.errors).toEqual([])
    expect(requests).toEqual(['/v0.29.0/checksums.txt', `/v0.29.0/${asset.replace('0.29.1', '0.29.0')}`])
    expect(done.main.log).toMatch(/Builder: .*; buildx 0\.29\.0, engine /)
    const unknown = await run({ workspace: makeProject(), inputs: { ...inputs, 'buildx-version': '0.28.7' } })
    expect(unknown.errors[0]?.message).toContain('no checksum of a program for this machine')
  } finally {
    close()
  }
})

test('a checkout without pins names the missing pin, and without a network the address', async () => {
  const none = await serveRelease({})
  const workspace = makeProject()
  const unpinned = await none.run({ workspace, inputs: registry.inputsFor('unpinned') })
  none.close()
  expect(unpinned.errors[0]?.message).toMatch(/\[buildx-missing\][\s\S]*\[pin-missing\]/)
  const gone = await serveRelease()
  gone.close()
  const { errors } = await gone.run({ workspace, inputs: registry.inputsFor('gone') })
  expect(errors[0]?.message).toMatch(
    /'https:\/\/127\.0\.0\.1:\d+\/v0\.29\.1\/.*the server refuses connections/,
  )
})

test('bake files are read by a downloaded buildx in a dry run, whatever pins.json the checkout has', async () => {
  const own = { buildx: { version: '9.9.9', sha256: { [asset]: 'a'.repeat(64) } } }
  const bake = 'target "app" {\n  tags = ["${NAME}:1"]\n}\nvariable "NAME" { default = "x" }\n'
  const { requests, run, close } = await serveRelease()
  try {
    const done = await run({
      workspace: makeProject(undefined, { 'docker-bake.hcl': bake, 'pins.json': JSON.stringify(own) }),
      inputs: registry.inputsFor('{{target}}', {
        'bake-files': 'docker-bake.hcl',
        targets: 'app',
        'dry-run': 'true',
      }),
      env: { PATH: withOldBuildx() },
    })
    expect(done.errors).toEqual([])
    expect(requests).toEqual([`/v0.29.1/${asset}`])
    expect(done.main.log).toContain(`${registry.host}/app:main`)
  } finally {
    close()
  }
})

test('the post step removes a temporary builder with the downloaded buildx, and then that', async () => {
  const { run, close } = await serveRelease()
  const home = newFolder('home')
  try {
    const inputs = registry.inputsFor('temporary', { platforms: 'linux/amd64,linux/arm64' })
    const done = await run({ engine: 'legacy', workspace: makeProject(), inputs, env: { HOME: home } })
    expect(done.errors[0]?.message).toContain('[builder-create]')
    expect(done.post?.log).toMatch(/Removed builder tagboat-/)
    expect(readdirSync(join(home, '.docker', 'buildx', 'instances'))).toEqual([])
    expect(programsIn(done.temp)).toEqual([])
  } finally {
    close()
  }
})

test('a good buildx needs neither the pins nor the code of the tool cache', async () => {
  const action = makeAction({})
  rmSync(join(action, 'pins.json'))
  rmSync(join(action, 'dist', 'chunks', 'tool-cache.js'))
  const done = await step({ action, workspace: makeProject(), inputs: registry.inputsFor('plain') })
  expect(done.errors).toEqual([])
})

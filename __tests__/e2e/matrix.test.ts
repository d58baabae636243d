/** One runner for each platform, and a third that merges: the jobs of docs/platforms.md without artifacts, in sequence. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { entriesOf, getJsonBlob, getManifest, listTags } from '../../scripts/lib/registry-client.mjs'
import { mustRun } from '../../scripts/lib/run.mjs'
import { teardown } from '../../scripts/lib/teardown.mjs'
import { bothBusyboxes, engines, newFolder } from './setup/environment.ts'
import { commit, git, login, makeProject, type Step, step } from './setup/project.ts'

const platforms = ['linux/amd64', 'linux/arm64']
/** `RUN` needs a native or emulated processor of the platform. */
const dockerfile = `FROM scratch
ARG TARGETARCH
COPY busybox-$TARGETARCH /bin/busybox
RUN ["/bin/busybox", "sh", "-c", "/bin/busybox uname -m > /built-on"]
ENTRYPOINT ["/bin/busybox"]
`

let registry: Awaited<ReturnType<typeof startRegistry>>
let workspace: string
/** The digest that each platform's job pushed. */
let landed: readonly string[]

beforeAll(async () => {
  registry = await startRegistry({ dir: newFolder('registry'), users: { [login.username]: login.password } })
  workspace = makeProject(dockerfile)
  for (const [architecture, file] of Object.entries(await bothBusyboxes()))
    copyFileSync(file, join(workspace, `busybox-${architecture}`))
  git(workspace, 'add', '--all')
  commit(workspace)
  const jobs: Step[] = []
  for (const platform of platforms)
    jobs.push(await job({ push: 'digest', platforms: platform, provenance: 'mode=max' }))
  for (const { main } of jobs) expect(main).toMatchObject({ code: 0, annotations: [] })
  landed = jobs.map(({ main }) => main.outputs.digest ?? '')
})
afterAll(teardown)

const image = () => `${registry.host}/matrix/app`

const job = (inputs: Record<string, string>, env: Record<string, string> = {}) =>
  step({
    workspace,
    ref: 'refs/tags/v1.2.3',
    env,
    inputs: { images: image(), registry: registry.host, ...login, ...inputs },
  })

/** The runner of the merge job has no docker. */
const merge = (...digests: readonly string[]) =>
  job(
    {
      platforms: platforms.join(),
      from: digests.map((digest) => `${image()}@${digest}`).join('\n'),
    },
    { DOCKER_HOST: 'unix:///nowhere.sock', PATH: newFolder('empty') },
  )

const read = (reference: string) => getManifest(registry.host, 'matrix/app', reference, login)

const tags = () => listTags(registry.host, 'matrix/app', login)

it.each([
  { what: 'duplicated', digests: () => [...landed, ...landed.slice(1)], code: 'from-platform-twice' },
  { what: 'missing', digests: () => landed.slice(0, 1), code: 'from-platform' },
])('a merge with a $what platform names it in the error, and moves no tag', async ({ digests, code }) => {
  const before = await tags()
  const { main, errors } = await merge(...digests())
  expect(main.code).toBe(1)
  expect(errors).toHaveLength(1)
  expect(errors[0]?.message).toContain(`[${code}]`)
  expect(errors[0]?.message).toContain('linux/arm64')
  expect(await tags()).toEqual(before)
})

it('two jobs push a platform each without a tag, a third merges them, and each image runs on its processor', async () => {
  const merged = await merge(...landed)
  expect(merged.main).toMatchObject({ code: 0, annotations: [], outputs: { 'tag-names': '1.2.3' } })
  expect(await tags()).toEqual(['1.2.3'])

  const env = { ...process.env, DOCKER_HOST: engines.store, DOCKER_CONFIG: newFolder('docker') }
  const docker = (args: readonly string[], input = '') => mustRun('docker', [...args], { env, input })
  const credentials = ['--username', login.username, '--password-stdin']
  await docker(['login', ...credentials, registry.host], login.password)
  for (const [platform, machine] of [
    ['linux/arm64', 'aarch64'],
    ['linux/amd64', 'x86_64'],
  ] as const) {
    const run = ['run', '--rm', '--network=none', '--quiet', '--pull=always', '--platform', platform]
    expect(await docker([...run, `${image()}:1.2.3`, 'uname', '-m'])).toBe(`${machine}\n`)
    expect(await docker([...run, `${image()}:1.2.3`, 'cat', '/built-on'])).toBe(`${machine}\n`)
  }
})

it('the merged index has the provenance of each platform, and a second run writes nothing', async () => {
  const done = await merge(...landed)
  const { manifest, digest } = await read('1.2.3')
  expect(digest).toBe(done.main.outputs.digest)
  const entries = entriesOf(manifest)
  const found = await Promise.all(
    entries
      .filter(({ platform }) => platform.os === 'linux')
      .map(async (own) => {
        const about = ({ annotations }: (typeof entries)[number]) =>
          annotations?.['vnd.docker.reference.digest'] === own.digest
        const attestation = await read(entries.find(about)?.digest ?? '')
        const [layer] = attestation.manifest.layers ?? []
        const statement = await getJsonBlob(registry.host, 'matrix/app', layer?.digest ?? '', login)
        return [`linux/${own.platform.architecture}`, statement.predicateType]
      }),
  )
  const provenance = expect.stringContaining('https://slsa.dev/provenance/')
  expect(found).toEqual(platforms.map((platform) => [platform, provenance]))
  expect((await merge(...landed)).main).toMatchObject({ code: 0, outputs: { digest, pushed: 'false' } })
})

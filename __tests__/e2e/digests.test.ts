/** One matrix job and one job with `from: digests`: the workflow of docs/platforms.md, with its legs run in sequence. */
import { startArtifactService } from '../../scripts/lib/artifact-service.mjs'
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { entriesOf, getManifest, headDigest, listTags } from '../../scripts/lib/registry-client.mjs'
import { teardown } from '../../scripts/lib/teardown.mjs'
import { newFolder } from './setup/environment.ts'
import { findSecret, git, login, makeProject, type StepOptions, step } from './setup/project.ts'
import { digestsOf } from './setup/reported.ts'

type Inputs = Record<string, string>
const [amd64, arm64] = ['linux/amd64', 'linux/arm64'] as const
const both = `${amd64},${arm64}`
/** Without `RUN`, no emulation of the platform is needed. */
const dockerfile = `FROM scratch AS one
ARG MARK=none
LABEL mark=$MARK
COPY Dockerfile /
FROM one AS two
LABEL stage=two
FROM one
`

let registry: Awaited<ReturnType<typeof startRegistry>>
let service: Awaited<ReturnType<typeof startArtifactService>>
let workspace: string
let count = 0
/** A separate image for each test, so that legs of other tests do not count. */
let image: string

beforeAll(async () => {
  registry = await startRegistry({ dir: newFolder('registry'), users: { [login.username]: login.password } })
  service = await startArtifactService()
  workspace = makeProject(dockerfile)
})
beforeEach(() => {
  count += 1
  image = `legs/app${count}`
  service.fail(undefined)
})
afterAll(teardown)

interface Job extends Partial<Omit<StepOptions, 'inputs'>> {
  readonly attempt?: number
}

const named = () => `${registry.host}/${image}`

function run(inputs: Inputs, { attempt = 1, env, ...more }: Job = {}) {
  const all = { images: named(), registry: registry.host, ...login, ...inputs }
  const attempts = { GITHUB_RUN_ATTEMPT: String(attempt), GITHUB_JOB: 'build' }
  return step({ workspace, ...more, env: { ...service.environment(), ...attempts, ...env }, inputs: all })
}

const leg = (platform: string, inputs: Inputs = {}, job: Job = {}) =>
  run({ push: 'digest', platforms: platform, ...inputs }, job)

/** The runner of the merge job has neither docker nor git. */
const merge = (inputs: Inputs = {}, { env, ...job }: Job = {}) => {
  const bare = { DOCKER_HOST: 'unix:///nowhere.sock', PATH: newFolder('empty'), ...env }
  return run({ from: 'digests', platforms: both, ...inputs }, { ...job, env: bare })
}

async function landed(...legs: ReturnType<typeof leg>[]): Promise<string[]> {
  const done = await Promise.all(legs)
  for (const { main } of done) expect(main).toMatchObject({ code: 0, annotations: [] })
  return done.map(({ main }) => main.outputs.digest ?? '')
}

/** The legs that tests share whose merge writes no tag: the digest of each platform, and its artifact. */
let shared:
  | Map<string, { readonly digest: string; readonly name: string; readonly bytes: Buffer }>
  | undefined
async function useSharedLegs(...platforms: string[]): Promise<string[]> {
  image = 'legs/shared'
  if (shared === undefined) {
    const digests = await landed(...[amd64, arm64].map((platform) => leg(platform, { provenance: 'false' })))
    const own = service.artifacts.filter(({ name }) => name.includes('legs-shared-'))
    shared = new Map(
      [amd64, arm64].map((platform, index) => {
        const digest = digests[index] ?? ''
        const artifact = own.find(({ bytes }) => bytes.includes(digest))
        return [platform, { digest, name: artifact?.name ?? '', bytes: artifact?.bytes ?? Buffer.alloc(0) }]
      }),
    )
  }
  service.artifacts.length = 0
  return platforms.map(addSharedLeg)
}

function addSharedLeg(platform: string): string {
  const { digest, name, bytes } = shared?.get(platform) ?? { digest: '', name: '', bytes: '' }
  service.add(name, bytes)
  return digest
}

const tags = () => listTags(registry.host, image, login)

async function entries(tag: string) {
  const { manifest } = await getManifest(registry.host, image, tag, login)
  return entriesOf(manifest).filter(({ platform }) => platform.os !== 'unknown')
}

const messages = (done: Awaited<ReturnType<typeof run>>) =>
  done.errors.map(({ message }) => message).join('\n')
const warnings = (done: Awaited<ReturnType<typeof run>>) =>
  done.main.annotations.filter(({ level }) => level === 'warning').map(({ message }) => message)

describe('one matrix job and one job that merges', () => {
  it('publish an index of all platforms under the run’s tags of several names, read from the first name that the legs pushed to, without a digest in the workflow', async () => {
    const images = `${named()}-a\n${named()}-b`
    const digests = await landed(
      leg(amd64, { images, provenance: 'false' }),
      leg(arm64, { images, provenance: 'mode=max' }),
    )
    for (const end of ['a', 'b']) expect(await listTags(registry.host, `${image}-${end}`, login)).toEqual([])
    const env = service.environment()
    // The merge job has no checkout.
    const sha = git(workspace, 'rev-parse', 'HEAD')
    const inputs = { images: `${named()}-new\n${images}`, annotations: 'com.example.team=blue' }
    const done = await merge(inputs, { env, workspace: newFolder('bare'), sha })
    const written = ['new', 'a', 'b'].flatMap((end) => [`${named()}-${end}:main`, `${named()}-${end}:latest`])
    expect(done.main).toMatchObject({
      code: 0,
      annotations: [],
      outputs: { pushed: 'true', tags: written.join('\n') },
    })
    for (const end of ['a', 'b', 'new']) {
      expect(await headDigest(registry.host, `${image}-${end}`, 'main', login)).toBe(done.main.outputs.digest)
    }
    image = `${image}-new`
    const { manifest } = await getManifest(registry.host, image, 'main', login)
    expect(manifest.annotations?.['com.example.team']).toBe('blue')
    const there = await entries('main')
    expect(there.map(({ platform }) => `${platform.os}/${platform.architecture}`)).toEqual([amd64, arm64])
    expect(there[0]?.digest).toBe(digests[0])
    expect(findSecret(done, env.ACTIONS_RUNTIME_TOKEN ?? 'none', 'sig=')).toEqual([])
  })

  it('a leg uploads an artifact for each image of a bake file, which expires no later than the repository allows', async () => {
    const bake = 'group "default" { targets = ["a", "b"] }\ntarget "a" {}\ntarget "b" { target = "two" }\n'
    const folder = makeProject(dockerfile, { 'docker-bake.hcl': bake })
    const images = `${named()}-{{target}}`
    const inputs = { images, 'bake-files': 'docker-bake.hcl', set: `*.platform=${both}`, push: 'digest' }
    const legs = await run(inputs, { workspace: folder, env: { GITHUB_RETENTION_DAYS: '5' } })
    expect(legs.main).toMatchObject({ code: 0, annotations: [] })
    for (const name of ['a', 'b']) {
      const done = await merge({ images: `${named()}-${name}` }, { workspace: folder })
      expect(done.main).toMatchObject({ code: 0, annotations: [] })
      expect(await listTags(registry.host, `${image}-${name}`, login)).toEqual(['latest', 'main'])
    }
    const last = service.artifacts.at(-1)
    const days = (Date.parse(last?.expires ?? '') - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(4.9)
    expect(days).toBeLessThan(5.1)
  })
})

it('push: digest merges without a tag, and uploads no artifact for the index', async () => {
  await useSharedLegs(amd64, arm64)
  const before = service.artifacts.length
  const done = await merge({ push: 'digest' })
  expect(done.main).toMatchObject({ code: 0, annotations: [], outputs: { pushed: 'true' } })
  const digest = done.main.outputs.digest ?? ''
  expect((await entries(digest)).map(({ platform }) => platform.architecture)).toEqual(['amd64', 'arm64'])
  expect(await tags()).toEqual([])
  expect(service.artifacts).toHaveLength(before)
})

describe('the merged digest', () => {
  it('comes from the newest attempt of each leg, in any order of the list', async () => {
    const [first] = await useSharedLegs(amd64)
    const again = { provenance: 'false', 'build-args': 'MARK=again' }
    const [second] = await landed(leg(arm64, again, { attempt: 2 }))
    expect(addSharedLeg(arm64)).not.toBe(second)
    const done = await merge({ push: 'digest' }, { attempt: 3 })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    const merged = await entries(done.main.outputs.digest ?? '')
    expect(merged.map(({ digest }) => digest)).toEqual([first, second])
  })

  it('is ambiguous for variants of one attempt, by target or as items of builds: the error names each, and target selects one', async () => {
    const builds = '- name: cpu\n- name: gpu\n  build-args: { MARK: gpu }'
    const inputs = [{ target: 'two' }, { builds, flavor: 'suffix=-{{target}}' }]
    const legs = await Promise.all(inputs.map((more) => leg(amd64, { provenance: 'false', ...more })))
    for (const { main } of legs) expect(main).toMatchObject({ code: 0, annotations: [] })
    const [two, items] = [legs[0]?.main.outputs.digest ?? '', legs[1] === undefined ? {} : digestsOf(legs[1])]
    const refused = await merge({ platforms: amd64 })
    expect(refused.main.code).toBe(1)
    const digests = [two, ...['cpu', 'gpu'].map((name) => items[name] ?? 'none')]
    for (const shown of ['[digests-conflict]', amd64, 'target two', 'target cpu', 'target gpu', ...digests]) {
      expect(messages(refused)).toContain(shown)
    }
    expect(await tags()).toEqual([])
    const done = await merge({ platforms: amd64, target: 'two' })
    expect(done.main).toMatchObject({ code: 0, outputs: { pushed: 'true', digest: two } })
    const gpu = await merge({ platforms: amd64, target: 'gpu' })
    expect(gpu.main).toMatchObject({ code: 0, outputs: { pushed: 'true', digest: items.gpu } })
  })

  it('may be pushed by two legs', async () => {
    const [one] = await useSharedLegs(amd64)
    const [other] = await landed(leg(amd64, { provenance: 'false' }))
    expect(one).toBe(other)
    const done = await merge({ platforms: amd64, push: 'digest' })
    expect(done.main).toMatchObject({ code: 0, outputs: { digest: one } })
  })
})

describe('a mismatch between the legs and the merge', () => {
  it('is an error that lists the missing platforms and the existing ones', async () => {
    await useSharedLegs(amd64)
    const done = await merge({ platforms: `${both},linux/s390x` })
    expect(done.main.code).toBe(1)
    expect(messages(done)).toContain('[digests-missing]')
    expect(messages(done)).toContain(`for ${arm64}, linux/s390x; it has ${amd64}`)
    expect(await tags()).toEqual([])
    expect(done.main.summary).toContain(arm64)
  })

  it('is an error that shows the existing name if the legs pushed to another one', async () => {
    await useSharedLegs(amd64)
    const done = await merge({ images: `${named()}-typo` })
    expect(messages(done)).toContain(named().replace(/[^a-z0-9._]+/g, '-'))
  })

  it('causes a warning if the merge omits the platform of a leg', async () => {
    await useSharedLegs(amd64, arm64)
    const done = await merge({ platforms: amd64, push: 'digest' })
    expect(done.main.code).toBe(0)
    expect(warnings(done)).toEqual([expect.stringContaining(`for ${arm64}, too`)])
  })

  it('is announced by a leg whose artifact cannot be created, stored or finished, in a warning with the digest', async () => {
    const rows = [
      ['CreateArtifact', 500],
      ['/blobs/', 403],
      ['FinalizeArtifact', 0],
    ] as const
    for (const [part, status] of rows) {
      service.fail(({ path }) => (path.includes(part) ? status : undefined))
      const done = await leg(amd64, { 'build-args': `MARK=${status}` })
      expect([part, done.main]).toMatchObject([part, { code: 0, outputs: { pushed: 'true' } }])
      const warning = expect.stringContaining(`${named()}@${done.main.outputs.digest}`)
      expect([part, ...warnings(done)]).toEqual([part, warning])
    }
    service.fail(undefined)
    expect(messages(await merge({ platforms: amd64 }))).toContain('[digests-missing]')
  })

  it('is not reported if the artifact service fails, since that is the error', async () => {
    await useSharedLegs(amd64)
    service.fail(({ path }) => (path.endsWith('ListArtifacts') ? 503 : undefined))
    const done = await merge({ platforms: amd64 })
    expect(done.main.code).toBe(1)
    expect(messages(done)).toContain('[digests-service]')
    expect(messages(done)).toContain('503')
  })
})

describe('without an artifact service', () => {
  it('as on GitHub Enterprise Server, a leg does not warn, and the merge shows the lines to write', async () => {
    const env = { GITHUB_SERVER_URL: 'https://github.example.com' }
    await landed(leg(amd64, {}, { env }))
    const done = await merge({}, { env })
    expect(done.main.code).toBe(1)
    expect(messages(done)).toContain('[digests-unavailable]')
    for (const job of ['amd64', 'arm64']) {
      expect(messages(done)).toContain(`${named()}@\${{ needs.${job}.outputs.digest }}`)
    }
  })
})

describe('a run that publishes nothing', () => {
  const fork = {
    eventName: 'pull_request',
    ref: 'refs/pull/7/merge',
    event: {
      action: 'opened',
      number: 7,
      pull_request: {
        number: 7,
        head: { ref: 'main', sha: 'a'.repeat(40), repo: { full_name: 'eve/app', fork: true } },
        base: { ref: 'main', repo: { full_name: 'acme/app' } },
      },
    },
  }
  const secretless = { username: '', password: '' }

  it('only builds in its legs if it is from a fork, and its merge succeeds', async () => {
    for (const platform of [amd64, arm64]) {
      const done = await leg(platform, secretless, fork)
      expect(done.main).toMatchObject({ code: 0, outputs: { pushed: 'false' } })
    }
    const done = await merge(secretless, fork)
    expect(done.errors).toEqual([])
    expect(done.main).toMatchObject({ code: 0, outputs: { pushed: 'false' } })
    expect(done.main.log).toContain('No job of this run handed over a digest')
    expect(await tags()).toEqual([])
  })

  it('checks the digests of the legs with push: false', async () => {
    await useSharedLegs(amd64)
    const done = await merge({ push: 'false' })
    expect(messages(done)).toContain('[digests-missing]')
    expect((await merge({ push: 'false', platforms: amd64 })).main).toMatchObject({ code: 0 })
    expect(await tags()).toEqual([])
  })

  it('shows the planned tags with dry-run: true, and warns about a missing leg', async () => {
    await useSharedLegs(amd64)
    const done = await merge({ 'dry-run': 'true', platforms: amd64 })
    expect(done.main).toMatchObject({ code: 0, annotations: [], outputs: { pushed: 'false' } })
    expect(done.main.outputs.result).toContain(`${named()}:main`)
    const lacks = await merge({ 'dry-run': 'true' })
    expect(lacks.main.code).toBe(0)
    expect(warnings(lacks)).toEqual([expect.stringContaining(arm64)])
  })
})

describe('an artifact that another job of the run forges', () => {
  /** A valid artifact of the current attempt, with some values replaced. */
  const forge = (over: object, name = (real: string) => real) => {
    const real = service.artifacts.find((one) => one.name.includes(image.replace('/', '-')))
    const note = { ...JSON.parse(String(real?.bytes)), ...over }
    const shown = `${note.digest}`.slice(7, 19)
    service.add(
      name(String(real?.name).replace(/[0-9a-f]{12}\.json$/, `${shown}.json`)),
      JSON.stringify(note),
    )
  }

  it('cannot publish an image of another commit', async () => {
    const old = git(workspace, 'rev-parse', 'HEAD')
    const elsewhere = makeProject(dockerfile, { other: 'x' })
    const [digest] = await useSharedLegs(arm64)
    await landed(leg(amd64, {}, { workspace: elsewhere }))
    const done = await merge({}, { workspace: elsewhere })
    expect(done.main.code).toBe(1)
    for (const shown of ['[digests-foreign]', `${named()}@${digest}`, old]) {
      expect(messages(done)).toContain(shown)
    }
    expect(await tags()).toEqual([])
  })

  it('cannot publish an image that names no commit of this repository', async () => {
    const source = 'org.opencontainers.image.source=https://github.com/eve/app'
    const [digest] = await landed(leg(amd64, { labels: source, annotations: source }))
    const done = await merge({ platforms: amd64 })
    expect(messages(done)).toContain(`${named()}@${digest}' names no commit of this repository`)
    expect(await tags()).toEqual([])
  })

  it('is ignored with a warning if it does not belong to this run and this image', async () => {
    const [digest] = await useSharedLegs(amd64)
    const wrong = [
      { schema: 2 },
      { digest: `sha256:${'a'.repeat(64)}\n::error::x` },
      { image: 'registry.example/evil/app' },
      { attempt: 7 },
      { run: '1' },
    ]
    for (const [index, over] of wrong.entries()) {
      forge(over, (name) => name.replace(/[0-9a-f]{12}\.json$/, `0123456789a${index}.json`))
    }
    const done = await merge({ platforms: amd64, push: 'digest' })
    expect(done.main).toMatchObject({ code: 0, outputs: { digest } })
    expect(warnings(done)).toEqual(wrong.map(() => expect.stringContaining('is not a digest of this run')))
  })

  it('is not read completely if it is large, nor downloaded if its name is of a later attempt', async () => {
    const [digest] = await useSharedLegs(amd64)
    forge({ padding: 'x'.repeat(1 << 20) }, (name) =>
      name.replace(/[0-9a-f]{12}\.json$/, '0123456789ab.json'),
    )
    forge({ attempt: 9 }, (name) => name.replace(/^(tagboat-digest-\d+)-1-/, '$1-9-'))
    const done = await merge({ platforms: amd64, push: 'digest' })
    expect(done.main).toMatchObject({ code: 0, outputs: { digest } })
    expect(warnings(done)).toHaveLength(1)
  })

  it('cannot publish a digest that the registry does not have', async () => {
    await useSharedLegs(amd64)
    forge({ platforms: [arm64], digest: `sha256:${'b'.repeat(64)}` })
    const done = await merge()
    expect(messages(done)).toContain('[from-missing]')
    expect(await tags()).toEqual([])
  })
})

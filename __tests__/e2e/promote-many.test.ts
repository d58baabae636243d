/** Promotions of several images in one step, and of images with a known version. */
import { readFileSync } from 'node:fs'
import { startFaultProxy } from '../../scripts/lib/fault-proxy.mjs'
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { entriesOf, getManifest, headDigest, listTags } from '../../scripts/lib/registry-client.mjs'
import { teardown } from '../../scripts/lib/teardown.mjs'
import { base, newFolder } from './setup/environment.ts'
import { git, login, makeProject, type Step, step } from './setup/project.ts'

type Inputs = Record<string, string>

let registry: Awaited<ReturnType<typeof startRegistry>>
let workspace: string
const digests: Record<string, string> = {}

beforeAll(async () => {
  registry = await startRegistry({ dir: newFolder('registry'), users: { [login.username]: login.password } })
  workspace = makeProject(`FROM ${base}\nARG WHAT\nLABEL what=$WHAT\n`)
  const sha = git(workspace, 'rev-parse', 'HEAD').slice(0, 7)
  for (const [name, tag, platform] of [
    ['staging/api', '1.2.3', 'linux/amd64'],
    ['staging/web', '2.0.1', 'linux/amd64'],
    ['staging/api-arm', '1.2.3', 'linux/arm64'],
    ['staging/worker', sha, 'linux/amd64'],
  ] as const) {
    const done = await step({
      workspace,
      inputs: { images: at(name), tags: tag, platforms: platform, 'build-args': `WHAT=${name}`, ...auth() },
    })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    digests[name] = done.main.outputs.digest ?? ''
  }
})
afterAll(teardown)

const at = (name: string) => `${registry.host}/${name}`
const auth = () => ({ registry: registry.host, ...login })
const digestOf = (name: string, tag: string) => headDigest(registry.host, name, tag, login)
const promote = (inputs: Inputs, more: Partial<Parameters<typeof step>[0]> = {}) =>
  step({
    workspace,
    env: { DOCKER_HOST: 'unix:///nowhere.sock', PATH: newFolder('empty') },
    ...more,
    inputs: { ...auth(), ...inputs },
  })
const writesSince = (start: number) =>
  readFileSync(registry.logFile, 'utf8')
    .slice(start)
    .match(/"(?:POST|PUT|PATCH|DELETE) [^" ]+/g) ?? []
const logSize = () => readFileSync(registry.logFile, 'utf8').length
const imagesOf = (done: Step): { target: string; name: string; digest: string; tags: { ref: string }[] }[] =>
  JSON.parse(done.main.outputs.result ?? '{"images":[]}').images
const warningsOf = (done: Step) =>
  done.main.annotations.filter(({ level }) => level === 'warning').map(({ message }) => message)

describe('several images in one step', () => {
  it('are promoted to their own names: by tag, by digest, by an expression, and merged from two', async () => {
    const done = await promote({
      from: [
        `web=${at(`staging/web@${digests['staging/web']}`)}`,
        `api=${at('staging/api:1.2.3')}`,
        `api=${at('staging/api-arm:1.2.3')}`,
        `worker=${at('staging/{{target}}:{{sha}}')}`,
      ].join('\n'),
      images: at('prod/{{target}}'),
      tags: 'stable',
    })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    expect(await digestOf('prod/web', 'stable')).toBe(digests['staging/web'])
    expect(await digestOf('prod/worker', 'stable')).toBe(digests['staging/worker'])
    const merged = await getManifest(registry.host, 'prod/api', 'stable', login)
    const platforms = entriesOf(merged.manifest).map(({ platform }) => platform.architecture)
    expect(platforms).toEqual(expect.arrayContaining(['amd64', 'arm64']))
    expect(imagesOf(done).map(({ target, name, digest }) => [target, name, digest])).toEqual([
      ['web', at('prod/web'), digests['staging/web']],
      ['api', at('prod/api'), merged.digest],
      ['worker', at('prod/worker'), digests['staging/worker']],
    ])
    expect(done.main.outputs).toMatchObject({
      digest: digests['staging/web'],
      tags: at('prod/web:stable'),
      images: ['web', 'api', 'worker'].map((name) => at(`prod/${name}`)).join('\n'),
      pushed: 'true',
    })
    for (const name of ['web', 'api', 'worker']) expect(done.main.summary).toContain(at(`prod/${name}`))
  })

  it('are all checked before the first write', async () => {
    const start = logSize()
    const done = await promote({
      from: `api=${at('staging/api:1.2.3')}\nweb=${at('staging/web:none')}\nx=${at('staging/x:none')}`,
      images: at('missing/{{target}}'),
      tags: 'stable',
    })
    expect(done.main.code).toBe(1)
    expect(done.errors).toHaveLength(1)
    expect(done.errors[0]?.message).toContain(`'${at('staging/web:none')}' does not exist`)
    expect(done.errors[0]?.message).toContain(`'${at('staging/x:none')}' does not exist`)
    expect(writesSince(start)).toEqual([])
    expect(await listTags(registry.host, 'missing/api', login)).toEqual([])
  })

  it('are all restored if one tag cannot be moved', async () => {
    const proxy = await startFaultProxy({ upstream: registry.host })
    const host = proxy.host.replace('127.0.0.1', 'localhost')
    const from = `web=${host}/staging/web:2.0.1\napi=${host}/staging/api:1.2.3`
    const inputs = { registry: host, images: `${host}/fault/{{target}}`, tags: 'stable' }
    expect((await promote({ ...inputs, from: from.replace('web:2.0.1', 'api:1.2.3') })).main.code).toBe(0)
    proxy.decide(({ method, path }) =>
      method === 'PUT' && path.endsWith('/fault/api/manifests/stable')
        ? { status: 403, body: '{"errors":[]}' }
        : undefined,
    )
    const swapped = `web=${host}/staging/web:2.0.1\napi=${host}/staging/api-arm:1.2.3`
    const done = await promote({ ...inputs, from: swapped })
    expect(done.main.code).toBe(1)
    expect(done.errors[0]?.message).toContain('[not-published]')
    expect(await digestOf('fault/web', 'stable')).toBe(digests['staging/api'])
    expect(await digestOf('fault/api', 'stable')).toBe(digests['staging/api'])
    await proxy.stop()
  })

  it('need {{target}} in images, as the error shows, unless there is a single name', async () => {
    const images = at('prod/app')
    const from = `api=${at('staging/api:1.2.3')}`
    const two = await promote({ from: `${from}\nweb=${at('staging/web:2.0.1')}`, images })
    expect(two.main.code).toBe(1)
    expect(two.errors[0]?.message).toContain(`${images}/{{target}}, so that each has its own name`)
    const one = await promote({ from, images, tags: 'one', 'dry-run': 'true' })
    expect(one.main).toMatchObject({ code: 0, outputs: { tags: `${images}:one` } })
    const mixed = await promote({ from: `${from}\n${at('staging/web:2.0.1')}`, images })
    expect(mixed.errors[0]?.message).toContain(`Write NAME=${at('staging/web:2.0.1')}`)
  })
})

describe('{{source_tag}} and {{source_version}}', () => {
  const rules = [
    'type=semver,pattern={{version}},value={{source_version}}',
    'type=semver,pattern={{major}}.{{minor}},value={{source_version}}',
    'type=raw,value={{source_tag}}-copy',
  ].join('\n')
  const dispatch = { eventName: 'workflow_dispatch' }

  it('are evaluated for each image, with the same tags in a dry run', async () => {
    const inputs = {
      from: `api=${at(`staging/api@${digests['staging/api']}`)}\nweb=${at('staging/web:2.0.1')}`,
      images: at('named/{{target}}'),
      tags: rules,
      flavor: 'latest=auto',
    }
    const expected = [
      ['1.2.3', '1.2', 'latest', '-copy'].slice(0, 3).map((tag) => at(`named/api:${tag}`)),
      ['2.0.1', '2.0', '2.0.1-copy', 'latest'].map((tag) => at(`named/web:${tag}`)),
    ]
    const refs = (done: Step) => imagesOf(done).map(({ tags }) => tags.map(({ ref }) => ref).sort())
    const dry = await promote({ ...inputs, 'dry-run': 'true' }, dispatch)
    expect(dry.main.code).toBe(0)
    const done = await promote(inputs, dispatch)
    expect(done.main.code).toBe(0)
    expect(refs(done)).toEqual(refs(dry))
    for (const [index, some] of expected.entries())
      expect(refs(done)[index]).toEqual(expect.arrayContaining([...some].sort()))
    expect(await digestOf('named/api', '1.2.3')).toBe(digests['staging/api'])
    expect(await digestOf('named/web', '2.0')).toBe(digests['staging/web'])
    expect(done.main.log).toContain(`The version of ${at('staging/web:2.0.1')} is 2.0.1.`)
  })

  it('do not move a released version', async () => {
    const inputs = { from: at('staging/api:1.2.3'), images: at('named/web'), tags: '{{source_version}}' }
    const first = await promote({ ...inputs, images: at('final/app') }, dispatch)
    expect(first.main.code).toBe(0)
    const other = await promote(
      { ...inputs, from: at('staging/api-arm:1.2.3'), images: at('final/app') },
      dispatch,
    )
    expect(other.errors[0]?.message).toContain('[release-taken]')
  })

  it('are unknown in a dry run without a network', async () => {
    const inputs = { from: 'localhost:1/app:stable', images: at('x/app'), tags: '{{source_version}}' }
    const dry = await promote({ ...inputs, 'dry-run': 'true' })
    expect(dry.main).toMatchObject({ code: 0, outputs: { tags: '' } })
    expect(warningsOf(dry).join('\n')).toContain('{{source_version}} is unknown; it gives no tag')
    expect((await promote(inputs)).main.code).toBe(1)
  })

  it('cause a warning in a fork’s pull request, which has no secrets', async () => {
    const done = await promote(
      { from: 'localhost:1/app:stable', images: at('x/app'), tags: '{{source_version}}', password: '' },
      {
        eventName: 'pull_request',
        ref: 'refs/pull/7/merge',
        event: {
          action: 'opened',
          pull_request: {
            number: 7,
            head: { ref: 'x', sha: 'b'.repeat(40), repo: { id: 2 } },
            base: { ref: 'main', repo: { id: 1 } },
          },
        },
      },
    )
    expect(done.main).toMatchObject({ code: 0, outputs: { pushed: 'false' } })
    expect(warningsOf(done).join('\n')).toContain('{{source_version}} is unknown; it gives no tag')
  })

  it('cost no request if no rule uses them, nor does the warning about latest', async () => {
    const reads = async (inputs: Inputs) => {
      const start = logSize()
      const done = await promote(
        { from: at('staging/web:2.0.1'), images: at('staging/web'), ...inputs },
        dispatch,
      )
      expect(done.main.code).toBe(0)
      const log = readFileSync(registry.logFile, 'utf8').slice(start)
      const read = /"GET (\S*) HTTP\/1\.1" 200/g
      const paths = [...log.matchAll(read)].map(([, path = '']) => path)
      // Ignores lists of tags, which only distinguish absent from hidden tags.
      return paths.filter((path) => path.includes('staging/web') && !path.includes('/tags/list'))
    }
    const plain = await reads({ tags: 'plain', 'dry-run': 'true' })
    expect(plain).toEqual(['/v2/staging/web/manifests/2.0.1'])
    expect(await reads({ 'dry-run': 'true', flavor: 'latest=true' })).toEqual(plain)
  })

  it('are an error in a build', async () => {
    const done = await promote({ images: at('x/app'), tags: 'type=raw,value={{source_version}}' })
    expect(done.errors[0]?.message).toMatch(
      /\{\{source_version}} is about the image that input from names.*\[tag-source]/,
    )
  })

  it.each([
    ['staging/api:1.2.3', true],
    ['staging/worker', false],
  ])(
    'are suggested by a warning if the default tags would give %s another version as latest: %s',
    async (name, warns) => {
      const from = name.includes(':') ? at(name) : at(`${name}@${digests[name]}`)
      const done = await promote({ from, images: at('default/app'), 'dry-run': 'true' }, dispatch)
      expect(done.main.outputs['tag-names']).toContain('latest')
      const said = warningsOf(done).filter((text) => text.includes('type=raw,value={{source_version}}'))
      expect(said).toEqual(warns ? [expect.stringContaining('whose version is 1.2.3')] : [])
    },
  )
})

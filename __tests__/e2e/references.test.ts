/** Full references in input tags, and runs without tags. */
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { headDigest, listTags } from '../../scripts/lib/registry-client.mjs'
import { teardown } from '../../scripts/lib/teardown.mjs'
import { newFolder } from './setup/environment.ts'
import { git, login, makeProject, type StepOptions, step } from './setup/project.ts'

type Inputs = Record<string, string>

let registry: Awaited<ReturnType<typeof startRegistry>>
let workspace: string

beforeAll(async () => {
  registry = await startRegistry({ dir: newFolder('registry'), users: { [login.username]: login.password } })
  workspace = makeProject()
})
afterAll(teardown)

const run = (inputs: Inputs, more: Partial<StepOptions> = {}) =>
  step({ workspace, ...more, inputs: { registry: registry.host, ...login, ...inputs } })
const tagsOf = async (name: string) => (await listTags(registry.host, name, login)).toSorted()
const digestOf = (name: string, tag: string) => headDigest(registry.host, name, tag, login)
const lines = (text = '') => text.split('\n').filter((line) => line !== '')

describe('a full reference', () => {
  it('publishes its tag under its own name without input images, on any engine', async () => {
    for (const engine of ['store', 'legacy'] as const) {
      const [one, other] = [`${registry.host}/own-${engine}/app`, `${registry.host}/own-${engine}/other`]
      const done = await run({ tags: `${one}:1\n${one}:edge\n${other}:2` }, { engine })
      expect(done.errors).toEqual([])
      expect(done.main).toMatchObject({ code: 0, annotations: [] })
      expect(lines(done.main.outputs.tags)).toEqual([`${one}:1`, `${one}:edge`, `${other}:2`])
      expect(lines(done.main.outputs['tag-names'])).toEqual(['1', 'edge', '2'])
      expect(done.main.outputs).toMatchObject({ version: '1', images: `${one}\n${other}` })
      expect(JSON.parse(done.main.outputs.json ?? '').tags).toEqual([`${one}:1`, `${one}:edge`, `${other}:2`])
      expect(await tagsOf(`own-${engine}/app`)).toEqual(['1', 'edge'])
      expect(await tagsOf(`own-${engine}/other`)).toEqual(['2'])
      expect(await digestOf(`own-${engine}/app`, '1')).toBe(done.main.outputs.digest)
    }
  })

  it('is published only under its own name if images has several', async () => {
    const [one, other] = [`${registry.host}/among/app`, `${registry.host}/among/other`]
    const done = await run({ images: `${one}\n${other}`, tags: `${one}:1\ntype=ref,event=branch` })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    expect(await tagsOf('among/app')).toEqual(['1', 'main'])
    expect(await tagsOf('among/other')).toEqual(['main'])
  })

  it('with a name that images lacks fails before any request, and shows the fix', async () => {
    const before = await tagsOf('foreign/app').catch(() => [])
    const done = await run({ images: `${registry.host}/foreign/app`, tags: `${registry.host}/foreign/ap:1` })
    expect(done.main.code).toBe(1)
    expect(done.errors[0]?.message).toContain('[tag-reference-name]')
    expect(done.errors[0]?.message).toContain(`Add '${registry.host}/foreign/ap' to input images`)
    expect(await tagsOf('foreign/app').catch(() => [])).toEqual(before)
  })

  it.each([
    ['a digest', (name: string) => `${name}@sha256:${'0'.repeat(64)}`],
    ['a branch with a slash that GitHub filled in', (name: string) => `${name}:feature/x`],
    ['a port without a tag', (name: string) => name],
  ])('with %s fails and shows the fix', async (_, write) => {
    const done = await run({ tags: write(`${registry.host}/bad/app`), 'dry-run': 'true' })
    expect(done.main.code).toBe(1)
    expect(done.errors[0]?.message).toContain('[tag-reference]')
  })

  it('with {{target}} applies to each bake target', async () => {
    const hcl = 'group "default" { targets = ["api", "web"] }\ntarget "api" {}\ntarget "web" {}\n'
    const many = makeProject(undefined, { 'docker-bake.hcl': hcl })
    const inputs = { 'bake-files': 'docker-bake.hcl', tags: `${registry.host}/baked/{{target}}:1` }
    const done = await run(inputs, { workspace: many })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    expect(await tagsOf('baked/api')).toEqual(['1'])
    expect(await tagsOf('baked/web')).toEqual(['1'])
  })

  it('cannot replace a release in its repository, while another name gets the same version', async () => {
    const [one, other] = [`${registry.host}/guard/app`, `${registry.host}/guard/other`]
    const project = makeProject()
    expect((await run({ tags: `${one}:1.0.0` }, { workspace: project })).main.code).toBe(0)
    git(project, '-c', 'user.name=A', '-c', 'user.email=a@a', 'commit', '--quiet', '--allow-empty', '-m', 'x')
    const refused = await run({ tags: `${one}:1.0.0` }, { workspace: project })
    expect(refused.main.code).toBe(1)
    expect((await run({ tags: `${one}:edge\n${other}:1.0.0` }, { workspace: project })).main.code).toBe(0)
    expect(await tagsOf('guard/other')).toEqual(['1.0.0'])
    expect(await tagsOf('guard/app')).toEqual(['1.0.0', 'edge'])
  })
})

describe('a run without a tag', () => {
  const typed = 'type=semver,pattern={{version}},value=1.4'
  const images = (name: string) => ({ images: `${registry.host}/${name}` })

  it.each([
    ['an invalid version in value=', typed],
    ['an empty input', 'type=semver,pattern={{version}},value='],
    ['an empty raw value', 'type=raw,value='],
  ])('fails for %s', async (_, tags) => {
    const done = await run({ ...images('none/app'), tags }, { eventName: 'workflow_dispatch' })
    expect(done.main.code).toBe(1)
    expect(done.errors[0]?.message).toContain('[value-without-tag]')
  })

  it('warns if another rule gives a tag', async () => {
    const inputs = { ...images('some/app'), tags: `${typed}\nedge`, 'dry-run': 'true' }
    const done = await run(inputs, { eventName: 'workflow_dispatch' })
    expect(done.main).toMatchObject({ code: 0, outputs: { 'tag-names': 'edge' } })
    expect(done.main.annotations.map(({ message }) => message)).toEqual([
      expect.stringContaining("'1.4' is not a version of semver"),
    ])
  })

  it('warns on a push that no rule matches', async () => {
    const done = await run({ ...images('none/app'), tags: 'type=semver,pattern={{version}}' })
    expect(done.main).toMatchObject({ code: 0, outputs: { pushed: 'false' } })
    expect(done.main.annotations).toEqual([
      expect.objectContaining({ level: 'warning', message: expect.stringContaining('Nothing is pushed') }),
    ])
  })

  it('fails as a promotion', async () => {
    const from = `${registry.host}/source/app:built`
    expect((await run({ tags: from })).main.code).toBe(0)
    const done = await run({ ...images('promoted/app'), from, tags: 'type=semver,pattern={{version}}' })
    expect(done.main.code).toBe(1)
    expect(done.errors[0]?.message).toContain('[no-tags]')
  })

  it('checks the source of a promotion that may not push', async () => {
    const from = `${registry.host}/source/nothing:built`
    const inputs = { ...images('promoted/app'), from, tags: 'edge', push: 'false' }
    const done = await run(inputs)
    expect(done.main.code).toBe(1)
    expect(done.errors[0]?.message).toContain('[from-missing]')
    const dry = await run({ ...inputs, 'dry-run': 'true' })
    expect(dry.main).toMatchObject({
      code: 0,
      annotations: [{ level: 'warning', message: expect.stringContaining('does not exist') }],
    })
    const engine = await run({ ...inputs, from: 'docker-daemon:nothing/of-this-name:1' })
    expect(engine.main.code).toBe(1)
    expect(engine.errors[0]?.message).toContain('nothing/of-this-name:1')
    const pull = {
      number: 7,
      head: { sha: 'a'.repeat(40), ref: 'x', repo: { full_name: 'eve/app', fork: true } },
    }
    const fork = await run(inputs, {
      eventName: 'pull_request',
      ref: 'refs/pull/7/merge',
      event: { action: 'opened', number: 7, pull_request: { ...pull, base: { ref: 'main' } } },
    })
    expect(fork.main.code).toBe(0)
    expect(fork.main.annotations).not.toEqual([])
  })
})

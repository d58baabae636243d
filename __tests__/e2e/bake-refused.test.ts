import { startFaultProxy } from '../../scripts/lib/fault-proxy.mjs'
import { freePort } from '../../scripts/lib/registry.mjs'
import { base } from './setup/environment.ts'
import { all, makeManyImages, writeFile } from './setup/many-images.ts'
import { filesBelow, findSecret, login, makeProject, step, useRegistry } from './setup/project.ts'
import { builds, byTarget, listTagDigests, reportedImages, targetsWith } from './setup/reported.ts'

const sorted = [...all].sort()

describe('a bake file that cannot be published', () => {
  const registry = useRegistry()
  const bake = (target: object) => {
    const file = JSON.stringify({ group: { default: { targets: Object.keys(target) } }, target })
    return makeProject(undefined, { 'bake.json': file })
  }
  const same = { tags: ['HOST/clash/same:1'] }

  it.each([
    {
      what: 'two targets with the same reference',
      targets: { one: same, two: same },
      images: '',
      more: {},
      code: 'reference-conflict',
      shown: ["'one' and 'two'", 'clash/same:latest'],
    },
    {
      what: 'two targets of one repository that have the same tags',
      targets: { one: {}, two: {} },
      images: 'HOST/clash/{{#if target}}app{{/if}}',
      more: {},
      code: 'reference-conflict',
      shown: ["'one' and 'two'", 'clash/app:latest'],
    },
    {
      what: 'several targets under one name',
      targets: { one: same, two: {} },
      images: 'HOST/clash/app',
      more: {},
      code: 'image-name-shared',
      shown: ["'one', 'two'", 'clash/app-{{target}}', 'clash/app/{{target}}', 'flavor: suffix=-{{target}}'],
    },
    {
      what: 'a selected target that is not built',
      targets: { one: {}, files: { call: 'check' } },
      images: 'HOST/clash/{{target}}',
      more: {},
      code: 'bake-no-image',
      shown: ["Target 'files'", 'call = "check"'],
    },
    {
      what: 'an input for a single image',
      targets: { one: {} },
      images: 'HOST/clash/{{target}}',
      more: { platforms: 'linux/amd64' },
      code: 'input-conflict',
      shown: ['*.platform='],
    },
    {
      what: 'an unknown target',
      targets: { one: {} },
      images: 'HOST/clash/{{target}}',
      more: { targets: 'nowhere' },
      code: 'bake-read',
      shown: ['nowhere'],
    },
  ])('$what is reported without an engine', async ({ targets, images, more, code, shown }) => {
    const write = (text: string) => text.replaceAll('HOST', registry.host)
    const workspace = bake(JSON.parse(write(JSON.stringify(targets))))
    const done = await step({
      workspace,
      inputs: { ...registry.inputsFor('x'), images: write(images), 'bake-files': 'bake.json', ...more },
      env: { DOCKER_HOST: 'unix:///nowhere.sock' },
    })
    expect(done.main.code).toBe(1)
    expect(done.errors).toHaveLength(1)
    expect(done.errors[0]?.message).toContain(`[${code}]`)
    for (const text of shown) expect(done.errors[0]?.message).toContain(text)
    expect(done.main.log).not.toMatch(/^\s+at .+:\d+:\d+/m)
    expect(filesBelow(done.temp)).toEqual([])
  })

  it('published targets may depend on a target that writes files', async () => {
    const workspace = bake({
      files: { output: ['type=local,dest=out'] },
      one: { 'dockerfile-inline': 'FROM files\nLABEL x=y\n', contexts: { files: 'target:files' } },
    })
    const inputs = registry.inputsFor('below/{{target}}', { 'bake-files': 'bake.json', targets: 'one' })
    const done = await step({ workspace, inputs })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    expect(Object.keys(await listTagDigests(registry.host, ['below/one', 'below/files']))).toEqual([
      'below/one:latest',
      'below/one:main',
    ])
    expect(filesBelow(workspace).filter((file) => file.includes('/out/'))).toEqual([])
  })
})

describe('a dry run with bake files', () => {
  const registry = useRegistry()

  it('reports for each image whether it would be built, needs no engine, and only reads', async () => {
    const workspace = makeManyImages()
    const inputs = registry.inputsFor('dry/{{target}}', {
      'bake-files': 'docker-bake.hcl',
      vars: `OS=${base}`,
      'only-changed': 'true',
    })
    const proxy = await startFaultProxy({ upstream: registry.host })
    const dry = {
      ...inputs,
      images: `${proxy.host}/dry/{{target}}`,
      registry: proxy.host,
      'dry-run': 'true',
    }
    const env = { DOCKER_HOST: 'unix:///nowhere.sock' }
    const before = await step({ workspace, inputs: dry, env })
    expect(before.main).toMatchObject({ code: 0, annotations: [], outputs: { pushed: 'false' } })
    expect(targetsWith(before, 'built')).toEqual(sorted)
    expect(new Set(reportedImages(before).flatMap(({ tags }) => tags.map(({ action }) => action)))).toEqual(
      new Set(['created']),
    )

    expect((await step({ workspace, inputs })).main.code).toBe(0)
    writeFile(workspace, 'components/file', 'changed\n')
    const after = await step({ workspace, inputs: dry, env })
    expect(after.main).toMatchObject({ code: 0, annotations: [] })
    expect(targetsWith(after, 'built')).toEqual(['components', 'components-debug'])
    expect(targetsWith(after, 'reused')).toHaveLength(6)
    expect(byTarget(after, ({ tags }) => tags.map(({ action }) => action).join())).toMatchObject({
      components: 'moved,moved',
      tap: 'unchanged,unchanged',
    })
    const release = await step({ workspace, inputs: dry, env, ref: 'refs/tags/v1.0.0' })
    expect(byTarget(release, ({ tags }) => tags.map(({ action }) => action).join())).toMatchObject({
      components: 'created',
      tap: 'created',
    })
    expect(targetsWith(release, 'built')).toEqual(targetsWith(after, 'built'))

    expect([builds(before), builds(after), builds(release)]).toEqual([0, 0, 0])
    expect([...new Set(proxy.requests.map(({ method }) => method))].sort()).toEqual(['GET', 'HEAD'])
    expect(findSecret(after, login.password)).toEqual([])
    expect(filesBelow(after.temp)).toEqual([])
    await proxy.stop()
  })

  it('reports the action of each tag as unknown if the registry does not answer', async () => {
    const host = `localhost:${await freePort()}`
    const inputs = {
      images: `${host}/dry/{{target}}`,
      'bake-files': 'docker-bake.hcl',
      vars: `OS=${base}`,
      'only-changed': 'true',
      'dry-run': 'true',
    }
    const done = await step({
      workspace: makeManyImages(),
      inputs,
      env: { DOCKER_HOST: 'unix:///nowhere.sock' },
    })
    expect(done.main.code).toBe(0)
    expect(new Set(reportedImages(done).flatMap(({ tags }) => tags.map(({ action }) => action)))).toEqual(
      new Set(['unknown']),
    )
    const why = `no image of this content could be read: ${host} refuses connections`
    expect(new Set(Object.values(byTarget(done, (image) => image.why)))).toEqual(new Set([why]))
  })
})

/** Steps of one workflow that publish the same name and version: each must publish its own image, or fail. */
import { startFaultProxy } from '../../scripts/lib/fault-proxy.mjs'
import { getManifest, headDigest, listTags } from '../../scripts/lib/registry-client.mjs'
import { login, makeProject, type Step, type StepOptions, step, useRegistry } from './setup/project.ts'
import { builds, reportedImages } from './setup/reported.ts'

describe('image identity', () => {
  const registry = useRegistry()
  const bakeFile = JSON.stringify({
    target: { all: {}, slim: { args: { SLIM: 'yes' } }, default: { dockerfile: 'b.Dockerfile' } },
  })
  const label = (name: string) => `FROM scratch\nLABEL made-of=${name}\nCOPY hello /hello\n`
  const project = () =>
    makeProject(undefined, {
      'a.Dockerfile': label('a'),
      'b.Dockerfile': label('b'),
      stages: `FROM scratch AS one\nCOPY hello /one\nFROM scratch AS two\nCOPY hello /two\n`,
      'web/Dockerfile': label('web'),
      'web/hello': 'web\n',
      'docker-bake.json': bakeFile,
    })
  const release = (
    workspace: string,
    image: string,
    inputs: Record<string, string>,
    more: Partial<StepOptions> = {},
  ) =>
    step({
      workspace,
      ref: 'refs/tags/v1.2.3',
      inputs: registry.inputsFor(image, inputs),
      ...more,
    })
  /** The release that the first step of a row makes: shared by rows with the same first step, unless the row overwrites it. */
  const shared = new Map<string, ReturnType<typeof publish>>()
  function published(first: Record<string, string>, engine: 'store' | 'legacy', isOwn: boolean) {
    const key = JSON.stringify([first, engine, isOwn])
    const image = `identity/release-${shared.size}`
    const found = shared.get(key) ?? publish(image, first, engine)
    shared.set(key, found)
    return found
  }
  async function publish(image: string, first: Record<string, string>, engine: 'store' | 'legacy') {
    const workspace = project()
    const done = await release(workspace, image, first, { engine })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    return { workspace, image, done }
  }
  const digest = (image: string, tag = '1.2.3') => headDigest(registry.host, image, tag, login)
  const bake = { 'bake-files': 'docker-bake.json' }
  const items = '- name: cpu\n- name: gpu\n  build-args: { VARIANT: gpu }'

  it.each<{
    what: string
    first: Record<string, string>
    second: Record<string, string>
    shown: string[]
    engine?: 'store' | 'legacy'
    isOverwritten?: boolean
  }>([
    {
      what: 'two Dockerfiles',
      first: { file: 'a.Dockerfile' },
      second: { file: 'b.Dockerfile' },
      shown: ["file 'a.Dockerfile'", "file 'b.Dockerfile'"],
      isOverwritten: true,
    },
    {
      what: 'two Dockerfiles, on the legacy image store',
      first: { file: 'a.Dockerfile' },
      second: { file: 'b.Dockerfile' },
      shown: ["file 'a.Dockerfile'", "file 'b.Dockerfile'"],
      engine: 'legacy',
      isOverwritten: true,
    },
    {
      what: 'two contexts, each with its Dockerfile',
      first: {},
      second: { context: 'web' },
      shown: ["file 'Dockerfile'", "file 'web/Dockerfile', context 'web'"],
    },
    {
      what: 'one Dockerfile in two contexts',
      first: { file: 'a.Dockerfile' },
      second: { file: 'a.Dockerfile', context: 'web' },
      shown: ["file 'a.Dockerfile'", "context 'web'"],
    },
    {
      what: 'two stages',
      first: { file: 'stages', target: 'one' },
      second: { file: 'stages' },
      shown: ["stage 'one'", "file 'stages'"],
    },
    {
      what: 'two bake targets, each selected by a job of a matrix',
      first: { ...bake, targets: 'all' },
      second: { ...bake, targets: 'slim' },
      shown: ["target 'all'", "target 'slim'"],
    },
    {
      what: 'two bake targets with only-changed',
      first: { ...bake, targets: 'all', 'only-changed': 'true' },
      second: { ...bake, targets: 'slim', 'only-changed': 'true' },
      shown: ["target 'all'", "target 'slim'"],
    },
    {
      what: 'two items of builds that differ in their arguments',
      first: { builds: items, targets: 'cpu' },
      second: { builds: items, targets: 'gpu' },
      shown: ["target 'cpu'", "target 'gpu'"],
    },
    {
      what: 'two platforms, each built by a job of a matrix',
      first: { platforms: 'linux/amd64' },
      second: { platforms: 'linux/arm64' },
      shown: ['platforms linux/amd64', 'platforms linux/arm64', 'push: digest', 'from:'],
    },
    {
      what: 'the builder’s own platform and another',
      first: {},
      second: { platforms: 'linux/arm64' },
      shown: ['platforms linux/', 'platforms linux/arm64', 'push: digest'],
    },
  ])('$what do not share a release: the second is refused before the build', async (row) => {
    const { first, second, shown, engine = 'store', isOverwritten = false } = row
    const { workspace, image, done } = await published(first, engine, isOverwritten)
    const other = await release(workspace, image, second, { engine })
    expect([other.main.code, builds(other)]).toEqual([1, 0])
    expect(other.errors).toHaveLength(1)
    expect(other.errors[0]?.message).toContain('[release-other-image]')
    for (const text of shown) expect(other.errors[0]?.message).toContain(text)
    expect(await digest(image)).toBe(done.main.outputs.digest)
    // A re-run of the same job reuses its image.
    const again = await release(workspace, image, first, { engine })
    expect([again.main.code, builds(again), again.main.outputs.digest]).toEqual([
      0,
      0,
      done.main.outputs.digest,
    ])
    // One row of each engine previews the error, and overwrites the release.
    if (!isOverwritten) return
    const dry = await release(workspace, image, { ...second, 'dry-run': 'true' }, { engine })
    expect(dry.main).toMatchObject({ code: 0 })
    expect(dry.main.outputs.result).toContain('as another image of this commit')
    const forced = await release(workspace, image, { ...second, overwrite: 'true' }, { engine })
    expect(forced.main.code).toBe(0)
    const [tag] = reportedImages(forced)[0]?.tags ?? []
    expect(tag).toMatchObject({ ref: `${registry.host}/${image}:1.2.3`, action: 'moved' })
    expect(await digest(image)).not.toBe(done.main.outputs.digest)
  })

  it('a job that pushes its image after another one was released fails, and leaves no tag', async () => {
    const workspace = project()
    const tags = 'type=semver,pattern={{version}}\ntype=raw,value=stable'
    // With two names the content is pushed without a tag, which is written afterwards.
    const names = ['identity/late', 'identity/late-too']
    const inputs = (host: string, file: string) => ({
      images: names.map((name) => `${host}/${name}`).join('\n'),
      ...{ tags, file, flavor: 'latest=false', registry: host },
    })
    const proxy = await startFaultProxy({ upstream: registry.host })
    let first: Promise<Step> | undefined
    proxy.decide(async ({ method, path }) => {
      if (method !== 'PUT' || !path.includes('/manifests/')) return undefined
      first ??= release(workspace, 'x', inputs(registry.host, 'b.Dockerfile'))
      await first
      return undefined
    })
    const late = await release(workspace, 'x', inputs(proxy.host, 'a.Dockerfile'))
    await proxy.stop()
    const done = await first
    expect(done?.main).toMatchObject({ code: 0, annotations: [] })
    expect(late.main.code).toBe(1)
    expect(JSON.stringify([late.errors, late.main.outputs])).toContain('as another image of this commit')
    for (const name of names) {
      for (const tag of ['1.2.3', 'stable']) expect(await digest(name, tag)).toBe(done?.main.outputs.digest)
    }
  })

  it('a moving tag that holds another image of the same commit moves to the new build', async () => {
    const workspace = project()
    const image = 'identity/moving'
    const publish = (file: string) => step({ workspace, inputs: registry.inputsFor(image, { file }) })
    const first = await publish('a.Dockerfile')
    expect(first.main.code).toBe(0)
    const second = await publish('b.Dockerfile')
    expect(second.main.code).toBe(0)
    expect(second.main.outputs.digest).not.toBe(first.main.outputs.digest)
    expect(await digest(image, 'main')).toBe(second.main.outputs.digest)
  })

  it('input labels cannot forge the identity', async () => {
    const workspace = project()
    const image = 'identity/labels'
    const labels = 'dev.tagboat.identity={"file":"b.Dockerfile","context":"."}'
    expect((await release(workspace, image, { file: 'a.Dockerfile', labels })).main.code).toBe(0)
    const other = await release(workspace, image, { file: 'b.Dockerfile', labels })
    expect(other.errors[0]?.message).toContain('[release-other-image]')
  })

  it('platforms that jobs pushed by digest are merged, and a merge of another Dockerfile’s images is refused', async () => {
    const workspace = project()
    const image = 'identity/merge'
    const pushImages = async (file: string) => {
      const digests: string[] = []
      for (const platforms of ['linux/amd64', 'linux/arm64']) {
        const done = await release(workspace, image, { file, platforms, push: 'digest' })
        expect(done.main).toMatchObject({ code: 0, annotations: [] })
        digests.push(`${registry.host}/${image}@${done.main.outputs.digest}`)
      }
      return digests.join('\n')
    }
    const [one, two] = [await pushImages('a.Dockerfile'), await pushImages('b.Dockerfile')]
    const merged = await release(workspace, image, { from: one })
    expect(merged.main).toMatchObject({ code: 0, annotations: [] })
    const { manifest } = await getManifest(registry.host, image, '1.2.3', login)
    expect(JSON.parse(manifest.annotations?.['dev.tagboat.identity'] ?? '')).toEqual({
      file: 'a.Dockerfile',
      context: '.',
      platforms: ['linux/amd64', 'linux/arm64'],
    })
    const other = await release(workspace, image, { from: two })
    expect(other.errors[0]?.message).toContain('[release-other-image]')
    expect(await digest(image)).toBe(merged.main.outputs.digest)
    // A step that builds all platforms of that Dockerfile finds its release.
    const together = await release(workspace, image, {
      file: 'a.Dockerfile',
      platforms: 'linux/arm64,linux/amd64',
    })
    expect([together.main.code, builds(together)]).toEqual([0, 0])
    const single = await release(workspace, image, { file: 'a.Dockerfile', platforms: 'linux/amd64' })
    expect(single.errors[0]?.message).toContain('push: digest')
    // A promotion of the release keeps the identity.
    const from = `${registry.host}/${image}:1.2.3`
    for (const _ of [1, 2]) {
      const promoted = await release(workspace, 'identity/promoted', { from })
      expect(promoted.main.code).toBe(0)
    }
    expect(await listTags(registry.host, 'identity/promoted', login)).toEqual(['1.2.3'])
  })
})

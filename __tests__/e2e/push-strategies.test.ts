import { getConfig, getManifest, listTags } from '../../scripts/lib/registry-client.mjs'
import { copyImage } from './setup/copied-image.ts'
import { dockerAt, readFiles } from './setup/images.ts'
import { all, filesOfTap, makeManyImages, writeFile } from './setup/many-images.ts'
import { commit, login, makeProject, step, useRegistry } from './setup/project.ts'
import { useRemoteBuilder, type Where } from './setup/remote-builder.ts'
import { builds, byTarget, digestsOf, listTagDigests, reportedImages, targetsWith } from './setup/reported.ts'

type Digests = ReturnType<typeof digestsOf>

const sorted = [...all].sort()

describe('push strategies for several images', () => {
  const registry = useRegistry()
  const { store, legacy, remote } = useRemoteBuilder()
  const inputs = (path: string, more: Record<string, string> = {}) =>
    registry.inputsFor(`${path}/{{target}}`, {
      'bake-files': 'docker-bake.hcl',
      vars: 'OS=scratch',
      'only-changed': 'true',
      ...more,
    })
  const state = (path: string) =>
    listTagDigests(
      registry.host,
      all.map((name) => `${path}/${name}`),
    )

  /** Publishes main with a step on the engine's own builder, and as a copy of the images for the remote one. */
  async function publishMain(path: string, workspace: string, where: Where, digests: Digests) {
    if (where.driver === 'docker') {
      const main = await step({ workspace, ...where, inputs: inputs(path) })
      expect(main.main).toMatchObject({ code: 0, annotations: [] })
      return digestsOf(main)
    }
    for (const name of all) {
      const repository = `${path}/${name}`
      await copyImage(registry.host, [repository, `${digests[name]}`], repository, ['main', 'latest'])
    }
    return digests
  }

  it.each([store, remote])(
    'push: digest publishes all eight images without a tag, and later runs reuse the images of main: $name',
    async (where) => {
      const workspace = makeManyImages()
      const path = `digest-${where.name}`
      const done = await step({ workspace, ...where, inputs: inputs(path, { push: 'digest' }) })
      expect(done.main).toMatchObject({ code: 0, annotations: [], outputs: { pushed: 'true', tags: '' } })
      expect(await state(path)).toEqual({})
      const docker = dockerAt(registry.host)
      const tap = reportedImages(done).find(({ target }) => target === 'tap-debug')
      expect(await readFiles(docker, `${tap?.name}@${tap?.digest}`, filesOfTap)).toEqual({
        '/base/file': 'base 1\n',
        '/core/file': 'core 1\n',
        '/tap/file': 'tap 1\n',
        '/mode': 'debug\n',
      })
      const published = await publishMain(path, workspace, where, digestsOf(done))
      writeFile(workspace, 'components/file', 'changed\n')
      const again = await step({ workspace, ...where, inputs: inputs(path, { push: 'digest' }) })
      expect(again.main).toMatchObject({ code: 0, annotations: [] })
      expect(targetsWith(again, 'built')).toEqual(['components', 'components-debug'])
      expect(digestsOf(again)).toMatchObject({ tap: published.tap, base: published.base })
      expect(digestsOf(again).components).not.toBe(published.components)
      expect((await state(path))[`${path}/components:main`]).toBe(published.components)
    },
  )

  it('the legacy image store pushes all images under anchor tags, and finds images to reuse by their content-key label', async () => {
    const workspace = makeManyImages()
    const publish = () => step({ workspace, engine: 'legacy', inputs: inputs('legacy') })
    const first = await publish()
    expect(first.main).toMatchObject({ code: 0, annotations: [] })
    expect(targetsWith(first, 'built')).toEqual(sorted)
    const { manifest } = await getManifest(registry.host, 'legacy/tap', 'main', login)
    const { config } = await getConfig(registry.host, 'legacy/tap', manifest, login)
    expect(config?.Labels).toMatchObject({
      'dev.tagboat.content-key': expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      'dev.tagboat.event': 'push',
    })
    commit(workspace)
    const second = await publish()
    expect(second.main).toMatchObject({ code: 0, annotations: [], outputs: { pushed: 'false' } })
    expect([builds(second), digestsOf(second)]).toEqual([0, digestsOf(first)])
    writeFile(workspace, 'core/file', 'better\n')
    commit(workspace)
    const third = await publish()
    expect(third.main).toMatchObject({ code: 0, annotations: [] })
    expect(targetsWith(third, 'built')).toEqual(['core', 'core-debug', 'tap', 'tap-debug'])
    const docker = dockerAt(registry.host, 'legacy')
    expect(await readFiles(docker, `${registry.host}/legacy/tap:latest`, filesOfTap)).toEqual({
      '/base/file': 'base 1\n',
      '/core/file': 'better\n',
      '/tap/file': 'tap 1\n',
      '/mode': 'release\n',
    })
  })

  it('a target for several platforms and a target that depends on it are built and reused together', async () => {
    const bakeFile = {
      group: { default: { targets: ['wide', 'above', 'narrow'] } },
      target: {
        wide: { 'dockerfile-inline': 'FROM scratch\nCOPY file /file\n' },
        above: { 'dockerfile-inline': 'FROM wide\nCOPY note /note\n', contexts: { wide: 'target:wide' } },
        narrow: { 'dockerfile-inline': 'FROM scratch\nCOPY note /note\n' },
      },
    }
    const files = {
      'bake.json': JSON.stringify(bakeFile),
      file: '1',
      note: '1',
      '.dockerignore': 'bake.json',
    }
    const workspace = makeProject(undefined, files)
    const platforms = (list: string) => ({
      'bake-files': 'bake.json',
      vars: '',
      set: `wide.platform=${list}\nabove.platform=${list}`,
    })
    const both = inputs('platforms', platforms('linux/amd64,linux/arm64'))
    const first = await step({ workspace, inputs: both })
    expect(first.main).toMatchObject({ code: 0, annotations: [] })
    const names = byTarget(first, ({ platforms }) => platforms.map(({ platform }) => platform))
    const wide = ['linux/amd64', 'linux/arm64']
    expect(names).toEqual({ wide, above: wide, narrow: [expect.stringMatching(/^linux\//)] })
    const second = await step({ workspace, inputs: both })
    expect([builds(second), digestsOf(second)]).toEqual([0, digestsOf(first)])
    // The base target is reused on both platforms.
    writeFile(workspace, 'bake.json', JSON.stringify(bakeFile).replace('COPY note /note', 'COPY note /notes'))
    const third = await step({ workspace, inputs: both })
    expect(third.main).toMatchObject({ code: 0, annotations: [] })
    expect(byTarget(third, ({ content }) => content)).toEqual({
      wide: 'reused',
      above: 'built',
      narrow: 'reused',
    })
    expect(byTarget(third, ({ platforms }) => platforms.length)).toMatchObject({ above: 2 })
    const fewer = { ...platforms('linux/arm64'), 'dry-run': 'true' }
    const one = await step({ workspace, inputs: inputs('platforms', fewer) })
    expect(one.main).toMatchObject({ code: 0, annotations: [] })
    expect(byTarget(one, ({ content, why }) => [content, why])).toMatchObject({
      wide: ['built', 'its definition changed'],
      narrow: ['reused', expect.any(String)],
    })
  })

  it.each([
    { ...store, push: 'true' },
    { ...store, push: 'false' },
    { ...legacy, push: 'true' },
  ])('load: true also loads all images into the engine: $name, push $push', async ({ push, ...where }) => {
    const workspace = makeManyImages()
    const path = `load/${where.name}-${push}`
    const more = { load: 'true', push, 'only-changed': 'false' }
    const done = await step({ workspace, ...where, inputs: inputs(path, more) })
    expect(done.main).toMatchObject({ code: 0, annotations: [], outputs: { pushed: push } })
    const docker = dockerAt(registry.host, where.engine)
    const listed = await docker('image', 'ls', '--format', '{{.Repository}}:{{.Tag}}')
    const names = all.flatMap((name) =>
      ['latest', 'main'].map((tag) => `${registry.host}/${path}/${name}:${tag}`),
    )
    expect(listed.split('\n')).toEqual(expect.arrayContaining(names))
    const tap = `${registry.host}/${path}/tap-debug:main`
    expect(await readFiles(docker, tap, filesOfTap, 'never')).toEqual({
      '/base/file': 'base 1\n',
      '/core/file': 'core 1\n',
      '/tap/file': 'tap 1\n',
      '/mode': 'debug\n',
    })
    expect(await listTags(registry.host, `${path}/tap`, login)).toEqual(
      push === 'true' ? ['latest', 'main'] : [],
    )
  })
})

import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { headDigest } from '../../scripts/lib/registry-client.mjs'
import { base, newFolder } from './setup/environment.ts'
import { dockerAt, readFiles } from './setup/images.ts'
import { writeFile } from './setup/many-images.ts'
import { commit, git, login, makeProject, type StepOptions, step, useRegistry } from './setup/project.ts'
import { builds, byTarget, digestsOf, listTagDigests, reportedImages, targetsWith } from './setup/reported.ts'

const dockerfiles = {
  'api/Dockerfile': `FROM ${base}\nARG COMMON OWN SHARED\nCOPY . /api\nRUN echo "$COMMON $OWN $SHARED" > /args\n`,
  'docker/worker.Dockerfile': `FROM ${base} AS slim\nCOPY . /worker\nFROM slim AS full\nRUN echo full > /kind\n`,
  'plugin/Dockerfile': 'FROM app\nCOPY . /plugin\nRUN cat /api/file /plugin/file > /all\n',
  'api/file': 'of the api\n',
  'worker/file': 'of the worker\n',
  'plugin/file': 'of the plugin\n',
}

/** The same images for tests that do not look into them. */
const smallDockerfiles = {
  ...dockerfiles,
  'api/Dockerfile': 'FROM scratch\nCOPY . /api\n',
  'docker/worker.Dockerfile': 'FROM scratch AS slim\nCOPY . /worker\nFROM slim AS full\n',
  'plugin/Dockerfile': 'FROM app\nCOPY . /plugin\n',
}

const list = `
- name: api
  context: api
  build-args:
    OWN: 1.20
    SHARED: the item's
- name: worker
  context: worker
  file: docker/worker.Dockerfile
  target: slim
- name: plugin
  context: plugin
  build-contexts: [app=target:api]
`

describe('input builds: several images without a bake file', () => {
  const registry = useRegistry()
  const publish = (workspace: string, inputs: Record<string, string>, more: Partial<StepOptions> = {}) =>
    step({ workspace, ...more, inputs: registry.inputsFor('team/{{target}}', { builds: list, ...inputs }) })
  const messages = (done: Awaited<ReturnType<typeof publish>>, level: string) =>
    done.main.annotations.filter((each) => each.level === level).map(({ message }) => message)

  it.each(['store', 'legacy'] as const)(
    'each item has its own context, file, target, arguments and base, engine %s',
    async (engine) => {
      const workspace = makeProject(undefined, dockerfiles)
      const images = `${registry.host}/${engine}/{{target}}`
      const inputs = { images, tags: 'type=raw,value=1', 'build-args': 'COMMON=common\nSHARED=the step’s' }
      const done = await publish(workspace, inputs, { engine })
      expect(done.main).toMatchObject({ code: 0, annotations: [] })
      if (engine === 'store') expect(builds(done)).toBe(1)
      expect(targetsWith(done, 'built')).toEqual(['api', 'plugin', 'worker'])
      const [api = '', worker = '', plugin = ''] = reportedImages(done).map(
        ({ name, digest }) => `${name}@${digest}`,
      )
      const docker = dockerAt(registry.host, engine)
      expect(await readFiles(docker, api, ['/args', '/api/file'])).toEqual({
        '/args': "common 1.20 the item's\n",
        '/api/file': 'of the api\n',
      })
      expect(await readFiles(docker, worker, ['/worker/file'])).toEqual({ '/worker/file': 'of the worker\n' })
      await expect(readFiles(docker, worker, ['/kind'])).rejects.toThrow()
      expect(await readFiles(docker, plugin, ['/all'])).toEqual({ '/all': 'of the api\nof the plugin\n' })
      expect(done.main.outputs.images?.split('\n')).toHaveLength(3)
      expect(Object.keys(JSON.parse(done.main.outputs.metadata ?? ''))).toEqual(
        expect.arrayContaining(['api', 'worker', 'plugin']),
      )
      expect(done.main.summary).toMatch(/Published 3 images/)
    },
  )

  describe('two variants under one name', () => {
    const variants = {
      Dockerfile: `FROM ${base} AS slim\nARG VERSION\nRUN echo "$VERSION" > /version\nFROM slim AS full\nRUN echo full > /kind\n`,
    }
    const smallVariants = {
      Dockerfile: 'FROM scratch AS slim\nCOPY hello /hello\nFROM slim AS full\nCOPY hello /kind\n',
    }
    const inputs = {
      builds: '- name: full\n- name: slim\n  target: slim\n  suffix: -slim\n',
      tags: 'type=semver,pattern={{version}}\ntype=semver,pattern={{major}}.{{minor}}\ntype=ref,event=branch',
      'build-args': 'VERSION={{version}}',
    }
    const ref = 'refs/tags/v1.2.3'
    const refsOf = (done: Awaited<ReturnType<typeof publish>>) =>
      byTarget(done, ({ tags }) => tags.map((each) => each.ref.split(':').at(-1)))

    it.each(['store', 'legacy'] as const)(
      'the suffix of one applies to latest too, engine %s',
      async (engine) => {
        const images = `${registry.host}/variants/${engine}`
        const workspace = makeProject(undefined, variants)
        const done = await publish(workspace, { ...inputs, images }, { engine, ref })
        expect([done.main.code, done.errors]).toEqual([0, []])
        expect(refsOf(done)).toEqual({
          full: ['1.2.3', '1.2', 'latest'],
          slim: ['1.2.3-slim', '1.2-slim', 'latest-slim'],
        })
        const { full = '', slim = '' } = digestsOf(done)
        expect(full).not.toBe(slim)
        const name = `variants/${engine}`
        expect(await listTagDigests(registry.host, [name])).toEqual({
          [`${name}:1.2.3`]: full,
          [`${name}:1.2`]: full,
          [`${name}:latest`]: full,
          [`${name}:1.2.3-slim`]: slim,
          [`${name}:1.2-slim`]: slim,
          [`${name}:latest-slim`]: slim,
        })
        const docker = dockerAt(registry.host, engine)
        expect(await readFiles(docker, `${images}:latest-slim`, ['/version'])).toEqual({
          '/version': '1.2.3-slim\n',
        })
        await expect(readFiles(docker, `${images}:latest-slim`, ['/kind'])).rejects.toThrow()
        expect(await readFiles(docker, `${images}:latest`, ['/kind', '/version'])).toEqual({
          '/kind': 'full\n',
          '/version': '1.2.3\n',
        })

        const again = await publish(workspace, { ...inputs, images }, { engine, ref })
        expect(again.main.code).toBe(0)
        expect(builds(again)).toBe(0)
      },
    )

    it('only-changed reuses each variant under its own tags', async () => {
      const workspace = makeProject(undefined, smallVariants)
      const images = `${registry.host}/variants/changed`
      const all = { ...inputs, 'build-args': '', images, 'only-changed': 'true' }
      const first = await publish(workspace, all)
      expect(refsOf(first)).toEqual({ full: ['main'], slim: ['main-slim'] })
      const second = await publish(workspace, all, { ref })
      expect(targetsWith(second, 'reused')).toEqual(['full', 'slim'])
      expect(digestsOf(second)).toEqual(digestsOf(first))
      expect(refsOf(second).slim).toEqual(['1.2.3-slim', '1.2-slim', 'latest-slim'])
    })

    it('{{target}} in the flavor lets them share the name, and a common latest is refused', async () => {
      const workspace = makeProject(undefined, smallVariants)
      const name = 'variants/flavor'
      const own = {
        ...inputs,
        builds: '- name: full\n- name: slim\n  target: slim\n',
        images: `${registry.host}/${name}`,
      }
      const refused = await publish(workspace, { ...own, flavor: 'suffix=-{{target}}' }, { ref })
      expect(messages(refused, 'error').join()).toMatch(/'full' and 'slim' would publish '.*:latest'/)
      const accepted = { ...own, flavor: 'suffix=-{{target}},onlatest=true', 'dry-run': 'true' }
      const done = await publish(workspace, accepted, { ref })
      expect([done.main.code, done.errors]).toEqual([0, []])
      expect(refsOf(done)).toEqual({
        full: ['1.2.3-full', '1.2-full', 'latest-full'],
        slim: ['1.2.3-slim', '1.2-slim', 'latest-slim'],
      })
    })
  })

  it('the platforms of the step apply to all items without their own', async () => {
    const workspace = makeProject()
    const own = '- name: both\n- name: one\n  platforms: [linux/arm64]\n'
    const images = `${registry.host}/platforms/{{target}}`
    const done = await publish(workspace, { builds: own, images, platforms: 'linux/amd64,linux/arm64' })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    expect(byTarget(done, ({ platforms }) => platforms.map(({ platform }) => platform))).toEqual({
      both: ['linux/amd64', 'linux/arm64'],
      one: ['linux/arm64'],
    })
  })

  it('only-changed builds only changed items, and targets selects among the items', async () => {
    const workspace = makeProject(undefined, smallDockerfiles)
    const inputs = { images: `${registry.host}/changed/{{target}}`, 'only-changed': 'true' }
    expect(targetsWith(await publish(workspace, inputs), 'built')).toEqual(['api', 'plugin', 'worker'])
    writeFile(workspace, 'plugin/file', 'changed\n')
    git(workspace, 'add', '--all')
    commit(workspace)
    const second = await publish(workspace, inputs)
    expect(targetsWith(second, 'built')).toEqual(['plugin'])
    expect(targetsWith(second, 'reused')).toEqual(['api', 'worker'])
    const one = await publish(workspace, { ...inputs, targets: 'w*', 'dry-run': 'true' })
    expect(reportedImages(one).map(({ target }) => target)).toEqual(['worker'])
  })

  it('a base that targets omits is built and not published', async () => {
    const workspace = makeProject(undefined, smallDockerfiles)
    const images = `${registry.host}/left/{{target}}`
    const done = await publish(workspace, { images, targets: 'plugin' })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    expect(reportedImages(done).map(({ target }) => target)).toEqual(['plugin'])
    expect(await headDigest(registry.host, 'left/api', 'main', login)).toBe('')
  })

  it('a failing build names its item', async () => {
    const workspace = makeProject(undefined, {
      ...dockerfiles,
      'docker/worker.Dockerfile': `FROM ${base} AS slim\nRUN exit 7\n`,
    })
    const done = await publish(workspace, {})
    expect(done.main.code).toBe(1)
    expect(messages(done, 'error').join()).toMatch(/\[build-failed\][\s\S]*target worker: failed to solve/)
  })

  it('all missing files of the items are reported in one error', async () => {
    const own = '- name: api\n  context: gone\n- name: worker\n  file: gone.Dockerfile\n'
    const done = await publish(makeProject(undefined, dockerfiles), { builds: own, 'dry-run': 'true' })
    const said = messages(done, 'error').join()
    expect(said).toMatch(/builds, item api: folder 'gone' does not exist.*\[context-missing\]/)
    expect(said).toMatch(/builds, item worker: Dockerfile '.*gone.Dockerfile' does not exist/)
  })

  it.each([
    ['context', '- name: api\n  context: link\n', 'item api, context'],
    ['Dockerfile', '- name: api\n  file: link/Dockerfile\n', 'item api, file'],
    ['named context', '- name: api\n  build-contexts: { more: link }\n', 'item api, build-contexts'],
  ])('a link in the checkout that points outside the workspace is refused: %s', async (_, own, where) => {
    const workspace = makeProject(undefined, dockerfiles)
    const outside = newFolder('outside')
    writeFile(outside, 'Dockerfile', `FROM ${base}\nCOPY . /stolen\n`)
    symlinkSync(outside, join(workspace, 'link'))
    const done = await publish(workspace, { builds: own })
    expect(done.main.code).toBe(1)
    expect(messages(done, 'error').join()).toMatch(new RegExp(`${where}.*\\[read-outside\\]`, 's'))
  })

  it('one cache for several items is refused, and {{target}} separates their caches', async () => {
    const workspace = makeProject(undefined, smallDockerfiles)
    const cache = `type=registry,ref=${registry.host}/cache/team`
    const refused = await publish(workspace, { 'cache-to': `${cache}:cache,mode=max` })
    expect(messages(refused, 'error').join()).toMatch(
      /'type=registry' is one cache for several items.*{{target}}/,
    )
    const images = `${registry.host}/cached/{{target}}`
    const inputs = {
      images,
      'cache-from': `${cache}:{{target}}`,
      'cache-to': `${cache}:{{ target }},mode=max`,
    }
    const done = await publish(workspace, inputs)
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    for (const name of ['api', 'worker', 'plugin']) {
      expect(await headDigest(registry.host, 'cache/team', name, login)).toMatch(/^sha256:/)
    }
  })
})

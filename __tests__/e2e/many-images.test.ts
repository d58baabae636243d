import { randomUUID } from 'node:crypto'
import { startFaultProxy } from '../../scripts/lib/fault-proxy.mjs'
import { base } from './setup/environment.ts'
import { all, makeManyImages, writeFile } from './setup/many-images.ts'
import { commit, git, step, useRegistry } from './setup/project.ts'
import { builds, byTarget, digestsOf, listTagDigests, reportedImages, targetsWith } from './setup/reported.ts'

describe('the images of bake files are published together or not at all', () => {
  const registry = useRegistry()
  const inputs = (path: string, more: Record<string, string> = {}) =>
    registry.inputsFor(`${path}/{{target}}`, { 'bake-files': 'docker-bake.hcl', vars: 'OS=scratch', ...more })
  const state = (path: string) =>
    listTagDigests(
      registry.host,
      all.map((name) => `${path}/${name}`),
    )
  const changeEverything = (workspace: string) => {
    writeFile(workspace, 'base/file', `${randomUUID()}\n`)
    commit(workspace)
  }

  // Each test starts from the images that the test before it published.
  describe.each(['store', 'legacy'] as const)('engine %s', (engine) => {
    const path = `all/${engine}`
    let workspace: string
    let proxy: Awaited<ReturnType<typeof startFaultProxy>>
    beforeAll(async () => {
      workspace = makeManyImages()
      proxy = await startFaultProxy({ upstream: registry.host })
    })
    afterAll(() => proxy.stop())

    async function failBuild(tags: number) {
      const before = await state(path)
      expect(Object.keys(before)).toHaveLength(tags)
      changeEverything(workspace)
      writeFile(workspace, 'tap/Dockerfile', 'FROM core\nRUN echo fails; exit 7\n')
      const done = await step({ workspace, engine, inputs: inputs(path, { vars: `OS=${base}` }) })
      git(workspace, 'checkout', '--', 'tap/Dockerfile')
      expect(done.main.code).toBe(1)
      expect(done.errors).toHaveLength(1)
      expect(done.errors[0]?.message).toContain('[build-failed]')
      expect(done.errors[0]?.message).toContain('exit code: 7')
      expect(await state(path)).toEqual(before)
    }

    /** Publishes through a proxy that refuses a PUT of one tag, and again without the fault. */
    async function refusePut(tag: string, status: number, more: Record<string, string> = {}) {
      const before = await state(path)
      const through = {
        ref: `refs/heads/${tag === 'topic' ? 'topic' : 'main'}`,
        inputs: { ...inputs(path, more), images: `${proxy.host}/${path}/{{target}}`, registry: proxy.host },
      }
      const refused = `/v2/${path}/core-debug/manifests/${tag}`
      proxy.decide((request) =>
        request.method === 'PUT' && request.path === refused
          ? { status, body: '{"errors":[{"code":"DENIED","message":"not this one"}]}' }
          : undefined,
      )
      const done = await step({ workspace, engine, ...through })
      expect(done.main.code).toBe(1)
      expect(done.errors).toHaveLength(1)
      expect(await state(path)).toEqual(before)
      const actions = reportedImages(done).flatMap(({ tags }) => tags.map(({ action }) => action))
      // If the builder could not push its anchor, no tags are reported.
      if (engine === 'store') {
        expect(done.errors[0]?.message).toContain('[not-published]')
        expect(done.main.outputs).toMatchObject({ pushed: 'false', tags: '' })
        expect(new Set(actions)).toEqual(new Set(['restored', 'failed']))
        expect(done.main.summary).toContain('every tag is as it was before this run')
      }
      proxy.decide(() => undefined)
      const again = await step({ workspace, engine, ...through })
      expect(again.main).toMatchObject({ code: 0, outputs: { pushed: 'true' } })
      const [there, digests] = [await state(path), digestsOf(again)]
      for (const name of all) expect([name, there[`${path}/${name}:${tag}`]]).toEqual([name, digests[name]])
      return again
    }

    if (engine === 'store') {
      it('a failing build of the last image of the first run moves no tag', () => failBuild(0))
    }

    const [tag, status] = engine === 'store' ? (['latest', 400] as const) : (['main', 403] as const)
    it(`a PUT of new images refused with ${status} moves no tag of any image, and a re-run completes`, async () => {
      expect(await state(path)).toEqual({})
      await refusePut(tag, status)
    })

    it('a failing build of the last image moves no tag', () => failBuild(16))

    it('a PUT of rebuilt images refused with 403 moves no tag of any image, and a re-run completes', async () => {
      changeEverything(workspace)
      // The content keys are for the next test.
      const done = await refusePut('latest', 403, { 'only-changed': 'true' })
      expect(targetsWith(done, 'built')).toEqual([...all].sort())
    })

    if (engine === 'store') {
      it('a PUT of mostly reused images refused with 403 moves no tag of any image, and a re-run completes', async () => {
        writeFile(workspace, 'components/file', 'changed\n')
        commit(workspace)
        const done = await refusePut('topic', 403, { 'only-changed': 'true' })
        expect(targetsWith(done, 'built')).toEqual(['components', 'components-debug'])
      })
    }
  })

  it('targets: tap publishes only tap, also builds its dependencies, and builds nothing while they are unchanged', async () => {
    const workspace = makeManyImages()
    const only = inputs('only', { targets: 'tap', 'only-changed': 'true' })
    const done = await step({ workspace, inputs: only })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    expect(byTarget(done, ({ content }) => content)).toEqual({ tap: 'built' })
    expect(Object.keys(await state('only'))).toEqual(['only/tap:latest', 'only/tap:main'])
    // tap has the same content in a run of all targets, but now depends on the core that is published with it.
    const second = await step({ workspace, inputs: inputs('only', { 'only-changed': 'true' }) })
    expect(byTarget(second, ({ content, why }) => [content, why])).toMatchObject({
      core: ['built', 'no image has this content'],
      tap: ['built', 'target core is built'],
    })
    writeFile(workspace, 'components/file', 'of no matter for tap\n')
    expect(builds(await step({ workspace, inputs: only }))).toBe(0)
    writeFile(workspace, 'base/file', 'changed\n')
    const third = await step({ workspace, inputs: { ...only, 'dry-run': 'true' } })
    expect(byTarget(third, ({ content, why }) => [content, why])).toEqual({
      tap: ['built', 'target core changed'],
    })
  })
})

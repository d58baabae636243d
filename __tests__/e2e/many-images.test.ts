import { startFaultProxy } from '../../scripts/lib/fault-proxy.mjs'
import { base } from './setup/environment.ts'
import { all, makeManyImages, writeFile } from './setup/many-images.ts'
import { commit, type StepOptions, step, useRegistry } from './setup/project.ts'
import { builds, byTarget, digestsOf, tagsThere, told } from './setup/told.ts'

describe('the images of bake files are published all or none', () => {
  const registry = useRegistry()
  const inputs = (path: string, more: Record<string, string> = {}) =>
    registry.inputsFor(path, { 'bake-files': 'docker-bake.hcl', vars: `OS=${base}`, ...more })
  const state = (path: string) =>
    tagsThere(
      registry.host,
      all.map((name) => `${path}/${name}`),
    )
  const changeEverything = (workspace: string) => {
    writeFile(workspace, 'base/file', 'changed\n')
    commit(workspace)
  }

  it.each([
    { engine: 'store', isFirst: true },
    { engine: 'store', isFirst: false },
    { engine: 'legacy', isFirst: false },
  ] as const)(
    'a failing build of the last one moves no tag of any, engine $engine, first run: $isFirst',
    async ({ engine, isFirst }) => {
      const workspace = makeManyImages()
      const path = `child/${engine}-${isFirst}`
      if (!isFirst) {
        expect((await step({ workspace, engine, inputs: inputs(path) })).main.code).toBe(0)
      }
      const before = await state(path)
      expect(Object.keys(before)).toHaveLength(isFirst ? 0 : 16)
      changeEverything(workspace)
      writeFile(workspace, 'tap/Dockerfile', 'FROM core\nRUN echo fails; exit 7\n')
      const done = await step({ workspace, engine, inputs: inputs(path) })
      expect(done.main.code).toBe(1)
      expect(done.errors).toHaveLength(1)
      expect(done.errors[0]?.message).toContain('[build-failed]')
      expect(done.errors[0]?.message).toContain('exit code: 7')
      expect(await state(path)).toEqual(before)
    },
  )

  it.each([
    { engine: 'store', status: 403, more: {}, isFirst: false },
    { engine: 'store', status: 400, more: {}, isFirst: true },
    { engine: 'store', status: 403, more: { 'only-changed': 'true' }, isFirst: false },
    { engine: 'legacy', status: 403, more: {}, isFirst: false },
    { engine: 'legacy', status: 403, more: {}, isFirst: true },
  ] as const)(
    'a tag of one that is refused with $status moves no tag of any, and a re-run completes; engine $engine, first run: $isFirst, $more',
    async ({ engine, status, more, isFirst }) => {
      const workspace = makeManyImages()
      const path = `refused/${engine}-${status}-${isFirst}-${Object.keys(more).length}`
      const publish = (options: Partial<StepOptions> = {}) =>
        step({ workspace, engine, inputs: inputs(path, more), ...options })
      if (!isFirst) expect((await publish()).main.code).toBe(0)
      const before = await state(path)
      changeEverything(workspace)
      const proxy = await startFaultProxy({ upstream: registry.host })
      const through = { ...inputs(path, more), images: `${proxy.host}/${path}`, registry: proxy.host }
      const tag = `/v2/${path}/core-debug/manifests/latest`
      proxy.decide((request) =>
        request.method === 'PUT' && request.path === tag
          ? { status, body: '{"errors":[{"code":"DENIED","message":"not this one"}]}' }
          : undefined,
      )
      const done = await publish({ inputs: through })
      expect(done.main).toMatchObject({ code: 1, outputs: { pushed: 'false', tags: '' } })
      expect(done.errors).toHaveLength(1)
      expect(await state(path)).toEqual(before)
      const actions = told(done).flatMap(({ tags }) => tags.map(({ action }) => action))
      if (engine === 'store') {
        expect(done.errors[0]?.message).toContain('[not-published]')
        expect(actions).toHaveLength(16)
        expect(new Set(actions)).toEqual(new Set(['restored', 'failed']))
        expect(done.main.summary).toContain('every tag is as it was before this run')
      }
      proxy.decide(() => undefined)
      const again = await publish({ inputs: through })
      expect(again.main).toMatchObject({ code: 0, outputs: { pushed: 'true' } })
      await proxy.stop()
      const [there, digests] = [await state(path), digestsOf(again)]
      for (const name of all) {
        expect([name, there[`${path}/${name}:latest`]]).toEqual([name, digests[name]])
        expect([name, there[`${path}/${name}:main`]]).toEqual([name, digests[name]])
      }
    },
  )

  it('targets: tap publishes tap alone, builds what it stands on, and finds it unchanged afterwards', async () => {
    const workspace = makeManyImages()
    const only = inputs('only', { targets: 'tap', 'only-changed': 'true' })
    const done = await step({ workspace, inputs: only })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    expect(byTarget(done, ({ content }) => content)).toEqual({ tap: 'built' })
    expect(Object.keys(await state('only'))).toEqual(['only/tap:latest', 'only/tap:main'])
    // The same image, as part of all of them.
    const second = await step({ workspace, inputs: inputs('only', { 'only-changed': 'true' }) })
    expect(byTarget(second, ({ content }) => content)).toMatchObject({ tap: 'reused', core: 'built' })
    writeFile(workspace, 'components/file', 'of no matter for tap\n')
    expect(builds(await step({ workspace, inputs: only }))).toBe(0)
    writeFile(workspace, 'base/file', 'changed\n')
    const third = await step({ workspace, inputs: only })
    expect(byTarget(third, ({ content, why }) => [content, why])).toEqual({
      tap: ['built', 'target core changed'],
    })
  })
})

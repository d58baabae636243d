import { startFaultProxy } from '../../scripts/lib/fault-proxy.mjs'
import { base } from './setup/environment.ts'
import { all, makeManyImages, writeFile } from './setup/many-images.ts'
import { commit, type StepOptions, step, useRegistry } from './setup/project.ts'
import { builds, byTarget, digestsOf, listTagDigests, reportedImages } from './setup/reported.ts'

describe('the images of bake files are published together or not at all', () => {
  const registry = useRegistry()
  const inputs = (path: string, more: Record<string, string> = {}) =>
    registry.inputsFor(`${path}/{{target}}`, { 'bake-files': 'docker-bake.hcl', vars: `OS=${base}`, ...more })
  const state = (path: string) =>
    listTagDigests(
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
    'a failing build of the last image moves no tag, engine $engine, first run: $isFirst',
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

  const onTopic = { 'only-changed': 'true' }
  it.each([
    { what: 'moved and rebuilt', engine: 'store', status: 403, tag: 'latest', isFirst: false, more: {} },
    { what: 'new', engine: 'store', status: 400, tag: 'latest', isFirst: true, more: {} },
    {
      what: 'new and mostly reused',
      engine: 'store',
      status: 403,
      tag: 'topic',
      isFirst: false,
      more: onTopic,
    },
    { what: 'moved and rebuilt', engine: 'legacy', status: 403, tag: 'latest', isFirst: false, more: {} },
    { what: 'new', engine: 'legacy', status: 403, tag: 'main', isFirst: true, more: {} },
  ] as const)(
    'a PUT refused with $status moves no tag of any image, and a re-run completes: engine $engine, images $what',
    async ({ engine, status, tag, isFirst, more }) => {
      const workspace = makeManyImages()
      const path = `refused/${engine}-${tag}-${isFirst}`
      const publish = (options: Partial<StepOptions> = {}) =>
        step({ workspace, engine, inputs: inputs(path, more), ...options })
      if (!isFirst) expect((await publish()).main.code).toBe(0)
      const before = await state(path)
      writeFile(workspace, tag === 'topic' ? 'components/file' : 'base/file', 'changed\n')
      commit(workspace)
      const proxy = await startFaultProxy({ upstream: registry.host })
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
      const done = await publish(through)
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
      const again = await publish(through)
      expect(again.main).toMatchObject({ code: 0, outputs: { pushed: 'true' } })
      await proxy.stop()
      const [there, digests] = [await state(path), digestsOf(again)]
      for (const name of all) expect([name, there[`${path}/${name}:${tag}`]]).toEqual([name, digests[name]])
    },
  )

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
    const third = await step({ workspace, inputs: only })
    expect(byTarget(third, ({ content, why }) => [content, why])).toEqual({
      tap: ['built', 'target core changed'],
    })
  })
})

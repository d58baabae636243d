import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { base } from './setup/environment.ts'
import { all, makeManyImages, released, writeFile } from './setup/many-images.ts'
import { commit, git, makeProject, type Step, step, useRegistry } from './setup/project.ts'
import { builds, byTarget, digestsOf, listTagDigests, reportedImages, targetsWith } from './setup/reported.ts'

const sorted = [...all].sort()
const sameOf = (value: string | RegExp) => Object.fromEntries(all.map((name) => [name, value]))

describe('only-changed', () => {
  const registry = useRegistry()
  const repositories = all.map((name) => `lattice/${name}`)
  const run = (ref = 'refs/heads/main') =>
    step({
      workspace,
      ref,
      inputs: registry.inputsFor('lattice/{{target}}', {
        'bake-files': 'docker-bake.hcl',
        vars: 'OS=scratch',
        'only-changed': 'true',
      }),
    })

  // Each test starts from the images that the test before it published.
  let workspace: string
  let last: Step
  beforeAll(async () => {
    workspace = makeManyImages()
    last = await run()
  })

  it('builds and publishes all eight images as latest and main on the first push to main', async () => {
    expect(last.main).toMatchObject({ code: 0, annotations: [], outputs: { pushed: 'true' } })
    expect(builds(last)).toBe(1)
    expect(targetsWith(last, 'built')).toEqual(sorted)
    expect(byTarget(last, ({ why }) => why)).toEqual(sameOf('no image has this content'))
    const digests = digestsOf(last)
    const expected = all.flatMap((name) =>
      ['latest', 'main'].map((tag) => [`lattice/${name}:${tag}`, digests[name]]),
    )
    expect(await listTagDigests(registry.host, repositories)).toEqual(Object.fromEntries(expected))
    expect(new Set(Object.values(digests)).size).toBe(all.length)
  })

  it.each([
    {
      what: 'a file of components builds components and its variant',
      path: 'components/file',
      text: 'changed',
      built: { components: 'its context changed', 'components-debug': 'its context changed' },
    },
    {
      what: 'a Dockerfile of core builds core and its dependents',
      path: 'core/Dockerfile',
      text: 'FROM base\nCOPY . /core\nCOPY . /new\n',
      built: {
        // The Dockerfile is also a file of the context.
        core: 'its Dockerfile and context changed',
        'core-debug': 'its Dockerfile and context changed',
        tap: 'target core changed',
        'tap-debug': 'target core-debug changed',
      },
    },
    {
      what: 'a file of base builds all images',
      path: 'base/file',
      text: 'changed',
      built: {
        base: 'its context changed',
        'base-debug': 'its context changed',
        core: 'target base changed',
        'core-debug': 'target base-debug changed',
        components: 'target base changed',
        'components-debug': 'target base-debug changed',
        tap: 'target core changed',
        'tap-debug': 'target core-debug changed',
      },
    },
    { what: 'an ignored file builds no image', path: 'base/notes/today', text: 'a note', built: {} },
    { what: 'a file outside all contexts builds no image', path: 'README', text: 'Read me.', built: {} },
  ])('with a commit that changes $what', async ({ path, text, built }) => {
    const before = digestsOf(last)
    writeFile(workspace, path, text)
    git(workspace, 'add', '--all')
    commit(workspace)
    const done = await run()
    last = done
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    const names = Object.keys(built)
    expect(builds(done)).toBe(names.length > 0 ? 1 : 0)
    expect(targetsWith(done, 'built')).toEqual([...names].sort())
    expect(targetsWith(done, 'reused')).toEqual(sorted.filter((name) => !names.includes(name)))
    expect(byTarget(done, ({ why }) => why)).toMatchObject(built)
    const after = digestsOf(done)
    for (const name of all) {
      const isSame = !names.includes(name)
      expect([name, after[name] === before[name]]).toEqual([name, isSame])
      const actions = reportedImages(done)
        .find(({ target }) => target === name)
        ?.tags.map(({ action }) => action)
      expect([name, actions]).toEqual([name, isSame ? ['unchanged', 'unchanged'] : ['moved', 'moved']])
    }
    const there = await listTagDigests(registry.host, repositories)
    for (const name of all) expect([name, there[`lattice/${name}:main`]]).toEqual([name, after[name]])
  })

  it('ignores new timestamps of files', async () => {
    for (const name of released) utimesSync(join(workspace, name, 'file'), 1, 1)
    const done = await run()
    expect(done.main).toMatchObject({ code: 0, outputs: { pushed: 'false' } })
    expect([builds(done), targetsWith(done, 'reused')]).toEqual([0, sorted])
  })

  it('publishes a release right after main without a build, and refuses other content before the build, moving no tag', async () => {
    const release = () => run('refs/tags/v1.0.0')
    const main = digestsOf(last)
    const done = await release()
    expect(done.main).toMatchObject({ code: 0, annotations: [], outputs: { version: '1.0.0' } })
    expect([builds(done), targetsWith(done, 'reused')]).toEqual([0, sorted])
    expect(digestsOf(done)).toEqual(main)
    const there = await listTagDigests(registry.host, repositories)
    for (const name of all) expect([name, there[`lattice/${name}:1.0.0`]]).toEqual([name, main[name]])
    // The tag that the image was found by, of all tags that hold it.
    expect(byTarget(done, ({ why }) => why)).toMatchObject({
      tap: expect.stringMatching(/^the same content is under \S+\/lattice\/tap:(main|latest)$/),
    })
    const again = await release()
    expect(again.main).toMatchObject({ code: 0, outputs: { pushed: 'false' } })
    expect([builds(again), digestsOf(again)]).toEqual([0, main])
    // Another commit of the same content is the same release.
    commit(workspace)
    expect((await release()).main).toMatchObject({ code: 0, outputs: { pushed: 'false' } })
    writeFile(workspace, 'core/file', 'changed\n')
    commit(workspace)
    const refused = await release()
    expect(refused.main.code).toBe(1)
    expect(refused.errors).toHaveLength(1)
    // The dependents have unchanged files, so they are reused from their own release.
    for (const name of ['core', 'core-debug']) {
      expect(refused.errors[0]?.message).toContain(`${registry.host}/lattice/${name}:1.0.0`)
    }
    expect(refused.errors[0]?.message).not.toContain('components')
    expect(builds(refused)).toBe(0)
    expect(await listTagDigests(registry.host, repositories)).toEqual(there)
  })

  it.each(['store', 'legacy'] as const)(
    'builds a single image only if a file changed, engine %s',
    async (engine) => {
      const workspace = makeProject(`FROM ${base}\nCOPY file /file\n`, { file: '1\n' })
      const single = registry.inputsFor(`single/${engine}`, { 'only-changed': 'true' })
      const first = await step({ workspace, engine, inputs: single })
      expect(first.main).toMatchObject({ code: 0, annotations: [] })
      commit(workspace)
      const second = await step({ workspace, engine, inputs: single })
      expect(second.main).toMatchObject({ code: 0, annotations: [], outputs: { pushed: 'false' } })
      expect([builds(first), builds(second)]).toEqual([1, 0])
      expect(second.main.outputs.digest).toBe(first.main.outputs.digest)
      expect(reportedImages(second)[0]).toMatchObject({ content: 'reused' })
      writeFile(workspace, 'file', '2\n')
      commit(workspace)
      const third = await step({ workspace, engine, inputs: single })
      expect(third.main).toMatchObject({ code: 0, annotations: [], outputs: { pushed: 'true' } })
      expect(reportedImages(third)[0]).toMatchObject({ content: 'built', why: 'its context changed' })
      expect(third.main.outputs.digest).not.toBe(first.main.outputs.digest)
    },
  )
})

import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { listTags } from '../../scripts/lib/registry-client.mjs'
import { copyImage } from './setup/copied-image.ts'
import { all, makeManyImages, writeFile } from './setup/many-images.ts'
import {
  commit,
  git,
  login,
  makeProject,
  type Step,
  type StepOptions,
  step,
  useRegistry,
} from './setup/project.ts'
import { builds, byTarget, digestsOf, listTagDigests, reportedImages, targetsWith } from './setup/reported.ts'

/** Two of the images with their debug variants: one depends on the other. */
const chosen = ['base', 'base-debug', 'core', 'core-debug']
const channel = '{{#if (or is_default_branch is_release)}}stable{{else}}{{user}}{{/if}}'

describe('channels in the names of images', () => {
  const registry = useRegistry()
  const inputs = (path: string, more: Record<string, string> = {}) =>
    registry.inputsFor(`${path}/${channel}-{{target}}`, {
      'bake-files': 'docker-bake.hcl',
      vars: 'OS=scratch',
      targets: 'base*,core*',
      'only-changed': 'true',
      ...more,
    })
  const publish = (
    path: string,
    workspace: string,
    actor: string,
    { inputs: more, ...options }: Partial<StepOptions> = {},
  ) => step({ workspace, env: { GITHUB_ACTOR: actor }, inputs: inputs(path, more), ...options })
  const there = (path: string, channel: string) =>
    listTagDigests(
      registry.host,
      all.map((name) => `${path}/${channel}-${name}`),
    )
  const tagsOf = (path: string, channel: string, tags: string[]) =>
    chosen.flatMap((name) => tags.map((tag) => `${path}/${channel}-${name}:${tag}`)).sort()

  it('main and releases publish stable, a branch publishes under its user’s name, and unchanged images need no build', async () => {
    const path = 'lattice'
    const workspace = makeManyImages()
    const main = await publish(path, workspace, 'ada')
    expect(main.main).toMatchObject({ code: 0, annotations: [] })
    const stable = await there(path, 'stable')
    expect(Object.keys(stable).sort()).toEqual(tagsOf(path, 'stable', ['latest', 'main']))

    git(workspace, 'checkout', '--quiet', '-b', 'feature/x')
    commit(workspace)
    const ref = 'refs/heads/feature/x'
    const same = await publish(path, workspace, 'kevin', { ref })
    expect(same.main).toMatchObject({ code: 0, annotations: [] })
    expect([builds(same), targetsWith(same, 'reused')]).toEqual([0, chosen])
    expect(byTarget(same, ({ why }) => why)).toMatchObject({
      core: expect.stringMatching(/^the same content is under \S+\/lattice\/stable-core:(latest|main)$/),
    })
    expect(digestsOf(same)).toEqual(digestsOf(main))
    expect(Object.keys(await there(path, 'kevin')).sort()).toEqual(tagsOf(path, 'kevin', ['feature-x']))

    writeFile(workspace, 'core/file', 'better\n')
    commit(workspace)
    const changed = await publish(path, workspace, 'kevin', { ref })
    expect(changed.main).toMatchObject({ code: 0, annotations: [] })
    expect(targetsWith(changed, 'built')).toEqual(['core', 'core-debug'])
    expect(await there(path, 'stable')).toEqual(stable)

    const release = await publish(path, workspace, 'ada', { ref: 'refs/tags/v1.0.0' })
    expect(release.main).toMatchObject({ code: 0, annotations: [] })
    expect(Object.keys(await there(path, 'stable')).sort()).toEqual(
      tagsOf(path, 'stable', ['1.0.0', 'latest', 'main']),
    )
    expect(targetsWith(release, 'built')).toEqual(['core', 'core-debug'])
  })

  it.each([
    { who: 'a user called stable', actor: 'stable', ref: 'refs/heads/feature/x', targets: 'default' },
    {
      who: 'a user called stable, for a single target',
      actor: 'stable',
      ref: 'refs/heads/y',
      targets: 'tap',
    },
    { who: 'a user called Stable', actor: 'Stable', ref: 'refs/heads/z', targets: 'tap' },
    { who: 'a git tag that is not a version', actor: 'stable', ref: 'refs/tags/nightly-7', targets: 'tap' },
  ])('$who does not publish to stable, $ref', async ({ actor, ref, targets }) => {
    const path = `guarded/${ref.split('/').at(-1)}`
    const workspace = makeManyImages()
    const done = await publish(path, workspace, actor, { ref, inputs: { targets } })
    expect(done.main.code).toBe(1)
    expect(done.errors).toHaveLength(1)
    expect(done.errors[0]?.message).toContain('[protected-name]')
    expect(done.errors[0]?.message).toContain(`stable-${targets === 'tap' ? 'tap' : 'base'}`)
    expect(done.main.log).not.toContain('Logged in')
    expect(builds(done)).toBe(0)
    expect(await there(path, 'stable')).toEqual({})
  })

  it('a pull request of a user called stable does not publish to stable', async () => {
    const workspace = makeManyImages()
    const pull_request = {
      number: 7,
      head: { ref: 'topic', sha: git(workspace, 'rev-parse', 'HEAD'), repo: { id: 1 } },
      base: { ref: 'main', repo: { id: 1 } },
    }
    const done = await publish('guarded/pull', workspace, 'stable', {
      eventName: 'pull_request',
      ref: 'refs/pull/7/merge',
      event: { action: 'opened', pull_request },
    })
    expect(done.errors[0]?.message).toContain('[protected-name]')
    expect(await there('guarded/pull', 'stable')).toEqual({})
  })
})

describe('the example of docs/many-images.md', () => {
  const registry = useRegistry()
  const [, section = ''] = readFileSync('docs/many-images.md', 'utf8').split('\n## Channels\n')
  const [, yaml = ''] = /```yaml\n(.*?)```/s.exec(section) ?? []
  const example = parse(yaml).jobs.images.steps.at(-1).with
  const run = (workspace: string, actor: string, ref: string) =>
    step({
      workspace,
      ref,
      env: { GITHUB_ACTOR: actor },
      inputs: {
        ...registry.inputsFor('x'),
        'bake-files': example['bake-files'],
        images: example.images.replace('europe-docker.pkg.dev/lattice-dev', registry.host),
        tags: example.tags ?? '',
        flavor: example.flavor ?? '',
        'only-changed': String(example['only-changed']),
        vars: 'OS=scratch',
        targets: 'base',
      },
    })
  const tagsOf = (name: string) => listTagDigests(registry.host, [`images/${name}`])

  it('publishes the last push of each channel under a name that can be pulled without a tag', async () => {
    const workspace = makeManyImages()
    expect((await run(workspace, 'ada', 'refs/heads/main')).main.code).toBe(0)
    const stable = await tagsOf('stable-base')
    expect(Object.keys(stable).sort()).toEqual(['latest', 'main'].map((tag) => `images/stable-base:${tag}`))

    const push = async (branch: string, text: string) => {
      git(workspace, 'checkout', '--quiet', '-B', branch)
      writeFile(workspace, 'base/file', text)
      commit(workspace)
      const done = await run(workspace, 'kevin', `refs/heads/${branch}`)
      expect(done.main.code).toBe(0)
      return done.main.outputs.digest
    }
    const fix = await push('fix', 'one\n')
    expect(await tagsOf('dev-kevin-base')).toEqual({
      'images/dev-kevin-base:fix': fix,
      'images/dev-kevin-base:latest': fix,
    })
    const other = await push('other', 'two\n')
    expect(await tagsOf('dev-kevin-base')).toEqual({
      'images/dev-kevin-base:fix': fix,
      'images/dev-kevin-base:other': other,
      'images/dev-kevin-base:latest': other,
    })
    expect(await tagsOf('stable-base')).toEqual(stable)
  })
})

describe('a bake file of another ref', () => {
  const registry = useRegistry()
  const host = () => registry.host
  const run = (
    images: string,
    target: Record<string, object>,
    { inputs, ...options }: Partial<StepOptions> = {},
  ) => {
    const group = { default: { targets: Object.keys(target) } }
    const files = { 'bake.json': JSON.stringify({ group, target }).replaceAll('HOST', host()) }
    return step({
      workspace: makeProject(undefined, files),
      ref: 'refs/heads/topic',
      inputs: {
        ...registry.inputsFor('x'),
        images: images.replaceAll('HOST', host()),
        'bake-files': 'bake.json',
        ...inputs,
      },
      ...options,
    })
  }
  const own = 'HOST/own/{{#if (or is_default_branch is_release)}}stable{{else}}dev-{{user}}{{/if}}'
  /** A publication of the default branch, whose image is copied to the other names. */
  let published: Step
  beforeAll(async () => {
    published = await run(own, { tap: {} }, { ref: 'refs/heads/main' })
  })
  const pullRequest = {
    eventName: 'pull_request',
    ref: 'refs/pull/7/merge',
    event: {
      action: 'opened',
      pull_request: {
        number: 7,
        head: { ref: 'topic', sha: 'a'.repeat(40), repo: { id: 1 } },
        base: { ref: 'main', repo: { id: 1 } },
      },
    },
  }

  it.each([
    {
      what: 'a target named after the channel',
      images:
        'HOST/named/{{#if (or is_default_branch is_release)}}stable-{{target}}{{else}}{{target}}{{/if}}',
      honest: { tap: {} },
      hostile: { 'stable-tap': {} },
      name: 'named/stable-tap',
    },
    {
      what: 'a target named after another line of images',
      images: 'HOST/line/{{target}}\nname=HOST/line/{{#if target}}stable{{/if}},enable={{is_default_branch}}',
      honest: { tap: {} },
      hostile: { stable: {} },
      name: 'line/stable',
    },
    {
      what: 'the cache of a target',
      images:
        'HOST/cache/{{#if (or is_default_branch is_release)}}stable{{else}}dev-{{user}}{{/if}}-{{target}}',
      honest: { tap: {} },
      hostile: {
        tap: { 'cache-to': ['type=registry,mode=max,image-manifest=true,ref=HOST/cache/stable-tap:main'] },
      },
      name: 'cache/stable-tap',
    },
  ])(
    'does not publish to stable through $what, from a branch or a pull request',
    async ({ images, honest, hostile, name }) => {
      const main = await run(images, honest, { ref: 'refs/heads/main', inputs: { 'dry-run': 'true' } })
      expect(main.main).toMatchObject({ code: 0, annotations: [] })
      expect(main.main.outputs.tags?.split('\n')).toContain(`${host()}/${name}:main`)
      await copyImage(host(), ['own/stable', 'main'], name, ['latest', 'main'])
      const before = await listTagDigests(host(), [name])
      for (const options of [{}, pullRequest]) {
        const done = await run(images, hostile, { ...options, inputs: { tags: 'type=raw,value=main' } })
        expect(await listTagDigests(host(), [name])).toEqual(before)
        expect([done.main.code, builds(done)]).toEqual([1, 0])
        expect(done.errors[0]?.message).toContain(`Image name '${host()}/${name}' is reserved for`)
        expect(done.errors[0]?.message).toContain('[protected-name]')
      }
      const topic = await run(images, honest, { inputs: { 'dry-run': 'true' } })
      expect(topic.main).toMatchObject({ code: 0, annotations: [] })
    },
  )

  it('does not publish to stable through a target’s own tags, which input images overrides', async () => {
    expect(published.main).toMatchObject({
      code: 0,
      annotations: [],
      outputs: { images: `${host()}/own/stable` },
    })
    const before = await listTagDigests(host(), ['own/stable'])
    const hostile = { tap: { tags: ['HOST/own/stable:main'] } }
    expect(Object.keys(before)).toContain('own/stable:main')
    const done = await run(own, hostile, { inputs: { tags: 'type=raw,value=main' } })
    expect(done.main).toMatchObject({ code: 0, outputs: { images: `${host()}/own/dev-octocat` } })
    expect(await listTagDigests(host(), ['own/stable'])).toEqual(before)
  })
})

describe('the names of bake targets', () => {
  const registry = useRegistry()
  const host = () => registry.host

  it.each([
    {
      what: 'without input images a target keeps its own names',
      path: 'own',
      images: '',
      expected: ['own/one', 'own/three', 'own/two'],
    },
    {
      what: 'a line of images with {{target}} overrides the targets’ own names',
      path: 'line',
      images: 'HOST/line/x-{{target}}',
      isDry: true,
      expected: ['line/x-named', 'line/x-plain', 'line/x-twice'],
    },
    {
      what: 'a single selected target takes the name in images, whatever placeholder tags it has',
      path: 'diun',
      images: 'HOST/diun/app',
      targets: 'twice',
      expected: ['diun/app'],
    },
  ])('$what', async ({ path, images, targets: selected = '', isDry = false, expected }) => {
    const targets = {
      named: { tags: [`${host()}/${path}/one:ignored`] },
      twice: { tags: [`${host()}/${path}/two`, `${host()}/${path}/three:1`] },
      // A target that no line names would go to this server's registry.
      ...(images === '' ? {} : { plain: {} }),
    }
    const group = { default: { targets: Object.keys(targets) } }
    const workspace = makeProject(undefined, { 'bake.json': JSON.stringify({ group, target: targets }) })
    const done = await step({
      workspace,
      inputs: {
        ...registry.inputsFor(path),
        registry: host(),
        images: images.replace('HOST', host()),
        'bake-files': 'bake.json',
        targets: selected,
        'dry-run': String(isDry),
      },
    })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    const planned = reportedImages(done).flatMap(({ tags }) => tags.map(({ ref }) => ref))
    // Unused tags of the bake file are logged without a warning.
    expect(done.main.log.includes('Input images names the image of target twice')).toBe(images !== '')
    expect(done.main.outputs.images?.split('\n').sort()).toEqual(expected.map((name) => `${host()}/${name}`))
    expect(planned.sort()).toEqual(
      expected.flatMap((name) => ['latest', 'main'].map((tag) => `${host()}/${name}:${tag}`)),
    )
    for (const name of expected)
      expect(await listTags(host(), name, login)).toEqual(isDry ? [] : ['latest', 'main'])
  })

  it('several images may share a repository under different tags', async () => {
    const bakeFile = JSON.stringify({
      group: { default: { targets: ['one', 'two'] } },
      target: { one: {}, two: { args: { A: 'b' } } },
    })
    const workspace = makeProject(undefined, { 'bake.json': bakeFile })
    const inputs = {
      ...registry.inputsFor('x'),
      images: `${host()}/shared/app`,
      flavor: 'suffix=-{{target}},onlatest=true',
      'bake-files': 'bake.json',
      'only-changed': 'true',
    }
    const first = await step({ workspace, inputs })
    expect(first.main).toMatchObject({ code: 0, annotations: [] })
    const tags = ['latest-one', 'latest-two', 'main-one', 'main-two']
    expect(await listTags(host(), 'shared/app', login)).toEqual(tags)
    const second = await step({ workspace, inputs })
    expect([builds(second), digestsOf(second)]).toEqual([0, digestsOf(first)])
  })
})

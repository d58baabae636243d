import { parseRepository } from '../../src/model/reference.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import type { Trigger } from '../../src/model/trigger.ts'
import { planStep } from '../../src/plan/plan-step.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import { judgeImages } from '../../src/reuse/judge.ts'
import { put, useFolders } from '../helpers/folder.ts'
import { makeInputs, type Texts } from '../helpers/inputs.ts'
import { createMemoryRegistry } from '../helpers/memory-registry.ts'
import { bakeTexts, makeDefinition } from '../helpers/step.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const makeFolder = useFolders()
const os = 'r.test/os'

/** A base from elsewhere, `core` on it, `tap` on that, and `lone` by itself. */
function prepare() {
  let before: (action: string, repository: string) => unknown = () => undefined
  const registry = createMemoryRegistry((action, repository) => void before(action, repository))
  const refuse = (callback: typeof before) => {
    before = callback
  }
  const folder = makeFolder({
    'core/Dockerfile': `FROM ${os}:1\nCOPY . /`,
    'tap/Dockerfile': 'FROM base\nCOPY . /',
    'lone/Dockerfile': 'FROM scratch\nCOPY . /',
  })
  const targets = {
    core: { context: 'core' },
    tap: { context: 'tap', contexts: { base: 'target:core' } },
    lone: { context: 'lone' },
  }
  const all = Object.keys(targets)
  registry.push(os, '1', { os: 1 })
  let builds = 0
  const judge = async (trigger: Trigger = makeTrigger(), texts: Texts = {}, chosen = all) => {
    const inputs = makeInputs(
      bakeTexts({ images: 'r.test/team/{{target}}', 'only-changed': 'true', ...texts }),
    )
    const definition = makeDefinition(targets, chosen)
    const plans = planStep(trigger, inputs, definition)
    builds += 1
    const ports = { files: createFiles(), registry: registry.client, workspace: folder }
    return judgeImages({
      ...ports,
      trigger,
      inputs,
      plans,
      definition,
      ownPlatform: 'linux/amd64',
      build: `b${builds}`,
    })
  }
  /** What a builder would push. */
  const publish = (judged: Awaited<ReturnType<typeof judge>>) => {
    for (const { plan, source } of judged) {
      for (const { name } of plan.repositories) {
        const manifest = { annotations: plan.annotations, target: plan.target }
        for (const tag of plan.tags) if (source === undefined) registry.push(name, tag.name, manifest)
      }
    }
  }
  const tell = (judged: Awaited<ReturnType<typeof judge>>) =>
    judged.map(({ plan, origin }) => `${plan.target} ${origin?.how}: ${origin?.why}`)
  return { registry, folder, judge, publish, tell, refuse }
}

const none = 'no image has this content'

test('where nothing is, everything is built', async () => {
  const { judge, tell } = prepare()
  expect(tell(await judge())).toEqual([`core built: ${none}`, `tap built: ${none}`, `lone built: ${none}`])
})

test('what is there with the same content is the source, whichever commit it is of', async () => {
  const { judge, publish, tell, registry } = prepare()
  publish(await judge())
  const again = await judge(makeTrigger({ sha: 'f'.repeat(40), revision: 'f'.repeat(40) }))
  expect(tell(again)).toEqual(
    ['core', 'tap', 'lone'].map(
      (name) => `${name} reused: the same content is under r.test/team/${name}:main`,
    ),
  )
  const digest = registry.tags('r.test/team/tap').main ?? ''
  const parts = [{ repository: parseRepository('r.test/team/tap'), digest }]
  expect(again[1]?.source).toMatchObject({ digest, parts, referrersOf: [digest] })
  expect(again[1]?.source?.parts[0]?.manifest?.digest).toBe(digest)
})

test.each<[what: string, change: (given: ReturnType<typeof prepare>) => void, expected: string[]]>([
  [
    'a file of the last',
    ({ folder }) => put(folder, 'tap/file', 'new'),
    ['core reused', 'tap built: its context changed', 'lone reused'],
  ],
  [
    'a base of the others',
    ({ folder }) => put(folder, 'core/file', 'new'),
    ['core built: its context changed', 'tap built: target core changed', 'lone reused'],
  ],
  [
    'the base from elsewhere',
    ({ registry }) => void registry.push(os, '1', { os: 2 }),
    [`core built: base ${os}:1 moved`, 'tap built: target core changed', 'lone reused'],
  ],
  [
    'a base that is gone',
    ({ folder }) => put(folder, 'core/Dockerfile', `FROM ${os}:gone`),
    [
      `core built: base ${os}:gone does not exist`,
      'tap built: it depends on core, whose content is unknown',
      'lone reused',
    ],
  ],
])('what changed is built: %s', async (_, change, expected) => {
  const given = prepare()
  given.publish(await given.judge())
  change(given)
  const told = given.tell(await given.judge())
  expect(told.map((line) => line.replace(/(reused): .*/, '$1'))).toEqual(expected)
})

test.each<[name: string, trigger: Trigger, texts: Texts, ref: string]>([
  [
    'a release finds the default branch’s',
    makeTrigger({ ref: 'refs/tags/v1.0.0' }),
    {},
    'r.test/team/lone:main',
  ],
  ['so does a new branch', makeTrigger({ ref: 'refs/heads/x' }), {}, 'r.test/team/lone:main'],
  [
    'in the default branch’s repository',
    makeTrigger({ ref: 'refs/heads/x' }),
    { images: 'r.test/{{#if is_default_branch}}team{{else}}{{user}}{{/if}}/{{target}}' },
    'r.test/team/lone:main',
  ],
])('%s', async (_, trigger, texts, ref) => {
  const { judge, publish, tell } = prepare()
  publish(await judge())
  expect(tell(await judge(trigger, texts))).toContain(`lone reused: the same content is under ${ref}`)
})

test.each<
  [what: string, texts: Texts, change: (given: ReturnType<typeof prepare>) => void, expected: string]
>([
  [
    'is its own source when a base has moved since',
    {},
    ({ registry }) => void registry.push(os, '1', { os: 2 }),
    'reused: r.test/team/tap:1.0.0 is released, whatever its bases are now',
  ],
  [
    'is not, of other files',
    {},
    ({ folder }) => put(folder, 'tap/file', 'new'),
    'built: its context changed',
  ],
  [
    'is not, where it may be overwritten',
    { overwrite: 'true' },
    ({ registry }) => void registry.push(os, '1', { os: 2 }),
    'built: target core changed',
  ],
])('a release that is there %s', async (_, texts, change, expected) => {
  const given = prepare()
  const release = makeTrigger({ ref: 'refs/tags/v1.0.0' })
  given.publish(await given.judge(release))
  change(given)
  // The git tag may have been moved, or the image was built before the commit that was released.
  const again = makeTrigger({ ref: 'refs/tags/v1.0.0', revision: 'f'.repeat(40) })
  expect(given.tell(await given.judge(again, texts))).toContain(`tap ${expected}`)
})

describe('an image never depends on another build of its base than the published one', () => {
  const core = ['core']
  const byName = (told: readonly string[]) => Object.fromEntries(told.map((line) => line.split(/ (.*)/)))

  test('after a run that wrote no key', async () => {
    const { judge, publish, tell, registry } = prepare()
    publish(await judge())
    registry.push('r.test/team/core', 'main', { annotations: {}, of: 'a run without only-changed' })
    registry.push('r.test/team/core', 'latest', { annotations: {}, of: 'a run without only-changed' })
    expect(byName(tell(await judge()))).toMatchObject({
      core: `built: ${none}`,
      tap: 'built: target core is built',
      lone: expect.stringMatching(/^reused/),
    })
  })

  test('after one image alone was built anew', async () => {
    const { judge, publish, tell } = prepare()
    publish(await judge())
    publish(await judge(makeTrigger(), { 'no-cache': 'true' }, core))
    const next = await judge()
    expect(byName(tell(next))).toMatchObject({
      core: expect.stringMatching(/^reused/),
      tap: 'built: it depends on another build of target core',
    })
    publish(next)
    expect(tell(await judge()).join()).not.toContain('built')
  })

  test('after a part of a release stood on a base that is final', async () => {
    const { judge, publish, tell, registry } = prepare()
    const release = (version: string) => makeTrigger({ ref: `refs/tags/v${version}`, revision: version })
    const lines = { tags: 'type=semver,pattern={{version}}\ntype=semver,pattern={{major}}.{{minor}}' }
    publish(await judge(release('1.2.3'), lines, core))
    registry.push(os, '1', { os: 2 })
    const again = await judge(release('1.2.3'), lines)
    expect(byName(tell(again))).toMatchObject({
      core: 'reused: r.test/team/core:1.2.3 is released, whatever its bases are now',
      tap: `built: ${none}`,
    })
    publish(again)
    expect(byName(tell(await judge(release('1.2.4'), lines)))).toMatchObject({
      core: `built: base ${os}:1 moved`,
      tap: 'built: target core is built',
    })
  })

  test('a base that is not published now counts by its content', async () => {
    const { judge, publish, tell } = prepare()
    publish(await judge())
    expect(tell(await judge(makeTrigger(), {}, ['tap'])).join()).toMatch(/^tap reused/)
  })
})

test('a release that this very commit published without a key is its own source', async () => {
  const { judge, registry, tell } = prepare()
  const trigger = makeTrigger({ ref: 'refs/tags/v1.0.0' })
  const annotations = {
    'org.opencontainers.image.source': trigger.repository.url,
    'org.opencontainers.image.revision': trigger.revision,
    'dev.tagboat.event': 'push',
  }
  registry.push('r.test/team/lone', '1.0.0', { annotations })
  expect(tell(await judge(trigger))).toContain(
    'lone reused: r.test/team/lone:1.0.0 is released, whatever its bases are now',
  )
})

test('no-cache builds everything anew, with its key', async () => {
  const { judge, publish, tell, registry } = prepare()
  publish(await judge())
  const forced = await judge(makeTrigger(), { 'no-cache': 'true' })
  expect(new Set(tell(forced).map((line) => line.split(': ')[1]))).toEqual(
    new Set(['input no-cache asks for it']),
  )
  const key = forced[0]?.plan.annotations['dev.tagboat.content-key']
  expect(key).toMatch(/^sha256:/)
  expect(registry.tags('r.test/team/core')).toHaveProperty('main')
})

test('a label of the workflow counts as it is written, not as it is rendered', async () => {
  const { judge, publish, tell } = prepare()
  publish(await judge(makeTrigger(), { labels: 'commit={{sha}}' }))
  const next = makeTrigger({ sha: 'f'.repeat(40) })
  expect(tell(await judge(next, { labels: 'commit={{sha}}' })).join()).not.toContain('built')
  expect(tell(await judge(next, { labels: 'commit=x' }))).toContain('lone built: its definition changed')
})

test('what another repository published is not ours', async () => {
  const { judge, publish, tell } = prepare()
  const elsewhere = { owner: 'x', name: 'y', url: 'https://github.com/x/y', private: false }
  publish(await judge(makeTrigger({ repository: elsewhere })))
  expect(tell(await judge())).toContain(`lone built: ${none}`)
})

test('what cannot be read is built, and why says that it could not be read', async () => {
  const given = prepare()
  given.publish(await given.judge())
  const refuse = (repository: string) => {
    const problem = { code: 'registry-denied', what: `${repository} may not be read.`, fix: 'Log in.' }
    throw new TagboatError({ ...problem, original: 'DENIED' })
  }
  given.refuse((action, repository) => action === 'HEAD' && repository.endsWith('lone') && refuse(repository))
  expect(given.tell(await given.judge())).toContain(
    'lone built: no image of this content could be read: r.test/team/lone may not be read',
  )
  given.refuse((_, repository) => repository === os && refuse(repository))
  expect(given.tell(await given.judge())).toContain(
    `core built: base ${os}:1 could not be read: ${os} may not be read`,
  )
})

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

/** An external base, `core` on it, `tap` on `core`, and `lone` without a base. */
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
  /** Pushes the images that are built. */
  const publish = (judged: Awaited<ReturnType<typeof judge>>) => {
    for (const { plan, source } of judged) {
      for (const { name } of plan.repositories) {
        const manifest = { annotations: plan.annotations, target: plan.target }
        for (const tag of plan.tags) if (source === undefined) registry.push(name, tag.name, manifest)
      }
    }
  }
  const describeAll = (judged: Awaited<ReturnType<typeof judge>>) =>
    judged.map(({ plan, origin }) => `${plan.target} ${origin?.how}: ${origin?.why}`)
  return { registry, folder, judge, publish, describeAll, refuse }
}

const none = 'no image has this content'

test('everything is built without published images', async () => {
  const { judge, describeAll } = prepare()
  expect(describeAll(await judge())).toEqual([
    `core built: ${none}`,
    `tap built: ${none}`,
    `lone built: ${none}`,
  ])
})

test('an image with the same content is the source, whatever its commit', async () => {
  const { judge, publish, describeAll, registry } = prepare()
  publish(await judge())
  const again = await judge(makeTrigger({ sha: 'f'.repeat(40), revision: 'f'.repeat(40) }))
  expect(describeAll(again)).toEqual(
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
    'a file of the last target',
    ({ folder }) => put(folder, 'tap/file', 'new'),
    ['core reused', 'tap built: its context changed', 'lone reused'],
  ],
  [
    'a file of a target that another one depends on',
    ({ folder }) => put(folder, 'core/file', 'new'),
    ['core built: its context changed', 'tap built: target core changed', 'lone reused'],
  ],
  [
    'an external base image',
    ({ registry }) => void registry.push(os, '1', { os: 2 }),
    [`core built: base ${os}:1 moved`, 'tap built: target core changed', 'lone reused'],
  ],
  [
    'a base image that does not exist',
    ({ folder }) => put(folder, 'core/Dockerfile', `FROM ${os}:gone`),
    [
      `core built: base ${os}:gone does not exist`,
      'tap built: it depends on core, whose content is unknown',
      'lone reused',
    ],
  ],
])('a change builds the affected targets: %s', async (_, change, expected) => {
  const given = prepare()
  given.publish(await given.judge())
  change(given)
  const verdicts = given.describeAll(await given.judge())
  expect(verdicts.map((line) => line.replace(/(reused): .*/, '$1'))).toEqual(expected)
})

test.each<[name: string, trigger: Trigger, texts: Texts, ref: string]>([
  [
    'a release reuses the image of the default branch',
    makeTrigger({ ref: 'refs/tags/v1.0.0' }),
    {},
    'r.test/team/lone:main',
  ],
  [
    'a new branch reuses the image of the default branch',
    makeTrigger({ ref: 'refs/heads/x' }),
    {},
    'r.test/team/lone:main',
  ],
  [
    'a new branch reuses the image in the default branch’s repository',
    makeTrigger({ ref: 'refs/heads/x' }),
    { images: 'r.test/{{#if is_default_branch}}team{{else}}{{user}}{{/if}}/{{target}}' },
    'r.test/team/lone:main',
  ],
])('%s', async (_, trigger, texts, ref) => {
  const { judge, publish, describeAll } = prepare()
  publish(await judge())
  expect(describeAll(await judge(trigger, texts))).toContain(`lone reused: the same content is under ${ref}`)
})

test.each<
  [what: string, texts: Texts, change: (given: ReturnType<typeof prepare>) => void, expected: string]
>([
  [
    'is its own source after its base moved',
    {},
    ({ registry }) => void registry.push(os, '1', { os: 2 }),
    'reused: r.test/team/tap:1.0.0 is released, whatever its bases are now',
  ],
  [
    'is built again after its files changed',
    {},
    ({ folder }) => put(folder, 'tap/file', 'new'),
    'built: its context changed',
  ],
  [
    'is built again after its base moved, if overwrite is true',
    { overwrite: 'true' },
    ({ registry }) => void registry.push(os, '1', { os: 2 }),
    'built: target core changed',
  ],
])('an existing release %s', async (_, texts, change, expected) => {
  const given = prepare()
  const release = makeTrigger({ ref: 'refs/tags/v1.0.0' })
  given.publish(await given.judge(release))
  change(given)
  // The git tag may have been moved, or the image was built before the commit that was released.
  const again = makeTrigger({ ref: 'refs/tags/v1.0.0', revision: 'f'.repeat(40) })
  expect(given.describeAll(await given.judge(again, texts))).toContain(`tap ${expected}`)
})

describe('an image always depends on the published build of its base', () => {
  const core = ['core']
  const byName = (lines: readonly string[]) => Object.fromEntries(lines.map((line) => line.split(/ (.*)/)))

  test('after a run without only-changed, which writes no key', async () => {
    const { judge, publish, describeAll, registry } = prepare()
    publish(await judge())
    registry.push('r.test/team/core', 'main', { annotations: {}, of: 'a run without only-changed' })
    registry.push('r.test/team/core', 'latest', { annotations: {}, of: 'a run without only-changed' })
    expect(byName(describeAll(await judge()))).toMatchObject({
      core: `built: ${none}`,
      tap: 'built: target core is built',
      lone: expect.stringMatching(/^reused/),
    })
  })

  test('after a build of the base alone', async () => {
    const { judge, publish, describeAll } = prepare()
    publish(await judge())
    publish(await judge(makeTrigger(), { 'no-cache': 'true' }, core))
    const next = await judge()
    expect(byName(describeAll(next))).toMatchObject({
      core: expect.stringMatching(/^reused/),
      tap: 'built: it depends on another build of target core',
    })
    publish(next)
    expect(describeAll(await judge()).join()).not.toContain('built')
  })

  test('after a release of the base alone', async () => {
    const { judge, publish, describeAll, registry } = prepare()
    const release = (version: string) => makeTrigger({ ref: `refs/tags/v${version}`, revision: version })
    const lines = { tags: 'type=semver,pattern={{version}}\ntype=semver,pattern={{major}}.{{minor}}' }
    publish(await judge(release('1.2.3'), lines, core))
    registry.push(os, '1', { os: 2 })
    const again = await judge(release('1.2.3'), lines)
    expect(byName(describeAll(again))).toMatchObject({
      core: 'reused: r.test/team/core:1.2.3 is released, whatever its bases are now',
      tap: `built: ${none}`,
    })
    publish(again)
    expect(byName(describeAll(await judge(release('1.2.4'), lines)))).toMatchObject({
      core: `built: base ${os}:1 moved`,
      tap: 'built: target core is built',
    })
  })

  test('or on its content if this run does not publish the base', async () => {
    const { judge, publish, describeAll } = prepare()
    publish(await judge())
    expect(describeAll(await judge(makeTrigger(), {}, ['tap'])).join()).toMatch(/^tap reused/)
  })
})

test('a release of the same commit without a content key is its own source', async () => {
  const { judge, registry, describeAll } = prepare()
  const trigger = makeTrigger({ ref: 'refs/tags/v1.0.0' })
  const annotations = {
    'org.opencontainers.image.source': trigger.repository.url,
    'org.opencontainers.image.revision': trigger.revision,
    'dev.tagboat.event': 'push',
  }
  registry.push('r.test/team/lone', '1.0.0', { annotations })
  expect(describeAll(await judge(trigger))).toContain(
    'lone reused: r.test/team/lone:1.0.0 is released, whatever its bases are now',
  )
})

test('no-cache builds everything, with content keys', async () => {
  const { judge, publish, describeAll, registry } = prepare()
  publish(await judge())
  const forced = await judge(makeTrigger(), { 'no-cache': 'true' })
  expect(new Set(describeAll(forced).map((line) => line.split(': ')[1]))).toEqual(
    new Set(['input no-cache asks for it']),
  )
  const key = forced[0]?.plan.annotations['dev.tagboat.content-key']
  expect(key).toMatch(/^sha256:/)
  expect(registry.tags('r.test/team/core')).toHaveProperty('main')
})

test('a label of the workflow counts by its template, not by its value', async () => {
  const { judge, publish, describeAll } = prepare()
  publish(await judge(makeTrigger(), { labels: 'commit={{sha}}' }))
  const next = makeTrigger({ sha: 'f'.repeat(40) })
  expect(describeAll(await judge(next, { labels: 'commit={{sha}}' })).join()).not.toContain('built')
  expect(describeAll(await judge(next, { labels: 'commit=x' }))).toContain(
    'lone built: its definition changed',
  )
})

test('an image of another source repository is not reused', async () => {
  const { judge, publish, describeAll } = prepare()
  const elsewhere = { owner: 'x', name: 'y', url: 'https://github.com/x/y', private: false }
  publish(await judge(makeTrigger({ repository: elsewhere })))
  expect(describeAll(await judge())).toContain(`lone built: ${none}`)
})

test('an image that cannot be read is built, with the error as the reason', async () => {
  const given = prepare()
  given.publish(await given.judge())
  const refuse = (repository: string) => {
    const problem = { code: 'registry-denied', what: `${repository} may not be read.`, fix: 'Log in.' }
    throw new TagboatError({ ...problem, original: 'DENIED' })
  }
  given.refuse((action, repository) => action === 'HEAD' && repository.endsWith('lone') && refuse(repository))
  expect(given.describeAll(await given.judge())).toContain(
    'lone built: no image of this content could be read: r.test/team/lone may not be read',
  )
  given.refuse((_, repository) => repository === os && refuse(repository))
  expect(given.describeAll(await given.judge())).toContain(
    `core built: base ${os}:1 could not be read: ${os} may not be read`,
  )
})

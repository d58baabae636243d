import type { BakeTarget } from '../../src/bake/bake-target.ts'
import { describeTarget } from '../../src/definition/describe-target.ts'
import type { Trigger } from '../../src/model/trigger.ts'
import { describeIgnoredTags } from '../../src/plan/name-targets.ts'
import { planStep } from '../../src/plan/plan-step.ts'
import { makeInputs, type Texts } from '../helpers/inputs.ts'
import { codes, problemsOf } from '../helpers/problems.ts'
import { bakeTexts, makeDefinition } from '../helpers/step.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

const two = { api: {}, web: {} }
const channels = {
  images: 'gcr.io/lab/{{#if (or is_default_branch is_release)}}stable{{else}}{{user}}{{/if}}-{{target}}',
}
const branch = (actor: string) => makeTrigger({ ref: 'refs/heads/feature/x', actor })

const plan = (
  texts: Texts,
  targets: Readonly<Record<string, BakeTarget>> = two,
  trigger: Trigger = makeTrigger(),
  chosen?: readonly string[],
) => planStep(trigger, makeInputs(bakeTexts(texts)), makeDefinition(targets, chosen))

const names = (...given: Parameters<typeof plan>) =>
  plan(...given).map(({ target, repositories, tags }) => [
    target,
    repositories.map(({ name }) => name).join(),
    tags.map(({ name }) => name).join(),
  ])

test.each<[name: string, given: Parameters<typeof plan>, expected: string[][]]>([
  [
    'by default each target is published below the default image name',
    [{}],
    [
      ['api', 'ghcr.io/acme/app/api', 'main,latest'],
      ['web', 'ghcr.io/acme/app/web', 'main,latest'],
    ],
  ],
  [
    'input images with {{target}} overrides tags in the bake file',
    [{ images: 'a.test/x-{{target}}' }, { api: { tags: ['b.test/api:dev'] } }],
    [['api', 'a.test/x-api', 'main,latest']],
  ],
  [
    'tags in the bake file set the image name, not the tag',
    [{}, { api: { tags: ['b.test/api:dev', 'c.test/api'] }, web: {} }],
    [
      ['api', 'b.test/api,c.test/api', 'main,latest'],
      ['web', 'ghcr.io/acme/app/web', 'main,latest'],
    ],
  ],
  [
    'only the chosen targets are planned, in their order',
    [{ images: 'a.test/x/{{target}}' }, { api: {}, base: {}, web: {} }, makeTrigger(), ['web', 'api']],
    [
      ['web', 'a.test/x/web', 'main,latest'],
      ['api', 'a.test/x/api', 'main,latest'],
    ],
  ],
  [
    'a single chosen target gets the name in input images, not that of its own tags',
    [{ images: 'acme/diun' }, { api: { tags: ['diun:local'] }, web: {} }, makeTrigger(), ['api']],
    [['api', 'acme/diun', 'main,latest']],
  ],
  [
    'targets may share a name if the flavor distinguishes them',
    [{ images: 'acme/diun', flavor: 'suffix=-{{target}},onlatest=true' }],
    [
      ['api', 'acme/diun', 'main-api,latest-api'],
      ['web', 'acme/diun', 'main-web,latest-web'],
    ],
  ],
  [
    'a disabled line of input images gives no name',
    [{ images: 'a.test/{{target}}\nname=a.test/all,enable={{is_release}}' }],
    [
      ['api', 'a.test/api', 'main,latest'],
      ['web', 'a.test/web', 'main,latest'],
    ],
  ],
  [
    'targets may share a name with {{target}} in their tags',
    [{ images: 'a.test/{{#if target}}all{{/if}}', tags: 'type=ref,event=branch,suffix=-{{target}}' }],
    [
      ['api', 'a.test/all', 'main-api'],
      ['web', 'a.test/all', 'main-web'],
    ],
  ],
  [
    'other branches get the channel of their user',
    [channels, { api: {} }, branch('kevin')],
    [['api', 'gcr.io/lab/kevin-api', 'feature-x']],
  ],
])('%s', (_, given, expected) => expect(names(...given)).toEqual(expected))

test.each<[name: string, given: Parameters<typeof plan>, expected: string[]]>([
  [
    'two targets with the same reference',
    [{ images: 'a.test/{{#if target}}all{{/if}}' }],
    Array(2).fill('reference-conflict'),
  ],
  ['several targets with the same name', [{ images: 'a.test/all' }], ['image-name-shared']],
  [
    'several targets with the same name, despite tags in the bake file',
    [{ images: 'a.test/all' }, { api: { tags: ['a.test/api'] }, web: { tags: ['a.test/web'] } }],
    ['image-name-shared'],
  ],
  [
    'several targets with the same name in a run without a push',
    [{ images: 'a.test/all', push: 'false' }],
    ['image-name-shared'],
  ],
  [
    'each line that several targets would share',
    [{ images: 'a.test/{{target}}\na.test/all\nacme/all' }],
    Array(2).fill('image-name-shared'),
  ],
  [
    'the channel of the default branch, for a user of that name',
    [channels, two, branch('stable')],
    Array(2).fill('protected-name'),
  ],
  [
    'a tag in the bake file with an invalid image name',
    [{}, { api: { tags: ['A B'] }, web: { tags: ['C D'] } }],
    Array(2).fill('image-name'),
  ],
])('refuses %s', (_, given, expected) => expect(codes(problemsOf(() => plan(...given)))).toEqual(expected))

test.each<[line: string, expected: string[]]>([
  ['ghcr.io/acme/app', ['images: ghcr.io/acme/app-{{target}} ', 'images: ghcr.io/acme/app/{{target}},']],
  ['acme/app', ['images: acme/app-{{target}},']],
  [
    'name=ghcr.io/{{branch}},enable=true',
    ['images: name=ghcr.io/{{branch}}-{{target}},enable=true', 'name=ghcr.io/{{branch}}/{{target}},enable'],
  ],
])('the error about the shared name %s shows the line to write', (images, expected) => {
  const [problem] = problemsOf(() => plan({ images }))
  expect(problem?.what).toContain("Images 'api', 'web' would all be published as")
  for (const text of expected) expect(problem?.fix).toContain(text)
  expect(problem?.fix.includes('/{{target}}')).toBe(!images.startsWith('acme'))
  expect(problem?.fix).toContain('flavor: suffix=-{{target}}')
})

test('ignored tags of the bake file are listed for the log', () => {
  const definition = makeDefinition({ api: { tags: ['diun:local'] }, web: {} }, ['api'])
  const listed = (texts: Texts) => describeIgnoredTags(makeInputs(bakeTexts(texts)), definition)
  expect(listed({ images: 'acme/diun' })).toEqual([expect.stringContaining('diun:local')])
  expect(listed({})).toEqual([])
})

test('an image that is not pushed may have any name', () => {
  const fork = makePull({ actor: 'stable' }, { fork: true })
  expect(names(channels, { api: {} }, fork)).toEqual([['api', 'gcr.io/lab/stable-api', 'pr-7']])
})

test.each<[name: string, texts: Texts, expected: string | undefined]>([
  ['in the bake file override the defaults', {}, 'from the file'],
  [
    'in the workflow override those in the bake file',
    { labels: 'org.opencontainers.image.title=from {{target}}' },
    'from api',
  ],
])('labels %s', (_, texts, expected) => {
  const [api] = plan(texts, {
    api: { labels: { 'org.opencontainers.image.title': 'from the file', own: 'x' } },
  })
  expect(api?.labels).toMatchObject({ 'org.opencontainers.image.title': expected, own: 'x' })
})

test('annotations in a bake file are explicit, and keep their level', () => {
  const [api] = plan({}, { api: { annotations: ['index:a=b=c', 'org.opencontainers.image.version=9'] } })
  expect(api?.ownAnnotations).toEqual([
    { key: 'index:a', value: 'b=c' },
    { key: 'org.opencontainers.image.version', value: '9' },
  ])
  expect(api?.annotations).not.toHaveProperty(['org.opencontainers.image.version'])
})

test.each<[what: string, cache: string, code: string[]]>([
  ['under a protected name', 'type=registry,mode=max,ref=gcr.io/lab/stable-api:main', ['protected-name']],
  ['as a reference alone', 'gcr.io/lab/stable-api:main', ['protected-name']],
  ['by its digest', `type=registry,ref=gcr.io/lab/stable-api@sha256:${'a'.repeat(64)}`, ['protected-name']],
  ['elsewhere', 'type=registry,ref=gcr.io/lab/cache:api', []],
  ['with another type than registry', 'type=gha,scope=stable-api', []],
  ['under an invalid name', 'type=registry,ref=gcr.io/lab/Stable!', []],
])('protected names apply to a cache that another ref exports %s', (_, cache, expected) => {
  const targets = { api: { 'cache-to': [cache] }, web: {} }
  expect(codes(problemsOf(() => plan(channels, targets, branch('kevin'))))).toEqual(expected)
  expect(codes(problemsOf(() => plan(channels, targets)))).toEqual([])
})

describe('targets that write files instead of an image', () => {
  const files = { output: [{ type: 'local', dest: 'out' }], tags: ['a.test/api:dev'] }
  const cached = { output: [{ type: 'cacheonly' }] }

  test('have no names and tags, follow the images, and are not pushed', () => {
    const plans = plan({ images: 'a.test/x' }, { tool: files, api: {}, check: cached })
    expect(plans.map(({ target, intent: { kind }, version }) => [target, kind, version])).toEqual([
      ['api', 'push', 'main'],
      ['tool', 'build', 'main'],
      ['check', 'build', 'main'],
    ])
    expect(plans.slice(1)).toMatchObject([
      { repositories: [], tags: [], files: { outputs: [{ dest: 'out' }], isImage: false } },
      { repositories: [], tags: [], files: { outputs: [], isImage: false } },
    ])
  })

  test('are ignored in checks for conflicts and protected names', () => {
    const targets = { api: { tags: ['a.test/api'] }, tool: { ...files, tags: ['a.test/api'] } }
    expect(plan({}, targets).map(({ target }) => target)).toEqual(['api', 'tool'])
    const stable = { ...channels, images: `${channels.images}\ngcr.io/lab/old-{{target}}` }
    expect(() => plan(stable, { api: {}, 'stable-api': files }, branch('ada'))).not.toThrow()
  })

  test('without an image are an error with push: true', () => {
    expect(plan({}, { tool: files })).toMatchObject([{ intent: { kind: 'build' } }])
    expect(codes(problemsOf(() => plan({ push: 'true' }, { tool: files, check: cached })))).toEqual([
      'no-image',
    ])
  })

  test('an archive of a published image is not written, with a warning', () => {
    const [image] = plan({}, { api: { output: [{ type: 'oci', dest: 'api.tar' }] } })
    expect(image?.files).toBeUndefined()
    expect(image?.warnings).toEqual([expect.stringContaining('dest=api.tar is not written')])
  })
})

test('a single image with input outputs is not pushed, and files have no image name', () => {
  const single = (outputs: string, load = '') => {
    const inputs = makeInputs({ outputs, load, images: 'a.test/x' })
    return planStep(makeTrigger(), inputs, makeDefinition({ image: describeTarget(inputs.build, '/w', {}) }))
  }
  const archive = {
    intent: { kind: 'build', reason: 'input outputs is set' },
    tags: [{ name: 'main' }, { name: 'latest' }],
  }
  expect(single('type=oci,dest=a.tar')).toMatchObject([{ ...archive, files: { isImage: true } }])
  expect(single('out', 'true')).toMatchObject([{ ...archive, files: { isImage: true } }])
  expect(single('out')).toMatchObject([
    { repositories: [], tags: [], version: 'main', files: { isImage: false } },
  ])
})

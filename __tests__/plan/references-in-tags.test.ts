import type { BakeTarget } from '../../src/bake/bake-target.ts'
import type { Trigger } from '../../src/model/trigger.ts'
import { references } from '../../src/plan/plan.ts'
import { planStep } from '../../src/plan/plan-step.ts'
import { makeInputs, type Texts } from '../helpers/inputs.ts'
import { codes, problemsOf } from '../helpers/problems.ts'
import { bakeTexts, makeDefinition } from '../helpers/step.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

const app = 'ghcr.io/acme/app'
const fix = makeTrigger({ ref: 'refs/heads/fix', actor: 'kevin' })
const typed = makeTrigger({ event: 'workflow_dispatch' })

const plan = (texts: Texts, trigger: Trigger = makeTrigger()) =>
  planStep(trigger, makeInputs(texts), makeDefinition({ image: {} }))
const bake = (texts: Texts, targets: Readonly<Record<string, BakeTarget>>, trigger?: Trigger) =>
  planStep(trigger ?? makeTrigger(), makeInputs(bakeTexts(texts)), makeDefinition(targets))
const refs = (plans: ReturnType<typeof plan>) => plans.map((one) => references(one).join(' '))

test.each<[name: string, texts: Texts, expected: string]>([
  ['a reference gives the image name', { tags: `${app}:1` }, `${app}:1`],
  [
    'several references give several names, each with its tag',
    { tags: `${app}:1\nacme/app:2` },
    `${app}:1 acme/app:2`,
  ],
  [
    'a rule beside references applies to all of their names',
    { tags: `${app}:1\nacme/app:2\ntype=ref,event=branch` },
    `${app}:main ${app}:1 acme/app:main acme/app:2`,
  ],
  [
    'a reference applies to one name in input images',
    { images: `${app}\nacme/x`, tags: `${app}:1\nedge` },
    `${app}:1 ${app}:edge acme/x:edge`,
  ],
  [
    'a reference matches input images in another spelling',
    { images: 'acme/app', tags: 'docker.io/acme/app:1' },
    'acme/app:1',
  ],
  [
    'a reference matches an official image in another spelling',
    { images: 'docker.io/library/app', tags: 'app:1' },
    'docker.io/library/app:1',
  ],
  ['image names become lower case', { images: 'ghcr.io/Acme/App', tags: 'ghcr.io/ACME/app:1' }, `${app}:1`],
  [
    'a reference with the same tag as a rule is not repeated',
    { images: `${app}\nacme/x`, tags: `1\n${app}:1` },
    `${app}:1 acme/x:1`,
  ],
  [
    'a disabled reference gives no name',
    { tags: `${app}:1\nacme/app:1,enable={{is_release}}\nx` },
    `${app}:1 ${app}:x`,
  ],
  ['a reference with an empty tag still gives its name', { tags: `${app}:{{tag}}\nx` }, `${app}:x`],
  [
    'a reference may have an expression in its name',
    { tags: 'ghcr.io/acme/{{branch}}:1' },
    'ghcr.io/acme/main:1',
  ],
])('%s', (_, texts, expected) => expect(refs(plan(texts))).toEqual([expected]))

test('a name in input images without a tag is not published, with a warning', () => {
  const [one] = plan({ images: `${app}\nacme/x`, tags: `${app}:1` })
  expect(one?.repositories.map(({ name }) => name)).toEqual([app])
  expect(one?.warnings).toEqual([expect.stringContaining('Image acme/x gets no tag')])
})

test('a push by digest goes to every name, and the version is the first tag', () => {
  const [one] = plan({ tags: `${app}:1\nacme/x:2`, push: 'digest' })
  expect(one).toMatchObject({ tags: [], version: '1' })
  expect(one?.repositories.map(({ name }) => name)).toEqual([app, 'acme/x'])
})

test('the reference with the highest priority gives the version', () => {
  expect(plan({ tags: `edge\n${app}:1,priority=300` })[0]).toMatchObject({ version: '1' })
})

test('a reference whose name is not in input images is an error with a fix', () => {
  const [problem, ...more] = problemsOf(() => plan({ images: `${app}\nacme/x`, tags: 'acme/app:1\nedge' }))
  expect(more).toEqual([])
  expect(problem).toEqual({
    code: 'tag-reference-name',
    what: `Input tags has 'acme/app:1', but 'acme/app' is not one of the image names of this step: '${app}', 'acme/x'.`,
    fix: "Add 'acme/app' to input images, or leave images unset: then the names come from the references in tags.",
  })
  expect(codes(problemsOf(() => plan({ images: app, tags: `acme/app:1\nacme/b:1\n${app}:1` })))).toHaveLength(
    2,
  )
})

test('tags beside disabled references are an error', () => {
  const tags = `${app}:latest,enable={{is_default_branch}}`
  expect(refs(plan({ tags }, fix))).toEqual([''])
  expect(codes(problemsOf(() => plan({ tags: `${tags}\ntype=ref,event=branch` }, fix)))).toEqual([
    'tag-reference-name',
  ])
})

const two = { api: {}, web: {} }

test.each<[name: string, texts: Texts, targets: Readonly<Record<string, BakeTarget>>, expected: string[]]>([
  ['{{target}} in the name', { tags: 'a.test/{{target}}:1' }, two, ['a.test/api:1', 'a.test/web:1']],
  ['{{target}} in the tag', { tags: 'a.test/x:{{target}}' }, two, ['a.test/x:api', 'a.test/x:web']],
  ['a single target with a plain reference', { tags: 'a.test/x:1' }, { api: {} }, ['a.test/x:1']],
  [
    'a reference that input images assigns to a target',
    { images: 'a.test/{{target}}', tags: 'edge\na.test/web:1' },
    two,
    ['a.test/api:edge', 'a.test/web:edge a.test/web:1'],
  ],
  [
    'a reference that overrides tags in the bake file',
    { tags: 'a.test/x:1\nz' },
    { api: { tags: ['b.test/y:dev'] } },
    ['a.test/x:1 a.test/x:z'],
  ],
])('references of bake targets: %s', (_, texts, targets, expected) =>
  expect(refs(bake(texts, targets))).toEqual(expected),
)

test('overriding tags in the bake file gives a warning', () => {
  const [one] = bake({ tags: 'a.test/x:1' }, { api: { tags: ['b.test/y:dev'] } })
  expect(one?.warnings).toEqual([expect.stringContaining('Target api is published where the references')])
})

test.each<[name: string, texts: Texts, expected: string[]]>([
  ['the same reference for two targets', { tags: 'a.test/x:1' }, ['reference-conflict']],
  [
    'a name that belongs to no target',
    { images: 'a.test/{{target}}', tags: 'a.test/other:1' },
    ['tag-reference-name'],
  ],
])('references of bake targets are refused: %s', (_, texts, expected) =>
  expect(codes(problemsOf(() => bake(texts, two)))).toEqual(expected),
)

const channel = 'gcr.io/lab/{{#if (or is_default_branch is_release)}}stable{{else}}{{user}}{{/if}}'

test('protected names apply to references too', () => {
  const named = (actor: string) => makeTrigger({ ref: 'refs/heads/fix', actor })
  expect(refs(plan({ tags: `${channel}:1` }))).toEqual(['gcr.io/lab/stable:1'])
  expect(refs(plan({ tags: `${channel}:1` }, named('kevin')))).toEqual(['gcr.io/lab/kevin:1'])
  const [problem] = problemsOf(() => plan({ tags: `${channel}:1` }, named('stable')))
  expect(problem).toMatchObject({ code: 'protected-name', what: expect.stringContaining('in input tags') })
  const texts = { images: channel, tags: 'gcr.io/lab/stable:1' }
  expect(codes(problemsOf(() => plan(texts, named('stable'))))).toEqual(['protected-name'])
  expect(codes(problemsOf(() => plan(texts, named('kevin'))))).toEqual(['tag-reference-name'])
})

test.each<[name: string, texts: Texts, trigger: Trigger, expected: string[]]>([
  [
    'an invalid literal version',
    { tags: 'type=semver,pattern={{version}},value=1.4' },
    typed,
    ['value-without-tag'],
  ],
  ['an empty literal value', { tags: 'type=raw,value=' }, typed, ['value-without-tag']],
  [
    'an empty literal value with push: digest',
    { tags: 'type=raw,value=', push: 'digest' },
    typed,
    ['value-without-tag'],
  ],
  [
    'an empty literal value with push: true',
    { tags: 'type=raw,value=', push: 'true' },
    typed,
    ['value-without-tag'],
  ],
  ['a reference with an empty tag', { tags: `${app}:` }, makeTrigger(), ['value-without-tag']],
  [
    'two invalid literal values',
    { tags: 'type=semver,pattern=x,value=1.4\ntype=raw,value=' },
    typed,
    Array(2).fill('value-without-tag'),
  ],
  ['an empty literal value with push: false', { tags: 'type=raw,value=', push: 'false' }, typed, []],
  ['an empty literal value beside another tag', { tags: 'type=raw,value=\nx' }, typed, []],
  ['a promotion', { from: `${app}:1`, tags: 'type=ref,event=tag' }, makeTrigger(), ['no-tags']],
  [
    'a promotion on a pull request',
    { from: `${app}:1`, tags: 'type=ref,event=tag' },
    makePull(),
    ['no-tags'],
  ],
  [
    'a promotion with push: false',
    { from: `${app}:1`, tags: 'type=ref,event=tag', push: 'false' },
    makeTrigger(),
    [],
  ],
  ['a push with push: true', { tags: 'type=ref,event=tag', push: 'true' }, makeTrigger(), ['no-tags']],
  ['a push with push: auto', { tags: 'type=ref,event=tag' }, makeTrigger(), []],
  ['a deleted ref', { tags: 'type=raw,value=' }, makeTrigger({ event: 'delete' }), []],
])('problems of a run without a tag: %s', (_, texts, trigger, expected) =>
  expect(codes(problemsOf(() => plan(texts, trigger)))).toEqual(expected),
)

test.each<[name: string, trigger: Trigger, texts: Texts, warnings: number]>([
  ['a push', makeTrigger(), {}, 1],
  ['a schedule', makeTrigger({ event: 'schedule' }), {}, 1],
  ['a dispatch', typed, {}, 1],
  ['a pull request', makePull(), {}, 0],
  ['a push with push: false', makeTrigger(), { push: 'false' }, 0],
  ['a push with push: digest', makeTrigger(), { push: 'digest' }, 0],
  ['the merge queue', makeTrigger({ event: 'merge_group' }), {}, 0],
])('the number of warnings of %s without a tag', (_, trigger, texts, warnings) => {
  const [one] = plan({ tags: 'type=ref,event=tag', ...texts }, trigger)
  expect(one?.warnings).toHaveLength(warnings)
})

test.each<[rule: string, trigger: Trigger]>([
  ['type=ref,event=branch', makeTrigger()],
  ['type=ref,event=tag', makeTrigger({ ref: 'refs/tags/v1.2.3.4' })],
  ['type=ref,event=pr', makePull()],
  ['type=raw,value=test', makeTrigger({ ref: 'refs/other/x' })],
])('if no rule gives a tag, the error suggests %s', (rule, trigger) => {
  const tags = 'type=semver,pattern={{version}}'
  const [problem] = problemsOf(() => plan({ tags, push: 'true' }, trigger))
  expect(problem?.fix).toContain(`like ${rule}, or`)
  expect(plan({ tags: rule, flavor: 'latest=false', push: 'true' }, trigger)[0]?.tags).toHaveLength(1)
})

/** Image names without a tag in input tags, which docker/build-push-action reads as `latest`. */

test.each<[name: string, texts: Texts]>([
  ['a name with its registry', { tags: app }],
  ['a name on localhost', { tags: 'localhost/app' }],
  ['a name with docker.io', { tags: 'docker.io/acme/app' }],
  ['a name in capitals', { tags: 'ghcr.io/Acme/App' }],
  ['a name beside a full reference', { tags: `${app}\n${app}:edge` }],
  ['a name of input images', { images: 'acme/app', tags: 'acme/app' }],
  ['a name of input images in another spelling', { images: 'docker.io/acme/app', tags: 'acme/app' }],
  ['a name that differs from input images', { images: 'acme/app', tags: app }],
  ['a name with more attributes', { tags: `${app},priority=900` }],
  ['a name for a push by digest', { tags: app, push: 'digest' }],
])('%s in input tags is refused', (_, texts) => {
  const [problem, ...more] = problemsOf(() => plan(texts))
  expect(more).toEqual([])
  expect(problem).toMatchObject({
    code: 'tag-reference',
    fix: expect.stringMatching(/^Write '.*:latest', or /),
  })
})

test('the error shows the tag that the name would become, and how to write either', () => {
  expect(problemsOf(() => plan({ tags: app }))).toEqual([
    {
      code: 'tag-reference',
      what: `Input tags, line '${app}': an image name without a tag would become the tag 'ghcr.io-acme-app'.`,
      fix: `Write '${app}:latest', or '${app}' in input images. If the tag is meant, write 'type=raw,value=${app}'.`,
    },
  ])
})

test('a name without a registry is a tag if input images is unset, with a warning', () => {
  const [one] = plan({ tags: 'acme/app' })
  expect(one?.tags).toEqual([expect.objectContaining({ name: 'acme-app' })])
  expect(one?.warnings).toEqual([
    "Input tags, line 'acme/app': it gives the tag 'acme-app'. If it is the name of an image, write 'acme/app:latest'; if the tag is intended, write 'type=raw,value=acme/app'.",
  ])
})

const branch = (name: string) => makeTrigger({ ref: `refs/heads/${name}` })

test.each<[name: string, texts: Texts, trigger: Trigger, tag: string]>([
  ['the branch', { tags: 'fix/login' }, branch('fix/login'), 'fix-login'],
  ['a branch named like a host', { tags: 'ada.lovelace/x' }, branch('ada.lovelace/x'), 'ada.lovelace-x'],
  ['a full ref', { tags: 'refs/heads/fix' }, branch('fix'), 'refs-heads-fix'],
  ['the ref of a pull request', { tags: '7/merge' }, makePull(), '7-merge'],
  ['the full ref of a pull request', { tags: 'refs/pull/7/merge' }, makePull(), 'refs-pull-7-merge'],
  ['a raw value', { tags: `type=raw,value=${app}` }, makeTrigger(), 'ghcr.io-acme-app'],
  ['a value with an expression', { tags: 'acme/{{branch}}' }, makeTrigger(), 'acme-main'],
  ['a branch beside input images', { images: app, tags: 'feature/x' }, makeTrigger(), 'feature-x'],
  ['a version with a slash', { images: app, tags: 'v1.2/x' }, makeTrigger(), 'v1.2-x'],
  ['text that is not an image name', { tags: 'Fix/Login' }, makeTrigger(), 'Fix-Login'],
])('%s in input tags is a tag, without a warning', (_, texts, trigger, tag) => {
  const [one] = plan(texts, trigger)
  expect(one?.tags.map(({ name }) => name)).toEqual([tag])
  expect(one?.warnings).toEqual([])
})

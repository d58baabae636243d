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
  ['the name comes from the reference', { tags: `${app}:1` }, `${app}:1`],
  ['several names get their own tag each', { tags: `${app}:1\nacme/app:2` }, `${app}:1 acme/app:2`],
  [
    'a rule beside them is for all of their names',
    { tags: `${app}:1\nacme/app:2\ntype=ref,event=branch` },
    `${app}:main ${app}:1 acme/app:main acme/app:2`,
  ],
  [
    'of input images one gets it',
    { images: `${app}\nacme/x`, tags: `${app}:1\nedge` },
    `${app}:1 ${app}:edge acme/x:edge`,
  ],
  ['one name has two spellings', { images: 'acme/app', tags: 'docker.io/acme/app:1' }, 'acme/app:1'],
  [
    'of the official images, too',
    { images: 'docker.io/library/app', tags: 'app:1' },
    'docker.io/library/app:1',
  ],
  ['capitals are small letters', { images: 'ghcr.io/Acme/App', tags: 'ghcr.io/ACME/app:1' }, `${app}:1`],
  [
    'a rule that gives the same tag covers it',
    { images: `${app}\nacme/x`, tags: `1\n${app}:1` },
    `${app}:1 acme/x:1`,
  ],
  [
    'a line that is off has no name',
    { tags: `${app}:1\nacme/app:1,enable={{is_release}}\nx` },
    `${app}:1 ${app}:x`,
  ],
  ['a reference without a tag has its name', { tags: `${app}:{{tag}}\nx` }, `${app}:x`],
  ['a name by a line with an expression', { tags: 'ghcr.io/acme/{{branch}}:1' }, 'ghcr.io/acme/main:1'],
])('%s', (_, texts, expected) => expect(refs(plan(texts))).toEqual([expected]))

test('a name in images without any tag is not published, which a warning says', () => {
  const [one] = plan({ images: `${app}\nacme/x`, tags: `${app}:1` })
  expect(one?.repositories.map(({ name }) => name)).toEqual([app])
  expect(one?.warnings).toEqual([expect.stringContaining('Image acme/x gets no tag')])
})

test('by digest every name gets the content, and the version is the first tag', () => {
  const [one] = plan({ tags: `${app}:1\nacme/x:2`, push: 'digest' })
  expect(one).toMatchObject({ tags: [], version: '1' })
  expect(one?.repositories.map(({ name }) => name)).toEqual([app, 'acme/x'])
})

test('a reference of the highest priority is the version', () => {
  expect(plan({ tags: `edge\n${app}:1,priority=300` })[0]).toMatchObject({ version: '1' })
})

test('a name that is not in images fails and shows the fix', () => {
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

test('tags beside references that are all off have no name', () => {
  const tags = `${app}:latest,enable={{is_default_branch}}`
  expect(refs(plan({ tags }, fix))).toEqual([''])
  expect(codes(problemsOf(() => plan({ tags: `${tags}\ntype=ref,event=branch` }, fix)))).toEqual([
    'tag-reference-name',
  ])
})

const two = { api: {}, web: {} }

test.each<[name: string, texts: Texts, targets: Readonly<Record<string, BakeTarget>>, expected: string[]]>([
  ['{{target}} gives each its own', { tags: 'a.test/{{target}}:1' }, two, ['a.test/api:1', 'a.test/web:1']],
  ['{{target}} may be in the tag', { tags: 'a.test/x:{{target}}' }, two, ['a.test/x:api', 'a.test/x:web']],
  ['one target takes the name as it is', { tags: 'a.test/x:1' }, { api: {} }, ['a.test/x:1']],
  [
    'input images says whose it is',
    { images: 'a.test/{{target}}', tags: 'edge\na.test/web:1' },
    two,
    ['a.test/api:edge', 'a.test/web:edge a.test/web:1'],
  ],
  [
    'the bake file’s own names give way',
    { tags: 'a.test/x:1\nz' },
    { api: { tags: ['b.test/y:dev'] } },
    ['a.test/x:1 a.test/x:z'],
  ],
])('of bake targets: %s', (_, texts, targets, expected) =>
  expect(refs(bake(texts, targets))).toEqual(expected),
)

test('a bake file’s own names that give way are a warning', () => {
  const [one] = bake({ tags: 'a.test/x:1' }, { api: { tags: ['b.test/y:dev'] } })
  expect(one?.warnings).toEqual([expect.stringContaining('Target api is published where the references')])
})

test.each<[name: string, texts: Texts, expected: string[]]>([
  ['one reference for two targets', { tags: 'a.test/x:1' }, ['reference-conflict']],
  ['a name of no target', { images: 'a.test/{{target}}', tags: 'a.test/other:1' }, ['tag-reference-name']],
])('of bake targets refused: %s', (_, texts, expected) =>
  expect(codes(problemsOf(() => bake(texts, two)))).toEqual(expected),
)

const channel = 'gcr.io/lab/{{#if (or is_default_branch is_release)}}stable{{else}}{{user}}{{/if}}'

test('names of references are protected like those of images', () => {
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
  ['a typed version', { tags: 'type=semver,pattern={{version}},value=1.4' }, typed, ['value-without-tag']],
  ['an empty input', { tags: 'type=raw,value=' }, typed, ['value-without-tag']],
  ['the same by digest', { tags: 'type=raw,value=', push: 'digest' }, typed, ['value-without-tag']],
  ['the same with push: true', { tags: 'type=raw,value=', push: 'true' }, typed, ['value-without-tag']],
  ['a reference without a tag', { tags: `${app}:` }, makeTrigger(), ['value-without-tag']],
  [
    'each of two values',
    { tags: 'type=semver,pattern=x,value=1.4\ntype=raw,value=' },
    typed,
    Array(2).fill('value-without-tag'),
  ],
  ['the same where nothing is pushed', { tags: 'type=raw,value=', push: 'false' }, typed, []],
  ['the same where another rule gives a tag', { tags: 'type=raw,value=\nx' }, typed, []],
  ['a promotion', { from: `${app}:1`, tags: 'type=ref,event=tag' }, makeTrigger(), ['no-tags']],
  [
    'a promotion on a pull request',
    { from: `${app}:1`, tags: 'type=ref,event=tag' },
    makePull(),
    ['no-tags'],
  ],
  [
    'a promotion that may not push',
    { from: `${app}:1`, tags: 'type=ref,event=tag', push: 'false' },
    makeTrigger(),
    [],
  ],
  ['push: true', { tags: 'type=ref,event=tag', push: 'true' }, makeTrigger(), ['no-tags']],
  ['a push', { tags: 'type=ref,event=tag' }, makeTrigger(), []],
  ['a ref that is gone', { tags: 'type=raw,value=' }, makeTrigger({ event: 'delete' }), []],
])('no tag, and an error or none: %s', (_, texts, trigger, expected) =>
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
])('how many warnings %s without a tag gives', (_, trigger, texts, warnings) => {
  const [one] = plan({ tags: 'type=ref,event=tag', ...texts }, trigger)
  expect(one?.warnings).toHaveLength(warnings)
})

test.each<[rule: string, trigger: Trigger]>([
  ['type=ref,event=branch', makeTrigger()],
  ['type=ref,event=tag', makeTrigger({ ref: 'refs/tags/v1.2.3.4' })],
  ['type=ref,event=pr', makePull()],
  ['type=raw,value=test', makeTrigger({ ref: 'refs/other/x' })],
])('where no rule gives a tag, the error shows %s, which would', (rule, trigger) => {
  const tags = 'type=semver,pattern={{version}}'
  const [problem] = problemsOf(() => plan({ tags, push: 'true' }, trigger))
  expect(problem?.fix).toContain(`like ${rule}, or`)
  expect(plan({ tags: rule, flavor: 'latest=false', push: 'true' }, trigger)[0]?.tags).toHaveLength(1)
})

/** Image names without a tag in input tags, which docker/build-push-action takes for `latest`. */

test.each<[name: string, texts: Texts]>([
  ['a name with its registry', { tags: app }],
  ['a name on this machine', { tags: 'localhost/app' }],
  ['Docker Hub, written out', { tags: 'docker.io/acme/app' }],
  ['a name in capitals', { tags: 'ghcr.io/Acme/App' }],
  ['a name beside a full reference', { tags: `${app}\n${app}:edge` }],
  ['a name of input images', { images: 'acme/app', tags: 'acme/app' }],
  ['the same in another spelling', { images: 'docker.io/acme/app', tags: 'acme/app' }],
  ['another name than that of input images', { images: 'acme/app', tags: app }],
  ['a name with more attributes', { tags: `${app},priority=900` }],
  ['a name for a push by digest', { tags: app, push: 'digest' }],
])('%s is no tag', (_, texts) => {
  const [problem, ...more] = problemsOf(() => plan(texts))
  expect(more).toEqual([])
  expect(problem).toMatchObject({
    code: 'tag-reference',
    fix: expect.stringMatching(/^Write '.*:latest', or /),
  })
})

test('the message shows the tag that the name would become, and how to write both', () => {
  expect(problemsOf(() => plan({ tags: app }))).toEqual([
    {
      code: 'tag-reference',
      what: `Input tags, line '${app}': an image name without a tag would become the tag 'ghcr.io-acme-app'.`,
      fix: `Write '${app}:latest', or '${app}' in input images. If the tag is meant, write 'type=raw,value=${app}'.`,
    },
  ])
})

test('a name of Docker Hub without input images may be a branch, and is a warning', () => {
  const [one] = plan({ tags: 'acme/app' })
  expect(one?.tags).toEqual([expect.objectContaining({ name: 'acme-app' })])
  expect(one?.warnings).toEqual([
    "Input tags, line 'acme/app': it gives the tag 'acme-app'. If it is the name of an image, write 'acme/app:latest'; if the tag is intended, write 'type=raw,value=acme/app'.",
  ])
})

const branch = (name: string) => makeTrigger({ ref: `refs/heads/${name}` })

test.each<[name: string, texts: Texts, trigger: Trigger, tag: string]>([
  ['the branch', { tags: 'fix/login' }, branch('fix/login'), 'fix-login'],
  ['a branch like a host', { tags: 'ada.lovelace/x' }, branch('ada.lovelace/x'), 'ada.lovelace-x'],
  ['a full ref', { tags: 'refs/heads/fix' }, branch('fix'), 'refs-heads-fix'],
  ["a pull request's ref", { tags: '7/merge' }, makePull(), '7-merge'],
  ['the same in full', { tags: 'refs/pull/7/merge' }, makePull(), 'refs-pull-7-merge'],
  ['a raw value', { tags: `type=raw,value=${app}` }, makeTrigger(), 'ghcr.io-acme-app'],
  ['a value with an expression', { tags: 'acme/{{branch}}' }, makeTrigger(), 'acme-main'],
  ['a branch beside input images', { images: app, tags: 'feature/x' }, makeTrigger(), 'feature-x'],
  ['a version with a slash', { images: app, tags: 'v1.2/x' }, makeTrigger(), 'v1.2-x'],
  ['what is no image name', { tags: 'Fix/Login' }, makeTrigger(), 'Fix-Login'],
])('%s is a tag, without a warning', (_, texts, trigger, tag) => {
  const [one] = plan(texts, trigger)
  expect(one?.tags.map(({ name }) => name)).toEqual([tag])
  expect(one?.warnings).toEqual([])
})

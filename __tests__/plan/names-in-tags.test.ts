/** Image names without a tag in input tags, which docker/build-push-action takes for `latest`. */

import type { Trigger } from '../../src/model/trigger.ts'
import { planStep } from '../../src/plan/plan-step.ts'
import { makeInputs, type Texts } from '../helpers/inputs.ts'
import { problemsOf } from '../helpers/problems.ts'
import { makeDefinition } from '../helpers/step.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

const app = 'ghcr.io/acme/app'
const plan = (texts: Texts, trigger: Trigger = makeTrigger()) =>
  planStep(trigger, makeInputs(texts), makeDefinition({ image: {} }))

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
    "Input tags, line 'acme/app': it gives the tag 'acme-app'. If it is the name of an image, write 'acme/app:latest'; if it is meant so, write 'type=raw,value=acme/app'.",
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

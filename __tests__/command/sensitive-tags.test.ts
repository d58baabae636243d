import { singleTarget } from '../../src/bake/bake-target.ts'
import { findSensitive, findShared } from '../../src/command/sensitive-tags.ts'
import type { Trigger } from '../../src/model/trigger.ts'
import { planStep } from '../../src/plan/plan-step.ts'
import { makeInputs, type Texts } from '../helpers/inputs.ts'
import { makeDefinition } from '../helpers/step.ts'
import { makeTrigger } from '../helpers/trigger.ts'

type Over = NonNullable<Parameters<typeof makeTrigger>[0]>

function makeState(texts: Texts, over: Over = {}) {
  const inputs = makeInputs({ push: 'true', ...texts })
  const trigger: Trigger = makeTrigger({ event: 'local', cause: { kind: 'local' }, ...over })
  const definition = makeDefinition({ [singleTarget]: {} })
  return { inputs, trigger, definition, plans: planStep(trigger, inputs, definition) }
}

const app = 'ghcr.io/acme/app'

test.each<{ title: string; texts?: Texts; over?: Over; sensitive: readonly string[] }>([
  { title: 'the default branch and latest need a confirmation', sensitive: [`${app}:main`, `${app}:latest`] },
  { title: 'another branch needs no confirmation', over: { ref: 'refs/heads/feature' }, sensitive: [] },
  { title: 'a release needs a confirmation', over: { ref: 'refs/tags/v1.2.3' }, sensitive: [`${app}:1.2.3`] },
  {
    title: 'a prerelease needs a confirmation',
    over: { ref: 'refs/tags/v1.2.3-rc.1' },
    sensitive: [`${app}:1.2.3-rc.1`],
  },
  {
    title: 'lines of versions need a confirmation',
    texts: { tags: 'type=semver,pattern={{major}}.{{minor}}\ntype=sha' },
    over: { ref: 'refs/tags/v1.2.3' },
    sensitive: [`${app}:1.2`, `${app}:latest`],
  },
  {
    title: 'names that the user writes need a confirmation if they look like a release',
    texts: { tags: '1.2.3\nv1.2\n1\nlatest\nlatest-slim\nmain\nstable\ntest' },
    over: { ref: 'refs/heads/feature' },
    sensitive: ['1.2.3', 'v1.2', '1', 'latest', 'latest-slim', 'main'].map((tag) => `${app}:${tag}`),
  },
  {
    title: 'edge follows the default branch and needs a confirmation',
    texts: { tags: 'type=edge' },
    sensitive: [`${app}:edge`],
  },
  {
    title: 'a full reference needs a confirmation in its own repository',
    texts: { images: '', tags: 'quay.io/acme/app:1.2.3' },
    over: { ref: 'refs/heads/feature' },
    sensitive: ['quay.io/acme/app:1.2.3'],
  },
  {
    title: 'where the default branch is unknown, main is one',
    texts: { tags: 'type=ref,event=branch' },
    over: { defaultBranch: '' },
    sensitive: [`${app}:main`],
  },
  {
    title: 'with another default branch, main still needs a confirmation',
    texts: { tags: 'main\ndevelop\ntest' },
    over: { ref: 'refs/heads/feature', defaultBranch: 'develop' },
    sensitive: [`${app}:main`, `${app}:develop`],
  },
  {
    title: 'an image name that only the default branch gets needs a confirmation for every tag',
    texts: {
      images: `${app},enable={{is_default_branch}}\nghcr.io/acme/{{user}}/app,enable={{is_not_default_branch}}`,
      tags: 'type=sha',
    },
    sensitive: [`${app}:sha-860c190`],
  },
])('$title', ({ texts, over = {}, sensitive }) => {
  const { defaultBranch, ...rest } = over
  const known = defaultBranch === '' ? rest : over
  const state = makeState({ images: app, ...texts }, known)
  const { defaultBranch: _, ...unknown } = state.trigger
  const trigger = defaultBranch === '' ? unknown : state.trigger
  expect(findSensitive({ ...state, trigger })).toEqual(sensitive)
})

test.each<{ title: string; texts: Texts; over?: Over; shared: readonly string[] }>([
  { title: 'a name without the user is shared', texts: {}, shared: [`${app}:feature`] },
  { title: 'an image name with the user is personal', texts: { images: 'ghcr.io/{{user}}/app' }, shared: [] },
  {
    title: 'a tag with the user is personal',
    texts: { tags: '{{user}}-test\ntest' },
    shared: [`${app}:test`],
  },
  {
    title: 'of two image names the one without the user is shared',
    texts: { images: `${app}\nghcr.io/{{user}}/app` },
    shared: [`${app}:feature`],
  },
  {
    title: 'a condition on the user makes no personal channel',
    texts: { tags: '{{#if user}}test{{/if}}' },
    shared: [`${app}:test`],
  },
  {
    title: 'without the name of a user nothing is personal',
    texts: { tags: 'test-{{user}}' },
    over: { actor: '' },
    shared: [`${app}:test-`],
  },
])('$title', ({ texts, over, shared }) => {
  const state = makeState({ images: app, ...texts }, { ref: 'refs/heads/feature', ...over })
  expect(findShared(state)).toEqual(shared)
})

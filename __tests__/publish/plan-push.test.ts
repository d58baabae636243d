import type { BuilderCapabilities } from '../../src/builder/builder-capabilities.ts'
import type { Change } from '../../src/decide/decide-tag.ts'
import type { PushStrategy } from '../../src/model/push-strategy.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { planPush, planUntagged } from '../../src/publish/plan-push.ts'
import { capabilities } from '../helpers/inputs.ts'
import { codes, problemsOf } from '../helpers/problems.ts'

const { store, legacy, container } = capabilities
const folder = '/temp/layout'

/** The result of prepareBuild, with a layout if the engine can write one. */
const builderOf = (one: BuilderCapabilities) => ({
  capabilities: one,
  ...(one.driver === 'docker' && one.rich && { layout: { folder, remove: async () => undefined } }),
})

const changesIn = (...names: string[]): Change[] =>
  names.map((name) => ({
    kind: 'create',
    facts: {
      target: 'image',
      repository: parseRepository(name),
      tag: { name: 'main', priority: 1, follows: { kind: 'branch', branch: 'main' } },
      ref: `${name}:main`,
    },
  }))

const wanted = [{ target: 'image', names: ['a.test/x'] }]

interface Row {
  name: string
  builder: BuilderCapabilities
  names?: string[]
  load?: boolean
  kind: PushStrategy['kind']
  isWarmedUp?: boolean
}

test.each<Row>([
  {
    name: 'the store pushes to one repository under an anchor',
    builder: store,
    names: ['a.test/x'],
    kind: 'anchor',
  },
  { name: 'the store pushes to several repositories through a layout', builder: store, kind: 'layout' },
  {
    name: 'the store pushes a loaded image under anchors',
    builder: store,
    load: true,
    kind: 'anchor',
    isWarmedUp: true,
  },
  { name: 'the legacy store pushes under anchors', builder: legacy, kind: 'anchor', isWarmedUp: true },
  { name: 'docker-container pushes by digest', builder: container, kind: 'digest' },
  {
    name: 'docker-container pushes a loaded image under anchors',
    builder: container,
    load: true,
    kind: 'anchor',
    isWarmedUp: true,
  },
])('$name', ({ builder, names = ['a.test/x', 'b.test/x'], load = false, kind, isWarmedUp = false }) => {
  const plan = planPush(changesIn(...names), builderOf(builder), { load, isAlone: names.length === 1 })
  expect({ kind: plan.kind, isWarmedUp: plan.isWarmedUp }).toEqual({ kind, isWarmedUp })
  if (kind !== 'anchor') expect(plan.anchors).toEqual([])
})

test.each<{ name: string; builder: BuilderCapabilities; expected: PushStrategy }>([
  {
    name: 'the store writes a layout',
    builder: store,
    expected: { kind: 'layout', folder: `${folder}/0`, names: ['a.test/x'] },
  },
  {
    name: 'docker-container pushes by digest',
    builder: container,
    expected: { kind: 'digest', names: ['a.test/x'] },
  },
])('$name for push: digest, even to one repository', ({ builder, expected }) => {
  expect(planUntagged(wanted, builderOf(builder)).strategies.get('image')).toEqual(expected)
})

test('the legacy store refuses push: digest', () => {
  expect(codes(problemsOf(() => planUntagged(wanted, builderOf(legacy))))).toEqual(['digest-push'])
})

import type { Change } from '../../src/decide/decide-tag.ts'
import type { BuilderCapabilities } from '../../src/docker/builder-capabilities.ts'
import type { PushStrategy } from '../../src/model/push-strategy.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { planPush, planUntagged } from '../../src/publish/plan-push.ts'
import { capabilities } from '../helpers/inputs.ts'
import { codes, problemsOf } from '../helpers/problems.ts'

const { store, legacy, container } = capabilities
const folder = '/temp/layout'

/** What prepareBuild gives: a layout where one can be written. */
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
  { name: 'the store, one repository: under an anchor', builder: store, names: ['a.test/x'], kind: 'anchor' },
  { name: 'the store, several repositories: a layout', builder: store, kind: 'layout' },
  { name: 'but loaded: under anchors', builder: store, load: true, kind: 'anchor', isWarmedUp: true },
  { name: 'the legacy store: under anchors', builder: legacy, kind: 'anchor', isWarmedUp: true },
  { name: 'docker-container: by digest', builder: container, kind: 'digest' },
  { name: 'but loaded: under anchors', builder: container, load: true, kind: 'anchor', isWarmedUp: true },
])('$name', ({ builder, names = ['a.test/x', 'b.test/x'], load = false, kind, isWarmedUp = false }) => {
  const plan = planPush(changesIn(...names), builderOf(builder), { load, isAlone: names.length === 1 })
  expect({ kind: plan.kind, isWarmedUp: plan.isWarmedUp }).toEqual({ kind, isWarmedUp })
  if (kind !== 'anchor') expect(plan.anchors).toEqual([])
})

test.each<{ name: string; builder: BuilderCapabilities; expected: PushStrategy }>([
  {
    name: 'a layout on the store',
    builder: store,
    expected: { kind: 'layout', folder: `${folder}/0`, names: ['a.test/x'] },
  },
  {
    name: 'a push on docker-container',
    builder: container,
    expected: { kind: 'digest', names: ['a.test/x'] },
  },
])('push: digest is $name, for one repository too', ({ builder, expected }) => {
  expect(planUntagged(wanted, builderOf(builder)).strategies.get('image')).toEqual(expected)
})

test('push: digest is refused on the legacy store', () => {
  expect(codes(problemsOf(() => planUntagged(wanted, builderOf(legacy))))).toEqual(['digest-push'])
})

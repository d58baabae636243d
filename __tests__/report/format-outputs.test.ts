import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { singleTarget } from '../../src/bake/bake-target.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { formatOutputs } from '../../src/report/format-outputs.ts'
import { planImages } from '../../src/report/plan-result.ts'
import { makePlan, makeTags } from '../helpers/plan.ts'
import { digest, makeImage, makeResult, makeTag, older } from '../helpers/result.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const plan: Plan = {
  ...makePlan({}, makeTrigger(), makeTags('main', 'latest')),
  labels: { a: 'b', two: 'x\ny "z"' },
}
const both = [makeTag('main'), makeTag('latest', { action: 'moved', previous: older })]
const result = makeResult({ images: [makeImage(both)], imageId: 'sha256:id', metadata: '{"x":1}' })

test('a push sets all outputs', () => {
  const { result: json, ...outputs } = formatOutputs(
    result,
    [plan],
    new Map([[singleTarget, ['index:a=b', 'index:two=x\ny']]]),
  )
  expect(outputs).toEqual({
    digest,
    imageid: 'sha256:id',
    version: 'main',
    tags: 'ghcr.io/acme/app:main\nghcr.io/acme/app:latest',
    'tag-names': 'main\nlatest',
    labels: 'a=b\n"two=x\ny ""z"""',
    annotations: 'index:a=b\n"index:two=x\ny"',
    json: JSON.stringify({
      tags: ['ghcr.io/acme/app:main', 'ghcr.io/acme/app:latest'],
      'tag-names': ['main', 'latest'],
      labels: plan.labels,
      annotations: ['index:a=b', 'index:two=x\ny'],
    }),
    images: 'ghcr.io/acme/app',
    matrix: '',
    pushed: 'true',
    metadata: '{"x":1}',
  })
  expect(JSON.parse(json ?? '')).toEqual({
    images: [
      {
        name: 'ghcr.io/acme/app',
        digest,
        platforms: [],
        tags: [
          { ref: 'ghcr.io/acme/app:main', digest, action: 'created' },
          { ref: 'ghcr.io/acme/app:latest', digest, action: 'moved', previous: older },
        ],
      },
    ],
  })
})

test('the outputs match action.yml', () => {
  const action = parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8'))
  expect(Object.keys(formatOutputs(result, [plan], new Map())).sort()).toEqual(
    Object.keys(action.outputs).sort(),
  )
})

test('output tags lists the tags that hold the pushed digest', () => {
  const tags = [
    makeTag('a', { action: 'unchanged' }),
    makeTag('b', { action: 'kept' }),
    makeTag('c', { action: 'failed' }),
    makeTag('d', { action: 'restored' }),
    makeTag('e', { action: 'refused' }),
    makeTag('f', { action: 'moved' }),
    makeTag('g', { action: 'superseded', digest: older }),
    // A release whose image another run pushed is this run's image too.
    makeTag('h', { action: 'superseded' }),
  ]
  expect(formatOutputs(makeResult({ images: [makeImage(tags)] }), [plan], new Map())['tag-names']).toBe(
    'a\nf\nh',
  )
})

test.each([
  ['a dry run', { dryRun: true, pushed: false }],
  ['a build that is not pushed', { intent: { kind: 'build', reason: 'push is false' }, pushed: false }],
] as const)('output tags lists the planned tags in %s', (_, over) => {
  const outputs = formatOutputs(makeResult({ ...over, images: planImages(plan, 'why') }), [plan], new Map())
  expect(outputs).toMatchObject({ 'tag-names': 'main\nlatest', digest: '', pushed: 'false', imageid: '' })
  expect(JSON.parse(outputs.result ?? '').images[0].tags[0]).toEqual({
    ref: 'ghcr.io/acme/app:main',
    action: 'unknown',
    reason: 'why',
  })
})

test('output tag-names lists a name in two repositories once', () => {
  const two = makeImage([makeTag('main', { ref: 'quay.io/acme/app:main' })])
  const outputs = formatOutputs(
    makeResult({ images: [makeImage([makeTag('main')]), two] }),
    [plan],
    new Map(),
  )
  expect(outputs).toMatchObject({
    tags: 'ghcr.io/acme/app:main\nquay.io/acme/app:main',
    'tag-names': 'main',
  })
})

test('a run that does nothing has empty outputs', () => {
  const nothing = makeResult({ intent: { kind: 'nothing', reason: 'x' }, pushed: false, images: [] })
  expect(formatOutputs(nothing, [plan], new Map())).toMatchObject({
    tags: '',
    digest: '',
    result: '{"images":[]}',
  })
})

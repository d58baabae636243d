import type { BakeTarget } from '../../src/bake/bake-target.ts'
import type { Inputs } from '../../src/inputs/inputs.ts'
import { planMatrix } from '../../src/plan/plan-matrix.ts'
import { makeInputs } from '../helpers/inputs.ts'
import { makePlan } from '../helpers/plan.ts'
import { codes, problemsOf } from '../helpers/problems.ts'

const single = makePlan({ images: 'ghcr.io/acme/app\ndocker.io/acme/app' })
const runners = (map: Record<string, string | string[]>): Inputs['runners'] => new Map(Object.entries(map))

function planOne(platforms: readonly string[], given: Record<string, string | string[]> = {}) {
  const inputs = { ...makeInputs({}), runners: runners(given) }
  return planMatrix(inputs, { targets: new Map([['image', { platforms }]]) }, [single], 'linux/amd64')
}

test('planMatrix plans a job for each platform on a native runner of GitHub, and one merge', () => {
  expect(planOne(['linux/amd64', 'linux/arm64', 'linux/arm/v7', 'linux/s390x'])).toEqual({
    build: [
      { target: '', platform: 'linux/amd64', runner: 'ubuntu-24.04' },
      { target: '', platform: 'linux/arm64', runner: 'ubuntu-24.04-arm' },
      { target: '', platform: 'linux/arm/v7', runner: 'ubuntu-24.04-arm' },
      { target: '', platform: 'linux/s390x', runner: 'ubuntu-24.04' },
    ],
    merge: [
      {
        target: '',
        images: 'ghcr.io/acme/app\ndocker.io/acme/app',
        platforms: 'linux/amd64,linux/arm64,linux/arm/v7,linux/s390x',
      },
    ],
  })
})

test.each([
  { given: { 'linux/arm64': 'arm-8-cores' }, found: ['ubuntu-24.04', 'arm-8-cores'] },
  {
    given: { '*': ['self-hosted', 'linux'] },
    found: [
      ['self-hosted', 'linux'],
      ['self-hosted', 'linux'],
    ],
  },
  { given: { '*': 'mine', 'linux/arm64': 'arm' }, found: ['mine', 'arm'] },
])('planMatrix finds the runners of $given', ({ given, found }) => {
  const { build } = planOne(['linux/amd64', 'linux/arm64'], given)
  expect(build.map(({ runner }) => runner)).toEqual(found)
})

test('planMatrix refuses a runner for a platform that is not built', () => {
  const refused = problemsOf(() => planOne(['linux/amd64'], { 'linux/arm64': 'arm' }))
  expect(codes(refused)).toEqual(['input-value'])
  expect(refused[0]?.fix).toContain('linux/amd64')
})

test('planMatrix plans one job for an image that names no platform', () => {
  expect(planOne([])).toMatchObject({
    build: [{ platform: 'linux/amd64', runner: 'ubuntu-24.04' }],
    merge: [{ platforms: 'linux/amd64' }],
  })
})

test('planMatrix plans jobs for each target of a bake file with its own platforms', () => {
  const targets = new Map<string, BakeTarget>([
    ['app', { platforms: ['linux/amd64', 'linux/arm64'] }],
    ['tool', { platforms: ['linux/amd64'] }],
    ['base', { platforms: ['linux/arm64'] }],
  ])
  const plans = ['app', 'tool'].map((target) => ({ ...single, target }))
  const bake = { files: ['docker-bake.hcl'], targets: [], set: [], vars: [] }
  const planned = planMatrix({ ...makeInputs({}), bake }, { targets }, plans, 'linux/amd64')
  expect(planned.build.map(({ target, platform }) => `${target} ${platform}`)).toEqual([
    'app linux/amd64',
    'app linux/arm64',
    'tool linux/amd64',
  ])
  expect(planned.merge.map(({ target, platforms }) => `${target} ${platforms}`)).toEqual([
    'app linux/amd64,linux/arm64',
    'tool linux/amd64',
  ])
})

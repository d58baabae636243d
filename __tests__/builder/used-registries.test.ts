import { findRegistries } from '../../src/builder/used-registries.ts'
import { makeInputs, type Texts } from '../helpers/inputs.ts'
import { makePlan } from '../helpers/plan.ts'
import { createFakeFiles } from '../helpers/ports.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const target = {
  contexts: { base: 'docker-image://localhost:1/base', folder: 'lib' },
  'cache-from': ['type=registry,ref=localhost:2/cache', 'type=gha'],
  'cache-to': ['localhost:3/cache'],
}
const dockerfile =
  'FROM localhost:7/unused AS unused\nFROM localhost:4/base\nCOPY --from=localhost:5/tool /x /x\n'

async function find(over: { texts?: Texts; isUntrusted?: boolean; reused?: Map<string, string> } = {}) {
  const texts = { images: 'localhost:9/app', ...over.texts }
  const trigger = makeTrigger()
  const found = await findRegistries(
    createFakeFiles({ '/repo/Dockerfile': dockerfile }),
    {
      trigger,
      inputs: makeInputs(texts),
      plans: [makePlan(texts, trigger)],
      targets: new Map([['image', target]]),
      reused: over.reused ?? new Map(),
      workspace: '/repo',
      isUntrusted: over.isUntrusted ?? false,
    },
    'linux/amd64',
  )
  return found.map(({ host, usedBy, isNeeded }) => `${host} ${usedBy}${isNeeded ? '' : ', optional'}`).sort()
}

const named = [
  'localhost:1 a named context',
  'localhost:2 cache-from, optional',
  'localhost:3 cache-to',
  'localhost:9 images',
]
const bases = ['localhost:4 a base image', 'localhost:5 a base image']

test('the registries of a build are those in the workflow, the Dockerfile and reused images', async () => {
  const reused = new Map([['base', `docker-image://localhost:6/base@sha256:${'a'.repeat(64)}`]])
  expect(await find({ reused })).toEqual([...named, ...bases, 'localhost:6 a reused image'].sort())
})

test('a run that does not push uses neither its images’ registries nor those of cache-to', async () => {
  expect(await find({ texts: { push: 'false' } })).toEqual([named[0], named[1], ...bases].sort())
})

test('registries in the Dockerfile of untrusted code do not count', async () => {
  expect(await find({ isUntrusted: true })).toEqual(named)
})

test('registries in a bake file of untrusted code do not count', async () => {
  expect(await find({ isUntrusted: true, texts: { 'bake-files': 'bake.hcl' } })).toEqual([
    'localhost:9 images',
  ])
})

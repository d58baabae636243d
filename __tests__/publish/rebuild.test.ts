/** A scheduled run beside a release: the release keeps its image, and the other tags keep the new one. */

import type { PlannedTag } from '../../src/model/planned-tag.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { publish } from '../../src/publish/publish.ts'
import { createMemoryRegistry } from '../helpers/memory-registry.ts'
import { createFakeClock, createFakeLog } from '../helpers/ports.ts'
import { noSource, publishRequest } from '../helpers/publish-request.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const app = parseRepository('r.test/acme/app')
const version = '1.28.2'
const tags: readonly PlannedTag[] = [
  { name: version, priority: 900, follows: { kind: 'release', scheme: 'semver', version } },
  { name: '1.28', priority: 800, follows: { kind: 'line', scheme: 'semver', version } },
  { name: 'main', priority: 700, follows: { kind: 'branch', branch: 'main' } },
  { name: 'stable', priority: 600, follows: { kind: 'run' } },
]
const imageOf = (by: string) => ({
  by,
  annotations: {
    'org.opencontainers.image.source': makeTrigger().repository.url,
    'org.opencontainers.image.revision': 'abc',
    'dev.tagboat.event': 'push',
    'dev.tagboat.version': version,
  },
})

/** Runs a scheduled build. `disturb` is called once, before the run's first write. */
async function rebuild(disturb: (registry: ReturnType<typeof createMemoryRegistry>) => void) {
  let isDisturbed = false
  const registry = createMemoryRegistry((action) => {
    if (action !== 'PUT' || isDisturbed) return
    isDisturbed = true
    disturb(registry)
  })
  const old = imageOf('old')
  const released = tags.map(({ name }) => registry.push(app.name, name, old))[0] ?? ''
  const fresh = registry.push(app.name, undefined, imageOf('fresh'))
  const other = registry.push(app.name, undefined, imageOf('other'))
  const request = publishRequest({
    ...{ registry: registry.client, log: createFakeLog(), clock: createFakeClock(), revision: 'abc' },
    ...{ tags: [], repositories: [app] },
  })
  const published = await publish({
    ...request,
    facts: {
      ...request.facts,
      source: { ...noSource, branchTip: async () => ({ known: true, value: 'abc' }) },
    },
    run: { ...request.run, isScheduled: true },
    images: request.images.map((image) => ({
      ...image,
      plan: { ...image.plan, tags },
      source: { digest: fresh, parts: [{ repository: app, digest: fresh }], referrersOf: [] },
    })),
  })
  const names = new Map([
    [released, 'old'],
    [fresh, 'fresh'],
    [other, 'other'],
  ])
  const held = Object.entries(registry.tags(app.name)).map(([tag, digest]) => [tag, names.get(digest)])
  return { held: Object.fromEntries(held), problems: published.problems, results: published.images[0]?.tags }
}

test.each<[title: string, disturb: Parameters<typeof rebuild>[0], expected: Record<string, string>]>([
  [
    'keeps the release and its line, and moves the other tags',
    () => undefined,
    { [version]: 'old', '1.28': 'old', main: 'fresh', stable: 'fresh' },
  ],
  [
    'keeps a line that another run writes meanwhile',
    (registry) => void registry.push(app.name, '1.28', imageOf('other')),
    { [version]: 'old', '1.28': 'other', main: 'fresh', stable: 'fresh' },
  ],
  [
    'keeps a release that another run replaces meanwhile',
    (registry) => void registry.push(app.name, version, imageOf('other')),
    { [version]: 'other', '1.28': 'old', main: 'fresh', stable: 'fresh' },
  ],
])('a scheduled run %s', async (_, disturb, expected) => {
  const { held, problems, results } = await rebuild(disturb)
  expect(problems).toEqual([])
  expect(held).toEqual(expected)
  expect(results?.map(({ name, action }) => `${name} ${action}`)).toEqual([
    `${version} kept`,
    '1.28 kept',
    'main moved',
    'stable moved',
  ])
})

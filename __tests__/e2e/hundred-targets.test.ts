import { startFaultProxy } from '../../scripts/lib/fault-proxy.mjs'
import { sleep } from '../../scripts/lib/run.mjs'
import { makeProject, step, useRegistry } from './setup/project.ts'
import { builds, digestsOf, targetsWith } from './setup/reported.ts'

/** The number of targets. `npm run test:soak` publishes a many. */
const targets = Number(process.env.TAGBOAT_TARGETS ?? 40)

/** The limits of concurrent requests to a registry, and of concurrent blob uploads. */
const [lanes, streams] = [16, 8]

/** A project of many different small images. */
function makeTargets(count: number): string {
  const names = Array.from({ length: count }, (_, index) => `image-${index}`)
  const target = Object.fromEntries(names.map((name) => [name, { context: name }]))
  const files = names.flatMap((name) => [
    [`${name}/Dockerfile`, 'FROM scratch\nCOPY file /\n'],
    [`${name}/file`, name],
  ])
  const bakeFile = JSON.stringify({ group: { default: { targets: names } }, target })
  return makeProject(undefined, { 'bake.json': bakeFile, ...Object.fromEntries(files) })
}

/**
 * Counts how often the step waits for the registry. Requests are held until all lanes are full or none has arrived for a while,
 * and are then answered together. Thin rounds, of few requests, are the cost of sequential work.
 */
async function startCounting(upstream: string) {
  const counted = { requests: 0, most: 0, rounds: 0, thin: 0 }
  let held: (() => void)[] = []
  let last = 0
  let isOpen = true
  const release = () => {
    counted.rounds += 1
    if (held.length < streams) counted.thin += 1
    for (const go of held) go()
    held = []
  }
  const proxy = await startFaultProxy({
    upstream,
    decide: () => {
      counted.requests += 1
      counted.most = Math.max(counted.most, proxy.requests.filter(({ status }) => status === 0).length)
      last = Date.now()
      return new Promise((resolve) => {
        held.push(() => resolve(undefined))
        if (held.length >= lanes) release()
      })
    },
  })
  const watch = async () => {
    while (isOpen) {
      await sleep(10)
      if (held.length > 0 && Date.now() - last > 60) release()
    }
  }
  const watching = watch()
  const stop = async () => {
    isOpen = false
    await watching
    await proxy.stop()
  }
  return { host: proxy.host, counted, stop }
}

describe('many targets', () => {
  const registry = useRegistry()

  async function publish(count: number) {
    const workspace = makeTargets(count)
    const run = async (more: { ref?: string } = {}) => {
      const { host, counted, stop } = await startCounting(registry.host)
      const inputs = {
        ...registry.inputsFor('x'),
        images: `${host}/many/${count}/{{target}}`,
        registry: host,
        'bake-files': 'bake.json',
        'only-changed': 'true',
      }
      const started = Date.now()
      const done = await step({ workspace, inputs, ...more })
      await stop()
      return { done, counted: { ...counted, seconds: (Date.now() - started) / 1000 } }
    }
    const first = await run()
    const release = await run({ ref: 'refs/tags/v1.0.0' })
    return { first, release }
  }

  it('are published in one build, with sixteen concurrent requests, in as many sequential rounds as ten targets', async () => {
    const [ten, all] = [await publish(10), await publish(targets)]
    for (const { first, release } of [ten, all]) {
      expect(first.done.main).toMatchObject({ code: 0, annotations: [] })
      expect(release.done.main).toMatchObject({ code: 0, annotations: [] })
      expect([builds(first.done), builds(release.done)]).toEqual([1, 0])
    }
    expect(targetsWith(all.first.done, 'built')).toHaveLength(targets)
    expect(targetsWith(all.release.done, 'reused')).toHaveLength(targets)
    expect(digestsOf(all.release.done)).toEqual(digestsOf(all.first.done))
    for (const part of ['first', 'release'] as const) {
      const [few, many] = [ten[part].counted, all[part].counted]
      expect(Math.max(few.most, many.most)).toBe(lanes)
      expect(many.requests).toBeLessThanOrEqual((targets / 10) * few.requests)
      // Images in sequence would cost at least one thin round each. The margin is for a busy machine, where requests arrive
      // late for their round.
      expect(many.thin).toBeLessThanOrEqual(few.thin + targets / 2)
      expect(many.rounds).toBeLessThanOrEqual(many.requests / streams + many.thin)
    }
  })
})

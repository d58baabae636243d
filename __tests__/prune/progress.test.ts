import { parseRepository } from '../../src/model/reference.ts'
import { countReads, createProgress } from '../../src/prune/progress.ts'
import type { RegistryClient } from '../../src/registry/client.ts'

test('a line is logged ten seconds after the start, and then every ten seconds at most', () => {
  let now = 0
  const lines: string[] = []
  const progress = createProgress({ log: { info: (line) => lines.push(line) }, clock: { now: () => now } })
  for (let done = 1; done <= 30; done += 1) {
    now += 1_000
    progress(() => `${done} of 30`)
  }
  expect(lines).toEqual(['10 of 30', '20 of 30', '30 of 30'])
})

test('reads of tags and manifests are counted once they have ended', async () => {
  const counts: number[] = []
  const nothing = async () => undefined
  const reads: Pick<RegistryClient, 'headManifest' | 'getManifest'> = {
    headManifest: nothing,
    getManifest: nothing,
  }
  const registry = countReads(reads, (count) => counts.push(count))
  const repository = parseRepository('registry.example/acme/app')
  await registry.headManifest(repository, { tag: 'main' })
  await registry.getManifest(repository, { tag: 'main' })
  expect(counts).toEqual([1, 2])
})

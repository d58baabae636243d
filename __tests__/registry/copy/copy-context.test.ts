import { createProgress, createStreamLimiter } from '../../../src/registry/copy/copy-context.ts'
import { createFakeClock, createFakeLog } from '../../helpers/ports.ts'

const [small, large] = [1024, 100 * 1024 * 1024]

test.each([
  { sizes: Array(10).fill(small), most: 8 },
  { sizes: Array(10).fill(large), most: 2 },
  { sizes: [...Array(4).fill(large), ...Array(7).fill(small)], most: 8 },
  { sizes: [...Array(8).fill(small), ...Array(3).fill(large)], most: 8 },
])('at most $most of $sizes.length blobs stream at once, and all finish', async ({ sizes, most }) => {
  const streams = createStreamLimiter()
  const running: number[] = []
  const seen = { all: 0, large: 0, done: 0 }
  await Promise.all(
    sizes.map((size) =>
      streams(size, async () => {
        running.push(size)
        seen.all = Math.max(seen.all, running.length)
        seen.large = Math.max(seen.large, running.filter((one) => one === large).length)
        await new Promise((resolve) => setImmediate(resolve))
        running.splice(running.indexOf(size), 1)
        seen.done += 1
      }),
    ),
  )
  expect(seen).toEqual({
    all: most,
    large: Math.min(2, sizes.filter((one) => one === large).length),
    done: sizes.length,
  })
})

test('a failed stream frees its slot for the next one', async () => {
  const streams = createStreamLimiter()
  const failing = Array.from({ length: 5 }, () => streams(large, async () => Promise.reject(new Error('no'))))
  expect((await Promise.allSettled(failing)).every(({ status }) => status === 'rejected')).toBe(true)
  await expect(streams(large, async () => 'yes')).resolves.toBe('yes')
})

test('a long copy logs its bytes every ten seconds, and a short copy logs nothing', async () => {
  const clock = createFakeClock()
  const log = createFakeLog()
  const progress = createProgress({ clock, log }, 'b.test/acme/app')
  for (let second = 1; second <= 25; second += 1) {
    await clock.sleep(1000)
    progress.add(1_000_000)
    if (second === 9) expect(log.lines).toEqual([])
  }
  expect(log.lines).toEqual([
    'Copying to b.test/acme/app: 10.0 MB so far.',
    'Copying to b.test/acme/app: 20.0 MB so far.',
  ])
})

import fc from 'fast-check'
import { limitPace, limitSending, limitTime } from '../../src/ports/pace.ts'

const pace = { body: 1000, window: 500, least: 100 }
/** A chunk with the times that its sender (always less than the idle time-out) and then its reader take. */
const chunk = fc.record({ wait: fc.nat(200), bytes: fc.integer({ min: 1, max: 60 }), reading: fc.nat(5000) })
const chunks = fc.array(chunk, { maxLength: 120 })
type Chunk = { wait: number; bytes: number; reading: number }

/** Runs a body through a limit with a fake clock. `waited` is the time that the other side took. */
async function run(limit: typeof limitTime, given: readonly Chunk[], isEndless: boolean) {
  let time = 0
  let [waited, bytes] = [0, 0]
  async function* body() {
    for (let at = 0; isEndless || at < given.length; at += 1) {
      const { wait, bytes: size } = given[at % given.length] ?? { wait: 0, bytes: 0 }
      if (limit !== limitSending) {
        time += wait
        waited += wait
      }
      bytes += size
      yield new Uint8Array(size)
    }
  }
  let at = 0
  let received = 0
  try {
    for await (const one of limit(body(), pace, () => time)) {
      received += one.byteLength
      const { wait, reading } = given[at % given.length] ?? { wait: 0, reading: 0 }
      at += 1
      // For a body that is sent, the reader is the other side.
      time += limit === limitSending ? wait : reading
      if (limit === limitSending) waited += wait
      if (waited > 1e6) return { code: 'none', waited, bytes, received }
    }
    return { code: 'end', waited, bytes, received }
  } catch (error) {
    return {
      code: error instanceof Error && 'code' in error ? String(error.code) : 'other',
      waited,
      bytes,
      received,
    }
  }
}

test('limitTime ends a small body within its time, however slow its reader is', async () => {
  await fc.assert(
    fc.asyncProperty(chunks, fc.boolean(), async (given, isEndless) => {
      fc.pre(!isEndless || given.some(({ wait }) => wait > 0))
      const { code, waited, bytes, received } = await run(limitTime, given, isEndless)
      // One chunk may be late, and the next one shows that it was not the last.
      expect(waited).toBeLessThanOrEqual(pace.body + 400)
      if (waited <= pace.body && !isEndless) expect([code, received]).toEqual(['end', bytes])
      if (code === 'end') expect(received).toBe(bytes)
      else expect(code).toBe('BODY_TIMEOUT')
    }),
  )
})

test.each([
  ['limitPace', limitPace],
  ['limitSending', limitSending],
])('%s ends a large body that is slower than the minimum', async (_, limit) => {
  await fc.assert(
    fc.asyncProperty(chunks, async (given) => {
      const { code, waited, bytes, received } = await run(limit, given, false)
      if (code === 'end') expect(received).toBe(bytes)
      else expect(code).toBe('TOO_SLOW')
      // Each window brought its bytes; its last chunk can make it longer.
      const windows = Math.floor(waited / (pace.window + 200))
      if (code === 'end') expect(bytes).toBeGreaterThanOrEqual((windows - 1) * pace.least)
    }),
  )
})

test('a fast body may have any length', async () => {
  const given = Array.from({ length: 5000 }, () => ({ wait: 10, bytes: 50, reading: 100 }))
  for (const limit of [limitPace, limitSending])
    expect(await run(limit, given, false)).toMatchObject({ code: 'end', bytes: 250_000 })
})

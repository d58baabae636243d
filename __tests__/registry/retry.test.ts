import { TagboatError } from '../../src/model/tagboat-error.ts'
import { chooseWait, retry, TransientError, usualRetries } from '../../src/registry/retry.ts'
import { createFakeClock, createFakeLog } from '../helpers/ports.ts'

const problem = { code: 'x', what: 'It failed.', fix: 'Fix it.' }
const failTimes = (times: number, wait?: number) => {
  let count = 0
  return async () => {
    count += 1
    if (count <= times) throw new TransientError(problem, 'r.test answered 503', wait)
    return count
  }
}

describe('retry', () => {
  const ports = (random = 0.5) => ({ clock: createFakeClock(0, random), log: createFakeLog() })

  test('doubles the wait each time, with full jitter, and logs it', async () => {
    const world = ports(0.5)
    await expect(retry(world, usualRetries, failTimes(4))).resolves.toBe(5)
    expect(world.clock.sleeps).toEqual([500, 1000, 2000, 4000])
    expect(world.log.lines[0]).toBe('r.test answered 503; retrying in 0.5 s (attempt 2 of 5).')
  })

  test('throws the problem after five attempts', async () => {
    const world = ports()
    await expect(retry(world, usualRetries, failTimes(5))).rejects.toEqual(new TagboatError(problem))
    expect(world.clock.sleeps).toHaveLength(4)
  })

  test('waits as long as the server requests, without jitter', async () => {
    const world = ports(0)
    await retry(world, usualRetries, failTimes(2, 2_000))
    expect(world.clock.sleeps).toEqual([2_000, 2_000])
  })

  test('gives up at once if the server requests a wait of more than two minutes', async () => {
    const world = ports()
    await expect(retry(world, usualRetries, failTimes(1, 121_000))).rejects.toThrow('It failed.')
    expect(world.clock.sleeps).toEqual([])
  })

  test('rethrows other errors at once', async () => {
    const world = ports()
    const attempt = async () => {
      throw new Error('a fault')
    }
    await expect(retry(world, usualRetries, attempt)).rejects.toThrow('a fault')
    expect(world.clock.sleeps).toEqual([])
  })

  test.each([
    { count: 1, random: 1, expected: 1_000 },
    { count: 4, random: 1, expected: 8_000 },
    { count: 4, random: 0, expected: 0 },
    { count: 5, random: 1, expected: undefined },
  ])('attempt $count with random $random waits $expected ms', ({ count, random, expected }) => {
    expect(chooseWait(usualRetries, count, undefined, random)).toBe(expected)
  })

  test('waits at most 30 s unless the server requests more', () => {
    expect(chooseWait({ ...usualRetries, attempts: 99 }, 20, undefined, 1)).toBe(30_000)
  })
})

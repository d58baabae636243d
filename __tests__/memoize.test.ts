import { memoize, sameKey } from '../src/memoize.ts'

/** A function that counts its calls, and answers with the number of the call. */
function createCounter(fails: (call: number) => boolean = () => false) {
  let calls = 0
  const create = async (_key: string): Promise<number> => {
    calls += 1
    const call = calls
    if (fails(call)) throw new Error(`call ${call} failed`)
    return call
  }
  return { create, calls: () => calls }
}

test('memoize calls the function once per key, for concurrent and for later callers', async () => {
  const counter = createCounter()
  const read = memoize(sameKey, counter.create)
  expect(await Promise.all([read('a'), read('a'), read('b')])).toEqual([1, 1, 2])
  expect(await read('a')).toBe(1)
  expect(counter.calls()).toBe(2)
})

test('memoize compares calls by the key function, and passes all arguments on', () => {
  const join = memoize(
    (first: string, second: string) => `${first}/${second}`.toLowerCase(),
    (first, second) => [first, second],
  )
  const once = join('A', 'b')
  expect(once).toEqual(['A', 'b'])
  expect(join('a', 'B')).toBe(once)
  expect(join('a', 'c')).not.toBe(once)
})

test('memoize keeps a rejected promise, so that a failing call is made once', async () => {
  const counter = createCounter((call) => call === 1)
  const read = memoize(sameKey, counter.create)
  await expect(read('a')).rejects.toThrow('call 1 failed')
  await expect(read('a')).rejects.toThrow('call 1 failed')
  expect(counter.calls()).toBe(1)
})

test.each([{ fails: false }, { fails: true }])(
  'memoize with keep: in-flight drops a promise when it settles (rejected: $fails)',
  async ({ fails }) => {
    const counter = createCounter((call) => fails && call === 1)
    const read = memoize(sameKey, counter.create, { keep: 'in-flight' })
    const [one, other] = [read('a'), read('a')]
    expect(other).toBe(one)
    await one.catch(() => undefined)
    expect(await read('a')).toBe(2)
  },
)

test('memoize does not keep a synchronous error', () => {
  let calls = 0
  const make = memoize(sameKey, (key) => {
    calls += 1
    if (calls === 1) throw new Error('not yet')
    return { key }
  })
  expect(() => make('a')).toThrow('not yet')
  expect(make('a')).toEqual({ key: 'a' })
})

test('memoize takes the results from a cache that the caller clears or replaces', async () => {
  const counter = createCounter()
  const cache = new Map<string, Promise<number>>()
  const read = memoize(sameKey, counter.create, { cache })
  expect(await read('a')).toBe(1)
  cache.clear()
  expect(await read('a')).toBe(2)
  cache.set('a', Promise.resolve(7))
  expect(await read('a')).toBe(7)
})

import { measure, medianOf } from '../../../scripts/bench/measure.mjs'

describe('medianOf', () => {
  it.each([
    { times: [5], expected: 5 },
    { times: [9, 1, 5], expected: 5 },
    { times: [4, 1, 3, 2], expected: 3 },
  ])('gives $expected for $times', ({ times, expected }) => {
    expect(medianOf(times.map((ms) => ({ ms })))).toEqual({ ms: expected })
  })
})

describe('measure', () => {
  it('prepares once, and alternates the order of the sides', async () => {
    const done: string[] = []
    const side = (name: string, times: number[]) => ({
      name,
      run: async (turn: number) => {
        done.push(`${name}${turn}`)
        return { ms: times[turn - 1] ?? 0 }
      },
    })
    const scenario = {
      name: 'a race',
      about: { laps: 3 },
      prepare: () => done.push('ready'),
      sides: [side('a', [30, 10, 20]), side('b', [7, 8, 9])],
    }
    const result = await measure(scenario, 3)
    expect(done).toEqual(['ready', 'a1', 'b1', 'b2', 'a2', 'a3', 'b3'])
    expect(result).toEqual({
      name: 'a race',
      about: { laps: 3 },
      sides: [
        { name: 'a', ms: [30, 10, 20], median: { ms: 20 } },
        { name: 'b', ms: [7, 8, 9], median: { ms: 8 } },
      ],
    })
  })
})

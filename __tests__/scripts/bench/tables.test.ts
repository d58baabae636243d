import { comparePhases, compareSides, listVerdicts } from '../../../scripts/bench/tables.mjs'

const phase = (name: string, ms: number, requests = 0, rounds = 0) => ({ name, ms, requests, rounds })
const ours = { requests: 31, rounds: 18, bytes: 7_000, post: 66.4 }
const result = (name: string, phases: ReturnType<typeof phase>[]) => ({
  name,
  about: {},
  sides: [
    { name: 'tagboat', ms: [900, 800, 1000], median: { ms: 900, ...ours, phases } },
    { name: 'buildx', ms: [600], median: { ms: 600, requests: 19, rounds: 10, bytes: 3_000, phases: [] } },
  ],
})

describe('compareSides', () => {
  it('compares the first side with the others', () => {
    expect(compareSides([result('1 tag', [])]).slice(1)).toEqual([
      ['1 tag', 'tagboat', '0.90 s', '0.80 - 1.00', '', '', '31', '18', '7'],
      ['', 'buildx', '0.60 s', '0.60 - 0.60', '1.50', '+0.30 s', '19', '10', '3'],
    ])
  })
})

describe('comparePhases', () => {
  it('keeps the order of phases, even if scenarios lack some', () => {
    const few = [phase('start', 100), phase('push', 50.6, 22, 10), phase('end', 1)]
    const many = [phase('start', 90), phase('push', 40, 22, 11), phase('move', 30, 9, 2), phase('end', 2)]
    expect(comparePhases([result('1 tag', few), result('10 tags', many)], 0)).toEqual([
      ['ms (requests in rounds)', '1 tag', '10 tags'],
      ['start', '100', '90'],
      ['push', '51 (22 in 10)', '40 (22 in 11)'],
      ['move', '', '30 (9 in 2)'],
      ['end', '1', '2'],
      ['post step', '66', '66'],
    ])
  })
})

describe('listVerdicts', () => {
  it('shows for each target whether it is met', () => {
    const verdicts = [
      { text: 'fast', met: true, measured: '1 s' },
      { text: 'small', met: false, measured: '9 kB' },
    ]
    expect(listVerdicts(verdicts)).toBe('  PASS    fast (1 s)\n  MISSED  small (9 kB)')
  })
})

import { countRequests, countRounds, splitPhases } from '../../../scripts/bench/requests.mjs'

const spans = (...pairs: [number, number][]) => pairs.map(([start, end]) => ({ start, end }))

describe('countRounds', () => {
  it.each([
    { what: 'no requests', requests: [], expected: 0 },
    { what: 'one request', requests: spans([0, 40]), expected: 1 },
    { what: 'three parallel requests', requests: spans([0, 40], [1, 41], [2, 42]), expected: 1 },
    { what: 'three sequential requests', requests: spans([0, 40], [40, 80], [81, 120]), expected: 3 },
    {
      what: 'two sequential requests beside a long one',
      requests: spans([0, 100], [0, 40], [50, 90]),
      expected: 2,
    },
    { what: 'three unsorted sequential requests', requests: spans([50, 90], [0, 40], [91, 99]), expected: 3 },
    {
      what: 'a chain of overlapping requests',
      requests: spans([0, 10], [5, 15], [10, 20], [15, 25]),
      expected: 2,
    },
  ])('finds $expected in $what', ({ requests, expected }) => {
    expect(countRounds(requests)).toBe(expected)
  })
})

const base = { path: '/v2/', status: 200, bytes: 10 }
const by = (agent: string, method: string, start: number, end: number) => ({
  ...base,
  agent,
  method,
  start,
  end,
})

const publish = [
  by('docker/28.5.2 go/1.27', 'GET', 100, 110),
  by('docker/28.5.2 go/1.27', 'GET', 110, 120),
  by('tagboat', 'HEAD', 150, 160),
  by('tagboat', 'POST', 150, 170),
  by('buildkit/v0.25', 'HEAD', 400, 410),
  by('buildkit/v0.25', 'PUT', 410, 430),
  by('tagboat', 'GET', 500, 510),
  by('tagboat', 'PUT', 510, 520),
  by('tagboat', 'PUT', 510, 525),
  by('tagboat', 'HEAD', 530, 540),
]
const step = { start: 0, end: 600 }

describe('countRequests', () => {
  it('adds up requests, rounds and bytes', () => {
    expect(countRequests(publish)).toEqual({ requests: 10, rounds: 8, bytes: 100 })
  })
})

describe('splitPhases', () => {
  it('splits a publish into phases by client and time of its requests', () => {
    expect(splitPhases(publish, step)).toEqual([
      { name: 'start to login', ms: 100, requests: 0, rounds: 0 },
      { name: 'login', ms: 20, requests: 2, rounds: 2 },
      { name: 'login to facts', ms: 30, requests: 0, rounds: 0 },
      { name: 'facts', ms: 20, requests: 2, rounds: 1 },
      { name: 'facts to push', ms: 230, requests: 0, rounds: 0 },
      { name: 'push', ms: 30, requests: 2, rounds: 2 },
      { name: 'push to verify and move', ms: 70, requests: 0, rounds: 0 },
      { name: 'verify and move', ms: 25, requests: 3, rounds: 2 },
      { name: 'verify and move to read back', ms: 5, requests: 0, rounds: 0 },
      { name: 'read back', ms: 10, requests: 1, rounds: 1 },
      { name: 'read back to end', ms: 60, requests: 0, rounds: 0 },
    ])
  })

  it.each([
    { what: 'no request', requests: [], expected: ['start to end'] },
    {
      what: 'a bare push',
      requests: publish.filter(({ agent }) => agent.startsWith('buildkit')),
      expected: ['start to push', 'push', 'push to end'],
    },
    {
      what: 'a publish whose only tag the builder pushed',
      requests: publish.filter(({ agent, method }) => agent !== 'tagboat' || method !== 'PUT').slice(4),
      expected: ['start to push', 'push', 'push to read back', 'read back', 'read back to end'],
    },
  ])('omits missing phases: $what', ({ requests, expected }) => {
    const phases = splitPhases(requests, step)
    expect(phases.map(({ name }) => name)).toEqual(expected)
    expect(phases.reduce((sum, { ms }) => sum + ms, 0)).toBe(600)
  })
})

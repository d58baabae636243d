/** The requests of a publish to the registry: how many, how many in sequence, and when. Pure. */

/**
 * @import { Measured } from './meter.mjs'
 * @typedef {{name: string, ms: number, requests: number, rounds: number}} Phase of a side's time
 * @typedef {{from: number, to: number}} Span in ms
 * @typedef {{name: string, span: Span}} Mark
 * @typedef {Span & {name: string}} NamedSpan
 */

/**
 * @param {Measured[]} requests
 * @returns {{requests: number, rounds: number, bytes: number}}
 */
export function countRequests(requests) {
  const bytes = requests.reduce((sum, request) => sum + request.bytes, 0)
  return { requests: requests.length, rounds: countRounds(requests), bytes }
}

/**
 * The length of the longest chain of requests that each begin after the previous one has ended: a publish waits that many times for
 * the registry's latency. Repeatedly taking the request that ends first gives a longest chain.
 * @param {{start: number, end: number}[]} requests
 * @returns {number}
 */
export function countRounds(requests) {
  let rounds = 0
  let last = Number.NEGATIVE_INFINITY
  for (const { start, end } of requests.toSorted((a, b) => a.end - b.end)) {
    if (start < last) continue
    rounds += 1
    last = end
  }
  return rounds
}

/**
 * Breaks a side's time down into phases, as seen from outside: by the client of each request. The phases follow each
 * other without gaps, so they add up to the whole; a phase that did not happen takes no time.
 * @param {Measured[]} requests
 * @param {{start: number, end: number}} step when its process began and ended
 * @returns {Phase[]}
 */
export function splitPhases(requests, step) {
  /** @param {Span} span */
  const inside = ({ from, to }) => requests.filter(({ start }) => start >= from && start < to)
  return splitTimes(requests, step).map((phase) => {
    const { requests: count, rounds } = countRequests(inside(phase))
    return { name: phase.name, ms: phase.to - phase.from, requests: count, rounds }
  })
}

/** @param {Measured[]} requests @param {{start: number, end: number}} step */
function splitTimes(requests, step) {
  const by = whose(requests)
  const pushed = spanOf(by.builder)
  const before = by.action.filter(({ start }) => start < (pushed?.from ?? Number.POSITIVE_INFINITY))
  const after = pushed === undefined ? [] : by.action.filter(({ start }) => start >= pushed.from)
  const puts = after.filter(({ method }) => method === 'PUT')
  const verified = spanOf(after)
  const moved = spanOf(puts)
  const marks = [
    { name: 'start', span: { from: step.start, to: step.start } },
    { name: 'login', span: spanOf(by.client) },
    { name: 'facts', span: spanOf(before) },
    { name: 'push', span: pushed },
    {
      name: 'verify and move',
      span: verified && moved ? { ...verified, to: moved.to } : undefined,
    },
    { name: 'read back', span: spanOf(after.filter(({ start }) => start >= (moved?.to ?? 0))) },
    { name: 'end', span: { from: step.end, to: step.end } },
  ]
  return joinMarks(marks.flatMap(({ name, span }) => (span === undefined ? [] : [{ name, span }])))
}

/**
 * There are three clients: `docker login` (through the engine), the action itself, and the builder.
 * @param {Measured[]} requests
 */
function whose(requests) {
  /** @param {Measured} request */
  const isAction = ({ agent }) => /^tagboat/i.test(agent)
  /** @param {Measured} request */
  const isClient = ({ agent }) => /^docker\//i.test(agent)
  return {
    action: requests.filter(isAction),
    client: requests.filter(isClient),
    builder: requests.filter((request) => !isAction(request) && !isClient(request)),
  }
}

/** From the first request's start to the last one's end. @param {Measured[]} requests @returns {Span | undefined} */
function spanOf(requests) {
  if (requests.length === 0) return undefined
  return {
    from: Math.min(...requests.map(({ start }) => start)),
    to: Math.max(...requests.map(({ end }) => end)),
  }
}

/** The time between two marks is a phase too. @param {Mark[]} marks @returns {NamedSpan[]} */
function joinMarks(marks) {
  return marks.flatMap(({ name, span }, index) => {
    const previous = marks[index - 1]
    if (previous === undefined) return []
    const between = { name: `${previous.name} to ${name}`, from: previous.span.to, to: span.from }
    return name === 'end' ? [between] : [between, { name, ...span }]
  })
}

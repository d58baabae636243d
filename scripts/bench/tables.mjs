/**
 * The tables of the measurements on a terminal. Pure.
 * @import { ScenarioResult, SideResult } from './measure.mjs'
 * @import { Phase } from './requests.mjs'
 * @import { Verdict } from './targets.mjs'
 */
import { sideOf } from './measure.mjs'

/** @param {number} ms */
const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`
/** @param {number} ms */
const signed = (ms) => `${ms < 0 ? '-' : '+'}${seconds(Math.abs(ms))}`

/**
 * A line per scenario and side, the first side compared with each of the others.
 * @param {ScenarioResult[]} results
 * @returns {string[][]} the first row is the head
 */
export function compareSides(results) {
  const head = ['', '', 'median', 'from - to', 'ratio', 'difference', 'requests', 'rounds', 'KiB']
  return [
    head,
    ...results.flatMap((result) =>
      result.sides.map((side, at) => sideRow(result.name, sideOf(result, 0), side, at)),
    ),
  ]
}

/** @param {string} name @param {SideResult} ours @param {SideResult} side @param {number} at */
function sideRow(name, ours, side, at) {
  const { ms, requests, rounds, bytes } = side.median
  const range = `${(Math.min(...side.ms) / 1000).toFixed(2)} - ${(Math.max(...side.ms) / 1000).toFixed(2)}`
  const compared = at === 0 ? ['', ''] : [(ours.median.ms / ms).toFixed(2), signed(ours.median.ms - ms)]
  const counts = [requests, rounds, Math.round((bytes ?? 0) / 1024)].map((number) => String(number ?? ''))
  return [at === 0 ? name : '', side.name, seconds(ms), range, ...compared, ...counts]
}

/**
 * The phases of one side's time: a column per scenario, a line per phase, in ms.
 * @param {ScenarioResult[]} results
 * @param {number} at which side
 * @returns {string[][]} the first row is the head
 */
export function comparePhases(results, at) {
  const medians = results.map((result) => sideOf(result, at).median)
  const names = orderNames(medians.map(({ phases = [] }) => phases.map(({ name }) => name)))
  const rows = names.map((name) => [name, ...medians.map(({ phases = [] }) => phaseCell(phases, name))])
  const post = ['post step', ...medians.map(({ post }) => String(Math.round(post ?? 0)))]
  const hasPost = medians.some((median) => median.post !== undefined)
  return [
    ['ms (requests in rounds)', ...results.map(({ name }) => name)],
    ...rows,
    ...(hasPost ? [post] : []),
  ]
}

/** @param {Phase[]} phases @param {string} name */
function phaseCell(phases, name) {
  const phase = phases.find((other) => other.name === name)
  if (phase === undefined) return ''
  const asked = phase.requests > 0 ? ` (${phase.requests} in ${phase.rounds})` : ''
  return `${Math.round(phase.ms)}${asked}`
}

/**
 * Merges lists into one that keeps the order of each, so that a phase that one run lacks keeps its position.
 * @param {string[][]} lists
 */
function orderNames(lists) {
  /** @type {string[]} */
  const names = []
  for (const list of lists) {
    for (const [index, name] of list.entries()) {
      if (names.includes(name)) continue
      const before = list.slice(0, index).findLast((other) => names.includes(other))
      names.splice(before === undefined ? 0 : names.indexOf(before) + 1, 0, name)
    }
  }
  return names
}

/** @param {Verdict[]} verdicts @returns {string} */
export function listVerdicts(verdicts) {
  return verdicts
    .map(({ text, met, measured }) => `  ${met ? 'PASS  ' : 'MISSED'}  ${text} (${measured})`)
    .join('\n')
}

/**
 * The performance targets, and whether the measurements meet them. Pure.
 * @import { ScenarioResult, SideResult } from './measure.mjs'
 */
import { sideOf } from './measure.mjs'

/** @typedef {{text: string, met: boolean, measured: string}} Verdict */

/** How much longer than bare buildx one tag may take, in seconds. */
const MOST_MORE = 0.4
/** The number of tags from which the action must be faster. */
const FASTER_FROM = 10
/** "All but flat": how much longer 49 more tags may take, as a share of the time of one tag. */
const MOST_GROWTH = 1.25
const MOST_RULES = 2
/** How long the command may take to print its version, as a multiple of a bare Node, which takes about 40 ms. */
const MOST_VERSION = 3
/** How long planning many images may take, as a share of the time that buildx takes to read their bake file. */
const MOST_PLANNING = 1
/** How long the chosen push strategy may take, as a share of the fastest one's time. */
const MOST_OVER_BEST = 1.05
/** What set-up may cost when nothing is missing, in ms. */
const MOST_SET_UP = 20
/** The route of a promotion on which the action must be the fastest. */
const FASTEST_ON = 'namespaces'

/**
 * @param {ScenarioResult[]} results of publishing
 * @returns {Verdict[]}
 */
export function judgePublish(results) {
  return [...results.flatMap(judgeTags), ...judgeGrowth(results)]
}

/** @param {ScenarioResult} result @returns {Verdict[]} */
function judgeTags(result) {
  const { delay } = result.about
  const tags = Number(result.about.tags)
  const more = (sideOf(result, 0).median.ms - sideOf(result, 1).median.ms) / 1000
  const measured = more < 0 ? `${(-more).toFixed(2)} s less` : `${more.toFixed(2)} s more`
  if (tags === 1) {
    const text = `1 tag at ${delay} ms: at most ${MOST_MORE} s more than bare buildx`
    return [{ text, met: more <= MOST_MORE, measured }]
  }
  if (tags < FASTER_FROM) return []
  return [{ text: `${tags} tags at ${delay} ms: faster than bare buildx`, met: more < 0, measured }]
}

/** The most tags against the fewest, at each delay. @param {ScenarioResult[]} results @returns {Verdict[]} */
function judgeGrowth(results) {
  const delays = [...new Set(results.map(({ about }) => about.delay))]
  return delays.flatMap((delay) => {
    const same = results.filter(({ about }) => about.delay === delay)
    const [few, many] = [same.at(0), same.at(-1)]
    if (few === undefined || many === undefined || few === many) return []
    const growth = sideOf(many, 0).median.ms / sideOf(few, 0).median.ms
    const text = `${many.about.tags} tags at ${delay} ms: at most ${MOST_GROWTH} times as long as ${few.about.tags}`
    return [{ text, met: growth <= MOST_GROWTH, measured: `${growth.toFixed(2)} times` }]
  })
}

/**
 * @param {ScenarioResult[]} results of promotions
 * @returns {Verdict[]} only with a delay: without one, rounds are not a property of the program
 */
export function judgePromotion(results) {
  return results.filter(({ about }) => Number(about.delay) > 0).flatMap(judgeRoute)
}

/** @param {ScenarioResult} result @returns {Verdict[]} */
function judgeRoute(result) {
  const { name, about } = result
  const rounds = judgeLeast(result, (side) => side.median.rounds ?? Number.NaN)
  const verdicts = [{ text: `${name}: fewest rounds one after another`, ...rounds }]
  if (about.route !== FASTEST_ON) return verdicts
  const seconds = judgeLeast(result, (side) => Number((side.median.ms / 1000).toFixed(2)))
  return [...verdicts, { text: `${name}: fastest, in seconds`, ...seconds }]
}

/**
 * Whether the action is strictly faster than every other side.
 * @param {ScenarioResult} result
 * @param {(side: SideResult) => number} measure
 */
function judgeLeast(result, measure) {
  const ours = measure(sideOf(result, 0))
  const others = result.sides.slice(1).toSorted((a, b) => measure(a) - measure(b))
  const [best = sideOf(result, 1)] = others
  return {
    met: ours < measure(best),
    measured: `${ours}, the next best is ${best.name} with ${measure(best)}`,
  }
}

/**
 * @param {ScenarioResult[]} results of dry runs
 * @returns {Verdict[]}
 */
export function judgeDryRuns(results) {
  return [...judgeCommand(results), ...judgeRules(results), ...judgePlanning(results)]
}

/** @param {ScenarioResult[]} results @returns {Verdict[]} */
function judgeCommand(results) {
  return results
    .filter(({ about }) => about.what === 'command')
    .map((result) => {
      const [version, node] = [sideOf(result, 0), sideOf(result, 1)]
      const ratio = version.median.ms / node.median.ms
      const ms = Math.round(version.median.ms)
      return {
        text: `${version.name}: at most ${MOST_VERSION} times as long as ${node.name}`,
        met: ratio <= MOST_VERSION,
        measured: `${ratio.toFixed(2)} times, ${ms} ms`,
      }
    })
}

/** Not counting start-up, and reading the file as buildx does. @param {ScenarioResult[]} results @returns {Verdict[]} */
function judgePlanning(results) {
  return results
    .filter(({ about }) => about.what === 'bake file')
    .map((result) => {
      const [many, print, defaults] = [sideOf(result, 0), sideOf(result, 1), sideOf(result, 2)]
      const share = (many.median.ms - print.median.ms - defaults.median.ms) / print.median.ms
      const text = `${many.name}: beyond bake --print and a start, at most as long as bake --print`
      return { text, met: share <= MOST_PLANNING, measured: `${share.toFixed(2)} times` }
    })
}

/** @param {ScenarioResult[]} results @returns {Verdict[]} */
function judgeRules(results) {
  return results
    .filter(({ about }) => about.what === 'rules')
    .map((result) => {
      const [many, defaults] = [sideOf(result, 0), sideOf(result, 1)]
      const ratio = many.median.ms / defaults.median.ms
      const text = `${many.name}: at most ${MOST_RULES} times as long as with the defaults`
      return { text, met: ratio <= MOST_RULES, measured: `${ratio.toFixed(2)} times` }
    })
}

/**
 * The push strategy that Tagboat chooses, against the other one on the same builder and against bare buildx.
 * @param {ScenarioResult[]} results
 * @returns {Verdict[]}
 */
export function judgeBuilders(results) {
  return results
    .filter(({ about }) => about.scenario === 'large')
    .map((result) => {
      const [ours, ...others] = result.sides.map((side) => side.median.ms)
      const share = (ours ?? Number.NaN) / Math.min(...others)
      const text = `${result.name}: at most ${MOST_OVER_BEST} times the fastest`
      return { text, met: share <= MOST_OVER_BEST, measured: `${share.toFixed(2)} times` }
    })
}

/**
 * @param {ScenarioResult[]} results of set-up
 * @returns {Verdict[]}
 */
export function judgeSetUp(results) {
  return results.map((result) => {
    const [ours, other] = [sideOf(result, 0).median.ms, sideOf(result, 1).median.ms]
    if (result.about.what === 'set-up') {
      const text = `${result.name}: set-up costs less than ${MOST_SET_UP} ms`
      return { text, met: ours - other < MOST_SET_UP, measured: `${Math.round(ours - other)} ms` }
    }
    return {
      text: `${result.name}: faster than docker's actions`,
      met: ours < other,
      measured: `${(ours / other).toFixed(2)} times`,
    }
  })
}

/**
 * @param {ScenarioResult[]} results of second builds
 * @returns {Verdict[]}
 */
export function judgeCacheMounts(results) {
  return results.map((result) => {
    const [kept, other] = [sideOf(result, 0).median.ms, sideOf(result, 1).median.ms]
    const text = `${result.name}: faster with cache-mounts`
    return { text, met: kept < other, measured: `${(kept / other).toFixed(2)} times` }
  })
}

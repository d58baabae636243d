/** What was promised, and whether the measured numbers keep it. Pure. */

/** @typedef {{text: string, met: boolean, measured: string}} Verdict */

/** Seconds that one tag may take longer than bare buildx. */
const MOST_MORE = 0.4
/** From so many tags on, the action is to be the faster one. */
const FASTER_FROM = 10
/** "All but flat": what 49 more tags may cost, as a share of the time that one takes. */
const MOST_GROWTH = 1.25
const MOST_RULES = 2

/**
 * @param {import('./measure.mjs').ScenarioResult[]} results of publishing
 * @returns {Verdict[]}
 */
export function judgePublish(results) {
  return [...results.flatMap(judgeTags), ...judgeGrowth(results)]
}

function judgeTags({ about: { tags, delay }, sides: [ours, theirs] }) {
  const more = (ours.median.ms - theirs.median.ms) / 1000
  const measured = more < 0 ? `${(-more).toFixed(2)} s less` : `${more.toFixed(2)} s more`
  if (tags === 1) {
    const text = `1 tag at ${delay} ms: at most ${MOST_MORE} s more than bare buildx`
    return [{ text, met: more <= MOST_MORE, measured }]
  }
  if (tags < FASTER_FROM) return []
  return [{ text: `${tags} tags at ${delay} ms: faster than bare buildx`, met: more < 0, measured }]
}

/** The most tags against the fewest, at each delay. */
function judgeGrowth(results) {
  const delays = [...new Set(results.map(({ about }) => about.delay))]
  return delays.flatMap((delay) => {
    const same = results.filter(({ about }) => about.delay === delay)
    const [few, many] = [same.at(0), same.at(-1)]
    if (few === many) return []
    const growth = many.sides[0].median.ms / few.sides[0].median.ms
    const text = `${many.about.tags} tags at ${delay} ms: at most ${MOST_GROWTH} times as long as ${few.about.tags}`
    return [{ text, met: growth <= MOST_GROWTH, measured: `${growth.toFixed(2)} times` }]
  })
}

/**
 * @param {import('./measure.mjs').ScenarioResult[]} results of dry runs
 * @returns {Verdict[]}
 */
export function judgeDryRuns(results) {
  return results
    .filter(({ about }) => about.what === 'rules')
    .map(({ sides: [many, defaults] }) => {
      const ratio = many.median.ms / defaults.median.ms
      const text = `${many.name}: at most ${MOST_RULES} times as long as with the defaults`
      return { text, met: ratio <= MOST_RULES, measured: `${ratio.toFixed(2)} times` }
    })
}

import TestSequencer from '@jest/test-sequencer'

/** The slowest files, the slowest first. */
const longest = [
  ...['registries', 'shared-tags', 'push-strategies', 'outputs', 'build', 'races', 'digests', 'many-images'],
  ...['channels', 'sweep', 'identity', 'builds', 'hundred-targets', 'untrusted', 'no-checkout', 'cancel'],
  ...['promote', 'only-changed', 'builders'],
]

/**
 * Starts the slowest files first, so that no worker runs one alone at the end. Jest does that too once it knows their durations, but in
 * a fresh clone it sorts by file size.
 */
export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const sorted = super.sort(tests)
    if (sorted.every(({ duration }) => duration !== undefined)) return sorted
    const rank = ({ path }) => {
      const at = longest.findIndex((name) => path.endsWith(`/e2e/${name}.test.ts`))
      return at < 0 ? longest.length : at
    }
    return sorted.toSorted((one, other) => rank(one) - rank(other))
  }
}

import TestSequencer from '@jest/test-sequencer'

/** The slowest files, the slowest first. */
const longest = [
  ...['registries', 'outputs', 'sweep', 'digests', 'many-images', 'races', 'build', 'channels'],
  ...['push-strategies', 'shared-tags', 'identity', 'untrusted', 'failures', 'cancel', 'builds', 'promote'],
  ...['transaction', 'builders', 'scheduled', 'promote-many', 'bake-reads', 'only-changed'],
  ...['hundred-targets', 'no-checkout'],
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

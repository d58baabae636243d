import TestSequencer from '@jest/test-sequencer'

/** The files that take longest, the longest first. */
const longest = [
  ...[
    'registries',
    'sweep',
    'many-images',
    'shared-tags',
    'digests',
    'only-changed',
    'races',
    'build',
    'outputs',
  ],
  ...['hundred-targets', 'push-strategies', 'builds', 'channels', 'untrusted', 'cancel', 'promote', 'builders'],
]

/**
 * Starts the longest files first, so that no worker is left alone with one at the end. Jest does that too once it has seen the files
 * run, but in a fresh clone it goes by their size.
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

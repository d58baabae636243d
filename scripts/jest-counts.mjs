// A jest reporter: adds one line `passed failed skipped` to the file that TAGBOAT_TEST_COUNTS names.
import { appendFileSync } from 'node:fs'

/** @typedef {'numPassedTests' | 'numFailedTests' | 'numRuntimeErrorTestSuites' | 'numPendingTests' | 'numTodoTests'} Count */

export default class JestCounts {
  /** @param {unknown} _contexts @param {Record<Count, number>} results */
  onRunComplete(_contexts, results) {
    const file = process.env.TAGBOAT_TEST_COUNTS
    if (!file) return
    // A test file that fails to load has no tests to count; it counts as one failure.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites
    const skipped = results.numPendingTests + results.numTodoTests
    appendFileSync(file, `${results.numPassedTests} ${failed} ${skipped}\n`)
  }
}

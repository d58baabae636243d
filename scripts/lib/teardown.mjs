/** Records started processes and resources, and stops them in reverse order: at the end, after a failure, and on a signal. */
import { constants } from 'node:os'

/** @type {{name: string, end: () => unknown}[]} */
const started = []
/** @type {Promise<string[]> | undefined} */
let ending
let listening = false

/**
 * Records how to stop something that was started.
 * @param {string} name for the message when ending it fails
 * @param {() => unknown} end may return a promise; is called once
 * @returns {() => void} forgets it again, when it has ended by itself
 */
export function onTeardown(name, end) {
  listen()
  const record = { name, end }
  started.push(record)
  return () => {
    const at = started.indexOf(record)
    if (at >= 0) started.splice(at, 1)
  }
}

/**
 * Stops everything that was recorded, the last first. Continues after a failure.
 * @returns {Promise<string[]>} what could not be ended, and why
 */
export function teardown() {
  ending ??= endAll().finally(() => {
    ending = undefined
  })
  return ending
}

async function endAll() {
  /** @type {string[]} */
  const failures = []
  for (let last = started.pop(); last; last = started.pop()) {
    try {
      await last.end()
    } catch (error) {
      failures.push(`${last.name}: ${error instanceof Error ? error.message : error}`)
    }
  }
  for (const failure of failures) console.error(`could not stop ${failure}`)
  return failures
}

/** Whether the teardown is running, which explains other failures. */
export function isEnding() {
  return ending !== undefined
}

/** On a signal, stops everything and then exits with the shell's exit code for that signal. */
function listen() {
  if (listening) return
  listening = true
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (ending) return
      console.error(`\n${signal}: stopping everything`)
      teardown().finally(() => process.exit(128 + constants.signals[signal]))
    })
  }
}

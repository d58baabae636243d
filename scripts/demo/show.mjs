/** The demo's output on a terminal: styles, logs and tables. */

const plain = !process.stdout.isTTY || 'NO_COLOR' in process.env

/** @param {string} text */
export function bold(text) {
  return plain ? text : `\u001b[1m${text}\u001b[0m`
}

/** @param {string} text */
export function dim(text) {
  return plain ? text : `\u001b[2m${text}\u001b[0m`
}

/**
 * A step's log with a bar before each line. A group (a build's log) becomes one line with its number of lines.
 * @param {string} log as the action wrote it, with the runner's commands
 * @param {(log: string) => string} shown makes of a log what a runner shows
 * @returns {string}
 */
export function shortLog(log, shown) {
  const lines = []
  let inside = -1
  for (const line of log.trimEnd().split('\n')) {
    if (line.startsWith('::endgroup::') && inside >= 0) {
      lines.push(dim(`  (${inside} lines)`))
      inside = -1
    } else if (inside >= 0) inside++
    else lines.push(line)
    if (line.startsWith('::group::')) inside = 0
  }
  return barred(shown(lines.join('\n')))
}

/** @param {string} text */
export function barred(text) {
  const lines = text.trimEnd().split('\n')
  return lines.map((line) => `  ${dim('|')} ${line}`).join('\n')
}

/**
 * A table with a header row and fitted columns.
 * @param {string[][]} rows the first is the head
 * @returns {string}
 */
export function table(rows) {
  const [head = [], ...others] = rows
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  /** @param {string[]} row */
  const line = (row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd()
  const rule = `  ${widths.map((width) => '-'.repeat(width)).join('  ')}`
  return [bold(line(head)), rule, ...others.map(line)].join('\n')
}

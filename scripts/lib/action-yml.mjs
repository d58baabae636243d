/** Reads the subset of YAML that action.yml uses, since the demo runs without an install and so without a YAML package. Pure. */

/**
 * @typedef {{main: string, post: string, pre: string, inputs: Record<string, string>, required: string[]}} ActionFile
 *   paths as written, '' where there is none; `inputs`: each input's default, '' without one
 */

/**
 * @param {string} text action.yml
 * @returns {ActionFile}
 */
export function parseActionYml(text) {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('#'))
  const runs = section(lines, 'runs')
  /** @param {string} name */
  const path = (name) => scalar(new RegExp(`^\\s+${name}:\\s*(.*)$`, 'm').exec(runs.join('\n'))?.[1] ?? '')
  /** @type {Record<string, string>} */
  const inputs = {}
  const required = []
  for (const [name, block] of entries(section(lines, 'inputs'))) {
    inputs[name] = defaultOf(block)
    if (block.some((line) => /^\s+required:\s*true\b/.test(line))) required.push(name)
  }
  return { main: path('main'), post: path('post'), pre: path('pre'), inputs, required }
}

/** The indented lines below a top key. @param {string[]} lines @param {string} name */
function section(lines, name) {
  const start = lines.findIndex((line) => new RegExp(`^${name}:\\s*$`).test(line))
  if (start < 0) return []
  const rest = lines.slice(start + 1)
  const end = rest.findIndex((line) => /^\S/.test(line))
  return end < 0 ? rest : rest.slice(0, end)
}

/** The keys of a section with the lines below each. @param {string[]} lines @returns {[string, string[]][]} */
function entries(lines) {
  const depth = indent(lines[0] ?? '')
  /** @type {[string, string[]][]} */
  const found = []
  for (const line of lines) {
    const [, , key] = /^\s*(["']?)([\w-]+)\1:/.exec(line) ?? []
    if (key !== undefined && indent(line) === depth) found.push([key, []])
    else found.at(-1)?.[1].push(line)
  }
  return found
}

/** An input's default: a plain or quoted scalar, or a block (`|`, `|-`, `>`, `>-`). @param {string[]} block */
function defaultOf(block) {
  const depth = indent(block[0] ?? '')
  const at = block.findIndex((line) => indent(line) === depth && /^\s*default:/.test(line))
  if (at < 0) return ''
  const value = (block[at] ?? '').replace(/^\s*default:\s*/, '')
  const style = /^([|>])([+-]?)\s*$/.exec(value)
  if (!style) return scalar(value)
  const below = block.slice(at + 1)
  const end = below.findIndex((line) => indent(line) <= depth)
  const body = (end < 0 ? below : below.slice(0, end)).map((line) => line.slice(indent(below[0] ?? '')))
  return body.join(style[1] === '|' ? '\n' : ' ') + (style[2] === '-' ? '' : '\n')
}

/**
 * A scalar in one line: plain, 'single' or "double" quoted, without a trailing comment.
 * @param {string} text
 * @returns {string}
 */
function scalar(text) {
  const quoted = /^'((?:[^']|'')*)'/.exec(text)?.[1]
  if (quoted !== undefined) return quoted.replaceAll("''", "'")
  const double = /^"(?:[^"\\]|\\.)*"/.exec(text)
  if (double) return JSON.parse(double[0])
  return text.replace(/(^|\s)#.*$/, '').trim()
}

/** @param {string} line */
function indent(line) {
  return line.length - line.trimStart().length
}

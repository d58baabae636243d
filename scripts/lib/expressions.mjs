/**
 * GitHub's workflow expressions, as far as the recorded workflows use them: literals, contexts, `! == != < > <= >= && ||`, brackets, and the
 * functions below ("Evaluate expressions in workflows and actions"). Pure.
 * @typedef {{value?: unknown, name?: string | undefined, sign?: string, property?: string}} Token has one of the four: a literal, a name, a sign,
 *   a property of a function's result
 * @typedef {Record<string, unknown>} Contexts `github`, `matrix`, `inputs`, ...
 */

const TOKEN =
  /\s*(?:('(?:[^']|'')*')|(-?\d+(?:\.\d+)?)|(&&|\|\||==|!=|<=|>=|[!<>(),])|(\.[A-Za-z_][\w-]*)|([A-Za-z_][\w-]*(?:\.(?:\*|[A-Za-z_][\w-]*)|\[(?:'[^']*'|\d+)\])*))/y

const LEVELS = [['||'], ['&&'], ['==', '!='], ['<', '>', '<=', '>=']]

/** @type {Record<string, (...values: unknown[]) => unknown>} */
const FUNCTIONS = {
  contains: (all, one) =>
    Array.isArray(all) ? all.some((item) => equal(item, one)) : lower(all).includes(lower(one)),
  startsWith: (text, start) => lower(text).startsWith(lower(start)),
  endsWith: (text, end) => lower(text).endsWith(lower(end)),
  format: (text, ...values) => print(text).replace(/\{(\d+)\}/g, (_, index) => print(values[Number(index)])),
  fromJSON: (text) => JSON.parse(print(text)),
}

/**
 * Fills in every `${{ }}` of a text, like the runner before it starts an action.
 * @param {string} text
 * @param {Contexts} contexts
 * @returns {string}
 * @throws {Error} for what is no expression, and for a context or function that is not known here
 */
export function fillIn(text, contexts) {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression) => print(evaluate(expression, contexts)))
}

/**
 * The value of one expression, without its `${{ }}`.
 * @param {string} text
 * @param {Contexts} contexts
 * @returns {unknown} null for a property that does not exist
 */
export function evaluate(text, contexts) {
  const tokens = tokenize(text)
  const value = readLevel(tokens, contexts, 0)
  if (tokens.length > 0) throw new Error(`expression: "${text.trim()}" goes on after its end`)
  return value
}

/** @param {string} text */
function tokenize(text) {
  /** @type {Token[]} */
  const tokens = []
  const end = text.trimEnd().length
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < end; ) {
    const at = TOKEN.lastIndex
    const match = TOKEN.exec(text)
    if (!match) throw new Error(`expression: "${text.slice(at, end).trim()}" is not understood`)
    const [, string, number, sign, property, name] = match
    if (string !== undefined) tokens.push({ value: string.slice(1, -1).replaceAll("''", "'") })
    else if (number !== undefined) tokens.push({ value: Number(number) })
    else if (property !== undefined) tokens.push({ property: property.slice(1) })
    else tokens.push(sign === undefined ? { name } : { sign })
  }
  return tokens
}

/** @param {Token[]} tokens @param {Contexts} contexts @param {number} level @returns {unknown} */
function readLevel(tokens, contexts, level) {
  const signs = LEVELS[level]
  if (signs === undefined) return readOne(tokens, contexts)
  let left = readLevel(tokens, contexts, level + 1)
  for (let sign = tokens[0]?.sign; sign && signs.includes(sign); sign = tokens[0]?.sign) {
    tokens.shift()
    left = join(sign, left, readLevel(tokens, contexts, level + 1))
  }
  return left
}

/**
 * `&&` and `||` give one of their sides, as in JavaScript.
 * @param {string} sign
 * @param {unknown} left
 * @param {unknown} right
 */
function join(sign, left, right) {
  if (sign === '||') return isTrue(left) ? left : right
  if (sign === '&&') return isTrue(left) ? right : left
  if (sign === '==') return equal(left, right)
  if (sign === '!=') return !equal(left, right)
  const [a, b] = [Number(left), Number(right)]
  /** @type {Record<string, boolean>} */
  const order = { '<': a < b, '>': a > b, '<=': a <= b, '>=': a >= b }
  return order[sign]
}

/** @param {Token[]} tokens @param {Contexts} contexts @returns {unknown} */
function readOne(tokens, contexts) {
  const token = tokens.shift()
  if (token === undefined) throw new Error('expression: it ends too early')
  if (token.sign === '!') return !isTrue(readOne(tokens, contexts))
  if (token.sign === '(') return closed(tokens, readLevel(tokens, contexts, 0))
  if (token.sign !== undefined) throw new Error(`expression: "${token.sign}" in the wrong place`)
  if (token.name === undefined) return token.value
  return tokens[0]?.sign === '(' ? call(token.name, tokens, contexts) : look(token.name, contexts)
}

/** @param {Token[]} tokens @param {unknown} value */
function closed(tokens, value) {
  if (tokens.shift()?.sign !== ')') throw new Error('expression: a ")" is missing')
  return value
}

/** @param {string} name @param {Token[]} tokens @param {Contexts} contexts */
function call(name, tokens, contexts) {
  const run = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined
  if (run === undefined) throw new Error(`expression: the function "${name}" is not known here`)
  tokens.shift()
  /** @type {unknown[]} */
  const values = []
  while (tokens[0]?.sign !== ')') {
    values.push(readLevel(tokens, contexts, 0))
    if (tokens[0]?.sign === ',') tokens.shift()
  }
  let value = closed(tokens, run(...values))
  for (let name = tokens[0]?.property; name !== undefined; name = tokens[0]?.property) {
    tokens.shift()
    value = step(value, name) ?? null
  }
  return value
}

/** @param {string} path @param {Contexts} contexts */
function look(path, contexts) {
  if (Object.hasOwn(CONSTANTS, path)) return CONSTANTS[path]
  const [first = '', ...rest] = path.split(/\.|\['?|'?\]\.?/).filter(Boolean)
  if (!Object.hasOwn(contexts, first)) throw new Error(`expression: the context "${first}" is not given`)
  return rest.reduce(step, contexts[first]) ?? null
}

/** `labels.*.name` is the name of each. @param {unknown} value @param {string} key @returns {unknown} */
function step(value, key) {
  if (key === '*') return Object.values(value ?? {})
  return Array.isArray(value) && !/^\d+$/.test(key)
    ? value.map((one) => property(one, key))
    : property(value, key)
}

/** @param {unknown} value @param {string} key @returns {unknown} */
function property(value, key) {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.getOwnPropertyDescriptor(value, key)?.value
}

/** @type {Record<string, unknown>} */
const CONSTANTS = { true: true, false: false, null: null }

/** @param {unknown} value */
function isTrue(value) {
  return value !== null && value !== undefined && value !== false && value !== 0 && value !== ''
}

/** Strings are compared without case; of two types, both as numbers. @param {unknown} left @param {unknown} right */
function equal(left, right) {
  if (typeof left === 'string' && typeof right === 'string') return lower(left) === lower(right)
  return typeof left === typeof right && left !== null && right !== null
    ? left === right
    : Number(left) === Number(right)
}

/** @param {unknown} value */
const lower = (value) => print(value).toLowerCase()

/** @param {unknown} value */
const print = (value) => (value === null || value === undefined ? '' : String(value))

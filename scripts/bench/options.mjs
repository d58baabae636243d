/** The options of `npm run bench`. Pure. */
import { parseArgs } from 'node:util'
import { isNativeError } from 'node:util/types'
import { SetupError } from '../lib/run.mjs'

export const SECTIONS = ['dry-run', 'publish', 'promotion', 'builders', 'cache-mounts', 'set-up']

/**
 * @typedef {{
 *   tags: number[], delay: number[], runs: number, only: string[],
 *   json: string | undefined, action: string | undefined, dockerActions: string | undefined, yes: boolean,
 * }} Options `tags` and `delay` sorted, without duplicates
 */

const OPTIONS = /** @type {const} */ ({
  tags: { type: 'string', default: '1,10,50' },
  delay: { type: 'string', default: '0,40' },
  runs: { type: 'string', default: '3' },
  only: { type: 'string', default: SECTIONS.join(',') },
  json: { type: 'string' },
  action: { type: 'string' },
  'docker-actions': { type: 'string' },
  yes: { type: 'boolean', default: false },
})

/**
 * @param {string[]} args
 * @returns {Options}
 * @throws {SetupError} with the valid values
 */
export function readOptions(args) {
  const values = parse(args)
  const only = values.only.split(',')
  const unknown = only.filter((name) => !SECTIONS.includes(name))
  if (unknown.length > 0) throw new SetupError(`--only ${values.only}: there are ${SECTIONS.join(', ')}`)
  const [runs, ...more] = readNumbers('runs', values.runs, 1, 100)
  if (runs === undefined || more.length > 0) throw new SetupError(`--runs ${values.runs}: one whole number`)
  return {
    tags: readNumbers('tags', values.tags, 1, 1000),
    delay: readNumbers('delay', values.delay, 0, 10_000),
    ...{ runs, only, json: values.json, action: values.action },
    ...{ dockerActions: values['docker-actions'], yes: values.yes },
  }
}

/** @param {string[]} args */
function parse(args) {
  try {
    return parseArgs({ args, options: OPTIONS }).values
  } catch (error) {
    if (!isNativeError(error)) throw error
    throw new SetupError(`${error.message}\nOptions: --${Object.keys(OPTIONS).join(', --')}`)
  }
}

/** @param {string} name @param {string} text @param {number} least @param {number} most */
function readNumbers(name, text, least, most) {
  const numbers = text.split(',').map((part) => (/^\d+$/.test(part.trim()) ? Number(part) : Number.NaN))
  if (!numbers.every((number) => number >= least && number <= most))
    throw new SetupError(
      `--${name} ${text}: whole numbers from ${least} to ${most}, with commas between them`,
    )
  return [...new Set(numbers)].sort((a, b) => a - b)
}

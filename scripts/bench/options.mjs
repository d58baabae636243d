/** The options of `npm run bench`. Pure. */
import { parseArgs } from 'node:util'
import { SetupError } from '../lib/run.mjs'

export const SECTIONS = ['dry-run', 'publish', 'promotion']

/**
 * @param {string[]} args
 * @returns {{
 *   tags: number[], delay: number[], runs: number, only: string[],
 *   json: string | undefined, action: string | undefined, yes: boolean,
 * }} `tags` and `delay` sorted, without duplicates
 * @throws {SetupError} that says what would be right
 */
export function readOptions(args) {
  const values = parse(args)
  const only = values.only.split(',')
  const unknown = only.filter((name) => !SECTIONS.includes(name))
  if (unknown.length > 0) throw new SetupError(`--only ${values.only}: there are ${SECTIONS.join(', ')}`)
  const runs = readNumbers('runs', values.runs, 1, 100)
  if (runs.length > 1) throw new SetupError(`--runs ${values.runs}: one whole number`)
  return {
    tags: readNumbers('tags', values.tags, 1, 1000),
    delay: readNumbers('delay', values.delay, 0, 10_000),
    ...{ runs: runs[0], only, json: values.json, action: values.action, yes: values.yes },
  }
}

function parse(args) {
  const options = {
    tags: { type: 'string', default: '1,10,50' },
    delay: { type: 'string', default: '0,40' },
    runs: { type: 'string', default: '3' },
    only: { type: 'string', default: SECTIONS.join(',') },
    json: { type: 'string' },
    action: { type: 'string' },
    yes: { type: 'boolean', default: false },
  }
  try {
    return parseArgs({ args, options }).values
  } catch (error) {
    throw new SetupError(`${error.message}\nOptions: --${Object.keys(options).join(', --')}`)
  }
}

function readNumbers(name, text, least, most) {
  const numbers = text.split(',').map((part) => (/^\d+$/.test(part.trim()) ? Number(part) : Number.NaN))
  if (!numbers.every((number) => number >= least && number <= most))
    throw new SetupError(
      `--${name} ${text}: whole numbers from ${least} to ${most}, with commas between them`,
    )
  return [...new Set(numbers)].sort((a, b) => a - b)
}

import { badInput } from '../errors/inputs.ts'
import type { Reader } from './reader.ts'

const defaultMs = 30_000
const longestMs = 3_600_000
const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000 }

/** How long to wait for the Docker engine, in ms: `30`, `30s` or `2m`; 30 s where the input is not set, 0 for no wait. */
export function readEngineWait(reader: Reader): number {
  const text = reader.text('engine-wait')
  if (text === '') return defaultMs
  const [, number, unit = 's'] = /^(\d{1,7})([sm]?)$/.exec(text) ?? []
  const ms = Number(number) * (units[unit || 's'] ?? Number.NaN)
  if (ms <= longestMs) return ms
  const why = number === undefined ? 'is not a number of seconds' : 'is longer than an hour'
  reader.problems.push(
    badInput('engine-wait', text, why, 'Write for example 30, 30s or 2m; 0 does not wait.'),
  )
  return defaultMs
}

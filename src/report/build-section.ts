import type { BuildReport, StepCount } from '../model/build-report.ts'
import type { Result } from '../model/result.ts'
import { code, row } from './markdown.ts'

/** Rows of the table of steps. */
const shownRows = 100

/** What the builder did: steps by image and platform, and the slowest steps behind a fold. */
export function buildSection({ build, record }: Pick<Result, 'build' | 'record'>): readonly string[] {
  if (build === undefined && record === undefined) return []
  const { counts, slowest, checks } = build ?? { counts: [], slowest: [] }
  return [
    '#### Build',
    ...(checks === undefined
      ? []
      : [`Dockerfile checks: ${checks} ${checks === 1 ? 'warning' : 'warnings'}`]),
    ...(counts.length === 0 ? [] : [countTable(counts)]),
    ...(slowest.length === 0 ? [] : [slowTable(slowest)]),
    ...(record === undefined ? [] : [`Build record: artifact ${code(record)}`]),
  ]
}

function countTable(counts: readonly StepCount[]): string {
  const hasTargets = counts.some(({ target }) => target !== '')
  const hasPlatforms = counts.some(({ platform }) => platform !== '')
  const names = [...(hasTargets ? ['target'] : []), ...(hasPlatforms ? ['platform'] : [])]
  const rows = counts.slice(0, shownRows).map(({ target, platform, executed, cached, seconds }) => {
    const places = [...(hasTargets ? [target] : []), ...(hasPlatforms ? [platform] : [])]
    const numbers = [String(executed), String(cached), formatSeconds(seconds)]
    return row(...places.map((place) => (place === '' ? '' : code(place))), ...numbers)
  })
  const more = counts.length - rows.length
  const table = [
    row(...names, 'steps executed', 'from cache', 'time in steps'),
    row(...names.map(() => '---'), '---:', '---:', '---:'),
    ...rows,
  ].join('\n')
  return more > 0 ? `${table}\n\nand ${more} more` : table
}

function slowTable(slowest: BuildReport['slowest']): string {
  const rows = slowest.map(({ title, seconds }) => row(code(shorten(title)), formatSeconds(seconds)))
  const table = [row('slowest steps', 'time'), row('---', '---:'), ...rows].join('\n')
  return `<details><summary>Slowest steps</summary>\n\n${table}\n\n</details>`
}

const longestTitle = 160

const shorten = (title: string): string =>
  title.length > longestTitle ? `${title.slice(0, longestTitle)}...` : title

/** The log has tenths of a second. */
const formatSeconds = (seconds: number): string => `${seconds.toFixed(1)} s`

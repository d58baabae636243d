import type { Node, YAMLMap } from 'yaml'
import { scalarText } from '../inputs/yaml-list.ts'
import { yaml } from '../libraries.ts'
import { splitList } from './entries.ts'
import { inputOf, type Job, type Step } from './step.ts'

type Platforms = { readonly list: readonly string[] } | { readonly why: string }

/** All platforms of a job whose matrix has one for each combination. */
export function findMatrixPlatforms(job: Job, build: Step): Platforms {
  const value = inputOf(build, 'platforms')
  if (value !== '' && !value.includes('${{')) return { list: splitList(value) }
  const [, key] = /^\$\{\{\s*matrix\.([\w-]+)\s*\}\}$/.exec(value) ?? []
  const unclear =
    'The platforms of the build jobs are not a list in the matrix, and the merge must name them. docs/platforms.md shows the jobs to write.'
  const matrix = matrixOf(job)
  if (key === undefined || matrix === undefined) return { why: unclear }
  const { isSeq } = yaml()
  const lists = matrix.items.filter(
    ({ key: name }) => !['include', 'exclude'].includes(scalarText(name) ?? ''),
  )
  const own = matrix.get(key, true)
  const include = matrix.get('include', true)
  const other = lists.find(
    ({ key: name, value: list }) => scalarText(name) !== key && (!isSeq(list) || list.items.length > 1),
  )
  if (other !== undefined || matrix.has('exclude')) {
    return {
      why: 'The matrix has more than the platforms, so a platform may have several digests. docs/platforms.md shows how to write variants.',
    }
  }
  const found = isSeq(own)
    ? own.items.map(scalarText)
    : isSeq(include)
      ? include.items.map((item) => platformOf(item, key))
      : []
  const list = found.flatMap((one) => one ?? [])
  if (list.length === 0 || list.length < found.length || list.some((one) => one.includes('${{')))
    return { why: unclear }
  if (new Set(list).size < list.length) {
    return { why: 'The matrix has a platform more than once. docs/platforms.md shows how to write variants.' }
  }
  return { list }
}

function matrixOf({ node }: Job): YAMLMap | undefined {
  const { isMap } = yaml()
  const strategy: Node | undefined = node?.get('strategy', true)
  const matrix = isMap(strategy) ? strategy.get('matrix', true) : undefined
  return isMap(matrix) ? matrix : undefined
}

const platformOf = (item: unknown, key: string): string | undefined =>
  yaml().isMap(item) ? scalarText(item.get(key, true)) : undefined

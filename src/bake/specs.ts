import { csv, splitFields } from '../csv.ts'
import { stringAt } from '../json.ts'
import type { BakeTarget } from './bake-target.ts'
import type { BakeValue } from './escape.ts'

/**
 * The items of a field such as attest, secret, cache-from or cache-to, in CSV form: `type=provenance,mode=max`. `--print` writes some
 * of them as objects, which older buildx versions do not accept as input.
 */
export function specsOf(target: BakeTarget, field: string): readonly string[] {
  const value = target[field]
  if (!Array.isArray(value)) return []
  return value.flatMap((item) => {
    if (typeof item === 'string') return [item]
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return []
    return [csv(...Object.entries(item).map(([key, setting]) => `${key}=${String(setting)}`))]
  })
}

/** One setting of an item in CSV form: `settingOf('type=local,dest=out', 'dest')` is `out`. */
export function settingOf(spec: string, key: string): string | undefined {
  const value = readSpec(spec)[key]
  return typeof value === 'string' ? value : undefined
}

/** Whether buildx reads a setting or a variable as true: Go's `strconv.ParseBool`. */
export const isTrue = (text = ''): boolean => /^(1|t|T|true|TRUE|True)$/.test(text)

/** The settings of one item by name. */
export type Spec = Readonly<Record<string, BakeValue>>

/** The items of such a field as records, whether they are in CSV or object form. */
export function readSpecs(target: BakeTarget, field: string): readonly Spec[] {
  const items = target[field]
  if (!Array.isArray(items)) return []
  return items.map((item: BakeValue) => {
    if (typeof item === 'string') return readSpec(item)
    return isSpec(item) ? item : { item }
  })
}

const isSpec = (item: BakeValue): item is Spec =>
  typeof item === 'object' && item !== null && !Array.isArray(item)

/** An entry without `=` is its own key, such as the ssh agent `default`. Other keys are case-insensitive, as in buildx. */
function readSpec(text: string): Spec {
  const fields = splitFields(text).map((field) => {
    const [, key = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(field) ?? []
    return [value === undefined ? key : key.toLowerCase(), value ?? key] as const
  })
  return Object.fromEntries(fields)
}

/** Where a build secret comes from. */
export interface SecretSource {
  /** Empty if a bake file sets none. */
  readonly id: string
  readonly variable?: string
  readonly path?: string
}

/** BuildKit's rules: `type=env,src=` also names a variable; an `id` alone is the name of a variable, or else of a file. */
export function readSecretSource(spec: Spec): SecretSource {
  const id = stringAt(spec, 'id') ?? ''
  const path = stringAt(spec, 'src') ?? stringAt(spec, 'source')
  const variable = stringAt(spec, 'env') ?? (spec.type === 'env' ? path : undefined)
  if (variable !== undefined) return { id, variable }
  if (path !== undefined) return { id, path }
  return id === '' ? { id } : { id, variable: id, path: id }
}

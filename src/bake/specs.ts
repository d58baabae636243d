import { csv, splitFields } from '../csv.ts'
import { stringAt } from '../json.ts'
import type { BakeTarget } from './bake-target.ts'
import type { BakeValue } from './escape.ts'

/**
 * The settings of a field that buildx writes either as `type=provenance,mode=max` or, in what `--print` says, as an
 * object: attest, secret, cache-from, cache-to. Always the first form, which older buildx knows too.
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

/** One setting of such a text: `settingOf('type=local,dest=out', 'dest')`. */
export function settingOf(spec: string, key: string): string | undefined {
  const value = readSpec(spec)[key]
  return typeof value === 'string' ? value : undefined
}

/** The settings of one item, by name. */
export type Spec = Readonly<Record<string, BakeValue>>

/** The items of such a field as records, in whichever form they are written. */
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

/** A field without `=` is its own key: the ssh agent `default`. Other keys mean the same in capitals, as for buildx. */
function readSpec(text: string): Spec {
  const fields = splitFields(text).map((field) => {
    const [, key = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(field) ?? []
    return [value === undefined ? key : key.toLowerCase(), value ?? key] as const
  })
  return Object.fromEntries(fields)
}

/** Where a build secret comes from. */
export interface SecretSource {
  /** Empty where a bake file gives none. */
  readonly id: string
  readonly variable?: string
  readonly path?: string
}

/** BuildKit's rule: `type=env,src=` names a variable too, and an `id` alone is a variable's name, else a file's. */
export function readSecretSource(spec: Spec): SecretSource {
  const id = stringAt(spec, 'id') ?? ''
  const path = stringAt(spec, 'src') ?? stringAt(spec, 'source')
  const variable = stringAt(spec, 'env') ?? (spec.type === 'env' ? path : undefined)
  if (variable !== undefined) return { id, variable }
  if (path !== undefined) return { id, path }
  return id === '' ? { id } : { id, variable: id, path: id }
}

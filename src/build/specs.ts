import type { BakeTarget } from '../bake/bake-target.ts'
import { csv } from '../csv.ts'

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

/** One setting of such a text: `settingOf('type=local,dest=out', 'dest')`. With a comma in it, it is in quotation marks. */
export function settingOf(spec: string, key: string): string | undefined {
  const [, quoted, plain] = new RegExp(`(?:^|,)(?:"${key}=((?:[^"]|"")*)"|${key}=([^,]*))`).exec(spec) ?? []
  return quoted?.replaceAll('""', '"') ?? plain
}

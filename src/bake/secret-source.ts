import { stringAt } from '../json.ts'
import type { Spec } from './specs.ts'

/** Where a build secret comes from. */
export interface SecretSource {
  /** Empty where a bake file gives none. */
  readonly id: string
  readonly variable?: string
  readonly path?: string
}

/** BuildKit's rule: `type=env,src=` names a variable too, and an `id` alone is a variable's name, else a file's. */
export function findSource(spec: Spec): SecretSource {
  const id = stringAt(spec, 'id') ?? ''
  const path = stringAt(spec, 'src') ?? stringAt(spec, 'source')
  const variable = stringAt(spec, 'env') ?? (spec.type === 'env' ? path : undefined)
  if (variable !== undefined) return { id, variable }
  if (path !== undefined) return { id, path }
  return id === '' ? { id } : { id, variable: id, path: id }
}

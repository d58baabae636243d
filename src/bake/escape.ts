/** Values of a bake definition: JSON. */
export type BakeValue =
  | string
  | number
  | boolean
  | null
  | readonly BakeValue[]
  | { readonly [key: string]: BakeValue }

/**
 * Makes every string of a bake definition literal. buildx reads strings in bake's JSON, keys too, as HCL
 * templates, where `${` and `%{` begin an expression and are written literally as `$${` and `%%{`
 * (HCL native syntax spec, "Template expressions").
 */
export function escapeTemplates(value: BakeValue): BakeValue {
  if (typeof value === 'string') return value.replace(/[$%](?=\{)/g, '$&$&')
  if (Array.isArray(value)) return value.map(escapeTemplates)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [escapeTemplates(key), escapeTemplates(item)]),
  )
}

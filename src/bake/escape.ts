/** A value in a bake definition: JSON. */
export type BakeValue =
  | string
  | number
  | boolean
  | null
  | readonly BakeValue[]
  | { readonly [key: string]: BakeValue }

/**
 * Escapes every string in a bake definition, keys included. buildx reads strings in bake's JSON as HCL templates, in which `${` and
 * `%{` start an expression and `$${` and `%%{` are the literal characters (HCL native syntax spec, "Template expressions").
 */
export function escapeTemplates(value: BakeValue): BakeValue {
  if (typeof value === 'string') return value.replace(/[$%](?=\{)/g, '$&$&')
  if (Array.isArray(value)) return value.map(escapeTemplates)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [escapeTemplates(key), escapeTemplates(item)]),
  )
}

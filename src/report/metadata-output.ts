import { isRecord, type Json, parseJson } from '../json.ts'

type Fields = Readonly<Record<string, Json>>

/**
 * buildx's account of what was built as JSON of at most `limit` characters; empty where nothing fits. Full provenance
 * (BUILDX_METADATA_PROVENANCE=max) can be large; the registry has it too, so it goes first. Then the field that takes most
 * room goes, of all targets, until the rest fits. With `isMany` the account is by target, else it is one image's.
 */
export function formatMetadata(text: string, isMany: boolean, limit: number): string {
  if (text.length <= limit) return text
  const json = parseJson(text)
  if (!isRecord(json)) return ''
  let rest = withoutField(json, isMany, isProvenance)
  for (;;) {
    const shorter = JSON.stringify(rest)
    if (shorter.length <= limit) return shorter
    const largest = findLargest(rest, isMany)
    if (largest === undefined) return ''
    rest = withoutField(rest, isMany, (name) => name === largest)
  }
}

/** Of several platforms each has its own, `buildx.build.provenance/linux/arm64`. */
const isProvenance = (name: string): boolean => /^buildx\.build\.provenance(\/|$)/.test(name)

/** By target, what is no object is no target: `buildx.build.warnings` stands beside them. */
const isTarget = (isMany: boolean, value: Json): value is Fields => isMany && isRecord(value)

function withoutField(json: Fields, isMany: boolean, isDropped: (name: string) => boolean): Fields {
  const kept = Object.entries(json).flatMap(([name, value]) => {
    if (isTarget(isMany, value)) return [[name, withoutField(value, false, isDropped)]]
    return isDropped(name) ? [] : [[name, value]]
  })
  return Object.fromEntries(kept)
}

/** The digest is what most people want of it, and goes last. */
function findLargest(json: Fields, isMany: boolean): string | undefined {
  const sizes = new Map<string, number>()
  const fields = Object.entries(json).flatMap((field) =>
    isTarget(isMany, field[1]) ? Object.entries(field[1]) : [field],
  )
  for (const [name, value] of fields) {
    const size = name === 'containerimage.digest' ? 0 : JSON.stringify({ [name]: value }).length
    sizes.set(name, (sizes.get(name) ?? 0) + size)
  }
  return [...sizes].sort(([, a], [, b]) => b - a)[0]?.[0]
}

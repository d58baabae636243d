import { isRecord, type Json, parseJson } from '../json.ts'
import { isDigest } from '../model/reference.ts'

/** Fields that the builder fills with a digest. */
const digestFields: ReadonlySet<string> = new Set([
  'digest',
  'containerimage.digest',
  'containerimage.config.digest',
])

/** Fields with names that the plan or buildx chose. */
const nameFields: ReadonlySet<string> = new Set(['mediaType', 'image.name', 'buildx.build.ref'])

/**
 * buildx's account without secrets, as JSON of the same shape: full provenance has the build's arguments and its
 * Dockerfile in it. Only texts change. A secret is looked for in what JSON means, since JSON writes quotation marks and line
 * breaks in another way.
 */
export function cleanMetadata(text: string, clean: Clean): string {
  const json = parseJson(text)
  if (json === undefined) return clean(text)
  const before = JSON.stringify(json)
  const cleaned = cleanJson(json, '', clean)
  return JSON.stringify(cleaned) === before ? text : JSON.stringify(cleaned, null, 2)
}

function cleanJson(json: Json, field: string, clean: Clean): Json {
  if (typeof json === 'string') return isFixed(field, json) ? json : clean(json)
  if (Array.isArray(json)) return json.map((item: Json) => cleanJson(item, field, clean))
  if (!isRecord(json)) return json
  const cleaned = Object.entries(json).map(([key, value]) => [key, cleanJson(value, key, clean)])
  return Object.fromEntries(cleaned)
}

function isFixed(field: string, text: string): boolean {
  if (nameFields.has(field)) return true
  return digestFields.has(field) ? isDigest(text) : field === 'sha256' && /^[0-9a-f]{64}$/.test(text)
}

/** Takes secrets out of free text. */
export type Clean = (text: string) => string

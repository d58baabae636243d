import { isRecord, type Json, parseJson } from '../json.ts'
import { isDigest } from '../model/reference.ts'
import type { ImageResult, Result, TagResult } from '../model/result.ts'
import type { Problem } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import { type Plan, references } from '../plan/plan.ts'

/** What a report is made of. */
export interface Told {
  readonly trigger: Trigger
  readonly plans: readonly Plan[]
  readonly result: Result
  /** `level:key=value`, by the image's target. */
  readonly annotations: ReadonlyMap<string, readonly string[]>
  readonly problems: readonly Problem[]
}

/**
 * Takes secrets out of a report, field by field, before it becomes outputs, a summary and log lines.
 *
 * Free text is cleaned: reasons, errors, values of labels and annotations, and buildx's metadata. Fields of fixed form stay as they
 * are, whatever a secret's value is: digests, references, names of images and tags, the version, actions, platforms, sizes,
 * and the keys of JSON. `pushed` would be wrong otherwise, and a reference that nobody can pull hides nothing: the
 * registry shows it. A label's value that is such a name, digest or fact of the event as a whole is of fixed form too.
 */
export function cleanReport<T extends Told>(report: T, clean: Clean): T {
  const cleanValue = createValueCleaner(report, clean)
  return {
    ...report,
    plans: cleanPlans(report, clean),
    result: cleanResult(report.result, clean),
    annotations: new Map(
      [...report.annotations].map(([target, items]) => [
        target,
        items.map((item) => cleanItem(item, cleanValue)),
      ]),
    ),
    problems: report.problems.map((problem) => cleanProblem(problem, clean)),
  }
}

/** Plans with clean labels and annotations. */
export function cleanPlans(told: Pick<Told, 'trigger' | 'plans'>, clean: Clean): readonly Plan[] {
  const cleanValue = createValueCleaner(told, clean)
  return told.plans.map((plan) => ({
    ...plan,
    intent: cleanReason(plan.intent, clean),
    labels: mapValues(plan.labels, cleanValue),
    annotations: mapValues(plan.annotations, cleanValue),
  }))
}

/** All but the code, which is an address in the documentation. */
export function cleanProblem({ code, what, fix, original }: Problem, clean: Clean): Problem {
  return {
    code,
    what: clean(what),
    fix: clean(fix),
    ...(original !== undefined && { original: clean(original) }),
  }
}

/** An intent, a tag or an origin with a clean reason. */
export function cleanReason<T extends { readonly reason?: string }>(one: T, clean: Clean): T {
  return one.reason === undefined ? one : { ...one, reason: clean(one.reason) }
}

function cleanResult(result: Result, clean: Clean): Result {
  return {
    ...result,
    intent: cleanReason(result.intent, clean),
    images: result.images.map((image) => cleanImage(image, clean)),
    ...(result.files && { files: result.files.map((file) => ({ ...file, path: clean(file.path) })) }),
    ...(result.metadata !== undefined && { metadata: cleanMetadata(result.metadata, clean) }),
  }
}

function cleanImage(image: ImageResult, clean: Clean): ImageResult {
  const { origin } = image
  const why = origin?.why
  return {
    ...image,
    tags: image.tags.map((tag): TagResult => cleanReason(tag, clean)),
    ...(origin !== undefined && why !== undefined && { origin: { ...origin, why: clean(why) } }),
  }
}

type CleanValue = (key: string, value: string) => string

/** Cleans the value of a label or annotation, unless it is public as a whole. */
function createValueCleaner({ trigger, plans }: Pick<Told, 'trigger' | 'plans'>, clean: Clean): CleanValue {
  const { repository, ref } = trigger
  const known = new Set([
    ...[trigger.revision, trigger.sha, trigger.commitTime, trigger.time, trigger.event],
    ...[repository.url, repository.name, repository.license, 'name' in ref ? ref.name : undefined],
    ...plans.flatMap(({ version, tags }) => [version, ...tags.map(({ name }) => name)]),
    ...plans.flatMap(references),
  ])
  // Ours alone: commits, versions, keys and digests for the guards of later runs.
  return (key, value) => (key.startsWith('dev.tagboat.') || known.has(value) ? value : clean(value))
}

/** `index:org.opencontainers.image.title=value` */
function cleanItem(item: string, cleanValue: CleanValue): string {
  const equals = item.indexOf('=')
  if (equals < 0) return item
  const key = item.slice(0, equals)
  return `${key}=${cleanValue(key.replace(/^[^:]*:/, ''), item.slice(equals + 1))}`
}

const mapValues = (values: Readonly<Record<string, string>>, change: CleanValue) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(key, value)]))

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

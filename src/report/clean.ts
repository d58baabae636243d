import { isRecord, type Json, parseJson } from '../json.ts'
import type { BuildReport } from '../model/build-report.ts'
import { isDigest } from '../model/reference.ts'
import type { ImageResult, Result, TagResult } from '../model/result.ts'
import type { Problem } from '../model/tagboat-error.ts'
import { contentRevision, type Trigger } from '../model/trigger.ts'
import { type Plan, references } from '../plan/plan.ts'

/** The parts of a report. */
export interface Reportable {
  readonly trigger: Trigger
  readonly plans: readonly Plan[]
  readonly result: Result
  /** `level:key=value`, by the image's target. */
  readonly annotations: ReadonlyMap<string, readonly string[]>
  readonly problems: readonly Problem[]
}

/**
 * Removes secrets from a report, field by field, before it becomes outputs, a summary and log lines.
 *
 * Free text is cleaned: reasons, errors, values of labels and annotations, and buildx's metadata. Fields of fixed form stay as they
 * are, whatever a secret's value is: digests, references, names of images and tags, the version, actions, platforms, sizes,
 * and the keys of JSON. `pushed` would be wrong otherwise, and a masked reference would hide
 * nothing that the registry does not show. A label whose whole value is such a name, digest or fact of the event is of
 * fixed form too.
 */
export function cleanReport<T extends Reportable>(report: T, clean: Clean): T {
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

/** Plans with clean rules, labels and annotations. */
export function cleanPlans(parts: Pick<Reportable, 'trigger' | 'plans'>, clean: Clean): readonly Plan[] {
  const cleanValue = createValueCleaner(parts, clean)
  return parts.plans.map((plan) => ({
    ...plan,
    intent: cleanReason(plan.intent, clean),
    tags: plan.tags.map((tag) => (tag.rule === undefined ? tag : { ...tag, rule: clean(tag.rule) })),
    labels: mapValues(plan.labels, cleanValue),
    annotations: mapValues(plan.annotations, cleanValue),
  }))
}

/** Cleans everything but the code, which names a heading of the documentation. */
export function cleanProblem({ code, what, fix, original, place }: Problem, clean: Clean): Problem {
  return {
    code,
    what: clean(what),
    fix: clean(fix),
    ...(original !== undefined && { original: clean(original) }),
    ...(place !== undefined && { place: { ...place, file: clean(place.file) } }),
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
    ...(result.build && { build: cleanBuild(result.build, clean) }),
    ...(result.metadata !== undefined && { metadata: cleanMetadata(result.metadata, clean) }),
  }
}

/** A step's title has the text of the Dockerfile, with build arguments filled in. Targets and platforms come from titles, too. */
const cleanBuild = (build: BuildReport, clean: Clean): BuildReport => ({
  ...build,
  counts: build.counts.map((count) => ({
    ...count,
    target: clean(count.target),
    platform: clean(count.platform),
  })),
  slowest: build.slowest.map((step) => ({ ...step, title: clean(step.title) })),
})

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
function createValueCleaner(
  { trigger, plans }: Pick<Reportable, 'trigger' | 'plans'>,
  clean: Clean,
): CleanValue {
  const { repository, ref } = trigger
  const known = new Set([
    ...[
      contentRevision(trigger),
      trigger.revision,
      trigger.sha,
      trigger.commitTime,
      trigger.time,
      trigger.event,
    ],
    ...[repository.url, repository.name, repository.license, 'name' in ref ? ref.name : undefined],
    ...plans.flatMap(({ version, tags }) => [version, ...tags.map(({ name }) => name)]),
    ...plans.flatMap(references),
  ])
  // Only Tagboat writes these: commits, versions, keys and digests for the guards of later runs.
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
 * Removes secrets from buildx's metadata, which with full provenance contains build arguments and the Dockerfile. The JSON
 * keeps its shape; only strings change. They are cleaned after parsing, because JSON escapes quotation marks and line
 * breaks.
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

/** Removes secrets from free text. */
export type Clean = (text: string) => string

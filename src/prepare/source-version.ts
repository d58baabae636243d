import { resolve } from 'node:path'
import { findDaemonImage } from '../build/daemon-image.ts'
import { createDocker } from '../docker/docker.ts'
import { sourceLabelInherited, sourceOfOtherVersion, sourceVersionless } from '../errors/source-image.ts'
import type { SourceImage } from '../inputs/from-image.ts'
import { describeSource, type From, imageNames, sourceImagesOf } from '../inputs/from-input.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { usesSourceVersion } from '../inputs/source-expressions.ts'
import { type Json, stringAt } from '../json.ts'
import { settleAll, TagboatError } from '../model/tagboat-error.ts'
import { decideIntent, runsWithoutSecrets } from '../plan/decide-intent.ts'
import { type Plan, references } from '../plan/plan.ts'
import type { Log } from '../ports/ports.ts'
import type { Ports } from '../ports/run-ports.ts'
import { type ImageReader, isOurs, readLabels } from '../publish/image-facts.ts'
import { isReservedForTags } from '../tags/reserved.ts'
import { slug } from '../tags/slug.ts'
import { findVersion } from '../tags/versions.ts'
import { lookOnly, openPlainAccess, openRegistry } from './access.ts'
import { type FoundImage, findImages, type SourceReader } from './find-images.ts'
import { resolveLayout } from './resolve-images.ts'
import type { RunState } from './run-state.ts'

/** Sources whose version can be read before the plan. */
type Readable = Exclude<From, { kind: 'digests' }>

type Asked = Pick<RunState, 'trigger' | 'inputs' | 'workspace' | 'isUntrusted'>

/**
 * Adds the version of the source to the inputs, if `{{source_version}}` is used; otherwise returns them as they are, without
 * any request. Images in a registry are pinned to the digest that was read, because a tag may move before the publish.
 * Throws a TagboatError if the source has no version. In a dry run, and in a run without secrets that publishes nothing,
 * this is a warning, and the version stays unknown.
 */
export async function addSourceVersion(ports: Ports, asked: Asked): Promise<Inputs> {
  const { trigger, inputs } = asked
  const { from } = inputs
  if (from === undefined || from.kind === 'digests' || !usesSourceVersion(inputs)) return inputs
  const intent = decideIntent(trigger, inputs.push)
  if (intent.kind === 'nothing') return inputs
  try {
    const known = await readVersion(ports, asked, from)
    for (const line of describe(known)) ports.log.report(line)
    return { ...inputs, from: known }
  } catch (error) {
    const isBlind = intent.kind === 'build' && (asked.isUntrusted || runsWithoutSecrets(trigger))
    if (!(error instanceof TagboatError) || !(inputs.dryRun || isBlind)) throw error
    for (const { what, fix } of error.problems) ports.log.warning(`${what} ${fix}`)
    return inputs
  }
}

async function readVersion(ports: Ports, asked: Asked, from: Readable): Promise<Readable> {
  const { inputs, workspace, trigger } = asked
  const { url } = trigger.repository
  if (from.kind === 'daemon') {
    const { labels } = await findDaemonImage(createDocker(ports.exec, {}), from.image, [])
    const version = judgeLabels(labels, describeSource(from, '').tag, url)
    return { ...from, version: oneVersion([version], `docker-daemon:${from.image}`).version }
  }
  if (from.kind === 'layout') {
    const quiet = { ...ports, log: { ...ports.log, report: () => {} } }
    const layout = await resolveLayout(quiet, resolve(workspace, from.folder), from, [])
    const versions = await readVersions(layout.reader, layout.images, url)
    return { ...from, version: oneVersion(versions, `oci-layout:${from.folder}`).version }
  }
  const { access, configDir } = await openPlainAccess(ports, { ...asked, inputs, plans: [] })
  try {
    const isPush = decideIntent(trigger, inputs.push).kind === 'push'
    const registry = openRegistry(ports, access, isPush && !inputs.dryRun ? {} : lookOnly)
    const names = imageNames(from)
    const groups = names.length === 0 ? [from.images] : names.map((name) => sourceImagesOf(from, name))
    const pinned = await settleAll(groups.map((images) => pinAll(ports.log, registry, images, url)))
    return { kind: 'images', images: pinned.flat() }
  } finally {
    await ports.files.remove(configDir)
  }
}

/** Pins the images to their digests and adds their common version. */
async function pinAll(
  log: Log,
  registry: SourceReader,
  images: readonly SourceImage[],
  sourceUrl: string,
): Promise<readonly SourceImage[]> {
  const found = await findImages(registry, images, [])
  const text = images.map((image) => image.text).join(', ')
  const { version, isCertain } = oneVersion(await readVersions(registry, found, sourceUrl), text)
  if (!isCertain) log.notice(sourceLabelInherited(text, version))
  return found.map(({ image, content }) => ({ ...image, target: { digest: content.digest }, version }))
}

export const readVersions = (
  registry: ImageReader,
  found: readonly FoundImage[],
  sourceUrl: string,
): Promise<readonly (SourceVersion | undefined)[]> =>
  Promise.all(found.map((image) => readSourceVersion(registry, image, sourceUrl)))

/** `The version of ghcr.io/acme/app:1 is 1.2.3.` */
function describe(from: Readable): readonly string[] {
  if (from.kind === 'images') {
    return from.images.map(({ text, version = '' }) => `The version of ${text} is ${version}.`)
  }
  const text = from.kind === 'daemon' ? `docker-daemon:${from.image}` : `oci-layout:${from.folder}`
  return [`The version of ${text} is ${from.version ?? ''}.`]
}

/** Whether the default tags include `latest`: only then is the source's version read, for a warning. */
export const givesDefaultLatest = ({ rules }: Inputs, plan: Plan): boolean =>
  rules.isDefault && plan.tags.some(({ name }) => name === 'latest')

/** Warns if the default tags would give `latest` to an image whose version differs from the run's. */
export function warnOfOtherVersion(
  log: Log,
  inputs: Inputs,
  plan: Plan,
  text: string,
  found: SourceVersion | undefined,
): void {
  if (!givesDefaultLatest(inputs, plan) || found?.isCertain !== true) return
  const version = findVersion(found.version)
  if (version === undefined || version.full === findVersion(plan.version)?.full) return
  const ref = references(plan).find((each) => each.endsWith(':latest')) ?? 'latest'
  log.warning(sourceOfOtherVersion(ref, text, found.version))
}

const key = 'org.opencontainers.image.version'

/** The version of an image, and whether it is certain. */
export interface SourceVersion {
  readonly version: string
  /** False for a label that may be inherited from the base image. */
  readonly isCertain: boolean
}

/**
 * Reads the version of an image (OCI image spec 1.1, "annotations.md"), in this order: its annotation; its label, if the image is from
 * this repository; its tag, if that is a full version; any other label. undefined if it has none of them. An index without
 * an annotation costs two requests, for its first platform's manifest and configuration.
 */
export async function readSourceVersion(
  registry: ImageReader,
  { image, content }: FoundImage,
  sourceUrl: string,
): Promise<SourceVersion | undefined> {
  const annotation = stringAt(content.json, 'annotations', key)
  if (annotation !== undefined) return { version: annotation, isCertain: true }
  return judgeLabels(await readLabels(registry, image.repository, content.json), image.tag, sourceUrl)
}

/** The same for labels and a tag. Pure. */
export function judgeLabels(
  labels: Json,
  tag: string | undefined,
  sourceUrl: string,
): SourceVersion | undefined {
  const label = stringAt(labels, key)
  if (label !== undefined && isOurs(labels, sourceUrl)) return { version: label, isCertain: true }
  const version = tag === undefined ? undefined : findVersion(tag)
  if (tag !== undefined && version?.isFixed && version.raw === tag) return { version: tag, isCertain: true }
  return label === undefined ? undefined : { version: label, isCertain: false }
}

/**
 * The common version of all images. Throws a TagboatError if there is none or more than one, or if it is a name that other
 * rules give: `latest`, `pr-7`, `sha-...`.
 */
export function oneVersion(versions: readonly (SourceVersion | undefined)[], text: string): SourceVersion {
  const distinct = [...new Set(versions.flatMap((one) => one?.version ?? []))]
  const [first] = versions
  if (first === undefined || versions.includes(undefined)) throw new TagboatError(sourceVersionless(text))
  // An image can claim any version, but not a tag that other rules give.
  const taken = distinct.find((version) => isReservedForTags(slug(version)))
  if (distinct.length > 1 || taken !== undefined) throw new TagboatError(sourceVersionless(text, distinct))
  return first
}

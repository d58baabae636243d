import { resolve } from 'node:path'
import { findDaemonImage } from '../docker/daemon.ts'
import { createDocker } from '../docker/docker.ts'
import { sourceLabelInherited, sourceOfOtherVersion } from '../errors/source-image.ts'
import type { SourceImage } from '../inputs/from-image.ts'
import { describeSource, type From, imageNames, sourcesOf } from '../inputs/from-input.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { usesSourceVersion } from '../inputs/source-expressions.ts'
import { settleAll, TagboatError } from '../model/tagboat-error.ts'
import { decideIntent, runsWithoutSecrets } from '../plan/decide-intent.ts'
import { type Plan, references } from '../plan/plan.ts'
import type { Log } from '../ports/ports.ts'
import type { Ports } from '../ports/run-ports.ts'
import { resolveLayout } from '../publish/from-layout.ts'
import type { ImageReader } from '../publish/image-facts.ts'
import { type FoundImage, findImages, type SourceReader } from '../publish/source.ts'
import { judgeLabels, oneVersion, readSourceVersion, type SourceVersion } from '../publish/source-version.ts'
import { findVersion } from '../tags/versions.ts'
import { lookOnly, openPlainAccess, openRegistry } from './access.ts'
import type { RunState } from './run-state.ts'

/** What has a version to read. */
type Readable = Exclude<From, { kind: 'digests' }>

type Asked = Pick<RunState, 'trigger' | 'inputs' | 'workspace' | 'isUntrusted'>

/**
 * Inputs that know the version of what input from names, where `{{source_version}}` needs it; as they are otherwise, without
 * any request. Images of a registry are pinned to the digest that was read: a tag may move before they are published. Throws a
 * TagboatError where there is no version; in a dry run, and in one that publishes nothing and has no secrets, that is a
 * warning, and the version stays unknown.
 */
export async function learnSourceVersion(ports: Ports, asked: Asked): Promise<Inputs> {
  const { trigger, inputs } = asked
  const { from } = inputs
  if (from === undefined || from.kind === 'digests' || !usesSourceVersion(inputs)) return inputs
  const intent = decideIntent(trigger, inputs.push)
  if (intent.kind === 'nothing') return inputs
  try {
    const known = await learn(ports, asked, from)
    for (const line of describe(known)) ports.log.report(line)
    return { ...inputs, from: known }
  } catch (error) {
    const isBlind = intent.kind === 'build' && (asked.isUntrusted || runsWithoutSecrets(trigger))
    if (!(error instanceof TagboatError) || !(inputs.dryRun || isBlind)) throw error
    for (const { what, fix } of error.problems) ports.log.warning(`${what} ${fix}`)
    return inputs
  }
}

async function learn(ports: Ports, asked: Asked, from: Readable): Promise<Readable> {
  const { inputs, workspace, trigger } = asked
  const { url } = trigger.repository
  if (from.kind === 'daemon') {
    const { labels } = await findDaemonImage(createDocker(ports.exec, {}), from.image, [])
    const told = judgeLabels(labels, describeSource(from, '').tag, url)
    return { ...from, version: oneVersion([told], `docker-daemon:${from.image}`).version }
  }
  if (from.kind === 'layout') {
    const quiet = { ...ports, log: { ...ports.log, report: () => {} } }
    const layout = await resolveLayout(quiet, resolve(workspace, from.folder), from, [])
    const told = await readVersions(layout.reader, layout.images, url)
    return { ...from, version: oneVersion(told, `oci-layout:${from.folder}`).version }
  }
  const { access, configDir } = await openPlainAccess(ports, { ...asked, inputs, plans: [] })
  try {
    const isPush = decideIntent(trigger, inputs.push).kind === 'push'
    const registry = openRegistry(ports, access, isPush && !inputs.dryRun ? {} : lookOnly)
    const names = imageNames(from)
    const groups = names.length === 0 ? [from.images] : names.map((name) => sourcesOf(from, name))
    const pinned = await settleAll(groups.map((images) => pinAll(ports.log, registry, images, url)))
    return { kind: 'images', images: pinned.flat() }
  } finally {
    await ports.files.remove(configDir)
  }
}

/** The images that one is made of, by digest, and with the one version that they have. */
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

/** Whether the default tags give `latest` here: only then the version of the source is read for a warning. */
export const givesDefaultLatest = ({ rules }: Inputs, plan: Plan): boolean =>
  rules.isDefault && plan.tags.some(({ name }) => name === 'latest')

/** Warns where the default tags would give `latest` to an image whose version is another one than the run's. */
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

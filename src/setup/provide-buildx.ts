import { tmpdir } from 'node:os'
import { coerce } from 'semver'
import { buildxLacks, buildxMissing, buildxTooOld } from '../errors/engine.ts'
import {
  buildxChoice,
  buildxUnknown,
  buildxUnsupported,
  downloadFailed,
  pinMissing,
} from '../errors/setup.ts'
import { oldestBuildx } from '../inputs/buildx-inputs.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { type Problem, TagboatError } from '../model/tagboat-error.ts'
import { type BuildxNeed, findBuildxNeeds, findUnmet } from './buildx-needs.ts'
import { assetName, buildxReleases, parseChecksums, releaseUrl } from './buildx-release.ts'
import { download } from './download.ts'
import { readPins } from './pins.ts'
import { type PlacePorts, placeBuildx, type Release } from './place-program.ts'

/** buildx as docker reports it. */
export interface FoundBuildx {
  /** The version of the docker command, for messages. */
  readonly client: string
  /** buildx's own version, `v0.29.1` or `0.29.1+ds1`; undefined if docker finds no buildx that works. */
  readonly reported?: string | undefined
  /** Path of the plugin, if docker reports it. */
  readonly path?: string | undefined
  /** Why the plugin does not work. */
  readonly why?: string | undefined
}

/** A buildx that can do what the step requests. */
export interface UsableBuildx {
  /** `major.minor.patch` */
  readonly version: string
  /** Path of the program; undefined for the one that `docker buildx` runs. */
  readonly path?: string
}

/** Returns the buildx that was found, or another one in its place. Throws a TagboatError if neither can be used. */
export type ProvideBuildx = (found: FoundBuildx) => Promise<UsableBuildx>

export interface BuildxPorts extends PlacePorts {
  readonly actionFolder: string
}

/** Accepts the buildx that was found, and downloads none. */
export const requireBuildx: ProvideBuildx = async (found) => {
  const problem = findProblem(found, [{ feature: 'Tagboat', oldest: oldestBuildx }])
  if (problem !== undefined) throw new TagboatError(problem)
  return usable(found)
}

/**
 * Provides the buildx of a step. Without input `buildx-version` it is the one that was found, or the pinned version if that is missing
 * or too old for what the inputs request; with it, it is exactly that version. Only inputs choose version and address: nothing in the
 * checkout does.
 */
export function createBuildxProvider(
  ports: BuildxPorts,
  inputs: Pick<Inputs, 'bake' | 'build' | 'buildx'>,
): ProvideBuildx {
  const { version } = inputs.buildx
  return async (found) => {
    const placed = ports.tools.placed.get('buildx')
    if (placed !== undefined) return placed
    const needs = findBuildxNeeds(inputs)
    const problem = findProblem(found, needs)
    if (version === undefined && problem === undefined) return usable(found)
    if (version !== undefined && isVersion(found, version) && problem === undefined) return usable(found)
    if (version !== undefined) checkChoice(version, needs)
    const release = await findRelease(ports, inputs.buildx, problem)
    const path = await placeBuildx(ports, ports.env.RUNNER_TEMP || tmpdir(), release)
    const provided = { version: coerce(release.version)?.version ?? release.version, path }
    ports.tools.placed.set('buildx', provided)
    return provided
  }
}

/** Why the buildx that was found cannot do what is needed. */
function findProblem(
  { client, reported, why }: FoundBuildx,
  needs: readonly BuildxNeed[],
): Problem | undefined {
  if (reported === undefined) return buildxMissing(client, why)
  const version = coerce(reported)?.version
  const unmet = version === undefined ? needs[0] : findUnmet(version, needs)
  if (unmet === undefined) return undefined
  return unmet.oldest === oldestBuildx
    ? buildxTooOld(reported, oldestBuildx)
    : buildxLacks(unmet.feature, unmet.oldest, version ?? reported)
}

const usable = ({ reported, path }: FoundBuildx): UsableBuildx => ({
  version: coerce(reported)?.version ?? '0.0.0',
  ...(path === undefined ? {} : { path }),
})

/** Whether buildx reports exactly this version; a distribution's package adds `+` and a revision. */
const isVersion = ({ reported = '' }: FoundBuildx, version: string): boolean =>
  reported.replace(/^v/, '').replace(/\+.*$/, '') === version

function checkChoice(version: string, needs: readonly BuildxNeed[]): void {
  const unmet = findUnmet(coerce(version)?.version ?? version, needs)
  if (unmet !== undefined) throw new TagboatError(buildxChoice(unmet.feature, unmet.oldest, version))
}

/** Finds address and checksum. A pinned version needs no request; another one has its checksums in its release. */
async function findRelease(
  ports: BuildxPorts,
  { version: asked, mirror }: Inputs['buildx'],
  problem: Problem | undefined,
): Promise<Release> {
  const { buildx: pin } = await readPins(ports.files, ports.actionFolder)
  const version = asked ?? pin?.version
  if (version === undefined) {
    const missing = pinMissing('buildx')
    throw problem === undefined ? new TagboatError(missing) : new TagboatError(problem, missing)
  }
  const isAsked = asked !== undefined
  const base = mirror ?? buildxReleases
  const asset = assetName(version, ports.tools.machine)
  const url = releaseUrl(base, version, asset)
  const why = problem?.what ?? 'Input buildx-version selects another version than the installed one.'
  ports.log.info(`${why} This step uses buildx ${version} (${url}).`)
  const sums =
    pin?.version === version
      ? new Map(Object.entries(pin.sha256))
      : await readChecksums(ports, version, releaseUrl(base, version, 'checksums.txt'))
  const sha256 = sums.get(asset)
  if (sha256 === undefined) throw new TagboatError(buildxUnsupported(version, ports.tools.machine))
  return { version, url, sha256, isAsked }
}

const listLimits = { bytes: 1024 * 1024, time: 60_000 }

async function readChecksums(
  ports: BuildxPorts,
  version: string,
  url: string,
): Promise<ReadonlyMap<string, string>> {
  const text = await download(ports, url, listLimits, async (chunks) => {
    const parts: Uint8Array[] = []
    for await (const chunk of chunks) parts.push(chunk)
    return Buffer.concat(parts).toString('utf8')
  })
  if (text === undefined) throw new TagboatError(buildxUnknown(version, url, true))
  const sums = parseChecksums(text)
  if (sums === undefined) throw new TagboatError(downloadFailed(url, 'it is not a list of checksums'))
  return sums
}

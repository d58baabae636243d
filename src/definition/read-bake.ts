import { resolve } from 'node:path'
import { coerce, gte } from 'semver'
import type { BakeDefinition } from '../bake/bake-target.ts'
import { findLostOverrides, parsePrint } from '../bake/parse-print.ts'
import { findTargetProblems } from '../bake/target-outputs.ts'
import { type Docker, outputOf } from '../docker/docker.ts'
import * as errors from '../errors/bake.ts'
import { workspaceEmpty } from '../errors/build.ts'
import { buildxLacks, dockerMissing } from '../errors/engine.ts'
import type { BakeInputs } from '../inputs/bake-inputs.ts'
import { TagboatError, throwAll } from '../model/tagboat-error.ts'
import type { Env, ExecResult, Files, Log } from '../ports/ports.ts'
import { type BakeReads, checkBakeReads } from '../reads/bake-reads.ts'
import { checkPrint } from '../reads/check-print.ts'
import type { PathPolicy } from '../reads/path-policy.ts'
import { readQuotes, withoutQuotes } from '../reads/quotes.ts'
import { newerFeatures } from '../setup/buildx-needs.ts'
import { type FoundBuildx, requireBuildx } from '../setup/provide-buildx.ts'

/** The buildx that reads the bake files. */
export interface BakeBuildx {
  /** `major.minor.patch` */
  readonly version: string
  readonly buildx: Docker
}

export interface BakePorts {
  /** The buildx that docker finds. */
  readonly buildx: Docker
  /** Chooses another buildx if that one cannot read bake files, or if the inputs name a version. Unset accepts it. */
  readonly choose?: (found: FoundBuildx) => Promise<BakeBuildx>
  readonly files: Files
  readonly log: Log
  /** The environment that buildx inherits. */
  readonly env: Env
  readonly pathPolicy: PathPolicy
}

/**
 * Reads bake files with `docker buildx bake --print`, which needs neither an engine nor a network. Throws a TagboatError if a
 * bake file does not exist, names a file outside the workspace, is refused by bake (with bake's own message), or if a chosen
 * target has an output that Tagboat does not support.
 */
export async function readBake(
  ports: BakePorts,
  workspace: string,
  inputs: BakeInputs,
): Promise<BakeDefinition> {
  await checkFiles(ports.files, workspace, inputs.files)
  const reads = await checkBakeReads({ ...ports, workspace }, ports.env, inputs)
  let choosing: Promise<BakeBuildx> | undefined
  const choose = () => {
    choosing ??= chooseBuildx(ports)
    return choosing
  }
  const print = (buildx: Docker) => runPrint(buildx, workspace, inputs, reads)
  const cleanUp = await checkPrint(
    { ...ports, workspace },
    inputs,
    reads,
    async () => (await choose()).version,
  )
  const isKnown = choosing !== undefined
  // In parallel, since each call takes 0.1 s to start. Once the version is known, another buildx may have been chosen.
  const [{ buildx }, first] = await Promise.all([choose(), isKnown ? undefined : print(ports.buildx)])
  const printed = first !== undefined && buildx === ports.buildx ? first : await print(buildx)
  await cleanUp()
  const definition = await readPrint(ports, workspace, inputs, reads, printed)
  checkDefinition(definition, inputs)
  return definition
}

/** Throws a TagboatError if no buildx can be used that reads bake files. */
async function chooseBuildx({ buildx, choose }: BakePorts): Promise<BakeBuildx> {
  const found = await askVersion(buildx)
  const chosen = choose ? await choose(found) : { ...(await requireBuildx(found)), buildx }
  const { feature, oldest } = newerFeatures.bakeFiles
  if (!gte(chosen.version, oldest)) throw new TagboatError(buildxLacks(feature, oldest, chosen.version))
  return chosen
}

async function checkFiles(files: Files, workspace: string, paths: readonly string[]): Promise<void> {
  const sizes = await Promise.all(paths.map((path) => files.size(resolve(workspace, path))))
  const missing = paths.filter((_, index) => sizes[index] === undefined)
  if (missing.length > 0 && (await files.list(workspace)).length === 0) {
    throw new TagboatError(workspaceEmpty(workspace))
  }
  throwAll(missing.map(errors.bakeFileMissing))
}

/** Parses `github.com/docker/buildx v0.29.1 <commit>`; builds of a distribution have no `v`. */
async function askVersion(buildx: Docker): Promise<FoundBuildx> {
  const result = await buildx(['version'])
  if (result.code === 127) throw new TagboatError(dockerMissing())
  const reported = result.stdout.trim().split(/\s+/)[1]
  const isWorking = result.code === 0 && coerce(reported) !== null
  const client = '(of unknown version)'
  return isWorking ? { client, reported } : { client, why: outputOf(result) }
}

function runPrint(
  buildx: Docker,
  workspace: string,
  inputs: BakeInputs,
  { pinned }: BakeReads,
): Promise<ExecResult> {
  const files = inputs.files.map((path) => `--file=${path}`)
  const overrides = inputs.set.map((override) => `--set=${override}`)
  const args = ['bake', '--print', '--progress=quiet', ...files, ...overrides, '--', ...inputs.targets]
  const env = Object.fromEntries(inputs.vars.map(({ key, value }) => [key, value]))
  return buildx(args, { cwd: workspace, env: { ...pinned, ...env } })
}

async function readPrint(
  { files, log }: BakePorts,
  workspace: string,
  inputs: BakeInputs,
  reads: BakeReads,
  result: ExecResult,
): Promise<BakeDefinition> {
  const isQuiet = result.code === 0 && result.stderr === ''
  if (!isQuiet) {
    const quotes = await readQuotes(files, workspace, inputs.files, reads)
    if (result.code !== 0) {
      throw new TagboatError(errors.bakeRefused(inputs.files, withoutQuotes(outputOf(result), quotes)))
    }
    // Warnings, for example about unset variables in a compose file.
    const lines = withoutQuotes(result.stderr, quotes).split('\n')
    for (const line of lines.filter((text) => text.trim() !== '')) log.foreign(line)
  }
  log.debug(`Bake files, as buildx reads them:\n${result.stdout}`)
  const definition = parsePrint(result.stdout, inputs.targets)
  if (definition === undefined) throw new TagboatError(errors.bakePrintUnreadable(outputOf(result)))
  return definition
}

function checkDefinition(definition: BakeDefinition, inputs: BakeInputs): void {
  if (definition.chosen.length === 0) throw new TagboatError(errors.noBakeTarget(inputs.files))
  const unwritable = definition.chosen.flatMap((name) =>
    findTargetProblems(name, definition.targets.get(name) ?? {}),
  )
  const lost = findLostOverrides(definition, inputs.set).map(({ override, key }) =>
    errors.overrideLost(override, key),
  )
  throwAll([...unwritable, ...lost])
}

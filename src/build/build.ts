import { join, resolve } from 'node:path'
import { notNamed } from '../errors/build.ts'
import { TagboatError } from '../errors/tagboat-error.ts'
import type { BuildInputs } from '../inputs/build-inputs.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { type Plan, references } from '../plan/plan.ts'
import type { Clock, Env, Files, Log } from '../ports/ports.ts'
import type { Trigger } from '../trigger/trigger.ts'
import { placeAnnotations } from './annotate.ts'
import { runBake } from './bake.ts'
import type { Abilities } from './builder.ts'
import * as builders from './builder.ts'
import { defineBuild } from './definition.ts'
import { type Docker, said } from './docker.ts'
import { allowLanding, planAllowances } from './entitlements.ts'
import type { Landing } from './landing.ts'
import type { BuildMetadata } from './metadata.ts'
import type { Session } from './session.ts'

export interface BuildPorts {
  readonly files: Files
  readonly log: Log
  readonly clock: Clock
  readonly env: Env
  readonly remember: (name: 'config' | 'builder', value: string) => void
}

export interface Built extends BuildMetadata {
  /** As buildx got them, with their level. */
  readonly annotations: readonly string[]
  /** Milliseconds. */
  readonly duration: number
}

/** A build that is ready to run, as often as it must. */
export interface Build {
  readonly abilities: Abilities
  /** Builds, and pushes where the landing says so. Throws a TagboatError with bake's last words. */
  run(landing: Landing): Promise<Built>
  /** A folder of this run's own to build a layout into; absent where the builder pushes by digest itself, or cannot. */
  readonly layout?: { readonly folder: string; remove(): Promise<void> }
}

/** Chooses the builder, makes one where none can do the work, and prepares the definition's parts. */
export async function prepareBuild(
  ports: BuildPorts,
  session: Session,
  run: {
    readonly trigger: Trigger
    readonly inputs: Inputs
    readonly plan: Plan
    readonly workspace: string
  },
): Promise<Build> {
  const { plan, trigger, workspace } = run
  const inputs = run.inputs.build
  await maskSecrets(ports, workspace, inputs)
  const cacheTo = plan.intent.kind === 'push' ? inputs.cacheTo : dropCache(ports.log, inputs.cacheTo)
  const { name, abilities } = await takeBuilder(ports, session, run.inputs, cacheTo)
  const buildArgs = readBuildArgs(inputs.buildArgs, ports.env)
  const allow = planAllowances(inputs, cacheTo, workspace, abilities.buildx)
  const common = { plan, trigger, inputs, abilities, workspace, buildArgs }
  const folder = join(session.configDir, 'layout')
  const layout = { folder, remove: () => ports.files.remove(folder) }
  return {
    abilities,
    ...(abilities.driver === 'docker' && abilities.rich && { layout }),
    async run(landing) {
      if (landing.kind === 'layout') await prepareFolder(ports.files, landing.folder)
      // A cache is written once, with the build that counts.
      const definition = defineBuild({ ...common, landing, cacheTo: landing.kind === 'warm' ? [] : cacheTo })
      const allowed = [...allow, ...allowLanding(landing, workspace, abilities.buildx)]
      const request = {
        definition,
        builder: name,
        allow: allowed,
        workspace,
        scratch: session.configDir,
      }
      const started = ports.clock.now()
      const metadata = await runBake({ ...ports, buildx: session.buildx }, request)
      if (inputs.load && landing.kind === 'anchor')
        await nameLoaded(session.docker, landing.names[0], references(plan))
      const annotations = abilities.rich ? placeAnnotations(plan, definition.hasIndex) : []
      return { ...metadata, annotations, duration: ports.clock.now() - started }
    },
  }
}

/** Empty, and there: bake does not allow writing into a folder that is not. */
async function prepareFolder(files: Files, folder: string): Promise<void> {
  await files.remove(folder)
  await files.makeFolder(folder)
}

/** What is loaded has the anchor's name only; a person looks for it under every planned one. */
async function nameLoaded(
  docker: Docker,
  name: string | undefined,
  wanted: readonly string[],
): Promise<void> {
  if (name === undefined) return
  for (const other of wanted) {
    if (other === name) continue
    const result = await docker(['tag', name, other])
    if (result.code !== 0) throw new TagboatError(notNamed(other, said(result)))
  }
}

/** A build that prints its secrets must not print them into our log. */
async function maskSecrets(
  { files, log, env }: BuildPorts,
  workspace: string,
  inputs: BuildInputs,
): Promise<void> {
  const texts = await Promise.all(
    inputs.secretFiles.map(({ value }) => files.read(resolve(workspace, value))),
  )
  const values = inputs.secrets.map(({ value }) => value)
  for (const secret of [...values, ...inputs.secretEnvs.map(({ value }) => env[value]), ...texts])
    log.mask(secret ?? '')
}

/** A cache that others read is written only by runs that may publish. */
function dropCache(log: Log, cacheTo: readonly string[]): readonly string[] {
  if (cacheTo.length > 0) log.notice('Input cache-to is ignored in this run: it may not push.')
  return []
}

async function takeBuilder(ports: BuildPorts, session: Session, inputs: Inputs, cacheTo: readonly string[]) {
  const { engine, buildx } = session
  const needs = builders.findNeeds(inputs, cacheTo)
  const wanted = builders.wantedBuilder(inputs.build, ports.env)
  const choice = builders.chooseBuilder(session.builders, wanted, needs, engine)
  if (choice.kind === 'use') {
    const { name, driver } = choice.builder
    const store =
      driver === 'docker' ? `, ${engine.containerdStore ? 'containerd' : 'legacy'} image store` : ''
    ports.log.info(
      `Builder: ${name || 'buildx’s own'} (driver ${driver}${store}), since ${choice.why}; buildx ${engine.buildx}, engine ${engine.version}.`,
    )
    return { name: name || undefined, abilities: builders.describeAbilities(driver, engine) }
  }
  // The private directory's name is unique, and so is the builder's.
  const name = `tagboat-${session.configDir.slice(-6).toLowerCase()}`
  ports.log.info(`Builder: ${name} (driver docker-container) is created for this job, since ${choice.why}.`)
  ports.remember('builder', name)
  await builders.createBuilder(buildx, name)
  return { name, abilities: builders.describeAbilities('docker-container', engine) }
}

/** `KEY` alone takes the environment's value and is left out where there is none, as with docker itself. */
function readBuildArgs(args: readonly string[], env: Env): readonly (readonly [string, string])[] {
  return args.flatMap((arg) => {
    const equals = arg.indexOf('=')
    if (equals >= 0) return [[arg.slice(0, equals), arg.slice(equals + 1)] as const]
    const value = env[arg]
    return value === undefined ? [] : [[arg, value] as const]
  })
}

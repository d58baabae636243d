import { join } from 'node:path'
import { type BakeTarget, listOf } from '../bake/bake-target.ts'
import * as errors from '../errors/engine.ts'
import { TagboatError } from '../errors/tagboat-error.ts'
import type { BuildInputs } from '../inputs/build-inputs.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { arrayAt, booleanAt, parseJson, stringAt } from '../json.ts'
import type { Env, Files } from '../ports/ports.ts'
import { isAttested } from './attest.ts'
import { type Docker, said } from './docker.ts'
import type { Engine } from './engine.ts'
import { isArchive } from './file-output.ts'
import { specsOf } from './specs.ts'

/** A builder that buildx knows. */
export interface KnownBuilder {
  readonly name: string
  /** docker, docker-container, kubernetes, remote or cloud; empty where its engine does not answer. */
  readonly driver: string
  readonly current: boolean
  readonly broken: boolean
}

/** Which builder a build uses. */
export type BuilderChoice =
  | { readonly kind: 'use'; readonly builder: KnownBuilder; readonly why: string }
  | { readonly kind: 'create'; readonly why: string }

/** What a builder can do. */
export interface Abilities {
  readonly driver: string
  /** Several platforms, indexes, annotations, attestations, cache export. */
  readonly rich: boolean
  /** The engine loads indexes: several platforms, or an image with attestations. */
  readonly loadsIndexes: boolean
  readonly buildx: string
}

/**
 * The builders that buildx knows. Where nobody ever made one there is only the engine's own, whose driver is docker: that
 * is seen in buildx's folder (`instances`), without asking. It has no name then, since a name would say which context.
 */
export async function findBuilders(
  ports: { readonly buildx: Docker; readonly files: Files },
  buildxConfig: string,
  wanted: string,
): Promise<readonly KnownBuilder[]> {
  const made = await ports.files.list(join(buildxConfig, 'instances'))
  if (made.length === 0 && wanted === '') return [ownBuilder]
  return listBuilders(ports.buildx)
}

/** The builder that buildx has by itself. */
const ownBuilder: KnownBuilder = { name: '', driver: 'docker', current: true, broken: false }

export async function listBuilders(buildx: Docker): Promise<readonly KnownBuilder[]> {
  const result = await buildx(['ls', '--format', '{{json .}}'])
  return result.stdout.split('\n').flatMap((line) => {
    const json = parseJson(line)
    const name = stringAt(json, 'Name')
    if (name === undefined) return []
    const broken = [json, ...arrayAt(json, 'Nodes')].some((item) => stringAt(item, 'Err') !== undefined)
    return [
      { name, driver: stringAt(json, 'Driver') ?? '', current: booleanAt(json, 'Current') ?? false, broken },
    ]
  })
}

/** What this build needs beyond the docker driver on the engine's own store; shown to people. */
export function findNeeds(
  { build: inputs, annotations }: Pick<Inputs, 'build' | 'annotations'>,
  targets: readonly BakeTarget[],
  writesCache: boolean,
): readonly string[] {
  const attests = [...inputs.attests, ...targets.flatMap((target) => specsOf(target, 'attest'))]
  const caches = writesCache ? targets.flatMap((target) => specsOf(target, 'cache-to')) : []
  const isAnnotated = targets.some((target) => listOf(target, 'annotations').length > 0)
  const needs: string[] = []
  if (targets.some((target) => listOf(target, 'platforms').length > 1)) needs.push('several platforms')
  if (isAttested(attests)) needs.push('attestations')
  if (annotations.length > 0 || isAnnotated) needs.push('annotations')
  if (caches.some((cache) => !/^(type=)?inline(,|$)/.test(cache))) needs.push('cache export')
  if (inputs.rewriteTimestamp) needs.push('rewrite-timestamp')
  if (inputs.outputs.some(isArchive)) needs.push('an image archive')
  return needs
}

/** Pure. `wanted` is the name a person gave (input builder or BUILDX_BUILDER), empty where there is none. */
export function chooseBuilder(
  known: readonly KnownBuilder[],
  wanted: string,
  needs: readonly string[],
  engine: Engine,
): BuilderChoice {
  const isWeak = (builder: KnownBuilder) => builder.driver === 'docker' && !engine.containerdStore
  if (wanted !== '') {
    const builder = known.find(({ name }) => name === wanted)
    if (!builder)
      throw new TagboatError(
        errors.builderMissing(
          wanted,
          known.map(({ name }) => name),
        ),
      )
    if (isWeak(builder) && needs.length > 0) throw new TagboatError(errors.builderTooWeak(wanted, needs))
    return { kind: 'use', builder, why: 'it was asked for' }
  }
  const current = known.find((builder) => builder.current) ?? known[0]
  if (current && (!isWeak(current) || needs.length === 0))
    return { kind: 'use', builder: current, why: 'it is the current one' }
  const why = current ? `the current one cannot do: ${needs.join(', ')}` : 'buildx knows none'
  const able = known.find((builder) => !builder.broken && builder.driver !== '' && !isWeak(builder))
  return able ? { kind: 'use', builder: able, why } : { kind: 'create', why }
}

export function describeAbilities(driver: string, engine: Engine): Abilities {
  const { containerdStore, buildx } = engine
  return { driver, rich: driver !== 'docker' || containerdStore, loadsIndexes: containerdStore, buildx }
}

/** The builder a person named, through the input or buildx's own variable. */
export const wantedBuilder = (inputs: BuildInputs, env: Env): string =>
  inputs.builder || env.BUILDX_BUILDER || ''

/**
 * Creates a docker-container builder and starts it. The caller has stored its name for the post step before,
 * so that it is removed also when this process is killed meanwhile.
 */
export async function createBuilder(buildx: Docker, name: string): Promise<void> {
  const result = await buildx(['create', '--name', name, '--driver', 'docker-container', '--bootstrap'])
  if (result.code !== 0) throw new TagboatError(errors.builderNotCreated(said(result)))
}

/** Removes a builder that we made, with its state; one that is not there any more is no failure. */
export async function removeBuilder(docker: Docker, name: string): Promise<boolean> {
  const result = await docker(['buildx', 'rm', '--force', name])
  return result.code === 0 || /no builder/i.test(said(result))
}

import { type BakeTarget, listOf } from '../bake/bake-target.ts'
import { specsOf } from '../bake/specs.ts'
import { isArchive } from '../bake/target-outputs.ts'
import * as errors from '../errors/engine.ts'
import type { BuildInputs } from '../inputs/build-inputs.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Env } from '../ports/ports.ts'
import { isAttested } from './attestations.ts'
import type { BuilderCapabilities } from './builder-capabilities.ts'
import type { Engine } from './find-engine.ts'
import type { KnownBuilder } from './known-builders.ts'

/** Which builder a build uses. */
export type BuilderChoice =
  | {
      readonly kind: 'use'
      readonly builder: KnownBuilder
      readonly why: string
      /** The current one, which does not answer. */
      readonly skipped?: KnownBuilder
    }
  | { readonly kind: 'create'; readonly why: string }

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

/** Whether a builder with the docker driver lacks what a build needs; `needs` as `findNeeds` has them. */
const isWeak = (builder: KnownBuilder, needs: readonly string[], engine: Engine): boolean =>
  builder.driver === 'docker' && !engine.containerdStore && needs.length > 0

/**
 * Whether the builder is among `known`, so that no other need be looked for. `wanted` is the name that the user gave (input builder
 * or BUILDX_BUILDER), empty where there is none.
 */
export function isBuilderKnown(
  known: readonly KnownBuilder[],
  requested: string,
  needs: readonly string[],
  engine: Engine,
): boolean {
  if (requested !== '') return known.some(({ name }) => name === requested)
  return known.some((builder) => builder.current && !builder.broken && !isWeak(builder, needs, engine))
}

/** Pure. Throws a TagboatError where the wanted builder cannot do the work, or none can because the current one does not answer. */
export function chooseBuilder(
  known: readonly KnownBuilder[],
  requested: string,
  needs: readonly string[],
  engine: Engine,
): BuilderChoice {
  if (requested !== '') {
    const builder = findRequested(known, requested)
    if (isWeak(builder, needs, engine)) throw new TagboatError(errors.builderTooWeak(requested, needs))
    return { kind: 'use', builder, why: 'it was asked for' }
  }
  const current = known.find((builder) => builder.current) ?? known[0]
  if (current && !current.broken && !isWeak(current, needs, engine))
    return { kind: 'use', builder: current, why: 'it is the current one' }
  const able = known.find(
    (builder) => !builder.broken && builder.driver !== '' && !isWeak(builder, needs, engine),
  )
  if (current?.broken) {
    if (able === undefined) throw new TagboatError(errors.builderUnreachable(current))
    return { kind: 'use', builder: able, why: 'the current one does not answer', skipped: current }
  }
  const why = current ? `the current one cannot do: ${needs.join(', ')}` : 'buildx knows none'
  return able ? { kind: 'use', builder: able, why } : { kind: 'create', why }
}

function findRequested(known: readonly KnownBuilder[], requested: string): KnownBuilder {
  const builder = known.find(({ name }) => name === requested)
  if (builder === undefined) {
    const names = known.map(({ name }) => name)
    throw new TagboatError(errors.builderMissing(requested, names))
  }
  if (builder.broken) throw new TagboatError(errors.builderUnreachable(builder))
  return builder
}

export function describeCapabilities(driver: string, engine: Engine): BuilderCapabilities {
  const { containerdStore, buildx } = engine
  return { driver, rich: driver !== 'docker' || containerdStore, loadsIndexes: containerdStore, buildx }
}

/** The builder a person named, through the input or buildx's own variable. */
export const requestedBuilder = (inputs: BuildInputs, env: Env): string =>
  inputs.builder || env.BUILDX_BUILDER || ''

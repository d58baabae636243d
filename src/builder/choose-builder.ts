import { type BakeTarget, listOf } from '../bake/bake-target.ts'
import { specsOf } from '../bake/specs.ts'
import { isArchive } from '../bake/target-outputs.ts'
import type { Engine } from '../docker/find-engine.ts'
import * as errors from '../errors/engine.ts'
import type { BuildInputs } from '../inputs/build-inputs.ts'
import type { BuilderDescription } from '../inputs/builder-inputs.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Env } from '../ports/ports.ts'
import { isAttested } from './attestations.ts'
import type { BuilderCapabilities } from './builder-capabilities.ts'
import type { KnownBuilder } from './known-builders.ts'

/** The builder for a build: an existing one, or one to create. */
export type BuilderChoice =
  | {
      readonly kind: 'use'
      readonly builder: KnownBuilder
      readonly why: string
      /** The current builder, if it was skipped because it does not answer. */
      readonly skipped?: KnownBuilder
    }
  | {
      readonly kind: 'create'
      readonly why: string
      /** Absent for Tagboat's own settings. */
      readonly described?: BuilderDescription
    }

/** Features that the build needs and the docker driver with the legacy image store lacks, in words for messages. */
export function findNeeds(
  { build: inputs, annotations, push }: Pick<Inputs, 'build' | 'annotations' | 'push'>,
  targets: readonly BakeTarget[],
  mayPush: boolean,
): readonly string[] {
  const attests = [...inputs.attests, ...targets.flatMap((target) => specsOf(target, 'attest'))]
  const caches = targets.flatMap((target) => specsOf(target, 'cache-to'))
  const isAnnotated = targets.some((target) => listOf(target, 'annotations').length > 0)
  const needs: string[] = []
  if (targets.some((target) => listOf(target, 'platforms').length > 1)) needs.push('several platforms')
  if (isAttested(attests)) needs.push('attestations')
  if (annotations.length > 0 || isAnnotated) needs.push('annotations')
  if (caches.some((cache) => !/^(type=)?inline(,|$)/.test(cache))) needs.push('cache export')
  if (inputs.rewriteTimestamp) needs.push('rewrite-timestamp')
  if (inputs.outputs.some(isArchive)) needs.push('an image archive')
  if (push === 'digest' && mayPush) needs.push('push: digest')
  return needs
}

/** Whether a builder lacks features that the build needs; `needs` comes from `findNeeds`. */
export const isWeak = (builder: KnownBuilder, needs: readonly string[], engine: Engine): boolean =>
  builder.driver === 'docker' && !engine.containerdStore && needs.length > 0

/**
 * Whether the builder to use is among `known`, so that the search can stop. `requested` is the name in input builder or
 * BUILDX_BUILDER, empty if there is none.
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

/** Throws a TagboatError if the requested builder cannot run the build, or if no builder can and the current one does not answer. */
export function chooseBuilder(
  known: readonly KnownBuilder[],
  requested: string,
  needs: readonly string[],
  engine: Engine,
): BuilderChoice {
  if (requested !== '') {
    const builder = findRequested(known, requested)
    if (isWeak(builder, needs, engine)) throw new TagboatError(errors.builderTooWeak(requested, needs))
    return { kind: 'use', builder, why: 'it was requested' }
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
  const why = current ? `the current one does not support: ${needs.join(', ')}` : 'buildx has none'
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

/** The capabilities of a builder by its driver, on this engine. */
export function describeCapabilities(driver: string, engine: Engine): BuilderCapabilities {
  const { containerdStore, buildx } = engine
  return { driver, rich: driver !== 'docker' || containerdStore, loadsIndexes: containerdStore, buildx }
}

/** The builder that the user named, in the input or in buildx's own variable. */
export const requestedBuilder = (inputs: BuildInputs, env: Env): string =>
  inputs.builder || env.BUILDX_BUILDER || ''

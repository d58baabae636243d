import { type BakeTarget, recordOf, textOf } from '../bake/bake-target.ts'
import { normalizeReference } from './base-reference.ts'
import type { Dockerfile, Stage } from './dockerfile.ts'
import { expand, type Variables } from './dockerfile-variables.ts'

/** What a build depends on besides its own files. */
export interface Dependencies {
  /** Images, normalized. */
  readonly images: ReadonlySet<string>
  /** Names of the target's named contexts that the build uses. */
  readonly contexts: ReadonlySet<string>
  /** The stages that are built. */
  readonly stages: ReadonlySet<Stage>
  /** Reasons why the dependencies, or changes of them, cannot be determined: clauses without a full stop. */
  readonly doubts: readonly string[]
}

/**
 * Follows the stages that the target's stage (by default the last one) needs: their base images, and the stages and images that they
 * copy or mount from. Rules: Dockerfile reference, FROM, `COPY --from` and `RUN --mount`. A named context replaces the stage or image of
 * the same name (Docker docs, "Bake file reference", `target.contexts`). `platforms` has the variables of each platform.
 */
export function findDependencies(
  dockerfile: Dockerfile,
  target: BakeTarget,
  platforms: readonly Variables[],
): Dependencies {
  const { stages } = dockerfile
  const images = new Set<string>()
  const contexts = new Set<string>()
  const doubts = findPlatformContexts(target).map((name) => `its context '${name}' is for one platform`)
  const seen = new Set<Stage>()
  const built = new Set<Stage>()

  const wanted = textOf(target, 'target')
  const first = wanted === '' ? stages.at(-1) : findStage(stages, wanted)
  if (first) visit(first)
  else doubts.push(wanted === '' ? 'its Dockerfile has no FROM' : `its Dockerfile has no stage '${wanted}'`)
  return { images, contexts, stages: built, doubts: [...doubts, ...dockerfile.doubts] }

  function visit(stage: Stage): void {
    if (seen.has(stage)) return
    seen.add(stage)
    const earlier = stages.slice(0, stages.indexOf(stage))
    if (stage.name !== '' && useContext(stage.name)) return
    built.add(stage)
    for (const variables of platforms) {
      const base = expand(stage.base, variables)
      if (base === undefined) doubts.push(`'FROM ${stage.base}' uses a variable that is unknown here`)
      else dependOn(base, findStageByName(earlier, base))
    }
    for (const source of stage.sources) {
      if (source.includes('$')) doubts.push(`'from=${source}' contains a variable`)
      else dependOn(source, findStage(earlier, source))
    }
    for (const address of stage.downloads) doubts.push(`'ADD ${address}' has no checksum`)
  }

  function dependOn(name: string, stage: Stage | undefined): void {
    if (stage) visit(stage)
    if (stage || name === 'scratch' || useContext(name)) return
    const reference = normalizeReference(name)
    if (reference === undefined) doubts.push(`'${name}' is not an image reference`)
    else images.add(reference)
  }

  /** Whether a named context replaces the name. If that is not certain, both the context and the name count. */
  function useContext(name: string): boolean {
    const found = findContext(target, name)
    if (found) contexts.add(found.name)
    return found?.isSure === true
  }
}

/** The last stage of that name. Stage names are in lower case. */
export const findStageByName = (stages: readonly Stage[], name: string): Stage | undefined =>
  name === '' ? undefined : stages.findLast((stage) => stage.name === name.toLowerCase())

/** A number is the index of a stage, from 0. */
export const findStage = (stages: readonly Stage[], name: string): Stage | undefined =>
  findStageByName(stages, name) ?? (/^\d+$/.test(name) ? stages[Number(name)] : undefined)

/** A named context that could replace a stage or an image. */
export interface FoundContext {
  /** As the target has it. */
  readonly name: string
  /** Whether it certainly does: the builder looks up the shortest form, `alpine` for `docker.io/library/alpine:latest`. */
  readonly isSure: boolean
}

/**
 * Finds the named context that replaces a name. A context with a longer form of the name, such as `alpine:latest`, is used by
 * `docker buildx build`, which shortens it, but not by current versions of bake. So that match is not certain.
 */
export function findContext(target: BakeTarget, name: string): FoundContext | undefined {
  const wanted = shorten(name)
  const found = Object.keys(recordOf(target, 'contexts')).filter((key) => shorten(key) === wanted)
  const sure = found.find((key) => key === wanted)
  const [first] = found
  return first === undefined ? undefined : { name: sure ?? first, isSure: sure !== undefined }
}

const shorten = (name: string): string =>
  (normalizeReference(name) ?? name).replace(/^docker\.io\/(?:library\/)?/, '').replace(/:latest$/, '')

/** Contexts for a single platform, such as `base::linux/arm64`. The builder chooses which of them to use. */
const findPlatformContexts = (target: BakeTarget): string[] =>
  Object.keys(recordOf(target, 'contexts')).filter((name) => name.includes('::'))

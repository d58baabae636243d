import { type BakeTarget, recordOf, textOf } from '../bake/bake-target.ts'
import { normalizeReference } from './base-reference.ts'
import type { Dockerfile, Stage } from './dockerfile.ts'
import { expand, type Variables } from './dockerfile-variables.ts'

/** What a build stands on besides its own files. */
export interface Dependencies {
  /** Images, normalized. */
  readonly images: ReadonlySet<string>
  /** Names of the target's contexts that take part. */
  readonly contexts: ReadonlySet<string>
  /** Why it cannot be told what it stands on, or whether that changed: clauses without an end. */
  readonly doubts: readonly string[]
}

/**
 * Follows the stages that the target's stage needs (the last one without `target`): their bases, and what they copy or
 * mount from. Rules: Dockerfile reference, FROM, `COPY --from`, `RUN --mount`; a named context takes the place of the
 * stage or the image whose name it has ("Bake", `contexts`).
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

  const wanted = textOf(target, 'target')
  const first = wanted === '' ? stages.at(-1) : findStage(stages, wanted)
  if (first) visit(first)
  else doubts.push(wanted === '' ? 'its Dockerfile has no FROM' : `its Dockerfile has no stage '${wanted}'`)
  return { images, contexts, doubts: [...doubts, ...dockerfile.doubts] }

  function visit(stage: Stage): void {
    if (seen.has(stage)) return
    seen.add(stage)
    const earlier = stages.slice(0, stages.indexOf(stage))
    if (stage.name !== '' && useContext(stage.name)) return
    for (const variables of platforms) {
      const base = expand(stage.base, variables)
      if (base === undefined) doubts.push(`'FROM ${stage.base}' names a variable that is not known here`)
      else dependOn(base, findStageByName(earlier, base))
    }
    for (const source of stage.sources) {
      if (source.includes('$')) doubts.push(`'from=${source}' names a variable`)
      else dependOn(source, findStage(earlier, source))
    }
    for (const address of stage.downloads) doubts.push(`'ADD ${address}' has no checksum`)
  }

  function dependOn(name: string, stage: Stage | undefined): void {
    if (stage) visit(stage)
    if (stage || name === 'scratch' || useContext(name)) return
    const reference = normalizeReference(name)
    if (reference === undefined) doubts.push(`'${name}' is no image's name`)
    else images.add(reference)
  }

  /** Whether a named context takes the place; one that only may is looked at beside what it may replace. */
  function useContext(name: string): boolean {
    const found = findContext(target, name)
    if (found) contexts.add(found.name)
    return found?.isSure === true
  }
}

/** The last one of that name: names are small letters. */
const findStageByName = (stages: readonly Stage[], name: string): Stage | undefined =>
  name === '' ? undefined : stages.findLast((stage) => stage.name === name.toLowerCase())

/** A number means the stage at that place, from 0. */
const findStage = (stages: readonly Stage[], name: string): Stage | undefined =>
  findStageByName(stages, name) ?? (/^\d+$/.test(name) ? stages[Number(name)] : undefined)

/** A named context that could take the place of a stage or an image. */
export interface FoundContext {
  /** As the target has it. */
  readonly name: string
  /** Whether it does: the builder looks it up in a reference's shortest form, `alpine` for `docker.io/library/alpine:latest`. */
  readonly isSure: boolean
}

/**
 * Finds what takes the place of a name. Under a longer form of it, `alpine:latest`, a context is found by
 * `docker buildx build`, which shortens what it is given, and not by bake as it is today: that is not sure.
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

/** Contexts of one platform alone, `base::linux/arm64`: which of them takes part is the builder's choice. */
export const findPlatformContexts = (target: BakeTarget): string[] =>
  Object.keys(recordOf(target, 'contexts')).filter((name) => name.includes('::'))

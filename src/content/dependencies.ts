import { type BakeTarget, textOf } from '../bake/bake-target.ts'
import { normalizeReference } from './base-reference.ts'
import type { Dockerfile, Stage } from './dockerfile.ts'
import { expand, type Variables } from './expand.ts'
import { findContext, findPlatformContexts } from './named-contexts.ts'

/** What a build stands on besides its own files. */
export interface Ground {
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
): Ground {
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
      else dependOn(base, findNamed(earlier, base))
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
const findNamed = (stages: readonly Stage[], name: string): Stage | undefined =>
  name === '' ? undefined : stages.findLast((stage) => stage.name === name.toLowerCase())

/** A number means the stage at that place, from 0. */
const findStage = (stages: readonly Stage[], name: string): Stage | undefined =>
  findNamed(stages, name) ?? (/^\d+$/.test(name) ? stages[Number(name)] : undefined)

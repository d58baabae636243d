import { type BakeTarget, recordOf, textOf } from '../bake/bake-target.ts'
import { normalizePlatform } from '../model/platform.ts'
import { findContext, findStage, findStageByName } from './dependencies.ts'
import type { Dockerfile, Stage } from './dockerfile.ts'
import { expand, type Variables } from './dockerfile-variables.ts'

/** A RUN of a Dockerfile. */
export interface FoundRun {
  /** From 1. */
  readonly line: number
  /** The name of its stage in lower case; empty if it has none. */
  readonly stage: string
}

/** The platforms on which a build executes programs. */
export interface Execution {
  /** The first RUN that executes on each platform, by normalized platform. */
  readonly runs: ReadonlyMap<string, FoundRun>
  /** Why there may be others: a clause without a full stop. */
  readonly doubt?: string
}

/**
 * Finds the RUNs that a build of the target executes, in the stages that it needs, and the platform of each. A stage executes on the
 * platform in its `FROM --platform`, by default on the target's; a stage based on another one on that one's (BuildKit,
 * frontend/dockerfile/dockerfile2llb/convert.go, `init`). `ONBUILD RUN` executes in the stages based directly on its own. The triggers of
 * a base image are unknown before it is pulled, and do not count. `platforms` has the variables of each platform.
 */
export function findExecution(
  dockerfile: Dockerfile,
  target: BakeTarget,
  platforms: readonly Variables[],
): Execution {
  const runs = new Map<string, FoundRun>()
  // The build argument takes precedence over the line in the file.
  const syntax = recordOf(target, 'args').BUILDKIT_SYNTAX ?? dockerfile.syntax
  const doubts = [...dockerfile.doubts, ...(isOwnSyntax(syntax) ? [] : ['it has its own syntax'])]
  for (const variables of platforms) {
    const walked = walk(dockerfile.stages, target, variables)
    for (const { platform, run } of walked.found) if (!runs.has(platform)) runs.set(platform, run)
    doubts.push(...walked.doubts)
  }
  const [doubt] = doubts
  return { runs, ...(doubt !== undefined && { doubt }) }
}

/** Whether a frontend reads Dockerfiles as BuildKit's own does: `docker/dockerfile` with any tag, also from a mirror. */
const isOwnSyntax = (syntax: string): boolean =>
  syntax === '' || /(?:^|\/)docker\/dockerfile(?:-upstream)?(?:[:@\s]|$)/.test(syntax)

interface Walked {
  readonly found: readonly { readonly platform: string; readonly run: FoundRun }[]
  readonly doubts: readonly string[]
}

/** More stages than a Dockerfile has; each costs a search among the earlier ones. */
const stageLimit = 1_000

/** Follows the stages that a build for one platform needs. */
function walk(stages: readonly Stage[], target: BakeTarget, variables: Variables): Walked {
  if (stages.length > stageLimit) return { found: [], doubts: [`it has more than ${stageLimit} stages`] }
  const found: { platform: string; run: FoundRun }[] = []
  const doubts: string[] = []
  const platforms = new Map<Stage, string>()
  const own = variables.get('TARGETPLATFORM') ?? ''
  const wanted = textOf(target, 'target')
  const first = wanted === '' ? stages.at(-1) : findStage(stages, wanted)
  if (first) visit(first)
  else doubts.push('its stage was not found')
  return { found, doubts }

  /** Returns the platform of the stage. */
  function visit(stage: Stage): string {
    const known = platforms.get(stage)
    if (known !== undefined) return known
    // A named context has the platform for which it is built.
    if (isReplaced(stage.name)) return own
    const earlier = stages.slice(0, stages.indexOf(stage))
    const base = expand(stage.base, variables)
    if (base === undefined) doubts.push(`'FROM ${stage.base}' uses a variable that is unknown here`)
    const parent = base === undefined ? undefined : findStageByName(earlier, base)
    const platform = parent ? visit(parent) : readPlatform(stage)
    platforms.set(stage, platform)
    const triggers = parent === undefined || isReplaced(parent.name) ? [] : parent.onbuildRuns
    for (const line of [...triggers, ...stage.runs])
      found.push({ platform, run: { line, stage: stage.name } })
    for (const source of stage.sources) visitSource(source, earlier)
    return platform
  }

  function readPlatform({ platform }: Stage): string {
    if (platform === '') return own
    const named = normalizePlatform(expand(platform, variables) ?? '')
    if (named === undefined) doubts.push(`'--platform=${platform}' uses a variable that is unknown here`)
    return named ?? own
  }

  function visitSource(source: string, earlier: readonly Stage[]): void {
    if (source.includes('$')) doubts.push(`'from=${source}' contains a variable`)
    const stage = findStage(earlier, source)
    if (stage) visit(stage)
  }

  function isReplaced(name: string): boolean {
    return name !== '' && findContext(target, name)?.isSure === true
  }
}

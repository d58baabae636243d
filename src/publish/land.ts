import type { Build, Built } from '../build/build.ts'
import type { Landing } from '../build/landing.ts'
import type { Decision } from '../decide/decide.ts'
import { digestMissing } from '../errors/build.ts'
import { TagboatError } from '../errors/tagboat-error.ts'
import type { Clock, Log } from '../ports/ports.ts'
import { PassingFailure, type Patience, retry } from '../registry/retry.ts'
import { chooseAnchor } from './anchor.ts'

export type Change = Extract<Decision, { kind: 'create' | 'move' }>

/** The decisions that change something. */
export const isChange = (decision: Decision): decision is Change =>
  decision.kind === 'create' || decision.kind === 'move'

/** A way of landing that was chosen, with the tags that it moves on the way. */
export interface LandingPlan {
  readonly landing: Extract<Landing, { kind: 'anchor' | 'digest' }>
  readonly anchors: readonly Change[]
  /** More than one repository by anchors is not atomic: everything is built before anything is pushed. */
  readonly isWarmedUp: boolean
}

/** BuildKit repeats what fails with 5xx itself; this is for what it gives up at once, like 429. */
const pushPatience: Patience = { attempts: 3, base: 2_000, longest: 30_000, longestAsked: 120_000 }

/** By digest where the builder can, else under an anchor in each repository. */
export function planLanding(changes: readonly Change[], driver: string, load: boolean): LandingPlan {
  const repositories = [...new Set(changes.map(({ facts }) => facts.repository.name))]
  // A loaded image wants a name, which a push by digest does not have.
  if (driver !== 'docker' && !load) {
    return { landing: { kind: 'digest', names: repositories }, anchors: [], isWarmedUp: false }
  }
  const anchors = repositories.flatMap(
    (name) => chooseAnchor(changes.filter(({ facts }) => facts.repository.name === name)) ?? [],
  )
  const names = anchors.map(({ facts }) => facts.ref)
  return { landing: { kind: 'anchor', names }, anchors, isWarmedUp: anchors.length > 1 }
}

/** Gets the content into every repository; a push that failed for a passing reason is run again from the cache. */
export async function land(
  ports: { readonly clock: Clock; readonly log: Log },
  build: Build,
  plan: LandingPlan,
): Promise<Built & { readonly digest: string }> {
  ports.log.info(describeLanding(plan))
  if (plan.isWarmedUp) await build.run({ kind: 'warm' })
  const built = await retry(ports, pushPatience, async () => {
    try {
      return await build.run(plan.landing)
    } catch (error) {
      const problem = error instanceof TagboatError ? error.problems[0] : undefined
      if (problem?.original === undefined || !isPassing(problem.original)) throw error
      throw new PassingFailure(problem, 'The push failed')
    }
  })
  if (built.digest === undefined) throw new TagboatError(digestMissing())
  return { ...built, digest: built.digest }
}

/**
 * BuildKit's last line often lacks the status: a failed push may pass unless its text says that it never will. A
 * failed build never passes.
 */
export function isPassing(text: string): boolean {
  const isPush =
    /failed to push|failed to copy|unexpected status from (?:PUT|POST|PATCH|HEAD)|unexpected HTTP status|received unexpected/i
  const isFinal = /denied|unauthorized|insufficient.scope|forbidden|invalid|name unknown|not found/i
  return isPush.test(text) && !isFinal.test(text)
}

function describeLanding({ landing, anchors, isWarmedUp }: LandingPlan): string {
  if (landing.kind === 'digest')
    return `Landing: by digest into ${landing.names.join(', ')}; tags move afterwards.`
  const names = anchors.map(({ facts }) => facts.ref).join(', ')
  return `Landing: under ${names}${isWarmedUp ? ', built before anything is pushed' : ''}; other tags move afterwards.`
}

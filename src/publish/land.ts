import type { Build, Built } from '../build/build.ts'
import type { Landing } from '../build/landing.ts'
import type { Decision } from '../decide/decide.ts'
import { digestMissing } from '../errors/build.ts'
import { TagboatError } from '../errors/tagboat-error.ts'
import type { Clock, Log } from '../ports/ports.ts'
import { PassingFailure, type Patience, retry } from '../registry/retry.ts'
import { chooseAnchor } from './anchor.ts'
import type { Source } from './contents.ts'

export type Change = Extract<Decision, { kind: 'create' | 'move' }>

/** The decisions that change something. */
export const isChange = (decision: Decision): decision is Change =>
  decision.kind === 'create' || decision.kind === 'move'

/** A way of landing that was chosen, with the tags that it moves on the way. */
export interface LandingPlan {
  readonly landing: Extract<Landing, { kind: 'anchor' | 'digest' | 'layout' }>
  readonly anchors: readonly Change[]
  /**
   * Everything is built before anything is pushed: more than one repository by anchors is not atomic, and an anchor that
   * is moved must be looked at once more when the build is done.
   */
  readonly isWarmedUp: boolean
}

/** BuildKit repeats what fails with 5xx itself; this is for what it gives up at once, like 429. */
const pushPatience: Patience = { attempts: 3, base: 2_000, longest: 30_000, longestAsked: 120_000 }

/**
 * By digest where the builder can; into several repositories as a layout where it can write one; else under an anchor in
 * each repository. For one repository an anchor is the fastest.
 */
export function planLanding(
  changes: readonly Change[],
  { abilities, layout }: Pick<Build, 'abilities' | 'layout'>,
  load: boolean,
): LandingPlan {
  const repositories = [...new Set(changes.map(({ facts }) => facts.repository.name))]
  // A loaded image wants a name, which neither a push by digest nor a layout has.
  if (abilities.driver !== 'docker' && !load) {
    return { landing: { kind: 'digest', names: repositories }, anchors: [], isWarmedUp: false }
  }
  if (layout !== undefined && repositories.length > 1 && !load) {
    return { landing: { kind: 'layout', folder: layout.folder }, anchors: [], isWarmedUp: false }
  }
  const anchors = repositories.flatMap(
    (name) => chooseAnchor(changes.filter(({ facts }) => facts.repository.name === name)) ?? [],
  )
  const names = anchors.map(({ facts }) => facts.ref)
  const movesOne = anchors.some(({ kind }) => kind === 'move')
  return { landing: { kind: 'anchor', names }, anchors, isWarmedUp: anchors.length > 1 || movesOne }
}

/** Gets the content into every repository; a push that failed for a passing reason is run again from the cache. */
export async function land(
  ports: { readonly clock: Clock; readonly log: Log },
  build: Build,
  plan: LandingPlan,
  throwIfCancelled: () => void,
): Promise<Built & { readonly digest: string }> {
  ports.log.info(describeLanding(plan))
  const built = await retry(ports, pushPatience, async () => {
    try {
      return await build.run(plan.landing)
    } catch (error) {
      throwIfCancelled()
      const problem = error instanceof TagboatError ? error.problems[0] : undefined
      if (problem?.original === undefined || !isPassing(problem.original)) throw error
      throw new PassingFailure(problem, 'The push failed')
    }
  })
  if (built.digest === undefined) throw new TagboatError(digestMissing())
  return { ...built, digest: built.digest }
}

/** What landed, as the source that every repository is to have. */
export const sourceOf = (landing: LandingPlan['landing'], digest: string): Source => ({
  digest,
  parts: [],
  referrersOf: [],
  ...(landing.kind === 'layout' && { layout: { folder: landing.folder } }),
})

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
  if (landing.kind === 'layout')
    return 'Landing: built into an OCI image layout, which is pushed by digest; tags move afterwards.'
  const names = anchors.map(({ facts }) => facts.ref).join(', ')
  return `Landing: under ${names}${isWarmedUp ? ', built before anything is pushed' : ''}; other tags move afterwards.`
}

import { join } from 'node:path'
import type { Change } from '../decide/decide.ts'
import type { Build } from '../docker/build.ts'
import { digestImpossible } from '../errors/source-image.ts'
import type { Landing, Landings } from '../model/push-strategy.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { chooseAnchor } from './anchor.ts'
import { placeKey, type Source, type Sources } from './contents.ts'

/** A way of landing that was chosen, with the tags that it moves on the way. */
export interface LandingPlan {
  readonly kind: 'anchor' | 'digest' | 'layout'
  /** For each image that is built. */
  readonly landings: Landings
  readonly anchors: readonly Change[]
  /**
   * Everything is built before anything is pushed: more than one anchor is not atomic, and an anchor that is moved must be
   * looked at once more when the build is done.
   */
  readonly isWarmedUp: boolean
}

/**
 * By digest where the builder can; several images, or one into several repositories, as layouts where it can write them;
 * else under an anchor in each repository. For one image in one repository (`isAlone`, which counts what is not built too) an
 * anchor is the fastest.
 */
export function planLanding(
  changes: readonly Change[],
  build: Pick<Build, 'abilities' | 'layout'>,
  { load, isAlone }: { readonly load: boolean; readonly isAlone: boolean },
): LandingPlan {
  const places = new Set(changes.map(({ facts }) => placeKey(facts)))
  const chosen = [...places].flatMap(
    (key) => chooseAnchor(changes.filter(({ facts }) => placeKey(facts) === key)) ?? [],
  )
  const byTarget = [...new Set(chosen.map(({ facts }) => facts.target))].map((target) => ({
    target,
    facts: chosen.map(({ facts }) => facts).filter((facts) => facts.target === target),
  }))
  const { abilities, layout } = build
  // A loaded image wants a name, which neither a push by digest nor a layout has.
  if (!load && (abilities.driver !== 'docker' || (layout !== undefined && !isAlone))) {
    const wanted = byTarget.map(({ target, facts }) => ({
      target,
      names: facts.map(({ repository }) => repository.name),
      refs: facts.map(({ ref }) => ref),
    }))
    return planUntagged(wanted, build)
  }
  const landings = byTarget.map(({ target, facts }): [string, Landing] => [
    target,
    { kind: 'anchor', names: facts.map(({ ref }) => ref) },
  ])
  const movesOne = chosen.some(({ kind }) => kind === 'move')
  return {
    kind: 'anchor',
    landings: new Map(landings),
    anchors: chosen,
    isWarmedUp: chosen.length > 1 || movesOne,
  }
}

/**
 * Through layouts, where anchors were chosen and the builder's push was refused: ours sends large layers in chunks, and takes
 * answers that the engine does not. Undefined where that is not possible.
 */
export function planInstead({ kind, anchors }: LandingPlan, build: Pick<Build, 'abilities' | 'layout'>) {
  if (kind !== 'anchor' || build.layout === undefined || build.abilities.driver !== 'docker') return undefined
  const targets = [...new Set(anchors.map(({ facts }) => facts.target))]
  const wanted = targets.map((target) => {
    const own = anchors.filter(({ facts }) => facts.target === target).map(({ facts }) => facts)
    return {
      target,
      names: own.map(({ repository }) => repository.name),
      refs: own.map(({ ref }) => ref),
    }
  })
  return planUntagged(wanted, build)
}

/** An image, and the repositories that are to have it. */
export interface Wanted {
  readonly target: string
  readonly names: readonly string[]
  /** Of the tags that it is to have one for each repository. */
  readonly refs?: readonly string[]
}

/** Without a tag: the builder pushes by digest where it can; else we do, from layouts. Throws where neither is possible. */
export function planUntagged(
  wanted: readonly Wanted[],
  { abilities, layout }: Pick<Build, 'abilities' | 'layout'>,
): LandingPlan {
  const plan = (
    kind: 'digest' | 'layout',
    landing: (one: Wanted, index: number) => Landing,
  ): LandingPlan => ({
    kind,
    landings: new Map(wanted.map((one, index) => [one.target, landing(one, index)])),
    anchors: [],
    isWarmedUp: false,
  })
  if (abilities.driver !== 'docker') return plan('digest', ({ names }) => ({ kind: 'digest', names }))
  if (layout === undefined) throw new TagboatError(digestImpossible())
  // A folder of each target's own: two that write into one have spoilt each other's index.
  return plan('layout', ({ refs, names }, index) => ({
    kind: 'layout',
    folder: join(layout.folder, String(index)),
    names: refs ?? names,
  }))
}

/** What landed, as the sources that the repositories are to have, by target. */
export function sourcesOf(landings: Landings, digests: ReadonlyMap<string, string>): Sources {
  const sources = [...digests].map(([target, digest]): [string, Source] => {
    const landing = landings.get(target)
    const layout = landing?.kind === 'layout' ? { layout: { folder: landing.folder } } : {}
    return [target, { digest, parts: [], referrersOf: [], ...layout }]
  })
  return new Map(sources)
}

/** For the log. */
export function describeLanding({ kind, landings, anchors, isWarmedUp }: LandingPlan): string {
  if (kind === 'layout') {
    const what = landings.size > 1 ? 'OCI image layouts, which are' : 'an OCI image layout, which is'
    return `Landing: built into ${what} pushed by digest; tags move afterwards.`
  }
  if (kind === 'digest') {
    const names = [...landings.values()].flatMap((landing) =>
      landing.kind === 'digest' ? landing.names : [],
    )
    return `Landing: by digest into ${[...new Set(names)].join(', ')}; tags move afterwards.`
  }
  const names = anchors.map(({ facts }) => facts.ref).join(', ')
  return `Landing: under ${names}${isWarmedUp ? ', built before anything is pushed' : ''}; other tags move afterwards.`
}

import { join } from 'node:path'
import type { Change } from '../decide/decide.ts'
import type { Build } from '../docker/prepare-build.ts'
import { digestImpossible } from '../errors/source-image.ts'
import type { PushStrategies, PushStrategy } from '../model/push-strategy.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { chooseAnchor } from './anchor.ts'
import { destinationKey, type Source, type Sources } from './contents.ts'

/** A way of landing that was chosen, with the tags that it moves on the way. */
export interface PushPlan {
  readonly kind: 'anchor' | 'digest' | 'layout'
  /** For each image that is built. */
  readonly strategies: PushStrategies
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
export function planPush(
  changes: readonly Change[],
  build: Pick<Build, 'capabilities' | 'layout'>,
  { load, isAlone }: { readonly load: boolean; readonly isAlone: boolean },
): PushPlan {
  const places = new Set(changes.map(({ facts }) => destinationKey(facts)))
  const chosen = [...places].flatMap(
    (key) => chooseAnchor(changes.filter(({ facts }) => destinationKey(facts) === key)) ?? [],
  )
  const byTarget = [...new Set(chosen.map(({ facts }) => facts.target))].map((target) => ({
    target,
    facts: chosen.map(({ facts }) => facts).filter((facts) => facts.target === target),
  }))
  const { capabilities, layout } = build
  // A loaded image wants a name, which neither a push by digest nor a layout has.
  if (!load && (capabilities.driver !== 'docker' || (layout !== undefined && !isAlone))) {
    const wanted = byTarget.map(({ target, facts }) => ({
      target,
      names: facts.map(({ repository }) => repository.name),
      refs: facts.map(({ ref }) => ref),
    }))
    return planUntagged(wanted, build)
  }
  const strategies = byTarget.map(({ target, facts }): [string, PushStrategy] => [
    target,
    { kind: 'anchor', names: facts.map(({ ref }) => ref) },
  ])
  const movesOne = chosen.some(({ kind }) => kind === 'move')
  return {
    kind: 'anchor',
    strategies: new Map(strategies),
    anchors: chosen,
    isWarmedUp: chosen.length > 1 || movesOne,
  }
}

/**
 * Through layouts, where anchors were chosen and the builder's push was refused: ours sends large layers in chunks, and takes
 * answers that the engine does not. Undefined where that is not possible.
 */
export function planInstead({ kind, anchors }: PushPlan, build: Pick<Build, 'capabilities' | 'layout'>) {
  if (kind !== 'anchor' || build.layout === undefined || build.capabilities.driver !== 'docker')
    return undefined
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
  { capabilities, layout }: Pick<Build, 'capabilities' | 'layout'>,
): PushPlan {
  const plan = (
    kind: 'digest' | 'layout',
    strategy: (one: Wanted, index: number) => PushStrategy,
  ): PushPlan => ({
    kind,
    strategies: new Map(wanted.map((one, index) => [one.target, strategy(one, index)])),
    anchors: [],
    isWarmedUp: false,
  })
  if (capabilities.driver !== 'docker') return plan('digest', ({ names }) => ({ kind: 'digest', names }))
  if (layout === undefined) throw new TagboatError(digestImpossible())
  // A folder of each target's own: two that write into one have spoilt each other's index.
  return plan('layout', ({ refs, names }, index) => ({
    kind: 'layout',
    folder: join(layout.folder, String(index)),
    names: refs ?? names,
  }))
}

/** What landed, as the sources that the repositories are to have, by target. */
export function sourcesOf(strategies: PushStrategies, digests: ReadonlyMap<string, string>): Sources {
  const sources = [...digests].map(([target, digest]): [string, Source] => {
    const strategy = strategies.get(target)
    const layout = strategy?.kind === 'layout' ? { layout: { folder: strategy.folder } } : {}
    return [target, { digest, parts: [], referrersOf: [], ...layout }]
  })
  return new Map(sources)
}

/** For the log. */
export function describePushPlan({ kind, strategies, anchors, isWarmedUp }: PushPlan): string {
  if (kind === 'layout') {
    const what = strategies.size > 1 ? 'OCI image layouts' : 'an OCI image layout'
    return `Pushing: by digest, through ${what}; tags move afterwards.`
  }
  if (kind === 'digest') {
    const names = [...strategies.values()].flatMap((strategy) =>
      strategy.kind === 'digest' ? strategy.names : [],
    )
    return `Pushing: by digest into ${[...new Set(names)].join(', ')}; tags move afterwards.`
  }
  const names = anchors.map(({ facts }) => facts.ref).join(', ')
  return `Pushing: under ${names} first${isWarmedUp ? ', built before anything is pushed' : ''}; other tags move afterwards.`
}

import { join } from 'node:path'
import type { Build } from '../build/prepare-build.ts'
import type { Change } from '../decide/decide-tag.ts'
import { digestImpossible } from '../errors/source-image.ts'
import type { PlannedTag } from '../model/planned-tag.ts'
import type { PushStrategies, PushStrategy } from '../model/push-strategy.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { distinctDestinations, isSameDestination, type Source, type Sources } from './destinations.ts'

/** The chosen push strategy of each image, and the tags that the builder pushes. */
export interface PushPlan {
  readonly kind: 'anchor' | 'digest' | 'layout'
  /** For each image that is built. */
  readonly strategies: PushStrategies
  readonly anchors: readonly Change[]
  /**
   * Everything is built before anything is pushed: several anchors do not move at once, and an anchor that exists, or the state of a
   * pull request, must be read again after the build.
   */
  readonly isWarmedUp: boolean
}

/**
 * Chooses the push strategy: by digest if the builder can do that; through OCI layouts for several destinations, if it can
 * write them; else under an anchor in each repository. `isAlone`: the step has one destination, counting images that are
 * not built, and an anchor is the fastest. `isChecked`: something else than the anchor must be read again after the build. See docs/decisions/anchors-and-layouts.md.
 */
export function planPush(
  changes: readonly Change[],
  build: Pick<Build, 'capabilities' | 'layout'>,
  {
    load,
    isAlone,
    isChecked = false,
  }: { readonly load: boolean; readonly isAlone: boolean; readonly isChecked?: boolean },
): PushPlan {
  const destinations = distinctDestinations(changes.map(({ facts }) => facts))
  const chosen = destinations.flatMap(
    (one) => chooseAnchor(changes.filter(({ facts }) => isSameDestination(facts, one))) ?? [],
  )
  const byTarget = [...new Set(chosen.map(({ facts }) => facts.target))].map((target) => ({
    target,
    facts: chosen.map(({ facts }) => facts).filter((facts) => facts.target === target),
  }))
  const { capabilities, layout } = build
  // A loaded image needs a name, which neither a push by digest nor a layout gives it.
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
    isWarmedUp: chosen.length > 1 || movesOne || isChecked,
  }
}

/**
 * The plan for a second try through layouts, after the registry refused the push of an anchor: Tagboat's own client sends
 * large layers in chunks, and accepts answers that the engine rejects. Undefined if the engine cannot write layouts.
 */
export function planFallback({ kind, anchors }: PushPlan, build: Pick<Build, 'capabilities' | 'layout'>) {
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

/** An image and the repositories that get it. */
export interface Wanted {
  readonly target: string
  readonly names: readonly string[]
  /** One of its tags in each repository. */
  readonly refs?: readonly string[]
}

/** Pushes without tags: the builder by digest, or Tagboat from layouts. Throws a TagboatError if neither is possible. */
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
  // One folder for each target: targets that share a folder corrupt its index.
  return plan('layout', ({ refs, names }, index) => ({
    kind: 'layout',
    folder: join(layout.folder, String(index)),
    names: refs ?? names,
  }))
}

/** The pushed images as sources, by target. */
export function sourcesOf(strategies: PushStrategies, digests: ReadonlyMap<string, string>): Sources {
  const sources = [...digests].map(([target, digest]): [string, Source] => {
    const strategy = strategies.get(target)
    const layout = strategy?.kind === 'layout' ? { layout: { folder: strategy.folder } } : {}
    return [target, { digest, parts: [], referrersOf: [], ...layout }]
  })
  return new Map(sources)
}

/** The log line for the push strategy. */
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

/** The most specific first: the more specific a tag, the fewer users follow it. */
const order: readonly PlannedTag['follows']['kind'][] = ['release', 'commit', 'pull', 'branch', 'line', 'run']

/**
 * Chooses the tag of a repository under which a builder pushes that cannot push by digest. Prefers one that does not exist
 * yet, so that no user's tag moves before everything is verified; else the most specific moving tag, and a release last.
 * Of `1`, `1.2` and `1.2.3` the longest is the most specific.
 */
export function chooseAnchor(changes: readonly Change[]): Change | undefined {
  const rank = ({ kind, facts }: Change) => {
    const { follows } = facts.tag
    const specific = order.indexOf(follows.kind)
    if (kind === 'create') return specific
    return 10 + (follows.kind === 'release' ? order.length : specific)
  }
  const dots = ({ facts }: Change) => facts.tag.name.split('.').length
  return [...changes].sort((a, b) => rank(a) - rank(b) || dots(b) - dots(a))[0]
}

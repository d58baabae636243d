import fc from 'fast-check'
import { decideTag } from '../../../src/decide/decide-tag.ts'
import { parseJson } from '../../../src/json.ts'
import type { Ancestry, TagFacts } from '../../../src/model/facts.ts'
import type { Follows } from '../../../src/model/planned-tag.ts'
import { parseRepository } from '../../../src/model/reference.ts'
import type { PlatformResult, Result, TagResult } from '../../../src/model/result.ts'
import { formatOutputs, formatResult } from '../../../src/report/format-outputs.ts'
import { describeResult } from '../../../src/report/log-lines.ts'
import { formatSummary } from '../../../src/report/summary.ts'
import { makePlan } from '../../helpers/plan.ts'
import { digest, makeResult, makeTag, older } from '../../helpers/result.ts'
import { makeTrigger } from '../../helpers/trigger.ts'
import { checkLine, checkLog, checkProblems, must, mustEqual, skeleton } from '../checks.ts'
import { hostile } from '../hostile.ts'
import { fuzz } from '../target.ts'

/** Untrusted text in a report: reasons quote branches, registry messages and files. */
interface Outside {
  readonly reason: string
  readonly why: string
  readonly platform: string
  readonly event: string
  readonly intent: string
  readonly original: string
  readonly target: string
}

const texts = {
  reason: hostile,
  why: hostile,
  platform: hostile,
  event: hostile,
  intent: hostile,
  original: hostile,
}
const outside: fc.Arbitrary<Outside> = fc.record({ ...texts, target: fc.constantFrom('app', 'a_b', 'end') })
const harmless: Omit<Outside, 'target'> = {
  reason: 'x',
  why: 'x',
  platform: 'x',
  event: 'x',
  intent: 'x',
  original: 'x',
}

const actions = ['created', 'moved', 'unchanged', 'kept', 'refused', 'restored', 'failed', 'unknown'] as const
const shape = fc.record({
  kinds: fc.array(fc.constantFrom(...actions), { maxLength: 3 }),
  isMany: fc.boolean(),
  hasProblem: fc.boolean(),
  intent: fc.constantFrom('push', 'build', 'nothing'),
})
type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never

const usual = makeResult()
const plans = [makePlan({ images: 'ghcr.io/acme/app' })]
const repository = parseRepository('ghcr.io/acme/app')

function render(untrusted: Outside, { kinds, isMany, hasProblem, intent }: Shape) {
  const tags = kinds.map(
    (action, index): TagResult => makeTag(`t${index}`, { action, reason: untrusted.reason, previous: older }),
  )
  const platforms: PlatformResult[] = [{ platform: untrusted.platform, size: 12 }]
  const origin = { how: 'reused' as const, why: untrusted.why }
  const image = { target: untrusted.target, repository, digest, platforms, tags, origin }
  const result: Result = {
    ...usual,
    isMany,
    images: [image, { target: 'base', repository, digest, platforms: [], tags: [] }],
    bases: new Map([
      ['base', []],
      [untrusted.target, ['base']],
    ]),
    intent: { kind: intent, reason: untrusted.intent },
  }
  const problems = hasProblem
    ? [{ code: 'registry-failed', what: untrusted.reason, fix: untrusted.why, original: untrusted.original }]
    : []
  return { result, page: formatSummary(result, plans, makeTrigger({ event: untrusted.event }), problems) }
}

const summary = fuzz('summaries', ['same page'], fc.tuple(outside, shape), ([untrusted, kind]) => {
  const { page } = render(untrusted, kind)
  const { page: plain } = render({ ...harmless, target: untrusted.target }, kind)
  mustEqual(skeleton(page), skeleton(plain), `the page ${JSON.stringify(page)}`)
  return 'same page'
})

const outputs = fuzz(
  'outputs',
  ['formatted'],
  fc.tuple(outside, shape, fc.nat(3000)),
  ([untrusted, kind, limit]) => {
    const { result } = render(untrusted, kind)
    const made = formatOutputs(result, plans, new Map())
    for (const name of ['digest', 'imageid', 'version', 'pushed']) checkLine(made[name] ?? '')
    must(made.pushed === 'true' || made.pushed === 'false', `pushed is ${made.pushed}`)
    for (const line of (made.tags ?? '').split('\n'))
      must(line === '' || /^ghcr\.io\/acme\/app:t\d$/.test(line), `the tag ${line}`)
    must(
      parseJson(made.json ?? '') !== undefined && parseJson(made.result ?? '') !== undefined,
      'outputs that are no JSON',
    )
    const short = formatResult(result, limit + 100)
    must(short.length <= limit + 100 && parseJson(short) !== undefined, `the result ${short}`)
    checkLog(describeResult(result).join('\n'))
    return 'formatted'
  },
)

/** A run's own version is in the normal form of its scheme; an image's comes from a label. */
const version = fc.constantFrom('1.2.3', '1.2.4', '2.0.0', '1.10.0')
const versioned = {
  kind: fc.constantFrom('release' as const, 'line' as const),
  scheme: fc.constantFrom('semver' as const, 'pep440' as const),
  version,
}
const follows: fc.Arbitrary<Follows> = fc.oneof(
  fc.record(versioned),
  fc.record({ kind: fc.constantFrom('commit' as const, 'run' as const) }),
  fc.record({ kind: fc.constant('branch' as const), branch: fc.constantFrom('main', 'other') }),
  fc.record({ kind: fc.constant('pull' as const), number: fc.nat() }),
)
/** A tag that follows a branch is named after it. */
const nameAfter = (line: Follows) => (line.kind === 'branch' ? { fromRef: { branch: line.branch } } : {})

const ancestry: fc.Arbitrary<Ancestry> = fc.oneof(
  fc.record({ kind: fc.constantFrom('tip' as const, 'ahead' as const, 'behind' as const) }),
  fc.record({ kind: fc.constant('unknown' as const), why: hostile }),
)
const commit = fc.constantFrom('a'.repeat(40), 'b'.repeat(40))
const image = fc.record(
  {
    digest: fc.constantFrom(digest, older),
    revision: commit,
    head: commit,
    version: fc.oneof(version, hostile),
    event: fc.oneof(fc.constantFrom('push', 'pull_request', 'schedule'), hostile),
    branch: fc.oneof(fc.constantFrom('main', 'other'), hostile),
  },
  { requiredKeys: ['digest'] },
)
const facts: fc.Arbitrary<TagFacts> = fc.record(
  {
    target: fc.constant('image'),
    repository: fc.constant(repository),
    tag: fc
      .tuple(fc.nat(), follows)
      .map(([priority, line]) => ({ name: 'x', priority, follows: line, ...nameAfter(line) })),
    ref: fc.constant('ghcr.io/acme/app:x'),
    image,
    ancestry: ancestry,
    higher: fc.record({ gitTag: hostile, version }),
    unknown: hostile,
  },
  { requiredKeys: ['target', 'repository', 'tag', 'ref'] },
)
const run = fc.record(
  {
    isPullRequest: fc.boolean(),
    revision: commit,
    digest: fc.constantFrom(digest, older),
    isMerge: fc.boolean(),
    isScheduled: fc.boolean(),
  },
  { requiredKeys: ['isPullRequest', 'revision'] },
)
const guards = fc.record({
  overwrite: fc.constantFrom(false, true, 'scheduled' as const),
  forwardOnly: fc.boolean(),
})

const decisions = fuzz(
  'decisions',
  ['create', 'move', 'unchanged', 'published', 'keep', 'refuse'],
  fc.tuple(facts, run, guards),
  ([known, by, guard]) => {
    const decision = decideTag(known, by, guard)
    const { kind } = decision
    const { image: current, tag } = known
    mustEqual(
      kind === 'create',
      current === undefined && kind !== 'keep' && kind !== 'refuse',
      `${kind} where the tag is ${current?.digest}`,
    )
    if (current !== undefined && current.digest === by.digest) mustEqual(kind, 'unchanged', 'the same digest')
    if (kind === 'move') {
      must(tag.follows.kind !== 'commit', 'the tag of a commit moves')
      const mayRoll = guard.overwrite === true || (guard.overwrite === 'scheduled' && by.isScheduled === true)
      must(tag.follows.kind !== 'release' || mayRoll, 'a release moves')
      const isPushes =
        current?.event === 'push' && (current.branch === undefined || current.branch === 'main')
      const isMain = tag.follows.kind === 'branch' && tag.follows.branch === 'main'
      must(!(by.isPullRequest && isMain && isPushes), "a pull request replaces a push's image")
    }
    if (guard.forwardOnly && known.ancestry?.kind === 'behind' && tag.follows.kind === 'branch') {
      must(kind !== 'move', 'a tag goes backwards')
    }
    if (decision.kind === 'refuse') checkProblems([decision.problem])
    if (decision.kind === 'keep') must(decision.reason !== '', 'kept without a reason')
    if ('warning' in decision) checkLog(decision.warning ?? '')
    return kind
  },
)

export const report = [summary, outputs, decisions]

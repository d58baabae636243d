import type { AskPullRequest, PullRequestState } from '../git/pull-request-state.ts'
import type { ImageFacts } from '../model/facts.ts'
import { keyOf, type Repository } from '../model/reference.ts'
import type { Claim, GoneRef, Publisher } from './decide-prune.ts'
import { goneBranch, gonePull } from './gone-refs.ts'
import { type RepositoryGraph, subjectOfTag } from './graph.ts'
import type { LivingRefs } from './living-refs.ts'
import type { PublishedImage } from './read-publisher.ts'
import { type NamedCommit, type NamedTag, type RuleNames, tryNames } from './rule-names.ts'

/** The tags of a repository that the rules gave refs that are gone. */
export interface Claims {
  readonly claims: ReadonlyMap<string, Claim>
  /** Tags of open pull requests, each with its name. */
  readonly open: ReadonlyMap<string, string>
  /** Tags whose ref could not be determined, each with the reason. */
  readonly unknown: ReadonlyMap<string, string>
}

/** The claims of the ref of an event. */
export function claimNamed(
  named: readonly NamedTag[],
  repository: Repository,
  ref: GoneRef,
): ReadonlyMap<string, Claim> {
  const key = keyOf(repository)
  return new Map(
    named.flatMap(({ repository: other, tag: { name, follows, fromRef } }) =>
      keyOf(other) === key ? [[name, { ref, follows, ...(fromRef && { fromRef }) }] as const] : [],
    ),
  )
}

export interface SweepRequest {
  readonly graph: RepositoryGraph
  readonly names: RuleNames
  readonly refs: LivingRefs
  readonly living: ReadonlyMap<string, string>
  readonly isKept: (tag: string) => boolean
  readonly shaDays: number | undefined
  readonly readImage: (digest: string) => Promise<PublishedImage>
  readonly askPull: AskPullRequest
}

/** Looks for the ref of every tag that no living ref has. */
export async function findClaims(request: SweepRequest): Promise<Claims> {
  const { graph, living, isKept } = request
  const claims = new Map<string, Claim>()
  const open = new Map<string, string>()
  const unknown = new Map<string, string>()
  const patterns = makePullPatterns(request)
  await Promise.all(
    [...graph.tags].map(async ([tag, digest]) => {
      if (subjectOfTag(tag) !== undefined || living.has(tag) || isKept(tag)) return
      const { publisher, facts } = await request.readImage(digest)
      const found =
        (await claimPull(request, patterns, tag, facts)) ??
        claimLeftover(tag, publisher) ??
        claimCommit(request, tag, facts, publisher) ??
        claimBranch(request, tag, facts)
      if (found === undefined) return
      if ('ref' in found) claims.set(tag, found)
      else if ('open' in found) open.set(tag, found.open)
      else unknown.set(tag, found.unknown)
    }),
  )
  return { claims, open, unknown }
}

type Found = Claim | { readonly open: string } | { readonly unknown: string }

/** The numbers that tags may contain, from what the rules give a pull request with a number that none has. */
function makePullPatterns({ names, graph }: SweepRequest): readonly RegExp[] {
  const number = 40_908_070_605
  const probe = { number, headRef: 'b4k8wy2other', headSha: '', baseRef: '', fork: false }
  const key = keyOf(graph.repository)
  const texts = tryNames(() => names.forPull(probe)).flatMap(({ repository, tag }) =>
    keyOf(repository) === key && tag.name.includes(String(number)) ? [tag.name] : [],
  )
  return [...new Set(texts)].map((text) => {
    const [before = '', after = ''] = text.split(String(number)).map((part) => part.replace(/[.]/g, '\\.'))
    return new RegExp(`^${before}(\\d{1,10})${after}$`)
  })
}

/** A tag with the number of a pull request is its own if the rules give it that name, with the data that GitHub has. */
async function claimPull(
  { names, askPull, graph }: SweepRequest,
  patterns: readonly RegExp[],
  tag: string,
  commit: NamedCommit,
): Promise<Found | undefined> {
  for (const pattern of patterns) {
    const number = Number(pattern.exec(tag)?.[1] ?? Number.NaN)
    if (!Number.isSafeInteger(number)) continue
    const answer = await askPull(number)
    if (!answer.known) return { unknown: `the state of pull request ${number} is unknown: ${answer.why}` }
    if (answer.value === 'absent') continue
    const pull: PullRequestState = answer.value
    const named = tryNames(() => names.forPull(pull, commit))
    const claim = claimNamed(named, graph.repository, gonePull(pull, pull.closedAt)).get(tag)
    if (claim === undefined) continue
    return pull.isOpen ? { open: `pull request ${number}` } : claim
  }
  return undefined
}

const claimLeftover = (tag: string, publisher: Publisher): Found | undefined =>
  publisher.kind === 'leftover'
    ? {
        ref: { name: `the image of ${tag}`, branch: '' },
        follows: { kind: 'branch', branch: '' },
        fromRef: {},
      }
    : undefined

function claimBranch(
  { names, refs, graph }: SweepRequest,
  tag: string,
  facts: NamedFacts,
): Found | undefined {
  const { branch } = facts
  if (branch === undefined || branch === '' || refs.branches.has(branch)) return undefined
  const named = tryNames(() => names.forBranch(branch, facts))
  return claimNamed(named, graph.repository, goneBranch(branch)).get(tag)
}

type NamedFacts = Pick<ImageFacts, 'revision' | 'head' | 'branch'>

/** The tag of a commit, with input sha. The branch may exist: its newest commit is a living ref. */
function claimCommit(
  { names, graph, shaDays }: SweepRequest,
  tag: string,
  facts: NamedFacts,
  publisher: Publisher,
): Found | undefined {
  const { revision } = facts
  if (shaDays === undefined || revision === undefined || publisher.kind !== 'ours') return undefined
  const ref = { name: `commit ${revision.slice(0, 7)}`, branch: facts.branch ?? '' }
  const named = tryNames(() => names.forBranch(facts.branch || 'main', facts))
  const claim = claimNamed(named, graph.repository, ref).get(tag)
  return claim?.follows.kind === 'commit' ? { ...claim, days: shaDays } : undefined
}

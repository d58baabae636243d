import type { AskPullRequest, PullRequestState } from '../git/pull-request-state.ts'
import type { ImageFacts } from '../model/facts.ts'
import { keyOf, type Repository } from '../model/reference.ts'
import type { Claim, GoneRef, Publisher } from '../prune-plan/decide-prune.ts'
import { type RepositoryGraph, subjectOfTag } from '../prune-plan/graph.ts'
import { always, type DatedNames, type NameRef } from './dated-names.ts'
import { goneBranch, gonePull, type PruneScope } from './gone-refs.ts'
import type { LivingRefs } from './living-refs.ts'
import { describeName, type NameForm, probeNumber, readPull } from './name-forms.ts'
import type { PublishedImage } from './read-publisher.ts'
import {
  type NamedCommit,
  type NamedTag,
  nameGoneBranch,
  nameGonePull,
  type RuleNames,
  tryNames,
} from './rule-names.ts'

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

/** The claims of the ref of an event, names of other times among them. */
export function findClaimsOfRef(
  request: Pick<SweepRequest, 'graph' | 'names' | 'living' | 'dated'>,
  { ref, named }: Extract<PruneScope, { kind: 'ref' }>,
): Claims {
  const { graph, names, living } = request
  const claims = new Map(claimNamed(named(names), graph.repository, ref))
  const open = new Map<string, string>()
  for (const tag of graph.tags.keys()) {
    if (claims.has(tag) || living.has(tag) || subjectOfTag(tag) !== undefined) continue
    const found = claimDated(request, tag, named, ref)
    if (found === undefined) continue
    if ('ref' in found) claims.set(tag, found)
    else open.set(tag, found.open)
  }
  return { claims, open, unknown: new Map() }
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
  readonly dated: DatedNames
}

/** Looks for the ref of every tag that no living ref has. */
export async function findClaims(request: SweepRequest): Promise<Claims> {
  const { graph, living, isKept } = request
  const claims = new Map<string, Claim>()
  const open = new Map<string, string>()
  const unknown = new Map<string, string>()
  const forms = makePullForms(request)
  await Promise.all(
    [...graph.tags].map(async ([tag, digest]) => {
      if (subjectOfTag(tag) !== undefined || living.has(tag) || isKept(tag)) return
      const { publisher, facts } = await request.readImage(digest)
      const found =
        (await claimPull(request, forms, tag, facts)) ??
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

/** The numbers that tags may contain, from what the rules give a pull request with a number that none has, at any time. */
function makePullForms({ names, graph }: SweepRequest): readonly NameForm[] {
  const probe = { number: probeNumber, headRef: 'b4k8wy2other', headSha: '', baseRef: '', fork: false }
  const key = keyOf(graph.repository)
  const texts = [names, names.atTime(always)].flatMap((at) =>
    tryNames(() => at.forPull(probe)).flatMap(({ repository, tag }) =>
      keyOf(repository) === key && tag.name.includes(String(probeNumber)) ? [tag.name] : [],
    ),
  )
  return [...new Set(texts)].map(describeName).filter((form) => form !== undefined)
}

/** A tag with the number of a pull request is its own if the rules give it that name, with the data that GitHub has. */
async function claimPull(
  request: SweepRequest,
  forms: readonly NameForm[],
  tag: string,
  commit: NamedCommit,
): Promise<Found | undefined> {
  const { names, askPull, graph } = request
  for (const form of forms) {
    const number = readPull(form, tag)
    if (number === undefined) continue
    const answer = await askPull(number)
    if (!answer.known) return { unknown: `the state of pull request ${number} is unknown: ${answer.why}` }
    if (answer.value === 'absent') continue
    const pull: PullRequestState = answer.value
    const nameRef: NameRef = (at) => nameGonePull(at, pull, commit)
    const ref = gonePull(pull, pull.closedAt)
    const named = tryNames(() => nameRef(names))
    const claim = claimNamed(named, graph.repository, ref).get(tag) ?? claimDated(request, tag, nameRef, ref)
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

function claimBranch(request: SweepRequest, tag: string, facts: NamedFacts): Found | undefined {
  const { names, refs, graph } = request
  const { branch } = facts
  if (branch === undefined || branch === '' || refs.branches.has(branch)) return undefined
  const nameRef: NameRef = (at) => nameGoneBranch(at, branch, facts)
  const ref = goneBranch(branch)
  const named = tryNames(() => nameRef(names))
  return claimNamed(named, graph.repository, ref).get(tag) ?? claimDated(request, tag, nameRef, ref)
}

/** A name with a date, which the rules gave the ref at another time. */
export function claimDated(
  { graph, dated }: Pick<SweepRequest, 'graph' | 'dated'>,
  tag: string,
  nameRef: NameRef,
  ref: GoneRef,
): Claim | { readonly open: string } | undefined {
  const claim = claimNamed(dated.find(tag, nameRef), graph.repository, ref).get(tag)
  if (claim === undefined) return undefined
  const other = dated.findLiving(tag, ref.at)
  return other === undefined ? claim : { open: `${other} at another time` }
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

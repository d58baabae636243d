import type { AskPullRequest } from '../git/pull-request-state.ts'
import type { Repository } from '../model/reference.ts'
import type { SourceRepository } from '../model/source-repository.ts'
import type { Ref } from '../model/trigger.ts'
import type { Clock } from '../ports/ports.ts'
import type { RepositoryGraph } from '../prune-plan/graph.ts'
import type { FreshState } from './deletion-ports.ts'

/** Why a ref does not count as gone: `branch 'topic' exists`; undefined while it does. */
export type FindRevival = (at: Ref) => Promise<string | undefined>

/** An answer about refs is used again within this time, in ms. */
const refAge = 5_000

/**
 * Asks the remote repository about a branch or git tag, and GitHub about a pull request. A ref that cannot be asked about counts
 * as revived, except a pull request that the event reports as closed.
 */
export function createRevivalFinder(
  source: SourceRepository,
  askPull: AskPullRequest,
  clock: Clock,
  trusted: Ref | undefined,
): FindRevival {
  const answers = new Map<string, { readonly at: number; readonly answer: Promise<string | undefined> }>()
  const ask = async (ref: Ref): Promise<string | undefined> => {
    if (ref.kind === 'pull') {
      const answer = await askPull(ref.number)
      if (answer.known) {
        return answer.value !== 'absent' && answer.value.isOpen
          ? `pull request ${ref.number} is open`
          : undefined
      }
      const isTrusted = trusted?.kind === 'pull' && trusted.number === ref.number
      return isTrusted ? undefined : `the state of pull request ${ref.number} is unknown: ${answer.why}`
    }
    if (ref.kind === 'other') return undefined
    source.forget()
    const what = ref.kind === 'branch' ? `branch '${ref.name}'` : `git tag '${ref.name}'`
    const names = await (ref.kind === 'branch' ? source.branches() : source.gitTags())
    if (!names.known) return `it is unknown whether ${what} exists: ${names.why}`
    return names.value.includes(ref.name) ? `${what} exists` : undefined
  }
  return (ref) => {
    const key = JSON.stringify(ref)
    const known = answers.get(key)
    if (known !== undefined && clock.now() - known.at < refAge) return known.answer
    const answer = ask(ref)
    answers.set(key, { at: clock.now(), answer })
    return answer
  }
}

export interface StateRequest {
  readonly repository: Repository
  readonly clock: Clock
  readonly findRevival: FindRevival
  readonly digestOf: (tag: string) => Promise<string | undefined>
  readonly read: () => Promise<RepositoryGraph>
  /** How long a graph is used, in ms; at least five times as long as it took to read it. */
  readonly graphAge: number
  /** The registry's list may still show what was deleted just now. */
  readonly isListDelayed: boolean
}

/** Reads the state before each deletion, as often as is affordable. */
export function createFreshState(request: StateRequest): FreshState {
  const { clock, findRevival, digestOf, isListDelayed } = request
  let graph: RepositoryGraph | undefined
  let usableUntil = 0
  const removed = new Map<string, string>()
  const deleted = new Set<string>()
  const correct = (one: RepositoryGraph): RepositoryGraph => ({
    ...one,
    tags: new Map([...one.tags].filter(([tag, to]) => removed.get(tag) !== to && !deleted.has(to))),
    manifests: new Map([...one.manifests].filter(([digest]) => !deleted.has(digest))),
    ...(one.untagged && { untagged: new Set([...one.untagged].filter((digest) => !deleted.has(digest))) }),
  })
  return {
    findRevival: async ({ ref }) => (ref.at === undefined ? undefined : findRevival(ref.at)),
    digestOf,
    async readGraph() {
      const started = clock.now()
      if (graph === undefined || started > usableUntil) {
        graph = await request.read()
        usableUntil = clock.now() + Math.max(request.graphAge, 5 * (clock.now() - started))
        if (!isListDelayed) {
          removed.clear()
          deleted.clear()
        }
      }
      return correct(graph)
    },
    noteRemoved: (tag, digest) => void removed.set(tag, digest),
    noteDeleted: (digest) => void deleted.add(digest),
  }
}

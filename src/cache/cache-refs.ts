import { isQueueBranch, type Trigger } from '../model/trigger.ts'

/** Whose cache it is: a branch's, a pull request's, or that of all git tags, each of which is built only once. */
export type CacheRef =
  | { readonly kind: 'branch'; readonly name: string }
  | { readonly kind: 'pull'; readonly number: number }
  | { readonly kind: 'tags' }

/** The caches that a run reads, the best first, and the one that it may write. */
export interface CacheRefs {
  readonly reads: readonly CacheRef[]
  readonly writes?: CacheRef
  /** Why the run writes none. */
  readonly why?: string
}

/**
 * Chooses by the trigger. No run of a pull request writes what a push reads: its cache belongs to its number, and only runs of pull
 * requests read such caches. Runs that outsiders can start with the secrets of the repository (`pull_request_target`,
 * `workflow_run`, ...) write none, and neither do forks and untrusted commits.
 */
export function chooseCacheRefs(trigger: Trigger, isUntrusted: boolean): CacheRefs {
  const { cause, pullRequest, defaultBranch } = trigger
  const main = branches(defaultBranch)
  if (cause.kind === 'pull-request') {
    const base = branches(pullRequest?.baseRef ?? defaultBranch)
    const { ref } = trigger
    if (cause.variant !== 'ordinary' || ref.kind !== 'pull') {
      return { reads: base, why: `${trigger.event} could write a branch's cache for an outsider` }
    }
    const own: CacheRef = { kind: 'pull', number: ref.number }
    const reads = [own, ...base]
    if (pullRequest?.fork !== false) return { reads, why: 'a pull request from a fork writes no cache' }
    return isUntrusted ? { reads, why: untrusted } : { reads, writes: own }
  }
  const own = ownRef(trigger)
  if (!['push', 'dispatch', 'schedule', 'release', 'local'].includes(cause.kind) || own === undefined) {
    return { reads: main, why: `runs of event ${trigger.event} on this ref write no cache` }
  }
  const reads = distinct([own, ...(own.kind === 'tags' ? branches(trigger.baseRef) : []), ...main])
  return isUntrusted ? { reads, why: untrusted } : { reads, writes: own }
}

const untrusted = 'the commit is untrusted'

const branches = (name: string | undefined): readonly CacheRef[] =>
  name === undefined || name === '' ? [] : [{ kind: 'branch', name }]

/** The merge queue's branches exist for one run only. */
function ownRef(trigger: Trigger): CacheRef | undefined {
  const { ref } = trigger
  if (ref.kind === 'tag') return { kind: 'tags' }
  return ref.kind === 'branch' && !isQueueBranch(trigger) ? { kind: 'branch', name: ref.name } : undefined
}

const distinct = (refs: readonly CacheRef[]): readonly CacheRef[] => [
  ...new Map(refs.map((ref) => [JSON.stringify(ref), ref])).values(),
]

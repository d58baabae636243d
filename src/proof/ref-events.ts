import type { Json } from '../json.ts'
import { OpenRecord } from '../workflow-expressions/context-values.ts'
import { stringListAt } from '../workflow-expressions/workflow-values.ts'
import { hasFilter, passesFilter, readFilter, sampleNames } from './ref-filters.ts'
import { exampleSha, makeEvent, type SampleEvent, type SampleRepository } from './sample-event.ts'

/* Events that are about a ref: a push, a new ref, a pull request, a release. `settings` is what the workflow has below the event's name. */

const branchNames = ['feature/login']
const tagNames = ['v1.2.3', 'v1.2.3-rc.1']

export function pushEvents(settings: Json, repository: SampleRepository): readonly SampleEvent[] {
  const branches = readFilter(settings, 'branches')
  const tags = readFilter(settings, 'tags')
  const isOpen = !hasFilter(branches) && !hasFilter(tags)
  const names = (filter: typeof branches, given: readonly string[]) =>
    isOpen || hasFilter(filter) ? sampleNames(filter, given) : []
  const given = [repository.defaultBranch, ...branchNames]
  return [
    ...names(branches, given).map((name) => pushEvent(`refs/heads/${name}`, repository)),
    ...names(tags, tagNames).map((name) => pushEvent(`refs/tags/${name}`, repository)),
  ]
}

const describeRef = (ref: string): string =>
  ref.startsWith('refs/tags/') ? `tag '${ref.slice(10)}'` : `branch '${ref.replace(/^refs\/heads\//, '')}'`

export function pushEvent(ref: string, repository: SampleRepository): SampleEvent {
  const isBranch = ref.startsWith('refs/heads/')
  const commit = new OpenRecord({ id: exampleSha, timestamp: repository.time })
  const payload = {
    ref,
    after: exampleSha,
    forced: false,
    deleted: false,
    base_ref: null,
    head_commit: commit,
  }
  const before = isBranch ? { before: '1'.repeat(40) } : {}
  const commits = { commits: [{ id: exampleSha, timestamp: repository.time }] }
  return makeEvent(repository, {
    title: `push of ${describeRef(ref)}`,
    event: 'push',
    ref,
    payload: { ...payload, ...before, ...commits },
  })
}

export const createEvent = (ref: string, repository: SampleRepository): SampleEvent =>
  makeEvent(repository, {
    title: `create of ${describeRef(ref)}`,
    event: 'create',
    ref,
    payload: {
      ref: ref.replace(/^refs\/(?:heads|tags)\//, ''),
      ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
      master_branch: repository.defaultBranch,
    },
  })

/** The types that start a workflow, as far as they differ for an image: one that opens, and `closed`. */
function pullTypes(settings: Json): readonly string[] {
  const types = stringListAt(settings, 'types') ?? ['opened']
  const [first] = types.filter((type) => type !== 'closed')
  return [...(first === undefined ? [] : [first]), ...(types.includes('closed') ? ['closed'] : [])]
}

export function pullEvents(
  event: string,
  settings: Json,
  repository: SampleRepository,
): readonly SampleEvent[] {
  const filter = readFilter(settings, 'branches')
  const base = [repository.defaultBranch, ...sampleNames(filter, branchNames)].find((name) =>
    passesFilter(filter, name),
  )
  if (base === undefined) return []
  return pullTypes(settings).flatMap((action) =>
    [false, true].map((isFork) => pullEvent({ event, action, base, isFork }, repository)),
  )
}

interface Pull {
  readonly event: string
  readonly action: string
  readonly base: string
  readonly isFork: boolean
}

export function pullEvent({ event, action, base, isFork }: Pull, repository: SampleRepository): SampleEvent {
  const number = 7
  const head = 'feature/login'
  const name = isFork ? 'octocat/fork' : repository.name
  const repo = new OpenRecord({ id: isFork ? 2 : 1, full_name: name, fork: isFork })
  const isTarget = event === 'pull_request_target'
  const isClosed = action === 'closed'
  const pull = new OpenRecord({
    number,
    state: isClosed ? 'closed' : 'open',
    draft: false,
    labels: [],
    head: new OpenRecord({ ref: head, sha: '2'.repeat(40), repo, label: `${name.split('/')[0]}:${head}` }),
    base: new OpenRecord({
      ref: base,
      sha: '1'.repeat(40),
      repo: new OpenRecord({ id: 1, full_name: repository.name }),
    }),
  })
  return makeEvent(repository, {
    title: `${event} ${action}${isFork ? ', from a fork' : ''}`,
    event,
    ref: isTarget ? `refs/heads/${base}` : `refs/pull/${number}/merge`,
    head,
    base,
    payload: { action, number, pull_request: pull },
    isFork,
    withoutSecrets: isFork && !isTarget,
  })
}

export function releaseEvents(settings: Json, repository: SampleRepository): readonly SampleEvent[] {
  return typesOf(settings, ['published']).flatMap((action = 'published') => {
    const isPre = action === 'prereleased'
    const tags =
      action === 'published' || action === 'created' ? tagNames : [isPre ? 'v1.2.3-rc.1' : 'v1.2.3']
    return tags.map((tag) =>
      makeEvent(repository, {
        title: `release ${action}, tag '${tag}'`,
        event: 'release',
        ref: `refs/tags/${tag}`,
        payload: {
          action,
          release: new OpenRecord({
            tag_name: tag,
            name: tag,
            prerelease: tag.includes('-'),
            draft: false,
            target_commitish: repository.defaultBranch,
          }),
        },
      }),
    )
  })
}

/** The `types:` of an event. */
export const typesOf = <T>(settings: Json, otherwise: readonly T[]): readonly (string | T)[] =>
  stringListAt(settings, 'types') ?? otherwise

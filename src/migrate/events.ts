import { at, isRecord, type Json, stringAt } from '../json.ts'
import { type ContextValue, OpenRecord } from './context-values.ts'
import { hasFilter, passesFilter, readFilter, sampleNames } from './ref-filters.ts'
import { exampleSha, makeEvent, type SampleEvent, type SampleRepository } from './sample-event.ts'
import { entriesOf, stringListAt } from './workflow-values.ts'
import { sampleInputs } from './workflow-inputs.ts'

const branchNames = ['feature/login']
const tagNames = ['v1.2.3', 'v1.2.3-rc.1']

/** The name of the default branch that a workflow assumes: `master` if it filters by that and not by `main`. */
export function guessDefaultBranch(on: Json): string {
  const names = ['push', 'pull_request'].flatMap((event) => stringListAt(on, event, 'branches') ?? [])
  return names.includes('master') && !names.includes('main') ? 'master' : 'main'
}

/** Example events for all that starts a workflow: `on` is the value of its key `on:`. */
export function sampleEvents(on: Json, repository: SampleRepository): readonly SampleEvent[] {
  if (typeof on === 'string') return eventsOf(on, {}, repository)
  if (Array.isArray(on)) return on.flatMap((name) => eventsOf(String(name), {}, repository))
  return entriesOf(on).flatMap(([name, settings]) => eventsOf(name, settings, repository))
}

function eventsOf(name: string, settings: Json, repository: SampleRepository): readonly SampleEvent[] {
  switch (name) {
    case 'push':
      return pushEvents(settings, repository)
    case 'pull_request':
    case 'pull_request_target':
      return pullEvents(name, settings, repository)
    case 'release':
      return releaseEvents(settings, repository)
    case 'workflow_dispatch':
      return dispatchEvents(settings, repository)
    case 'workflow_call':
      return callEvents(settings, repository)
    case 'create':
      return ['refs/heads/feature/login', 'refs/tags/v1.2.3'].map((ref) => createEvent(ref, repository))
    case 'merge_group': {
      const ref = `refs/heads/gh-readonly-queue/${repository.defaultBranch}/pr-7-0a1b2c`
      return [
        makeEvent(repository, { title: name, event: name, ref, payload: { action: 'checks_requested' } }),
      ]
    }
    default:
      return typesOf(settings, [undefined]).map((action) => otherEvent(name, action, settings, repository))
  }
}

function pushEvents(settings: Json, repository: SampleRepository): readonly SampleEvent[] {
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

function pushEvent(ref: string, repository: SampleRepository): SampleEvent {
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

const createEvent = (ref: string, repository: SampleRepository): SampleEvent =>
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

function pullEvents(event: string, settings: Json, repository: SampleRepository): readonly SampleEvent[] {
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

function pullEvent({ event, action, base, isFork }: Pull, repository: SampleRepository): SampleEvent {
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
    user: new OpenRecord({ login: 'octocat' }),
  })
  return makeEvent(repository, {
    title: `${event} ${action}${isFork ? ', from a fork' : ''}`,
    event,
    ref: isTarget ? `refs/heads/${base}` : `refs/pull/${number}/merge`,
    head,
    base,
    payload: { action, number, pull_request: pull },
    withoutSecrets: isFork && !isTarget,
  })
}

function releaseEvents(settings: Json, repository: SampleRepository): readonly SampleEvent[] {
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

function dispatchEvents(settings: Json, repository: SampleRepository): readonly SampleEvent[] {
  const ref = `refs/heads/${repository.defaultBranch}`
  return sampleInputs(at(settings, 'inputs')).map(({ title, inputs, texts }) =>
    makeEvent(repository, {
      title: `workflow_dispatch${title}`,
      event: 'workflow_dispatch',
      ref,
      payload: { ref, inputs: texts },
      inputs,
    }),
  )
}

/** A called workflow has the event of its caller. */
function callEvents(settings: Json, repository: SampleRepository): readonly SampleEvent[] {
  const callers = [
    pushEvent(`refs/heads/${repository.defaultBranch}`, repository),
    pushEvent('refs/tags/v1.2.3', repository),
    pullEvent(
      { event: 'pull_request', action: 'opened', base: repository.defaultBranch, isFork: false },
      repository,
    ),
  ]
  return sampleInputs(at(settings, 'inputs')).flatMap(({ title, inputs }) =>
    callers.map((caller) => ({ ...caller, title: `workflow_call by ${caller.title}${title}`, inputs })),
  )
}

const typesOf = <T>(settings: Json, otherwise: readonly T[]): readonly (string | T)[] =>
  stringListAt(settings, 'types') ?? otherwise

/** Any other event has the ref of the default branch. */
function otherEvent(
  event: string,
  action: string | undefined,
  settings: Json,
  repository: SampleRepository,
): SampleEvent {
  const branch = repository.defaultBranch
  const own: Readonly<Record<string, Readonly<Record<string, ContextValue>>>> = {
    schedule: { schedule: scheduleOf(settings) },
    repository_dispatch: { branch, client_payload: new OpenRecord() },
    workflow_run: {
      workflow_run: new OpenRecord({
        event: 'push',
        status: 'completed',
        conclusion: 'success',
        head_branch: branch,
        head_sha: exampleSha,
      }),
    },
    discussion: { discussion: new OpenRecord() },
    issues: { issue: new OpenRecord() },
    issue_comment: { issue: new OpenRecord(), comment: new OpenRecord() },
    registry_package: { registry_package: new OpenRecord() },
  }
  return makeEvent(repository, {
    title: action === undefined ? event : `${event} ${action}`,
    event,
    ref: `refs/heads/${branch}`,
    payload: { ...own[event], ...(action !== undefined && { action }) },
  })
}

function scheduleOf(settings: Json): string {
  const first: Json = Array.isArray(settings) ? settings[0] : undefined
  return (isRecord(first) ? stringAt(first, 'cron') : undefined) ?? '0 0 * * *'
}

import { parseRef, type Trigger } from '../model/trigger.ts'
import { readGithubEvent } from '../trigger/github-event.ts'
import { type ContextValue, OpenRecord } from '../workflow-expressions/context-values.ts'
import { toJson } from '../workflow-expressions/workflow-values.ts'

/** An event that starts a workflow, with example values. */
export interface SampleEvent {
  /** `push of branch 'main'`. */
  readonly title: string
  readonly trigger: Trigger
  /** The context `github`. */
  readonly github: OpenRecord
  /** The context `inputs`. */
  readonly inputs: ContextValue
  /** GitHub gives the run no secrets. */
  readonly withoutSecrets: boolean
}

/** The repository of the examples. */
export interface SampleRepository {
  /** `acme/app`. */
  readonly name: string
  readonly defaultBranch: string
  /** The time of the run and of its commit, ISO 8601. */
  readonly time: string
}

export const exampleSha = '5f569b50185ed57e4e3f3c78e6350d73d2e0fd7a'
/** The actor of a run for a fork. For any other it is the owner of the repository, since some jobs run for the owner only. */
const forkActor = 'octocat'

interface EventParts {
  readonly title: string
  readonly event: string
  /** The full ref, GITHUB_REF. */
  readonly ref: string
  readonly payload: Readonly<Record<string, ContextValue>>
  /** For a pull request. */
  readonly head?: string
  readonly base?: string
  readonly inputs?: ContextValue
  readonly isFork?: boolean
  readonly withoutSecrets?: boolean
}

/** Makes an event as GitHub describes it to a run: variables, payload, contexts. */
export function makeEvent(repository: SampleRepository, parts: EventParts): SampleEvent {
  const { name, defaultBranch, time } = repository
  const [owner = ''] = name.split('/')
  const { event, ref, head = '', base = '', isFork = false } = parts
  const actor = isFork ? forkActor : owner
  const payload = {
    ...parts.payload,
    repository: new OpenRecord({
      id: 1,
      name: name.slice(owner.length + 1),
      full_name: name,
      default_branch: defaultBranch,
      html_url: `https://github.com/${name}`,
      owner: new OpenRecord({ login: owner }),
    }),
    sender: new OpenRecord({ login: actor }),
  }
  const github = new OpenRecord({
    event_name: event,
    event: payload,
    ref,
    ref_name: ref.replace(/^refs\/(?:heads|tags|pull)\//, ''),
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    head_ref: head,
    base_ref: base,
    sha: exampleSha,
    repository: name,
    repository_owner: owner,
    actor,
    triggering_actor: actor,
    server_url: 'https://github.com',
    api_url: 'https://api.github.com',
  })
  const env = {
    GITHUB_EVENT_NAME: event,
    GITHUB_REF: ref,
    GITHUB_SHA: exampleSha,
    GITHUB_REPOSITORY: name,
    GITHUB_ACTOR: actor,
  }
  const read = readGithubEvent(env, toJson(payload))
  const { headCommitTime: _, ...rest } = read
  const run = { revision: exampleSha, commitTime: time, time }
  const trigger: Trigger = { ...rest, ...run, ref: read.ref ?? parseRef(ref), sha: exampleSha }
  const { title, inputs = {}, withoutSecrets = false } = parts
  return { title, trigger, github, inputs, withoutSecrets }
}

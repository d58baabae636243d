import { at, isRecord, type Json, stringAt } from '../json.ts'
import { type ContextValue, OpenRecord } from '../workflow-expressions/context-values.ts'
import { entriesOf } from '../workflow-expressions/workflow-values.ts'
import {
  createEvent,
  pullEvent,
  pullEvents,
  pushEvent,
  pushEvents,
  releaseEvents,
  typesOf,
} from './ref-events.ts'
import { exampleSha, makeEvent, type SampleEvent, type SampleRepository } from './sample-event.ts'
import { sampleInputs } from './workflow-inputs.ts'

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

import { at, compact, type Json } from '../json.ts'
import type { Ref, Trigger } from '../model/trigger.ts'
import { type Contexts, type ContextValue, OpenRecord } from '../workflow-expressions/context-values.ts'
import { matrixLegs } from '../workflow-expressions/matrix-legs.ts'
import { entriesOf, toContextValue } from '../workflow-expressions/workflow-values.ts'
import type { TagboatStep } from './find-step.ts'

/** What the command knows of a run on GitHub. */
export interface KnownRun {
  readonly trigger: Trigger
  /** For `github.token` and `secrets.GITHUB_TOKEN`; empty without one. */
  readonly token: string
  /** Values that the user gave, by their name as in an expression: `vars.IMAGE`, `matrix.app`. */
  readonly given: ReadonlyMap<string, string>
}

/** The contexts of a step's expressions; what is unknown outside GitHub is open. `env` is added later. */
export function stepContexts(step: TagboatStep, workflow: Json, run: KnownRun): Contexts {
  const { trigger, token, given } = run
  const secrets = { ...(token !== '' && { GITHUB_TOKEN: token }), ...givenOf(given, 'secrets') }
  return {
    values: {
      github: githubContext(trigger, token),
      secrets: new OpenRecord(secrets),
      inputs: inputsContext(trigger, workflow, givenOf(given, 'inputs')),
      matrix: matrixContext(step, givenOf(given, 'matrix')),
      runner: new OpenRecord({ os: 'Linux' }),
    },
    assumed: Object.fromEntries([...given].map(([name, value]) => [name.toLowerCase(), value])),
  }
}

/** The given values of one context, by the rest of their names. */
function givenOf(given: ReadonlyMap<string, string>, context: string): Readonly<Record<string, string>> {
  const prefix = `${context}.`
  const found = [...given].filter(([name]) => name.toLowerCase().startsWith(prefix))
  return Object.fromEntries(found.map(([name, value]) => [name.slice(prefix.length), value]))
}

/** The `github` context ("Contexts reference"). A run outside CI counts as a push. */
function githubContext(trigger: Trigger, token: string): OpenRecord {
  const { event, ref, sha, repository, actor, serverUrl, pullRequest, cause } = trigger
  const { owner, name } = repository
  const isPull = cause.kind === 'pull-request'
  const full = fullRef(ref)
  return new OpenRecord(
    compact({
      event_name: event === 'local' ? 'push' : event,
      event: eventContext(trigger),
      ref: full,
      ref_name: full.replace(/^refs\/(?:heads|tags|pull)\//, ''),
      ref_type: ref.kind === 'tag' ? 'tag' : 'branch',
      head_ref: isPull ? pullRequest?.headRef : '',
      base_ref: isPull ? pullRequest?.baseRef : '',
      sha,
      repository: owner === '' || name === '' ? undefined : `${owner}/${name}`,
      repository_owner: owner === '' ? undefined : owner,
      actor,
      triggering_actor: actor,
      server_url: serverUrl,
      token: token === '' ? undefined : token,
    }),
  )
}

function fullRef(ref: Ref): string {
  if (ref.kind === 'branch') return `refs/heads/${ref.name}`
  if (ref.kind === 'tag') return `refs/tags/${ref.name}`
  return ref.kind === 'pull' ? `refs/pull/${ref.number}/merge` : ref.name
}

/** The event: parts that belong to other kinds of events are null, so that `github.event.pull_request.x || y` is known. */
function eventContext({ cause, defaultBranch, repository, pullRequest, action }: Trigger): OpenRecord {
  const { owner, name, url, private: isPrivate } = repository
  const known: Readonly<Record<string, ContextValue>> = compact({
    name: name === '' ? undefined : name,
    full_name: name === '' ? undefined : `${owner}/${name}`,
    default_branch: defaultBranch,
    html_url: name === '' ? undefined : url,
    private: isPrivate,
  })
  const pull =
    pullRequest &&
    new OpenRecord({
      number: pullRequest.number,
      head: new OpenRecord({ ref: pullRequest.headRef, sha: pullRequest.headSha }),
      base: new OpenRecord({ ref: pullRequest.baseRef }),
    })
  return new OpenRecord(
    compact({
      repository: new OpenRecord(known),
      pull_request: cause.kind === 'pull-request' ? (pull ?? new OpenRecord()) : null,
      release: cause.kind === 'release' ? undefined : null,
      inputs: cause.kind === 'dispatch' ? undefined : null,
      action: action ?? (cause.kind === 'push' || cause.kind === 'local' ? null : undefined),
    }),
  )
}

/** Declared inputs have their defaults in a run that has inputs; in others they are empty. */
function inputsContext(
  { cause }: Trigger,
  workflow: Json,
  given: Readonly<Record<string, string>>,
): ContextValue {
  const isCalled = at(workflow, 'on', 'workflow_call') !== undefined || at(workflow, 'runs') !== undefined
  if (!isCalled && cause.kind !== 'dispatch') return given
  const declared = [
    ...entriesOf(at(workflow, 'on', 'workflow_dispatch', 'inputs')),
    ...entriesOf(at(workflow, 'on', 'workflow_call', 'inputs')),
    ...entriesOf(at(workflow, 'inputs')),
  ]
  const defaults = declared.flatMap(([name, input]) => {
    const preset = at(input, 'default')
    return preset === undefined ? [] : [[name, toContextValue(preset)] as const]
  })
  return new OpenRecord({ ...Object.fromEntries(defaults), ...given })
}

/** The values that all combinations of the matrix share that have the given values. */
function matrixContext({ source }: TagboatStep, given: Readonly<Record<string, string>>): ContextValue {
  const legs = matrixLegs(source)
  const isComputed = legs.some(({ matrix }) => matrix instanceof OpenRecord)
  const fitting = legs
    .map(({ matrix }) => valuesOf(matrix))
    .filter((leg) => Object.entries(given).every(([name, value]) => isText(leg[name], value)))
  const [first = {}, ...others] = fitting
  const shared = Object.entries(first).filter(([name, value]) =>
    others.every((leg) => JSON.stringify(leg[name]) === JSON.stringify(value)),
  )
  const known = { ...Object.fromEntries(shared), ...given }
  return fitting.length === 1 && !isComputed ? known : new OpenRecord(known)
}

/** A value that the combination lacks may be any. */
const isText = (value: ContextValue | undefined, text: string): boolean =>
  value === undefined || String(value) === text

const valuesOf = (matrix: ContextValue): Readonly<Record<string, ContextValue>> =>
  Object.fromEntries(
    entriesOf(matrix instanceof OpenRecord ? matrix.known : matrix).map(([name, value]) => [
      name,
      toContextValue(value),
    ]),
  )

/** The values of a key in all combinations of the matrix, for messages. */
export const listMatrixValues = ({ source }: TagboatStep, key: string): readonly string[] => [
  ...new Set(
    matrixLegs(source).flatMap(({ matrix }) => {
      const value = valuesOf(matrix)[key]
      return typeof value === 'string' || typeof value === 'number' ? [String(value)] : []
    }),
  ),
]

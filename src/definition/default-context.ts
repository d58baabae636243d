import { contextFolder, defaultContext, isDefaultContext } from '../bake/context-address.ts'
import { badInput } from '../errors/inputs.ts'
import { type BuildInputs, type GitAuth, readBuildInputs } from '../inputs/build-inputs.ts'
import { buildsOf, readBuilds } from '../inputs/builds.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { createReader, type RawInputs } from '../inputs/reader.ts'
import { type Problem, throwAll } from '../model/tagboat-error.ts'
import type { GitHubRepository, Trigger } from '../model/trigger.ts'

/** The contexts in the inputs, found before the trigger is known, without which the inputs cannot be read completely. */
export interface FoundContexts {
  /** The first local context, absolute: its HEAD is the commit that is built. Undefined if all contexts are remote. */
  readonly folder: string | undefined
  /** Whether a context is `{{defaultContext}}`. */
  readonly isFetched: boolean
}

/** Finds local and fetched contexts. Problems of the inputs are reported later, when all inputs are read. */
export function findContexts(raw: RawInputs, workspace: string): FoundContexts {
  const reader = createReader(raw)
  const build = readBuildInputs(reader)
  const builds = buildsOf({ build, builds: readBuilds(reader, build) })
  const folders = builds.flatMap((each) => contextFolder(workspace, each.build.context) ?? [])
  const contexts = builds.flatMap((each) => contextsOf(each.build))
  return { folder: folders[0], isFetched: contexts.some(isDefaultContext) }
}

/** The address for BuildKit: `https://github.com/acme/app.git`. */
const gitUrl = ({ url }: Pick<GitHubRepository, 'url'>): string => `${url}.git`

/**
 * The commit in an address of this repository: `https://github.com/acme/app.git#<commit>`, optionally followed by `:folder`. Undefined
 * for any other address, and for refs, which can move.
 */
export function ownCommit(address: string, repository: GitHubRepository): string | undefined {
  const prefix = `${gitUrl(repository)}#`
  if (repository.owner === '' || !address.startsWith(prefix)) return undefined
  return /^([0-9a-f]{64}|[0-9a-f]{40})(?::.*)?$/s.exec(address.slice(prefix.length))?.[1]
}

/**
 * Replaces `{{defaultContext}}` in contexts and named contexts by an address of this repository, and adds the token to fetch it with.
 * Like docker/build-push-action (docker/actions-toolkit, `gitContext`), the address has the commit and not the ref, which can move
 * between the event and the build. Throws a TagboatError for any other expression, and if the repository is unknown.
 */
export function resolveDefaultContext(inputs: Inputs, trigger: Trigger): Inputs {
  const named = buildsOf(inputs).flatMap(({ name, build }) =>
    contextsOf(build).map((context) => ({ name, context })),
  )
  throwAll(
    named.flatMap(({ name, context }) =>
      findProblem(inputs.builds === undefined ? 'context' : `builds, item ${name}`, context, trigger),
    ),
  )
  if (!named.some(({ context }) => isDefaultContext(context))) return inputs
  const resolve = (context: string) =>
    context
      .replace(defaultContext, () => `${gitUrl(trigger.repository)}#${trigger.revision}`)
      .replace(/:\.?$/, '')
  const resolveAll = (contexts: BuildInputs['buildContexts']) =>
    contexts.map(({ key, value }) => ({ key, value: isDefaultContext(value) ? resolve(value) : value }))
  const resolveOwn = <T extends Partial<Pick<BuildInputs, 'context'>>>(own: T): T =>
    own.context !== undefined && isDefaultContext(own.context)
      ? { ...own, context: resolve(own.context) }
      : own
  const items = inputs.builds?.items.map((item) => ({
    ...item,
    own: resolveOwn(item.own),
    buildContexts: resolveAll(item.buildContexts),
  }))
  const gitAuth = authFor(inputs, trigger)
  return {
    ...inputs,
    ...(inputs.builds && items && { builds: { ...inputs.builds, items } }),
    build: {
      ...resolveOwn(inputs.build),
      buildContexts: resolveAll(inputs.build.buildContexts),
      ...(gitAuth && { gitAuth }),
    },
  }
}

const contextsOf = ({ context, buildContexts }: BuildInputs): readonly string[] => [
  context,
  ...buildContexts.map(({ value }) => value),
]

function findProblem(input: string, context: string, { repository, revision }: Trigger): readonly Problem[] {
  if (!context.includes('{{')) return []
  const fix = 'Write {{defaultContext}}, or {{defaultContext}}:FOLDER for a folder of it.'
  if (!isDefaultContext(context))
    return [badInput(input, context, 'has an expression that does not exist', fix)]
  if (!/^(?::.*)?$/s.test(context.replace(defaultContext, ''))) {
    return [badInput(input, context, 'has something else than :FOLDER behind {{defaultContext}}', fix)]
  }
  if (repository.owner !== '' && repository.name !== '' && /^[0-9a-f]{40,64}$/.test(revision)) return []
  const why = 'needs to know the repository and its commit (GITHUB_REPOSITORY, GITHUB_SHA)'
  return [badInput(input, context, why, 'Name a folder or an address on this machine.')]
}

/**
 * The token with which BuildKit fetches the repository. A public repository on github.com gets none, since it needs none and a
 * Dockerfile could read the token as a secret. The workflow's own secret for this takes precedence, as in docker/build-push-action.
 */
function authFor({ build, githubToken }: Inputs, { repository, serverUrl }: Trigger): GitAuth | undefined {
  const isOpen = repository.private === false && serverUrl === 'https://github.com'
  const ids = [...build.secrets, ...build.secretEnvs, ...build.secretFiles].map(({ key }) => key)
  const isGiven = ids.some((id) => /^GIT_AUTH_(?:TOKEN|HEADER)(?:\.|$)/.test(id))
  if (githubToken === '' || isOpen || isGiven || !/^https?:/.test(serverUrl)) return undefined
  return { id: `GIT_AUTH_TOKEN.${new URL(serverUrl).host}`, url: gitUrl(repository), token: githubToken }
}

import { resolve } from 'node:path'
import { type BakeDefinition, singleTarget } from '../bake/bake-target.ts'
import { findScope } from '../claims/gone-refs.ts'
import { limitQuestions } from '../claims/limit-questions.ts'
import { readLivingRefs } from '../claims/living-refs.ts'
import { createRuleNames, type RuleNames, tryNames } from '../claims/rule-names.ts'
import { createRevivalFinder } from '../deletion/fresh-state.ts'
import { openGithubPackage } from '../deletion/github-packages.ts'
import { openHub } from '../deletion/open-hub.ts'
import { createSourceRepository, findApiUrl } from '../git/create-source.ts'
import { createPullRequestReader } from '../git/pull-request-state.ts'
import { withCredentials } from '../inputs/inputs.ts'
import { type PruneInputs, readPruneInputs } from '../inputs/prune-inputs.ts'
import type { RawInputs } from '../inputs/reader.ts'
import { distinctOf, keyOf, type Repository } from '../model/reference.ts'
import { type Problem, TagboatError } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import { runsWithoutSecrets } from '../plan/decide-intent.ts'
import { serverRegistry } from '../plan/repositories.ts'
import type { Ports } from '../ports/run-ports.ts'
import { openPlainAccess, openRegistry } from '../prepare/access.ts'
import { describeGone } from '../prune-plan/decide-prune.ts'
import { readTrigger } from '../trigger/read-trigger.ts'
import { admit } from '../trust/admit.ts'
import { findFailures } from './describe-prune.ts'
import type { PruneContext } from './prune-context.ts'
import type { PruneReport, RepositoryPrune } from './prune-report.ts'
import { pruneRepository } from './prune-repository.ts'

/** A whole prune: reads what is gone, decides, and deletes. Throws a TagboatError if nothing could be decided. */
export async function prune(
  ports: Ports,
  raw: RawInputs,
  read: typeof readTrigger = readTrigger,
): Promise<PruneReport> {
  const workspace = resolve(ports.env.GITHUB_WORKSPACE || '.')
  const { trigger, warnings, credentials } = await read(ports, workspace, undefined)
  if (credentials?.registry !== undefined) ports.log.mask(credentials.registry.password)
  const given = readPruneInputs(raw, {
    env: ports.env,
    withoutSecrets: runsWithoutSecrets(trigger),
    trigger,
  })
  const inputs = { ...given, build: withCredentials(given.build, credentials) }
  const { build } = inputs
  for (const warning of [...warnings, ...build.warnings]) ports.log.warning(warning)
  for (const notice of build.notices) ports.log.notice(notice)
  const scope = findScope(trigger)
  const nothing = (headline: string): PruneReport => ({
    headline,
    dryRun: build.dryRun,
    repositories: [],
    problems: [],
  })
  if (scope.kind === 'nothing') return nothing(`Nothing to prune: ${scope.reason}`)
  const names = createRuleNames(trigger, build, await findDefinition(ports, inputs, trigger, workspace))
  const repositories = findRepositories(names, scope, trigger)
  if (repositories.length === 0) return nothing('Nothing to prune: the rules give the ref no tag')
  const context = await openContext(ports, { inputs, trigger, workspace, scope, names, repositories })
  if (scope.kind === 'ref' && scope.ref.at !== undefined) {
    const revived = await context.findRevival(scope.ref.at)
    if (revived !== undefined) return nothing(`Nothing to prune: ${revived}`)
  }
  return pruneAll(context, repositories, trigger)
}

interface OpenRequest {
  readonly inputs: PruneInputs
  readonly trigger: Trigger
  readonly workspace: string
  readonly scope: PruneContext['scope']
  readonly names: RuleNames
  readonly repositories: readonly Repository[]
}

/** Reads the refs that exist, and logs in. */
async function openContext(ports: Ports, request: OpenRequest): Promise<PruneContext> {
  const { inputs, trigger, workspace, scope, names, repositories } = request
  const { build } = inputs
  const token = build.githubToken
  const source = createSourceRepository(ports, { workspace, trigger, token })
  const askPull = createPullRequestReader(ports, trigger, token)
  const refs = await readLivingRefs(source)
  const plans = [{ repositories }]
  const { access, configDir } = await openPlainAccess(ports, {
    plans,
    inputs: build,
    trigger,
    isUntrusted: false,
  })
  return {
    ports,
    registry: openRegistry(ports, access),
    hub: openHub(ports, configDir),
    inputs,
    scope,
    names,
    refs,
    askPull: limitQuestions(askPull),
    findRevival: createRevivalFinder(
      source,
      askPull,
      ports.clock,
      scope.kind === 'ref' ? scope.ref.at : undefined,
    ),
    sourceUrl: trigger.repository.url,
  }
}

/** One repository after another: they share the limits of their registry. A repository that cannot be read does not stop the others. */
async function pruneAll(
  context: PruneContext,
  repositories: readonly Repository[],
  trigger: Trigger,
): Promise<PruneReport> {
  const { ports, inputs, scope } = context
  const done: RepositoryPrune[] = []
  const problems: Problem[] = []
  for (const repository of repositories) {
    try {
      done.push(
        await pruneRepository(
          context,
          repository,
          openPackage(ports, inputs.build.githubToken, trigger, repository),
        ),
      )
    } catch (error) {
      if (!(error instanceof TagboatError)) throw error
      problems.push(...error.problems)
    }
  }
  const headline =
    scope.kind === 'ref' ? capital(describeGone(scope.ref)) : 'Looked for the tags of all refs that are gone'
  return {
    headline: done.length === 0 ? 'Nothing was pruned' : headline,
    dryRun: inputs.build.dryRun,
    repositories: done,
    problems: [...problems, ...done.flatMap((one) => one.problems ?? []), ...findFailures(done)],
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** GitHub's container registry deletes by the API of its server only. Another server may have a package of the same name. */
export function openPackage(ports: Ports, token: string, trigger: Trigger, { host, path }: Repository) {
  if (host !== serverRegistry(trigger.serverUrl)) return undefined
  const apiUrl = findApiUrl(ports.env, trigger)
  return openGithubPackage(ports.connectGithub({ apiUrl, token }), ports.clock, path)
}

/** The names of the images. Bake files are read as for a build; nothing else of the checkout is. */
async function findDefinition(
  ports: Ports,
  { build }: PruneInputs,
  trigger: Trigger,
  workspace: string,
): Promise<BakeDefinition> {
  if (build.bake === undefined) {
    const chosen = build.builds?.chosen ?? [singleTarget]
    return { targets: new Map(chosen.map((name) => [name, {}])), chosen }
  }
  // As an open pull request, so that its bake files are read without secrets if they are not trusted.
  const { cause } = trigger
  const opened =
    cause.kind === 'pull-request' ? { ...trigger, cause: { ...cause, isClosed: false } } : trigger
  const { definition } = await admit(ports, { trigger: opened, inputs: { ...build, push: false }, workspace })
  return definition
}

/** The repositories of the ref, or those that do not depend on a ref. */
function findRepositories(
  names: RuleNames,
  scope: PruneContext['scope'],
  trigger: Trigger,
): readonly Repository[] {
  if (scope.kind === 'ref') return distinctOf(scope.named(names).map(({ repository }) => repository))
  const other = 'b4k8wy2other'
  const pull = { number: 40_908_070_605, headRef: other, headSha: '', baseRef: other, fork: false }
  const named = [
    ...names.forBranch(trigger.defaultBranch ?? 'main'),
    ...tryNames(() => names.forBranch(other)),
    ...tryNames(() => names.forPull(pull)),
  ]
  return distinctOf(named.map(({ repository }) => repository)).filter((one) => !keyOf(one).includes(other))
}

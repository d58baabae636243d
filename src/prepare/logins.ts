import type { BakeDefinition } from '../bake/bake-target.ts'
import { findTargetHosts } from '../builder/used-registries.ts'
import { registryUnset } from '../errors/login.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { LoginCredential } from '../inputs/login-credential.ts'
import { type Problem, throwAll } from '../model/tagboat-error.ts'
import type { Files } from '../ports/ports.ts'
import type { RunState } from './run-state.ts'

/** The registries that a run is known to use. */
export interface UsedHosts {
  /** Of the images that are published. */
  readonly images: ReadonlySet<string>
  /** Of sources, base images, named contexts and caches, if their names contain no variables. */
  readonly others: ReadonlySet<string>
  /** A Dockerfile could not be read, because it is in a remote context or does not exist. */
  readonly isPartial: boolean
}

type Step = Pick<RunState, 'inputs' | 'definition' | 'plans' | 'intent' | 'workspace'> & {
  /** The value of a Dockerfile's platform variables, such as `linux/amd64`. */
  readonly ownPlatform: string
}

/**
 * Returns warnings about unused logins. Throws a TagboatError, before anything is sent, if a login without `registry` would
 * go to Docker Hub although every image is on one other registry.
 */
export async function checkLogins(files: Files, step: Step): Promise<readonly string[]> {
  const { inputs, plans, intent } = step
  if (intent.kind === 'nothing' || inputs.credentials.length === 0) return []
  const images = new Set(plans.flatMap(({ repositories }) => repositories.map(({ host }) => host)))
  const used = inputs.credentials.every(({ registry }) => images.has(registry))
    ? { images, others: new Set<string>(), isPartial: false }
    : { images, ...(await findHosts(files, step)) }
  const { problems, warnings } = judgeLogins(inputs, used)
  throwAll(problems)
  return warnings
}

/** Pure. */
export function judgeLogins(
  { credentials, exportLogin }: Pick<Inputs, 'credentials' | 'exportLogin'>,
  { images, others, isPartial }: UsedHosts,
): { readonly problems: readonly Problem[]; readonly warnings: readonly string[] } {
  const unused = credentials.filter(({ registry }) => !images.has(registry) && !others.has(registry))
  const [host, ...more] = images
  const isForgotten = (login: LoginCredential) =>
    login.kind === 'password' &&
    login.isImplied === true &&
    host !== undefined &&
    more.length === 0 &&
    !isPartial &&
    !credentials.some(({ registry }) => registry === host)
  return {
    problems: unused.flatMap((login) =>
      isForgotten(login) && login.kind === 'password'
        ? [registryUnset(login.username, host ?? '', `registry: ${host}`)]
        : [],
    ),
    // Later steps may use what is exported, for anything.
    warnings: exportLogin ? [] : unused.filter((login) => !isForgotten(login)).map(describeUnused),
  }
}

const describeUnused = ({ registry }: LoginCredential): string =>
  `The login to ${registry} matches no image, source, base image or cache that this run names. It is kept: a cache, a frontend or a computed FROM may need it.`

async function findHosts(files: Files, step: Step): Promise<Omit<UsedHosts, 'images'>> {
  const { inputs } = step
  if (inputs.from !== undefined) {
    const sources = inputs.from.kind === 'images' ? inputs.from.images : []
    return { others: new Set(sources.map(({ repository }) => repository.host)), isPartial: false }
  }
  const targets = [...(step.definition satisfies BakeDefinition).targets.values()]
  const found = await Promise.all(targets.map((target) => findTargetHosts(files, step, target)))
  return {
    others: new Set(
      found.flatMap((named) => [named.contexts, named.cacheFrom, named.cacheTo, named.bases].flat()),
    ),
    isPartial: found.some(({ isPartial }) => isPartial),
  }
}

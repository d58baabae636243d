import type { BakeDefinition } from '../bake/bake-target.ts'
import { checkoutLogin, untrustedCommit } from '../errors/guards.ts'
import { readCheckoutAt } from '../git/checkout.ts'
import { createSourceRepository } from '../git/create-source.ts'
import { type Inputs, isMany } from '../inputs/inputs.ts'
import { describeProblem, type Problem, TagboatError } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import { decideIntent } from '../plan/decide-intent.ts'
import type { Ports } from '../ports/run-ports.ts'
import { readDefinition } from '../prepare/read-definition.ts'
import { partsOfInputs, partsOfTargets } from './build-parts.ts'
import { holdsLogin } from './checkouts.ts'
import { needsTrust, vouchedCommit } from './events.ts'
import { type AskTrust, createTrustQuestion, type Doubt, findReadable } from './judge-commits.ts'
import {
  limitEnvironment,
  listWithheld,
  withholdInputs,
  withholdsVariable,
  withholdTargets,
} from './withhold.ts'

/** What a run may use. */
export interface Admitted {
  readonly ports: Ports
  readonly inputs: Inputs
  /** What may be built. */
  readonly definition: BakeDefinition
  /** The code is not trusted: secrets are withheld, and nothing is pushed. */
  readonly isUntrusted: boolean
}

export interface AdmissionRequest {
  readonly trigger: Trigger
  readonly inputs: Inputs
  readonly workspace: string
}

/** HEAD of the checkout with this root; undefined if it cannot be read. */
type HeadOf = (checkout: string) => Promise<string | undefined>

/**
 * Reads the definition of the build, and decides whether it may see the run's secrets. For untrusted code it returns inputs,
 * targets and commands without secrets, and a push throws a TagboatError. With `trust-fork-code` it only warns.
 */
export async function admit(
  ports: Ports,
  request: AdmissionRequest,
  headOf: HeadOf = async (checkout) => (await readCheckoutAt(ports, request.workspace, checkout))?.revision,
): Promise<Admitted> {
  const { trigger, inputs, workspace } = request
  let reading: Promise<BakeDefinition> | undefined
  const read = () => {
    reading ??= readDefinition(ports, inputs, workspace)
    return reading
  }
  const isGone = decideIntent(trigger, inputs.push).kind === 'nothing'
  const doubt =
    needsTrust(trigger) && !isGone
      ? await findDoubt(askAbout(ports, request, headOf), request, read)
      : undefined
  if (doubt !== undefined && !inputs.trustForkCode) return withhold(ports, request, doubt)
  if (doubt !== undefined) {
    ports.log.warning(`trust-fork-code gives untrusted code the secrets of this run; ${doubt}.`)
  }
  return { ports, inputs, definition: await read(), isUntrusted: false }
}

/** Judges bake files first: untrusted ones must not be read with the step's environment. */
async function findDoubt(
  ask: AskTrust,
  { trigger, inputs, workspace }: AdmissionRequest,
  read: () => Promise<BakeDefinition>,
): Promise<Doubt | undefined> {
  const doubt = await ask(partsOfInputs(inputs, workspace))
  if (doubt !== undefined || inputs.from !== undefined) return doubt
  return ask(partsOfTargets(await read(), workspace, isMany(inputs), trigger.repository))
}

function askAbout(ports: Ports, { trigger, inputs, workspace }: AdmissionRequest, headOf: HeadOf): AskTrust {
  const { owner, name } = trigger.repository
  // Without a workspace, so that no checkout's configuration chooses the remote or names a command.
  const source = createSourceRepository(ports, { workspace: undefined, trigger, token: inputs.githubToken })
  return createTrustQuestion({
    files: ports.files,
    workspace,
    headOf,
    vouched: vouchedCommit(trigger, ports.env),
    branchTips: source.branchTips,
    repository: `${owner}/${name}`,
  })
}

async function withhold(ports: Ports, request: AdmissionRequest, doubt: Doubt): Promise<Admitted> {
  const { trigger, inputs, workspace } = request
  if (decideIntent(trigger, inputs.push).kind === 'push') {
    refuse(ports, inputs, untrustedCommit(trigger.event, doubt))
  }
  const isWithheld = withholdsVariable(inputs)
  const limited = { ...ports, exec: limitEnvironment(ports.exec, isWithheld) }
  const less = withholdInputs(inputs)
  const definition = withholdTargets(await readDefinition(limited, less, workspace, isWithheld))
  if (inputs.from === undefined) {
    await checkLogins(ports, request, definition, doubt)
    const what = listWithheld(inputs).join(', ')
    ports.log.notice(`As for a fork's pull request, this build goes without ${what}; ${doubt}.`)
  }
  return { ports: limited, inputs: less, definition, isUntrusted: true }
}

/** Refuses a checkout with a login in it: an untrusted Dockerfile can read all of its context, whatever `.dockerignore` lists. */
async function checkLogins(
  ports: Ports,
  { trigger, inputs, workspace }: AdmissionRequest,
  definition: BakeDefinition,
  doubt: Doubt,
): Promise<void> {
  const parts = partsOfTargets(definition, workspace, isMany(inputs), trigger.repository)
  for (const checkout of await findReadable(ports, parts)) {
    if (await holdsLogin(ports.files, checkout)) refuse(ports, inputs, checkoutLogin(checkout, doubt))
  }
}

/** Throws; a dry run only warns. */
function refuse({ log }: Ports, { dryRun }: Inputs, problem: Problem): void {
  if (!dryRun) throw new TagboatError(problem)
  log.warning(`This run would fail: ${describeProblem(problem)}`)
}

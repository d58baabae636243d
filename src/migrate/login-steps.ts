import { hostOf } from '../inputs/login-credential.ts'
import { type Entry, keepEntry, makeEntry, scalar } from './entries.ts'
import { plainCondition } from './metadata-settings.ts'
import { capitalize, describeStep, inputOf, type Job, type Step, stepSetting } from './step.ts'
import { readsStep } from './step-uses.ts'
import { findDockerUse, mayUse } from './tool-uses.ts'

/** The login steps that go, and the inputs for their credentials. */
export interface Logins {
  readonly removed: readonly Step[]
  readonly entries: readonly Entry[]
  readonly notes: readonly string[]
}

interface Login {
  readonly step: Step
  /** As it is written; empty for Docker Hub. */
  readonly registry: string
  /** With `env` filled in where it is literal. */
  readonly host: string
  /** The login that Tagboat makes by itself. */
  readonly isGithubToken: boolean
}

/** Decides which login steps go. `names` are the texts with the names of the images. */
export function planLoginSteps(job: Job, builds: readonly Step[], names: string): Logins {
  const logins = job.steps
    .filter(({ action }) => action === 'login')
    .map((step) => readLogin(step, job, builds, names))
  const judged = logins.map((login) => ({ login, why: whyStays(job, builds, login, logins) }))
  const removed = judged.filter(({ why }) => why === undefined).map(({ login }) => login)
  const asked = removed.filter(({ isGithubToken }) => !isGithubToken)
  const stays = judged.flatMap(({ login, why }) =>
    why === undefined ? [] : [`${capitalize(describeStep(login.step))} stays: ${why}.`],
  )
  const conditions = asked
    .filter(({ step }) => step.condition !== undefined)
    .map(
      ({ step }) =>
        `The if of ${describeStep(step)} is gone: ${isForPush(step, builds) ? 'a run that does not push needs no login' : '"optional: true" allows an empty user name or password'}.`,
    )
  const isKept = removed.some(({ step }) => inputOf(step, 'logout') === 'false')
  return {
    removed: removed.map(({ step }) => step),
    entries: [...credentialEntries(asked, builds), ...(isKept ? [makeEntry('export-login', 'true')] : [])],
    notes: [...stays, ...conditions],
  }
}

/** The job's own token, which input github-token has by default. */
const ownToken = /^\$\{\{\s*(?:secrets\.GITHUB_TOKEN|github\.token)\s*\}\}$/i

function readLogin(step: Step, job: Job, builds: readonly Step[], names: string): Login {
  const registry = inputOf(step, 'registry')
  const [, variable] = /^\$\{\{\s*env\.([\w-]+)\s*\}\}$/.exec(registry) ?? []
  const host = hostOf(variable === undefined ? registry : (job.env.get(variable) ?? registry))
  const isToken = ownToken.test(inputOf(step, 'password'))
  // Tagboat logs in with input github-token to the registry of its images alone.
  const isSame = builds.every((build) =>
    ['', inputOf(step, 'password')].includes(inputOf(build, 'github-token')),
  )
  const others = names.replace(/\$\{\{\s*steps\b.*?\}\}/g, '')
  const isForImages = host === 'ghcr.io' && /ghcr\.io|\$\{\{/.test(others)
  return { step, registry, host, isGithubToken: isToken && isSame && isForImages }
}

/** Why a login step stays, if it does. */
function whyStays(
  job: Job,
  builds: readonly Step[],
  { step, host, isGithubToken }: Login,
  logins: readonly Login[],
): string | undefined {
  if (step.fixed !== undefined) return `it ${step.fixed}`
  if (step.number > (builds[0]?.number ?? 0)) return 'it is below the first build'
  const user = findDockerUse(job.steps.slice(step.number).filter((one) => !builds.includes(one)))
  if (user !== undefined) return mayUse(user)
  if ([...job.steps.flatMap((one) => one.stepUses), ...job.outerUses].some((use) => readsStep(use, step.id)))
    return 'another step reads its result'
  if (step.keys.includes('continue-on-error')) return 'it has continue-on-error'
  if (step.env.length > 0) return 'it has an env'
  if (isGithubToken) return undefined
  if (builds.length > 1) return 'the Tagboat steps of the job share its login'
  if (logins.filter((one) => one.host === host).length > 1) return `another step logs in to ${host}, too`
  const unknown = step.settings.find(
    ({ name }) => !['registry', 'username', 'password', 'logout', 'ecr'].includes(name),
  )
  if (unknown !== undefined) return `its input ${unknown.name} has no counterpart that means the same`
  const values = step.settings.map(({ value }) => value.trim())
  if (values.some((value) => value.includes('\n'))) return 'it has a value of several lines'
  const isEcr = ['true', 'auto'].includes(inputOf(step, 'ecr'))
  if (inputOf(step, 'password') === '' && !isEcr) return 'it has no password'
  return undefined
}

/** Whether the condition of a login only spares runs that do not push. */
function isForPush(step: Step, builds: readonly Step[]): boolean {
  const condition = plainCondition(step)
  const pushes = builds.flatMap((build) => [
    plainCondition(build),
    inputOf(build, 'push')
      .replace(/^\$\{\{|\}\}$/g, '')
      .replace(/\s+/g, ''),
  ])
  const own = 'github.event.pull_request.head.repo.full_name==github.repository'
  return ["github.event_name!='pull_request'", own].includes(condition) || pushes.includes(condition)
}

function credentialEntries(logins: readonly Login[], builds: readonly Step[]): readonly Entry[] {
  const [only] = logins
  if (only === undefined) return []
  const isOptional = ({ step }: Login) => step.condition !== undefined && !isForPush(step, builds)
  const isSimple = logins.length === 1 && !isOptional(only) && inputOf(only.step, 'password') !== ''
  if (isSimple && inputOf(only.step, 'ecr') === '') {
    const own = ['registry', 'username', 'password']
      .flatMap((name) => stepSetting(only.step, name) ?? [])
      .map(keepEntry)
    return only.registry === ''
      ? [makeEntry('registry', 'docker.io'), ...own.filter(({ name }) => name !== 'registry')]
      : own
  }
  const lines = logins.flatMap((login) => itemLines(login, isOptional(login)))
  return [{ name: 'registry-auth', lines: ['registry-auth: |', ...lines.map((line) => `  ${line}`)] }]
}

/** An item of `registry-auth`. */
function itemLines({ step, registry }: Login, isOptional: boolean): readonly string[] {
  const fields = ['username', 'password', 'ecr'].flatMap((name) => {
    const value = inputOf(step, name)
    return value === '' || value === 'false'
      ? []
      : [`  ${name}: ${scalar(value === 'true' ? 'auto' : value)}`]
  })
  const first = `- registry: ${registry === '' ? 'docker.io' : scalar(registry)}`
  return [first, ...fields, ...(isOptional ? ['  optional: true'] : [])]
}

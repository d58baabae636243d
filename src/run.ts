import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { checkSources, lacksCheckout } from './definition/check-sources.ts'
import { findContexts, resolveDefaultContext } from './definition/default-context.ts'
import { fillArgs } from './definition/fill-args.ts'
import { workspaceEmpty } from './errors/build.ts'
import { createTimeQuestion } from './git/create-source.ts'
import { buildsOf } from './inputs/builds.ts'
import { isMany, withCredentials } from './inputs/inputs.ts'
import { runnerPlatform } from './inputs/platform-names.ts'
import { readInputs } from './inputs/read-inputs.ts'
import type { RawInputs } from './inputs/reader.ts'
import type { PushStrategy } from './model/push-strategy.ts'
import { type FileResult, type ImageResult, isPublished, type Result } from './model/result.ts'
import { describeProblem, type Problem, problemsOf } from './model/tagboat-error.ts'
import type { Trigger } from './model/trigger.ts'
import { decideIntent, runsWithoutSecrets, withoutPush } from './plan/decide-intent.ts'
import { describeIgnoredTags } from './plan/name-targets.ts'
import { filePlans, type Plan, references } from './plan/plan.ts'
import { intentOf, planStep } from './plan/plan-step.ts'
import type { Files } from './ports/ports.ts'
import type { Ports } from './ports/run-ports.ts'
import { annotationsOf, describeRun, type Made } from './prepare/describe-run.ts'
import { preview } from './prepare/dry-run.ts'
import { fileStrategies, inspectFiles, listPlanned } from './prepare/file-build.ts'
import { withIdentities } from './prepare/image-requests.ts'
import { checkLogins } from './prepare/logins.ts'
import { prepareLocalBuild, preparePublish } from './prepare/prepare-publish.ts'
import { checkFrom, preparePromotion } from './prepare/promotion.ts'
import type { RunState } from './prepare/run-state.ts'
import { addSourceVersion } from './prepare/source-version.ts'
import { publish, publishByDigest } from './publish/publish.ts'
import type { PublishRequest } from './publish/request.ts'
import { cleanPlans, cleanReason, cleanReport } from './report/clean.ts'
import { actionWords, type LogWords } from './report/log-lines.ts'
import { planImages, planOffline } from './report/plan-result.ts'
import { type DockerSession, openSession } from './session/docker-session.ts'
import { createBuildxProvider } from './setup/provide-buildx.ts'
import { readTrigger, type TriggerReader } from './trigger/read-trigger.ts'
import { admit } from './trust/admit.ts'

/** The result of a run, without secrets. */
export interface Report {
  readonly trigger: Trigger
  /** One for each image. */
  readonly plans: readonly Plan[]
  readonly result: Result
  /** As passed to buildx, with their level, by target. */
  readonly annotations: ReadonlyMap<string, readonly string[]>
  /** Failures after something may have been published; earlier ones are thrown. */
  readonly problems: readonly Problem[]
}

/** What the command does in another way than the action. */
export interface RunOptions {
  /** Reads what started the run, in place of the runner's event. */
  readonly readTrigger?: TriggerReader
  /** Reviews the plans before anything is built or written. Throws to end the run. */
  readonly review?: (ports: Ports, state: RunState) => Promise<void>
  /** The names of a loaded image that is not pushed; by default its planned references. */
  readonly namesLoaded?: (plan: Plan) => readonly string[]
  /** A dry run asks no registry about the tags. */
  readonly isOffline?: boolean
  /** Other words of the log than the action's. */
  readonly words?: Partial<LogWords>
}

/** A whole run: read the trigger and inputs, plan, log in, publish, report. Throws a TagboatError if nothing was published. */
export async function run(given: Ports, raw: RawInputs, options: RunOptions = {}): Promise<Report> {
  const started = given.clock.now()
  const words = { ...actionWords, ...options.words }
  const { ports, state } = await prepareRun(given, raw, options)
  await options.review?.(ports, state)
  const made = await make(ports, state, { ...options, words })
  const record = await made.built?.uploadRecord?.()
  let files: readonly FileResult[] = []
  const missing = await afterPublishing(made.images, async () => {
    files = await describeFiles(ports.files, state, made)
  })
  const report = {
    trigger: state.trigger,
    plans: made.plans,
    result: describeRun(state, made, {
      files,
      record,
      total: given.clock.now() - started,
      ownPlatform: runnerPlatform(given.env),
    }),
    annotations: annotationsOf(state, made),
    problems: [...made.problems, ...missing],
  }
  const cleaned = cleanReport(report, given.log.clean)
  for (const line of words.result(cleaned.result)) given.log.report(line)
  return cleaned
}

/** The part of a run before anything is asked of an engine or a registry. Throws a TagboatError if the run cannot be planned. */
export const prepareRun = async (given: Ports, raw: RawInputs, options: RunOptions = {}) =>
  planRun(await readRun(given, raw, options), { ...actionWords, ...options.words })

/** A run before its plans exist: what started it, what it may do, and its warnings so far. */
interface ReadRun extends Omit<RunState, 'plans' | 'intent'> {
  readonly ports: Ports
  readonly warnings: readonly string[]
}

/** Reads trigger, inputs and definition. From here on, untrusted code has no secrets. */
async function readRun(given: Ports, raw: RawInputs, options: RunOptions): Promise<ReadRun> {
  const { env } = given
  const workspace = resolve(env.GITHUB_WORKSPACE || '.')
  const { folder, isFetched } = findContexts(raw, workspace)
  const askTime = isFetched ? createTimeQuestion(given, raw('github-token')) : undefined
  const read = options.readTrigger ?? readTrigger
  const { trigger, warnings, notes = [], credentials } = await read(given, workspace, folder, askTime)
  for (const note of notes) given.log.info(note)
  const unresolved = readInputs(raw, {
    env,
    withoutSecrets: runsWithoutSecrets(trigger),
    trigger,
    needsPush: (push) => decideIntent(trigger, push).kind === 'push',
    ...(trigger.baseRef === undefined ? {} : { baseRef: trigger.baseRef }),
  })
  const requested = resolveDefaultContext(withCredentials(unresolved, credentials), trigger)
  const { isUntrusted, ports, ...admitted } = await admit(given, { trigger, inputs: requested, workspace })
  const inputs = await addSourceVersion(ports, { trigger, inputs: admitted.inputs, workspace, isUntrusted })
  return { ports, trigger, inputs, definition: admitted.definition, workspace, isUntrusted, warnings }
}

/** Plans the images, and logs the intent, all notices and all warnings. */
async function planRun(
  { ports, warnings, ...read }: ReadRun,
  words: LogWords,
): Promise<{ readonly ports: Ports; readonly state: RunState }> {
  const { trigger, inputs, workspace } = read
  const { log } = ports
  const planned = planStep(trigger, inputs, read.definition)
  const plans = read.isUntrusted ? planned.map(withoutPush) : planned
  const intent = intentOf(plans)
  const filled = fillArgs(trigger, inputs, read.definition, plans)
  const { definition } = filled
  log.report(words.intent(trigger, cleanReason(intent, log.clean)))
  for (const notice of inputs.notices) log.notice(notice)
  for (const line of describeIgnoredTags(inputs, definition)) log.info(line)
  for (const line of filled.messages) log.info(line)
  const ownPlatform = runnerPlatform(ports.env)
  const logins = await checkLogins(ports.files, { inputs, definition, plans, intent, workspace, ownPlatform })
  const ofPlans = plans.flatMap((plan) => plan.warnings)
  const all = [...warnings, ...inputs.warnings, ...logins, ...ofPlans, ...filled.warnings]
  for (const warning of new Set(all)) log.warning(warning)
  return { ports, state: { ...read, definition, plans, intent } }
}

/** Once something is published, failures are returned and reported with it; otherwise they are thrown. */
async function afterPublishing(
  images: readonly ImageResult[],
  work: () => Promise<void>,
): Promise<readonly Problem[]> {
  if (images.some(isPublished)) return problemsOf(work)
  await work()
  return []
}

/** The files that were written, or would be in a dry run. */
function describeFiles(files: Files, { workspace, inputs }: RunState, { built, plans }: Made) {
  if (inputs.dryRun) return listPlanned(plans)
  return built === undefined ? [] : inspectFiles(files, workspace, plans, built, inputs.build.load)
}

/** Carries out the plans: publishes, only builds, or only previews in a dry run. */
async function make(
  ports: Ports,
  state: RunState,
  options: RunOptions & { readonly words: LogWords },
): Promise<Made> {
  const { plans, intent, inputs } = state
  if (intent.kind === 'nothing') return { images: [], problems: [], plans }
  if (inputs.from === undefined && inputs.bake === undefined) {
    await checkBuildSources(ports, state)
  }
  if (inputs.dryRun) {
    for (const line of options.words.plans(cleanPlans(state, ports.log.clean))) ports.log.report(line)
    const planned = inputs.from === undefined ? withIdentities(state, runnerPlatform(ports.env)) : plans
    const images = options.isOffline ? planOffline(plans) : await preview(ports, state)
    return { images, problems: [], plans: planned }
  }
  // Existing images need no build.
  if (inputs.from !== undefined && intent.kind === 'build') {
    await checkFrom(ports, state, inputs.from)
    return { images: plans.flatMap((plan) => planImages(plan, intent.reason)), problems: [], plans }
  }
  if (inputs.from !== undefined && inputs.from.kind !== 'daemon') {
    return publishAll(state, await preparePromotion(ports, state, inputs.from))
  }
  const provide = createBuildxProvider(ports, inputs)
  const session = await openSession(ports, ports.env.RUNNER_TEMP || tmpdir(), state, provide)
  if (intent.kind === 'push') {
    const { request, files, mounts } = await preparePublish(ports, session, state)
    const made = await publishAll(state, request)
    let { built } = made
    const unfinished = await afterPublishing(made.images, async () => {
      built = await files?.finish(made.built)
    })
    await mounts?.save()
    const problems = [...made.problems, ...unfinished]
    return { ...made, problems, plans: [...made.plans, ...filePlans(plans)], ...(built && { built }) }
  }
  return buildLocally(ports, session, state, options)
}

/** A dry run before the checkout still shows names and tags, and warns that a run would fail. */
async function checkBuildSources({ files, log }: Ports, { workspace, inputs }: RunState): Promise<void> {
  const builds = buildsOf(inputs)
  if (!inputs.dryRun || !(await lacksCheckout(files, workspace, builds))) {
    return checkSources(files, workspace, builds, isMany(inputs))
  }
  log.warning(`This run would fail: ${describeProblem(workspaceEmpty(workspace))}`)
}

async function publishAll({ inputs }: RunState, request: PublishRequest): Promise<Made> {
  const published = await (inputs.push === 'digest' ? publishByDigest : publish)(request)
  return { ...published, plans: request.images.map(({ plan }) => plan) }
}

/** Builds into the build cache, and with `load` into the local engine. */
async function buildLocally(
  ports: Ports,
  session: DockerSession,
  state: RunState,
  { namesLoaded = references }: RunOptions,
): Promise<Made> {
  const { load } = state.inputs.build
  const { images, build, mounts } = await prepareLocalBuild(ports, session, state)
  const missing = images.filter(({ source }) => source === undefined)
  const strategies = missing.map(({ plan }): [string, PushStrategy] => [
    plan.target,
    { kind: 'local', names: load ? namesLoaded(plan) : plan.files?.isImage ? references(plan) : [] },
  ])
  const built = await build?.run(new Map([...strategies, ...fileStrategies(state.plans)]))
  await mounts.save()
  const results = images.flatMap(({ plan, origin, source }) => {
    const reason = source === undefined ? 'built, not pushed' : 'not changed, so not built, and not pushed'
    const archive = plan.files?.isImage
      ? `written to ${plan.files.outputs.map(({ dest }) => dest).join(' and ')}, not pushed`
      : reason
    return planImages(plan, load ? 'loaded, not pushed' : archive, origin)
  })
  const plans = [...images.map(({ plan }) => plan), ...filePlans(state.plans)]
  return { images: results, problems: [], plans, ...(built && { built }) }
}

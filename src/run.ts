import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { type BakeDefinition, singleTarget } from './bake/bake-target.ts'
import { type Built, metadataText, prepareBuild } from './build/build.ts'
import { checkSources } from './build/check-sources.ts'
import type { Landing } from './build/landing.ts'
import { contextFolder } from './build/paths.ts'
import { openSession, type Session } from './build/session.ts'
import type { Problem } from './errors/tagboat-error.ts'
import { type Inputs, readInputs } from './inputs/inputs.ts'
import type { RawInputs } from './inputs/reader.ts'
import { type Intent, runsWithoutSecrets } from './plan/intent.ts'
import { type Plan, references } from './plan/plan.ts'
import { intentOf, planStep } from './plan/plan-step.ts'
import type { ConnectGithub } from './ports/github.ts'
import type { Http, Resolve } from './ports/http.ts'
import type { Clock, Env, Exec, Files, Log } from './ports/ports.ts'
import { preparePromotion, preparePublish, preview, readDefinition } from './prepare.ts'
import { publishByDigest } from './publish/by-digest.ts'
import { type Published, publish } from './publish/publish.ts'
import { describeIntent, describeResult, tabulatePlans } from './report/lines.ts'
import { planImages } from './report/plan-result.ts'
import { isPublished, type Result } from './report/result.ts'
import { readTrigger } from './trigger/read.ts'
import type { Trigger } from './trigger/trigger.ts'

export interface Ports {
  readonly exec: Exec
  readonly http: Http
  readonly connectGithub: ConnectGithub
  readonly resolve: Resolve
  readonly files: Files
  readonly log: Log
  readonly clock: Clock
  readonly env: Env
  /** The runner wants this run to end. */
  readonly isCancelled: () => boolean
  /** Remembers a value for the post step, at once: it must be there if this process is killed. */
  readonly remember: (name: 'config' | 'builder', value: string) => void
  /** Sets a variable for the job's later steps. */
  readonly exportVariable: (name: string, value: string) => void
}

/** What a run leaves for the report. */
export interface Report {
  readonly trigger: Trigger
  /** One for each image. */
  readonly plans: readonly Plan[]
  readonly result: Result
  /** As buildx got them, with their level, by the image's target. */
  readonly annotations: ReadonlyMap<string, readonly string[]>
  /** Empty when all went well. What failed after something may have been published is here, not thrown. */
  readonly problems: readonly Problem[]
}

/** The whole way: trigger, plan, log in, facts, decide, build, land, move, read back. Throws a TagboatError where nothing was published. */
export async function run(ports: Ports, raw: RawInputs): Promise<Report> {
  const { log, clock, env } = ports
  const started = clock.now()
  const workspace = resolve(env.GITHUB_WORKSPACE || '.')
  const { trigger, warnings } = await readTrigger(ports, contextFolder(workspace, raw('context') || '.'))
  const inputs = readInputs(raw, {
    env,
    withoutSecrets: runsWithoutSecrets(trigger),
    ...(trigger.baseRef === undefined ? {} : { baseRef: trigger.baseRef }),
  })
  const definition = await readDefinition(ports, inputs, workspace)
  const plans = planStep(trigger, inputs, definition)
  const intent = intentOf(plans)
  log.info(describeIntent(trigger, intent))
  const said = new Set([...warnings, ...plans.flatMap((plan) => plan.warnings)])
  for (const warning of said) log.warning(warning)

  const made = await make(ports, { trigger, inputs, definition, plans, intent, workspace })
  const { built } = made
  const [first] = plans
  const imageId = built?.targets.get(first?.target ?? '')?.imageId
  const result: Result = {
    intent,
    dryRun: inputs.dryRun,
    pushed: !inputs.dryRun && made.images.some(isPublished),
    images: made.images,
    ...(imageId === undefined ? {} : { imageId }),
    ...(built === undefined
      ? {}
      : { metadata: metadataText(built.metadata, inputs.bake ? undefined : singleTarget) }),
    durations: { ...(built && { build: built.duration }), total: clock.now() - started },
  }
  for (const line of describeResult(result)) log.info(line)
  return { trigger, plans, result, annotations: built?.annotations ?? new Map(), problems: made.problems }
}

/** What a run knows before it asks anybody. */
export interface RunState {
  readonly trigger: Trigger
  readonly inputs: Inputs
  /** What may be built. */
  readonly definition: BakeDefinition
  /** What should be there afterwards, of each image. */
  readonly plans: readonly Plan[]
  /** The step's: it pushes where any of its images is to be pushed. */
  readonly intent: Intent
  readonly workspace: string
}

/** From the plan to what is there: published, built only, or only said in a dry run. */
async function make(ports: Ports, state: RunState): Promise<Published> {
  const { plans, intent, inputs } = state
  const tell = (reason: string): Published => ({
    images: plans.flatMap((plan) => planImages(plan, reason)),
    problems: [],
  })
  if (intent.kind === 'nothing') return { images: [], problems: [] }
  if (inputs.dryRun) {
    for (const line of tabulatePlans(plans)) ports.log.info(line)
    return { images: await preview(ports, state), problems: [] }
  }
  // What is there already needs no build either.
  if (inputs.from !== undefined && intent.kind === 'build') return tell(intent.reason)
  const publishPlan = inputs.push === 'digest' ? publishByDigest : publish
  if (inputs.from?.kind === 'images' || inputs.from?.kind === 'layout') {
    return publishPlan(await preparePromotion(ports, state, inputs.from))
  }
  if (inputs.from === undefined && inputs.bake === undefined)
    await checkSources(ports.files, state.workspace, inputs.build)
  const session = await openSession(ports, ports.env.RUNNER_TEMP || tmpdir(), state)
  if (intent.kind === 'push') return publishPlan(await preparePublish(ports, session, state))
  const built = await buildLocally(ports, session, state)
  return { ...tell(inputs.build.load ? 'loaded, not pushed' : 'built, not pushed'), built }
}

/** Into the build cache, and into the local engine where that is asked for. */
async function buildLocally(ports: Ports, session: Session, state: RunState): Promise<Built> {
  const { plans, inputs, definition } = state
  const landings = plans.map((plan): [string, Landing] => [
    plan.target,
    { kind: 'local', names: inputs.build.load ? references(plan) : [] },
  ])
  const { targets } = definition
  const build = await prepareBuild(ports, session, { ...state, targets, reused: new Map() })
  return build.run(new Map(landings))
}

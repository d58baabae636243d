import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { prepareBuild } from './build/build.ts'
import { checkSources } from './build/check-sources.ts'
import { contextFolder } from './build/paths.ts'
import { openSession } from './build/session.ts'
import type { Problem } from './errors/tagboat-error.ts'
import { type Inputs, readInputs } from './inputs/inputs.ts'
import type { RawInputs } from './inputs/reader.ts'
import { runsWithoutSecrets } from './plan/intent.ts'
import { makePlan, type Plan, references } from './plan/plan.ts'
import type { ConnectGithub } from './ports/github.ts'
import type { Http, Resolve } from './ports/http.ts'
import type { Clock, Env, Exec, Files, Log } from './ports/ports.ts'
import { preparePromotion, preparePublish, preview } from './prepare.ts'
import { publishByDigest } from './publish/by-digest.ts'
import { type Published, publish } from './publish/publish.ts'
import { describePlan, describeResult, tabulatePlan } from './report/lines.ts'
import { planImages } from './report/plan-result.ts'
import { isPublished, type Result } from './report/result.ts'
import { applyRules } from './tags/compute.ts'
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
  readonly plan: Plan
  readonly result: Result
  /** As buildx got them, with their level. */
  readonly annotations: readonly string[]
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
  const plan = makePlan(trigger, inputs, applyRules(trigger, inputs.rules))
  for (const line of describePlan(trigger, plan)) log.info(line)
  for (const warning of [...warnings, ...plan.warnings]) log.warning(warning)

  const made = await make(ports, { trigger, inputs, plan, workspace })
  const result: Result = {
    intent: plan.intent,
    dryRun: inputs.dryRun,
    pushed: !inputs.dryRun && made.images.some(isPublished),
    images: made.images,
    ...(made.built?.imageId === undefined ? {} : { imageId: made.built.imageId }),
    ...(made.built === undefined ? {} : { metadata: made.built.text }),
    durations: { ...(made.built && { build: made.built.duration }), total: clock.now() - started },
  }
  for (const line of describeResult(result)) log.info(line)
  return { trigger, plan, result, annotations: made.built?.annotations ?? [], problems: made.problems }
}

export interface RunState {
  readonly trigger: Trigger
  readonly inputs: Inputs
  readonly plan: Plan
  readonly workspace: string
}

/** From the plan to what is there: published, built only, or only said in a dry run. */
async function make(ports: Ports, state: RunState): Promise<Published> {
  const { plan, inputs } = state
  if (plan.intent.kind === 'nothing') return { images: [], problems: [] }
  if (inputs.dryRun) {
    for (const line of tabulatePlan(plan)) ports.log.info(line)
    return { images: await preview(ports, state), problems: [] }
  }
  // What is there already needs no build either.
  if (inputs.from !== undefined && plan.intent.kind === 'build') {
    return { images: planImages(plan, plan.intent.reason), problems: [] }
  }
  const publishPlan = inputs.push === 'digest' ? publishByDigest : publish
  if (inputs.from?.kind === 'images' || inputs.from?.kind === 'layout') {
    return publishPlan(await preparePromotion(ports, state, inputs.from))
  }
  if (inputs.from === undefined) await checkSources(ports.files, state.workspace, inputs.build)
  const session = await openSession(ports, ports.env.RUNNER_TEMP || tmpdir(), state)
  if (plan.intent.kind === 'push') return publishPlan(await preparePublish(ports, session, state))
  const names = inputs.build.load ? references(plan) : []
  const built = await (await prepareBuild(ports, session, state)).run({ kind: 'local', names })
  return {
    built,
    images: planImages(plan, inputs.build.load ? 'loaded, not pushed' : 'built, not pushed'),
    problems: [],
  }
}

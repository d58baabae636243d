import { type BakeDefinition, singleTarget } from '../../src/bake/bake-target.ts'
import { defineBuild } from '../../src/build/bake-definition.ts'
import { planAllowances } from '../../src/build/entitlements.ts'
import { findNeeds } from '../../src/builder/choose-builder.ts'
import { describeSecrets, describeTarget } from '../../src/definition/describe-target.ts'
import { fillArgs } from '../../src/definition/fill-args.ts'
import { buildsOf } from '../../src/inputs/builds.ts'
import { imageNames } from '../../src/inputs/from-input.ts'
import type { Inputs } from '../../src/inputs/inputs.ts'
import { readInputs } from '../../src/inputs/read-inputs.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import type { Trigger } from '../../src/model/trigger.ts'
import { decideIntent } from '../../src/plan/decide-intent.ts'
import { references } from '../../src/plan/plan.ts'
import { planStep } from '../../src/plan/plan-step.ts'
import { capabilities, type Texts } from './inputs.ts'
import { makePull, makeTrigger } from './trigger.ts'

/** Events that give every kind of tag, with and without a push. */
const triggers: readonly Trigger[] = [
  makeTrigger(),
  makeTrigger({ ref: 'refs/heads/fix/x' }),
  makeTrigger({ ref: 'refs/tags/v1.2.3' }),
  makeTrigger({ ref: 'refs/tags/v1.2.3-rc.1' }),
  makeTrigger({ event: 'schedule' }),
  makePull(),
]

/** Two images, as `bake --print` would have them. */
const bakeFile: BakeDefinition = {
  targets: new Map([
    ['api', { context: 'api', dockerfile: 'Dockerfile' }],
    ['web', { context: 'web', dockerfile: 'Dockerfile' }],
  ]),
  chosen: ['api', 'web'],
}

/** The visible effects of a run with these inputs: builds, published images, errors and the log. */
export function observe(texts: Texts): readonly Observation[] {
  return triggers.map((trigger) => observeEvent(texts, trigger))
}

export interface Observation {
  /** Codes and texts of the problems; empty if the run continues. */
  readonly refused: readonly string[]
  /** Warnings and notices. */
  readonly said: readonly string[]
  /** Everything that the run would do. */
  readonly done: string
}

function observeEvent(texts: Texts, trigger: Trigger): Observation {
  try {
    const inputs = readInputs((name) => texts[name] ?? '', {
      env: variablesOf(texts),
      withoutSecrets: false,
      needsPush: (push) => decideIntent(trigger, push).kind === 'push',
    })
    const described = inputs.bake === undefined ? describeInputs(inputs) : bakeFile
    const plans = planStep(trigger, inputs, described)
    const { definition, warnings } = fillArgs(trigger, inputs, described, plans)
    const said = [
      ...inputs.warnings,
      ...inputs.notices,
      ...plans.flatMap((plan) => plan.warnings),
      ...warnings,
    ]
    const build = inputs.from === undefined ? defineAll(inputs, definition, trigger, plans) : undefined
    return { refused: [], said, done: JSON.stringify({ plans, build, run: describeRun(inputs) }, withMaps) }
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error
    return { refused: error.problems.map(({ code, what }) => `${code}: ${what}`), said: [], done: '' }
  }
}

/** The inputs as passed by the runner. */
const variablesOf = (texts: Texts) => ({
  GITHUB_ACTIONS: 'true',
  ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [`INPUT_${name.toUpperCase()}`, text])),
})

/** Like `readDefinition`, without access to the disk. */
function describeInputs(inputs: Inputs): BakeDefinition {
  const names = imageNames(inputs.from)
  if (names.length > 0) return { targets: new Map(names.map((name) => [name, {}])), chosen: names }
  const targets = buildsOf(inputs).map(
    ({ name, build }) => [name, describeTarget(build, '/repo', { FROM_ENV: 'x' })] as const,
  )
  return { targets: new Map(targets), chosen: inputs.builds?.chosen ?? [singleTarget] }
}

function defineAll(
  { build }: Inputs,
  definition: BakeDefinition,
  trigger: Trigger,
  plans: ReturnType<typeof planStep>,
) {
  const pushed = plans.map(
    (plan) => [plan.target, { kind: 'anchor', names: references(plan).slice(0, 1) }] as const,
  )
  return defineBuild({
    targets: definition.targets,
    plans,
    strategies: new Map(pushed),
    reused: new Map(),
    trigger,
    inputs: build,
    capabilities: capabilities.container,
    writesCache: true,
  })
}

/** Effects outside of the definition: docker options, logins and guards. */
const describeRun = (inputs: Inputs) => ({
  needs: findNeeds(inputs, [], true),
  allowed: planAllowances(inputs.build, inputs.build.cacheTo, '/repo', '0.29.1'),
  secrets: describeSecrets(inputs.build),
  builder: [inputs.build.builder, inputs.describedBuilder],
  buildx: inputs.buildx,
  engineWait: inputs.engineWait,
  emulation: inputs.emulation,
  record: [inputs.checks, inputs.buildRecord],
  cacheMounts: inputs.cacheMounts,
  bake: inputs.bake,
  from: inputs.from,
  // With from: digests, they select among the digests of other jobs.
  selectors: inputs.from && [inputs.build.target, inputs.build.file],
  platforms: inputs.build.platforms,
  logins: [inputs.credentials, inputs.githubToken, inputs.exportLogin],
  guards: [inputs.overwrite, inputs.forwardOnly, inputs.requireSignedTag, inputs.trustForkCode],
  modes: [inputs.push, inputs.dryRun, inputs.runners, inputs.onlyChanged, inputs.build.load, inputs.cache],
})

const withMaps = (_key: string, value: unknown) => (value instanceof Map ? [...value] : value)

import { isTrue } from '../bake/specs.ts'
import type { BuildFailure } from '../build-output/build-failure.ts'
import {
  type BuildLog,
  createBuildLog,
  joinSteps,
  type LoggedStep,
  reportSteps,
} from '../build-output/build-log.ts'
import { failOnChecks } from '../build-output/check-options.ts'
import {
  locateFailure,
  readChecks,
  readListedChecks,
  readLoggedChecks,
  withoutChecks,
} from '../build-output/dockerfile-checks.ts'
import { createCheckReporter } from '../build-output/report-checks.ts'
import type { BuildPlan, BuildPorts } from '../definition/build-plan.ts'
import type { Json } from '../json.ts'
import type { BuildReport } from '../model/build-report.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Definition } from './bake-definition.ts'
import type { BakeRequest } from './run-bake.ts'

/** What is read from a build while it runs and after it: steps, Dockerfile checks and the place of a failure. */
export interface BuildWatch {
  /** Variables for buildx. */
  readonly env: Readonly<Record<string, string>>
  /** Build arguments by target; undefined if there are none to add. */
  readonly extraArgs: () => Promise<((name: string) => Readonly<Record<string, string>>) | undefined>
  /** Watches one run of bake. Returns its metadata without the warnings of checks. */
  readonly run: (
    definition: Definition,
    bake: (watch: Pick<BakeRequest, 'onLine' | 'locate'>) => Promise<Json>,
  ) => Promise<{ readonly metadata: Json; readonly report: BuildReport | undefined }>
}

type WatchedBuild = Pick<BuildPlan, 'targets' | 'workspace' | 'trigger'> & {
  readonly inputs: Pick<BuildPlan['inputs'], 'checks'>
}

export function watchBuild(ports: Pick<BuildPorts, 'files' | 'log' | 'env'>, plan: WatchedBuild): BuildWatch {
  const { checks } = plan.inputs
  const reporter = createCheckReporter(ports, plan)
  const asked = ports.env[variable]
  let steps: readonly LoggedStep[] = []
  const locate = async ({ place, target }: BuildFailure) =>
    place && locateFailure(place, target, await reporter.dockerfiles())
  const showViolations = async (error: unknown, log: BuildLog, only: string | undefined) => {
    const [problem] = error instanceof TagboatError ? error.problems : []
    if (problem?.code !== 'checks-failed') return
    const dockerfile = (await reporter.dockerfiles()).find(({ target }) => target === only)
    // The log may lack warnings that arrived when their step had ended.
    const listed = dockerfile === undefined ? [] : readListedChecks(problem.original ?? '', dockerfile)
    await reporter.show([...readLoggedChecks(log.checks(), only), ...listed], 'error')
  }
  return {
    env: checks === 'off' ? {} : { [variable]: 'true' },
    async extraArgs() {
      if (checks !== 'error') return undefined
      const dockerfiles = await reporter.dockerfiles()
      const textOf = (name: string) => dockerfiles.find(({ target }) => target === name)?.text
      return (name) => failOnChecks(plan.targets.get(name) ?? {}, textOf(name))
    },
    async run({ allNames }, bake) {
      const log = createBuildLog()
      const hasTargets = allNames.length > 1
      try {
        const metadata = await bake({ onLine: log.read, locate })
        steps = joinSteps(steps, log.steps())
        if (checks !== 'off') await reporter.show(readChecks(metadata), 'warning')
        const report = reportSteps(steps, hasTargets)
        const count = reporter.count()
        const counted = report && count > 0 ? { ...report, checks: count } : report
        return { metadata: isTrue(asked) ? metadata : withoutChecks(metadata), report: counted }
      } catch (error) {
        await showViolations(error, log, hasTargets ? undefined : allNames[0])
        throw error
      }
    },
  }
}

/** Makes buildx write the warnings of checks into its metadata (0.16 and newer; older ones ignore it). */
const variable = 'BUILDX_METADATA_WARNINGS'

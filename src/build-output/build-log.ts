import type { BuildReport, SlowStep, StepCount } from '../model/build-report.ts'

/** A step of the builder: a vertex of its graph. */
export interface LoggedStep {
  /** `[app linux/amd64 build 2/3] RUN npm ci` or `exporting to image` */
  readonly title: string
  readonly state: 'running' | 'executed' | 'cached'
  /** The duration in the log, which has tenths of a second. */
  readonly seconds: number
}

/** A warning of a Dockerfile check in the log. */
export interface LoggedCheck {
  /** The step that reported it: `[app internal] load build definition from Dockerfile`. */
  readonly title: string
  /** `FromAsCasing: ... (line 1)` */
  readonly text: string
}

/** Reads buildx's log of `--progress plain` line by line. */
export interface BuildLog {
  readonly read: (line: string) => void
  readonly steps: () => readonly LoggedStep[]
  readonly checks: () => readonly LoggedCheck[]
}

/** Limits of what is kept. Hundreds of targets have thousands of steps. */
const mostSteps = 20_000
const mostChecks = 1_000
const longestText = 500
/** How many of the slowest steps are reported, and what counts as slow, in seconds. */
const mostSlow = 5
const shortest = 0.1

/**
 * Reads the log by the rules of BuildKit's printer (`util/progress/progressui/printer.go`): a step's first line is `#7 TITLE`; at its
 * end come `#7 DONE 1.4s` (of all its time so far), `#7 CACHED`, `#7 ERROR: ...` or `#7 CANCELED`. Lines of a command's output have a
 * time after the number. A command can still imitate a line by a carriage return, so nothing may depend on these numbers.
 */
export function createBuildLog(): BuildLog {
  const steps = new Map<string, LoggedStep>()
  const checks: LoggedCheck[] = []
  const read = (line: string) => {
    const [, index, text] = /^#(\d{1,9}) (.+)$/.exec(line) ?? []
    if (index === undefined || text === undefined) return
    const step = steps.get(index)
    if (step === undefined) {
      if (steps.size < mostSteps) steps.set(index, startStep(text))
      return
    }
    const [, check] = /^WARN: (.+)$/.exec(text) ?? []
    if (check !== undefined && checks.length < mostChecks)
      checks.push({ title: step.title, text: cut(check) })
    const ended = endOf(text)
    if (ended !== undefined) steps.set(index, { ...step, ...ended })
  }
  return { read, steps: () => [...steps.values()], checks: () => checks }
}

const cut = (text: string): string => text.slice(0, longestText)

const startStep = (text: string): LoggedStep => ({ title: cut(text), state: 'running', seconds: 0 })

function endOf(text: string): Omit<LoggedStep, 'title'> | undefined {
  if (text === 'CACHED') return { state: 'cached', seconds: 0 }
  const [ended, seconds = 0] = /^DONE(?: (\d{1,7}\.\d)s)?$/.exec(text) ?? []
  return ended === undefined ? undefined : { state: 'executed', seconds: Number(seconds) }
}

/**
 * Joins the steps of several builds of the same images: one that warms the cache and one that pushes, or a retry. A step that the first
 * executed is cached in the second, and counts as executed.
 */
export function joinSteps(
  first: readonly LoggedStep[],
  second: readonly LoggedStep[],
): readonly LoggedStep[] {
  const joined = keyed(first)
  for (const [key, step] of keyed(second)) {
    const earlier = joined.get(key)
    if (earlier === undefined) joined.set(key, step)
    else if (step.state === 'executed') joined.set(key, { ...step, seconds: step.seconds + earlier.seconds })
  }
  return [...joined.values()]
}

/** By title and occurrence: the steps of two platforms can have one title. */
function keyed(steps: readonly LoggedStep[]): Map<string, LoggedStep> {
  const seen = new Map<string, number>()
  const entries = steps.map((step): [string, LoggedStep] => {
    const count = (seen.get(step.title) ?? 0) + 1
    seen.set(step.title, count)
    return [`${count} ${step.title}`, step]
  })
  return new Map(entries)
}

/** Sums up the steps. `hasTargets`: the build has several targets, whose names begin the titles. Undefined without a step that ended. */
export function reportSteps(steps: readonly LoggedStep[], hasTargets: boolean): BuildReport | undefined {
  const counts = new Map<string, StepCount>()
  for (const step of steps) {
    const place = placeOf(step.title, hasTargets)
    if (place === undefined || step.state === 'running') continue
    const key = `${place.target} ${place.platform}`
    const { executed, cached, seconds } = counts.get(key) ?? { executed: 0, cached: 0, seconds: 0 }
    const counted = place.isBase ? 0 : 1
    counts.set(key, {
      target: place.target,
      platform: place.platform,
      executed: executed + (step.state === 'executed' ? counted : 0),
      cached: cached + (step.state === 'cached' ? counted : 0),
      seconds: seconds + step.seconds,
    })
  }
  const slowest = findSlowest(steps)
  const shown = [...counts.values()].filter(({ executed, cached }) => executed + cached > 0)
  return shown.length === 0 && slowest.length === 0 ? undefined : { counts: shown, slowest }
}

function findSlowest(steps: readonly LoggedStep[]): readonly SlowStep[] {
  const slow = steps.filter(({ seconds }) => seconds >= shortest)
  const sorted = [...slow].sort((a, b) => b.seconds - a.seconds)
  return sorted.slice(0, mostSlow).map(({ title, seconds }) => ({ title, seconds }))
}

interface StepPlace {
  readonly target: string
  readonly platform: string
  /** A `FROM`, whose time counts, but which executes nothing. */
  readonly isBase: boolean
}

/**
 * Where a step of a Dockerfile belongs: `[TARGET PLATFORM STAGE 2/3] ...`, each part but the count optional (`prefixCommand` in
 * BuildKit's `dockerfile2llb/convert.go`). A stage for another platform has `linux/amd64->arm64`, and counts for the latter.
 */
function placeOf(title: string, hasTargets: boolean): StepPlace | undefined {
  const [, inside = '', command = ''] = /^\[([^\]]*)\] (.*)$/.exec(title) ?? []
  const words = inside.split(/\s+/)
  // A pattern for the whole would need quadratic time or worse: a command's output can imitate thousands of titles.
  if (!/^\d+\/\d+$/.test(words.pop() ?? '')) return undefined
  const target = hasTargets ? (words.shift() ?? '') : ''
  const [platform = ''] = words.filter((word) => word.includes('/'))
  return { target, platform: targetPlatform(platform), isBase: /^FROM /.test(command) }
}

/** After the arrow is an architecture, or a whole platform if the operating system differs. */
function targetPlatform(text: string): string {
  const [build = '', other] = text.split('->')
  if (other === undefined) return build
  return /^(linux|windows|darwin|freebsd|wasip1|js)\//.test(other) ? other : `${build.split('/')[0]}/${other}`
}

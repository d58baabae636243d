/**
 * `npm run bench`: the committed action, as a GitHub runner runs it, against bare `docker buildx build --push` and, where
 * it promotes, skopeo, oras and docker, on a temporary engine and registries. docs/benchmarks.md describes the measurements. Options:
 * --tags 1,10,50 --delay 0,40 --runs 3 --only dry-run,publish,promotion --json FILE, --action FOLDER (another action.yml than this
 * repository's), --docker-actions FOLDER (checkouts of docker's five actions), --yes (install missing programs without asking). A missed target is printed, but does not fail the run.
 * @import { ScenarioResult } from './bench/measure.mjs'
 * @import { Options } from './bench/options.mjs'
 * @import { Scenario } from './bench/publish.mjs'
 * @import { Setting } from './bench/setting.mjs'
 * @import { Verdict } from './bench/targets.mjs'
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { builderScenarios } from './bench/builders.mjs'
import { cacheMountScenarios } from './bench/cache-mounts.mjs'
import { dryRunScenarios } from './bench/dry-run.mjs'
import { measure } from './bench/measure.mjs'
import { readOptions } from './bench/options.mjs'
import { promotionScenarios } from './bench/promotion.mjs'
import { publishScenarios } from './bench/publish.mjs'
import { setUpScenarios } from './bench/set-up.mjs'
import { makeSetting } from './bench/setting.mjs'
import { comparePhases, compareSides, listVerdicts } from './bench/tables.mjs'
import {
  judgeBuilders,
  judgeCacheMounts,
  judgeDryRuns,
  judgePromotion,
  judgePublish,
  judgeSetUp,
} from './bench/targets.mjs'
import { bold, table } from './demo/show.mjs'
import { describeError } from './lib/run.mjs'
import { isEnding, onTeardown, teardown } from './lib/teardown.mjs'

/**
 * @typedef {{
 *   name: string, title: string, scenarios: (setting: Setting, options: Options) => Scenario[],
 *   judge: (results: ScenarioResult[]) => Verdict[], phases: boolean, often: number,
 * }} Section `phases`: whether the results break down a side's time; `often`: factor by which short runs are repeated
 * @typedef {{results: ScenarioResult[], verdicts: Verdict[]}} SectionResult
 */

/** The sections, in order. @type {Section[]} */
const SECTIONS = [
  {
    name: 'dry-run',
    title: 'Dry runs',
    scenarios: dryRunScenarios,
    judge: judgeDryRuns,
    phases: false,
    often: 3,
  },
  {
    name: 'publish',
    title: 'Publishing',
    scenarios: publishScenarios,
    judge: judgePublish,
    phases: true,
    often: 1,
  },
  {
    name: 'promotion',
    title: 'Promotion',
    scenarios: promotionScenarios,
    judge: judgePromotion,
    phases: false,
    often: 1,
  },
  {
    name: 'cache-mounts',
    title: 'Cache mounts',
    scenarios: cacheMountScenarios,
    judge: judgeCacheMounts,
    phases: false,
    often: 1,
  },
  {
    name: 'set-up',
    title: 'Set-up',
    scenarios: setUpScenarios,
    judge: judgeSetUp,
    phases: false,
    often: 3,
  },
  {
    name: 'builders',
    title: 'Builders and push strategies',
    scenarios: builderScenarios,
    judge: judgeBuilders,
    phases: false,
    often: 1,
  },
]

async function bench() {
  const options = readOptions(process.argv.slice(2))
  const dir = mkdtempSync(join(tmpdir(), 'tagboat-bench-'))
  onTeardown(dir, () => rmSync(dir, { recursive: true, force: true }))
  const root = resolve(options.action ?? fileURLToPath(new URL('..', import.meta.url)))
  const peers = options.only.includes('promotion')
  const setting = await makeSetting({ dir, root, yes: options.yes, peers, say: (line) => console.log(line) })
  const machine = describeMachine()
  console.log(`${machine}; medians of ${options.runs}, sides in turns`)
  /** @type {{machine: string, runs: number, sections: Record<string, SectionResult>}} */
  const report = { machine, runs: options.runs, sections: {} }
  for (const section of SECTIONS.filter(({ name }) => options.only.includes(name))) {
    report.sections[section.name] = await runSection(section, setting, options)
  }
  if (options.json) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`)
}

/** Includes the load before the measurement: a busy machine gives other numbers. */
function describeMachine() {
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${availableParallelism()} cores, ${memory} GiB of memory, load ${loadavg()[0]?.toFixed(1)}`
}

/** @param {Section} section @param {Setting} setting @param {Options} options @returns {Promise<SectionResult>} */
async function runSection({ title, scenarios, judge, phases, often }, setting, options) {
  /** @type {ScenarioResult[]} */
  const results = []
  for (const scenario of scenarios(setting, options)) {
    // Progress, on a terminal only: the tables overwrite it.
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${title}: ${scenario.name} ...`)
    results.push(await measure(scenario, options.runs * often))
  }
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
  const verdicts = judge(results)
  console.log(`\n${bold(title)}\n\n${table(compareSides(results))}`)
  for (const [at, { name }] of phases ? (results[0]?.sides.entries() ?? []) : []) {
    console.log(`\n${bold(`Where the time of ${name} goes`)}\n\n${table(comparePhases(results, at))}`)
  }
  console.log(`\n${listVerdicts(verdicts)}`)
  return { results, verdicts }
}

const started = Date.now()
try {
  await bench()
} catch (error) {
  if (!isEnding()) console.error(`\n${describeError(error)}`)
  process.exitCode = 1
}
const left = await teardown()
if (left.length > 0) process.exitCode = 1
console.log(`\n${((Date.now() - started) / 1000).toFixed(0)} s in all.`)

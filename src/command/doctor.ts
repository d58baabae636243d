import { createQuietLog, diagnose } from '../doctor/diagnose.ts'
import { attempt, type Finding, ok } from '../doctor/finding.ts'
import { references } from '../plan/plan.ts'
import type { RunState } from '../prepare/run-state.ts'
import { prepareRun } from '../run.ts'
import { findCommand } from './commands.ts'
import { exitCodes, type RunCommand } from './context.ts'
import { findTrigger } from './find-trigger.ts'
import { nameFlags } from './name-flags.ts'
import { rawInputs } from './raw-inputs.ts'

/** Checks what a publish needs: one line for each finding, with the fix. Exits with 1 if anything prevents a publish. */
export const doctorCommand: RunCommand = async ({ ports, terminal }, invocation) => {
  const { flags } = invocation
  const isJson = flags.has('json')
  const print = (finding: Finding) => {
    if (!isJson) terminal.print(formatFinding(withFlags(finding)))
  }
  const quiet = createQuietLog(ports.log)
  const checked = { ...ports, log: quiet.log }
  const source = findTrigger(ports.env, invocation)
  const isGiven = source.isCi || source.isPlannedEvent || flags.has('push')
  const raw = rawInputs(ports.env, flags, isGiven ? {} : { push: 'true' })
  let state: RunState | undefined
  const planned = await attempt('plan', async () => {
    const prepared = await prepareRun(checked, raw, { readTrigger: source.read })
    state = prepared.state
    return [ok('plan', state.plans.flatMap(references).join(', ') || state.intent.reason)]
  })
  planned.forEach(print)
  const found = state === undefined ? [] : await diagnose(checked, state, print)
  const warnings = [...new Set(quiet.warnings)].map(
    (text): Finding => ({ check: 'warning', level: 'warning', text }),
  )
  warnings.forEach(print)
  const all = [...planned, ...found, ...warnings]
  if (isJson) terminal.print(JSON.stringify(all.map(withFlags)))
  return all.some(({ level }) => level === 'failed') ? exitCodes.failed : exitCodes.done
}

/** A finding whose texts name flags. */
function withFlags(finding: Finding): Finding {
  const name = (text: string) => nameFlags(text, findCommand('doctor')?.flags ?? [])
  const { text, fix } = finding
  return { ...finding, text: name(text), ...(fix !== undefined && { fix: name(fix) }) }
}

const widest = Math.max(...['permissions', 'emulation'].map((name) => name.length))

/** `failed   push         The registry refuses ... Fix: Log in ...` */
export const formatFinding = ({ check, level, text, fix }: Finding): string =>
  `${level.padEnd(7)}  ${check.padEnd(widest)}  ${text}${fix === undefined ? '' : ` ${fix}`}`

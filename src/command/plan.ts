import type { Log } from '../ports/ports.ts'
import type { Terminal } from '../ports/terminal.ts'
import { formatOutputs } from '../report/format-outputs.ts'
import { actionWords } from '../report/log-lines.ts'
import { type Report, type RunOptions, run } from '../run.ts'
import { exitCodes, type RunCommand } from './context.ts'
import { findTrigger } from './find-trigger.ts'
import { isSwitchedOn } from './flags.ts'
import { guardPlan } from './guard-run.ts'
import { withoutNetwork } from './offline.ts'
import { describePlan } from './plan-rows.ts'
import { tabulatePlan } from './plan-table.ts'
import { rawInputs } from './raw-inputs.ts'
import { readVerbosity } from './verbosity.ts'
import { describeStart } from './words.ts'

/** Shows what would be published. A tag that would be refused is part of the answer, not a failure. */
export const planCommand: RunCommand = async ({ ports, terminal }, invocation) => {
  const { flags } = invocation
  const source = findTrigger(ports.env, invocation)
  const isOffline = isSwitchedOn(flags, 'offline')
  const raw = rawInputs(ports.env, flags, {
    'dry-run': 'true',
    ...(source.isCi || source.isPlannedEvent || flags.has('push') ? {} : { push: 'true' }),
  })
  const guards = guardPlan({ terminal }, source, invocation)
  const options: RunOptions = { ...guards, isOffline, words: planWords(ports.log) }
  const report = await run(isOffline ? withoutNetwork(ports) : ports, raw, options)
  const isQuiet = readVerbosity(invocation) === 'quiet'
  print(report, { terminal, isQuiet, isJson: isSwitchedOn(flags, 'json') })
  return exitCodes.done
}

/** The table replaces the lines of a dry run. With --verbose the labels of the first image are shown, too. */
const planWords = (log: Log): Required<RunOptions>['words'] => ({
  intent: describeStart,
  plans(plans) {
    for (const line of actionWords.plans(plans)) log.debug(line)
    return []
  },
  result: () => [],
})

interface Shown {
  readonly terminal: Terminal
  readonly isQuiet: boolean
  readonly isJson: boolean
}

/** On a terminal the table is the result; elsewhere it goes to standard error, and the references are the result. */
function print({ result, plans, annotations }: Report, { terminal, isQuiet, isJson }: Shown): void {
  const { isOutTerminal, isErrTerminal, hasOutColours, hasColours, columns, say } = terminal
  const isResult = isOutTerminal && !isJson
  const table = tabulatePlan(describePlan(result, plans), {
    // A log is not wrapped.
    width: isResult || isErrTerminal ? columns : Number.POSITIVE_INFINITY,
    hasColours: isResult ? hasOutColours : hasColours,
  })
  if (isResult || !isQuiet) for (const line of table) (isResult ? terminal.print : say)(line)
  if (isJson) terminal.print(formatOutputs(result, plans, annotations).result ?? '')
  else if (!isResult) for (const { tags } of result.images) for (const { ref } of tags) terminal.print(ref)
}

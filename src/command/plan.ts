import { formatOutputs } from '../report/format-outputs.ts'
import { run } from '../run.ts'
import { exitCodes, type RunCommand } from './context.ts'
import { findTrigger } from './find-trigger.ts'
import { guardPlan } from './guard-run.ts'
import { rawInputs } from './raw-inputs.ts'

/** Shows what would be published. */
export const planCommand: RunCommand = async ({ ports, terminal }, invocation) => {
  const { flags } = invocation
  const source = findTrigger(ports.env, invocation)
  const isHypothetical = flags.has('event')
  const raw = rawInputs(ports.env, flags, {
    'dry-run': 'true',
    ...(source.isCi || isHypothetical || flags.has('push') ? {} : { push: 'true' }),
  })
  const guarded = guardPlan({ ports, terminal }, source, raw, invocation)
  const { result, plans, annotations } = await run(ports, guarded.raw, guarded.options)
  const outputs = formatOutputs(result, plans, annotations)
  if (flags.has('json')) terminal.print(outputs.result ?? '')
  else for (const { tags } of result.images) for (const tag of tags) terminal.print(tag.ref)
  return exitCodes.done
}

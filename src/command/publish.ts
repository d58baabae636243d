import { explainCancel } from '../errors/publish.ts'
import { formatReference } from '../model/reference.ts'
import { describeProblem } from '../model/tagboat-error.ts'
import { formatOutputs } from '../report/format-outputs.ts'
import { run } from '../run.ts'
import { type CommandContext, exitCodes, type RunCommand, type RunInvocation } from './context.ts'
import { findTrigger } from './find-trigger.ts'
import { rawInputs } from './raw-inputs.ts'

/** Builds, or takes an existing image, and publishes it. */
export const publishCommand: RunCommand = (context, invocation) => publishWith(context, invocation, {})

/** Publishes existing images under further names. The last argument is the destination. */
export const promoteCommand: RunCommand = (context, invocation) => {
  const { operands } = invocation
  const destination = operands.at(-1) ?? ''
  return publishWith(context, invocation, { from: operands.slice(0, -1).join('\n'), tags: destination })
}

async function publishWith(
  { ports, terminal }: CommandContext,
  invocation: RunInvocation,
  fixed: Readonly<Record<string, string>>,
): Promise<number> {
  const { flags } = invocation
  const source = findTrigger(ports.env, invocation)
  const isLocal = !source.isCi && !flags.has('event') && !flags.has('push')
  const raw = rawInputs(ports.env, flags, { ...fixed, ...(isLocal && { push: 'true' }) })
  const report = await run(ports, raw, { readTrigger: source.read })
  const { result, plans, annotations } = report
  if (flags.has('json')) terminal.print(formatOutputs(result, plans, annotations).result ?? '')
  else {
    for (const { repository, digest } of result.images) {
      if (digest !== undefined) terminal.print(formatReference(repository, { digest }))
    }
  }
  for (const problem of explainCancel(report.problems)) ports.log.error(describeProblem(problem))
  return report.problems.length === 0 ? exitCodes.done : exitCodes.failed
}

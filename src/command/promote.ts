import { readBareTrigger } from './bare-trigger.ts'
import { findContentTrigger } from './content-trigger.ts'
import type { RunCommand, RunInvocation } from './context.ts'
import { findTrigger } from './find-trigger.ts'
import { readPromotion } from './promote-operands.ts'
import { publishWith } from './publish.ts'

/** Publishes existing images under further names or tags. */
export const promoteCommand: RunCommand = (context, invocation) => {
  const { flags, operands } = invocation
  const promotion = readPromotion(operands, { hasTags: flags.has('tags'), hasImages: flags.has('images') })
  const source = findTrigger(context.ports.env, invocation)
  const isElsewhere = !source.isCi && isLiteral(invocation, promotion.tags)
  const read = isElsewhere
    ? readBareTrigger(context.ports.clock, flags.get('user')?.at(-1) ?? '')
    : findContentTrigger(source.read, promotion.from.split('\n'))
  return publishWith(context, invocation, {
    source: { ...source, read },
    fixed: { ...promotion },
    isElsewhere,
  })
}

/** Flags that describe the run, or select names by it. */
const aboutRun = ['ref', 'event', 'pr', 'default-branch']

/** Whether no name depends on the working copy: all of them are literal. */
function isLiteral({ flags }: RunInvocation, tags: string | undefined): boolean {
  if (aboutRun.some((name) => flags.has(name))) return false
  const names = [
    ...(flags.get('tags') ?? []),
    ...(flags.get('images') ?? []),
    ...(flags.get('annotations') ?? []),
    tags ?? '',
  ]
  const hasTags = tags !== undefined || flags.has('tags')
  return hasTags && !names.some((text) => /\{\{|type=(?!raw)/.test(text))
}

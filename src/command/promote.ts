import { TagboatError } from '../model/tagboat-error.ts'
import type { readTrigger } from '../trigger/read-trigger.ts'
import { readBareTrigger } from './bare-trigger.ts'
import { findContentTrigger } from './content-trigger.ts'
import type { RunCommand, RunInvocation } from './context.ts'
import { findTrigger } from './find-trigger.ts'
import { readPromotion } from './promote-operands.ts'
import { publishWith } from './publish.ts'

type ReadTrigger = typeof readTrigger

/** Publishes existing images under further names or tags. */
export const promoteCommand: RunCommand = (context, invocation) => {
  const { flags, operands } = invocation
  const promotion = readPromotion(operands, { hasTags: flags.has('tags'), hasImages: flags.has('images') })
  const source = findTrigger(context.ports.env, invocation)
  const names = namesOf(invocation, promotion.tags)
  const isOfRun = source.isCi || aboutRun.some((name) => flags.has(name)) || names.length === 0
  const isLiteral = !isOfRun && !names.some((text) => /\{\{|type=(?!raw)/.test(text))
  const bare = readBareTrigger(context.ports.clock, flags.get('user')?.at(-1) ?? '')
  const existing = findContentTrigger(source.read, promotion.from.split('\n'))
  const read = isLiteral ? bare : isOfRun || names.some(needsRef) ? existing : orElse(existing, bare)
  return publishWith(context, invocation, {
    source: { ...source, read },
    fixed: { ...promotion },
    isElsewhere: isLiteral,
  })
}

/** Flags that describe the run. */
const aboutRun = ['ref', 'event', 'pr', 'default-branch']

/** What names the destination; empty for the default tags. */
function namesOf({ flags }: RunInvocation, tags: string | undefined): readonly string[] {
  const given = tags === undefined ? (flags.get('tags') ?? []) : [tags]
  return given.length === 0
    ? []
    : [...given, ...(flags.get('images') ?? []), ...(flags.get('annotations') ?? [])]
}

/** Whether a text uses more than the source's own names: an expression or a rule about the ref, the commit or the user. */
function needsRef(text: string): boolean {
  const others = text.replace(
    /\{\{\s*(?:source_tag|source_version|target|version|major|minor|patch|raw)\s*\}\}/g,
    '',
  )
  return others.includes('{{') || /type=(?!raw|semver|pep440|match)/.test(text)
}

/** Reads the working copy, or without one the other trigger. */
const orElse =
  (read: ReadTrigger, other: ReadTrigger): ReadTrigger =>
  async (...args) => {
    try {
      return await read(...args)
    } catch (error) {
      const isAbsent =
        error instanceof TagboatError && error.problems.every(({ code }) => absentCodes.includes(code))
      if (!isAbsent) throw error
      return other(...args)
    }
  }

const absentCodes = ['not-a-working-copy', 'git-missing', 'unknown-ref-name']

import { badInput } from '../errors/inputs.ts'
import { TagboatError, throwAll } from '../model/tagboat-error.ts'
import type { Env } from '../ports/ports.ts'
import type { Inputs } from './inputs.ts'
import { checkUnknownPruneInputs, pruneInputNames } from './prune-input-names.ts'
import { type InputsContext, readInputs } from './read-inputs.ts'
import { createReader, type InputReader, type RawInputs } from './reader.ts'

/** The inputs of a prune: those of a build that decide about names and logins, and its own. */
export interface PruneInputs {
  /** As a build with the same inputs reads them. */
  readonly build: Inputs
  /** Patterns of tags that stay, with `*` and `?`. */
  readonly keep: readonly string[]
  /** Undefined to remove a tag at once. */
  readonly keepDays: number | undefined
  /** Days after which a tag that names a commit goes; undefined to keep them all. */
  readonly shaDays: number | undefined
  /** Whether old manifests without a tag go, too. */
  readonly untagged: boolean
  /** Whether a package on GitHub's registry may be deleted with its last tag. */
  readonly deletePackage: boolean
}

/** Reads the inputs of a prune. Throws one TagboatError with all problems. */
export function readPruneInputs(raw: RawInputs, context: InputsContext): PruneInputs {
  const reader = createReader(raw)
  const own = {
    keep: readKeep(reader),
    keepDays: readDays(reader, 'keep-days', reader.text('keep-days')),
    shaDays: readSha(reader),
    untagged: reader.flag('untagged'),
    deletePackage: reader.flag('delete-package'),
  }
  checkUnknownPruneInputs(reader, context.env)
  const shared: RawInputs = (name) => (pruneInputNames.includes(name) ? raw(name) : '')
  const build = attempt(() => readInputs(shared, { ...context, env: withoutInputs(context.env) }))
  const refused = build instanceof TagboatError ? build : undefined
  throwAll([...reader.problems, ...(refused?.problems ?? [])])
  if (build instanceof TagboatError) throw build
  return { ...own, build: { ...build, warnings: [...build.warnings, ...reader.warnings] } }
}

function attempt<T>(work: () => T): T | TagboatError {
  try {
    return work()
  } catch (error) {
    if (error instanceof TagboatError) return error
    throw error
  }
}

/** The other readers must not see inputs that only a prune has. */
const withoutInputs = (env: Env): Env =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('INPUT_')))

/** A pattern that can match no tag, like a full reference or a regular expression, would keep nothing. */
function readKeep(reader: InputReader): readonly string[] {
  const patterns = reader.items('keep')
  const fix = 'Write tags without the name of the image; * is any text, ? one character: stable, demo-*.'
  for (const pattern of patterns) {
    if (!/^[\w.*?-]+$/.test(pattern)) reader.problems.push(badInput('keep', pattern, 'can match no tag', fix))
  }
  return patterns
}

/** `keep-days=30` */
function readSha(reader: InputReader): number | undefined {
  const text = reader.text('sha').trim()
  if (text === '') return undefined
  const [, days] = /^keep-days\s*=\s*(.*)$/.exec(text) ?? []
  if (days !== undefined) return readDays(reader, 'sha', days)
  const fix = 'Write for example keep-days=30. Unset keeps every tag of a commit.'
  reader.problems.push(badInput('sha', text, 'is not of the form keep-days=N', fix))
  return undefined
}

const longest = 36_500

function readDays(reader: InputReader, name: string, given: string): number | undefined {
  const text = given.trim()
  if (text === '') return undefined
  const days = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
  if (days <= longest) return days
  const fix = 'Write a whole number of days, for example 7.'
  reader.problems.push(badInput(name, text, `is not a number of days from 0 to ${longest}`, fix))
  return undefined
}

/** One error that the user can fix. */
export interface Problem {
  /** Stable, kebab-case; docs/troubleshooting.md has a heading for each. */
  readonly code: string
  /** What is wrong, with the user's value (never a secret), as one sentence. */
  readonly what: string
  /** How to fix it, as one sentence. */
  readonly fix: string
  /** The original answer of a tool or registry, printed beneath. */
  readonly original?: string
  /** The line of the checkout that it is about. */
  readonly place?: Place
}

/** A line of a file in the checkout. */
export interface Place {
  /** Relative to the repository, with slashes. */
  readonly file: string
  /** From 1. */
  readonly line: number
}

/**
 * An error that the user can act on: a mistake, or a condition outside Tagboat. It fails the step with one annotation and no
 * stack; any other error is a bug in Tagboat and keeps its stack. It carries one or more
 * problems: errors that are found together are reported together.
 */
export class TagboatError extends Error {
  override readonly name = 'TagboatError'
  readonly problems: readonly Problem[]

  constructor(first: Problem, ...more: Problem[]) {
    const problems = [first, ...more]
    super(problems.map(describeProblem).join('\n'))
    this.problems = problems
  }
}

/** `what fix [code]`, and the original message indented beneath. */
export function describeProblem(problem: Problem): string {
  const head = `${problem.what} ${problem.fix} [${problem.code}]`
  const original = problem.original?.trim()
  if (!original) return head
  return [head, ...original.split('\n').map((line) => `    ${line}`)].join('\n')
}

/** Only what is wrong, as a clause without a full stop, for use inside a sentence. */
export const summarize = ({ problems }: TagboatError): string =>
  problems.map(({ what }) => what.replace(/\.$/, '')).join('; ')

/** Throws one TagboatError with all problems; does nothing if there are none. */
export function throwAll(problems: readonly Problem[]): void {
  const [first, ...more] = problems
  if (first) throw new TagboatError(first, ...more)
}

/** Waits for all promises. Throws one TagboatError with the distinct problems of those that failed, or the first other error. */
export async function settleAll<T>(waiting: readonly Promise<T>[]): Promise<readonly T[]> {
  const problems: Problem[] = []
  const done: T[] = []
  for (const result of await Promise.allSettled(waiting)) {
    if (result.status === 'fulfilled') done.push(result.value)
    else if (result.reason instanceof TagboatError) problems.push(...result.reason.problems)
    else throw result.reason
  }
  throwAll([...new Map(problems.map((problem) => [problem.what, problem])).values()])
  return done
}

/** The problems of a TagboatError that `work` throws; empty if it succeeds. Any other error is rethrown. */
export async function problemsOf(work: () => Promise<unknown>): Promise<readonly Problem[]> {
  try {
    await work()
    return []
  } catch (error) {
    if (error instanceof TagboatError) return error.problems
    throw error
  }
}

/** Any error as text: the problems of a `TagboatError`, or the message of another error. */
export function explainError(error: unknown): string {
  if (error instanceof TagboatError) return error.problems.map(describeProblem).join('; ')
  return error instanceof Error ? error.message : String(error)
}

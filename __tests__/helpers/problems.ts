import { type Problem, TagboatError } from '../../src/model/tagboat-error.ts'

/** The problems that a call throws; empty if it throws none. Other errors are rethrown. */
export function problemsOf(body: () => unknown): readonly Problem[] {
  try {
    body()
    return []
  } catch (error) {
    if (error instanceof TagboatError) return error.problems
    throw error
  }
}

/** The same for a promise. */
export async function problemsIn(body: () => Promise<unknown>): Promise<readonly Problem[]> {
  try {
    await body()
    return []
  } catch (error) {
    if (error instanceof TagboatError) return error.problems
    throw error
  }
}

export const codes = (problems: readonly Problem[]): readonly string[] => problems.map(({ code }) => code)

import { TagboatError } from '../model/tagboat-error.ts'
import { reasonOf } from '../prune-plan/reason.ts'

/** A failure ends one step and not the run. */
export async function settle<T>(work: () => Promise<T>, fail: (why: string) => T): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof TagboatError) return fail(reasonOf(error))
    throw error
  }
}

/**
 * Tasks that succeed or fail together: after the first failure no further one begins, and what is under way is waited
 * for, so that nothing goes on behind the caller's back.
 */
export interface Job {
  /** Runs the tasks side by side; throws the job's first failure. */
  all<T>(tasks: readonly (() => Promise<T>)[]): Promise<T[]>
  /** Throws the first failure, if there is one: for a long task, from time to time. */
  check(): void
}

export function createJob(): Job {
  let failure: { readonly error: unknown } | undefined
  const check = () => {
    if (failure) throw failure.error
  }
  const run = async <T>(task: () => Promise<T>): Promise<T> => {
    check()
    try {
      return await task()
    } catch (error) {
      failure ??= { error }
      throw error
    }
  }
  return {
    check,
    all: async (tasks) => {
      const settled = await Promise.allSettled(tasks.map(run))
      check()
      return settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    },
  }
}

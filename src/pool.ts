/** Runs tasks, at most so many at once; the others wait in the order in which they came. */
export type Pool = <T>(task: () => Promise<T>) => Promise<T>

export function createPool(size: number): Pool {
  const waiting: (() => void)[] = []
  let free = size
  const enter = async () => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
  }
  const leave = () => {
    const next = waiting.shift()
    if (next) next()
    else free += 1
  }
  return async (task) => {
    await enter()
    try {
      return await task()
    } finally {
      leave()
    }
  }
}

import pLimit from 'p-limit'

/** Runs tasks, a limited number at once; the others wait in the order in which they came. */
export type Pool = <T>(task: () => Promise<T>) => Promise<T>

export const createPool = (size: number): Pool => pLimit(size)

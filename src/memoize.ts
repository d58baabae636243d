export interface MemoizeOptions<Key, Result> {
  /** Holds the results, where the caller shares, replaces or clears them. */
  readonly cache?: Map<Key, Result>
  /** `all` keeps every result, rejected promises too (the default); `in-flight` drops a promise when it settles. */
  readonly keep?: 'all' | 'in-flight'
}

/**
 * Calls `create` once for each key, and returns that result to every later call with an equal key. Concurrent callers of an
 * asynchronous `create` share one promise. A `create` that throws synchronously is called again.
 */
export function memoize<Args extends readonly unknown[], Key, Result extends object>(
  keyOf: (...args: Args) => Key,
  create: (...args: Args) => Result,
  { cache = new Map<Key, Result>(), keep = 'all' }: MemoizeOptions<Key, Result> = {},
): (...args: Args) => Result {
  return (...args) => {
    const key = keyOf(...args)
    const known = cache.get(key)
    if (known !== undefined) return known
    const result = create(...args)
    cache.set(key, result)
    if (keep === 'in-flight' && result instanceof Promise) {
      const drop = () => void cache.delete(key)
      result.then(drop, drop)
    }
    return result
  }
}

/** Returns its argument: the key of a memoized function of one string. */
export const sameKey = (key: string): string => key

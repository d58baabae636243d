import { memoize, sameKey } from '../memoize.ts'
import type { SourceAnswer } from '../model/source-repository.ts'

export const known = <T>(value: T, doubt?: string): SourceAnswer<T> =>
  doubt === undefined ? { known: true, value } : { known: true, value, doubt }

/** Control characters in `why` become spaces: it may quote git or a server. */
export const unknown = (why: string): SourceAnswer<never> => ({
  known: false,
  why: why.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' '),
})

/** Asks one source after the other until one has the answer. If none has, the answer joins their reasons. */
export async function askInTurn<T>(
  ...questions: readonly (() => Promise<SourceAnswer<T>>)[]
): Promise<SourceAnswer<T>> {
  const reasons = new Set<string>()
  for (const ask of questions) {
    const answer = await ask()
    if (answer.known) return answer
    reasons.add(answer.why)
  }
  return unknown([...reasons].join('; '))
}

export interface Memory {
  /** Asks once for each key. Unknown answers are remembered too, so that a time-out is waited for once. */
  remember<T>(ask: (key: string) => Promise<SourceAnswer<T>>): (key: string) => Promise<SourceAnswer<T>>
  forget(): void
}

export function createMemory(): Memory {
  const clears: (() => void)[] = []
  return {
    remember<T>(ask: (key: string) => Promise<SourceAnswer<T>>) {
      const cache = new Map<string, Promise<SourceAnswer<T>>>()
      clears.push(() => cache.clear())
      return memoize(sameKey, ask, { cache })
    },
    forget: () => {
      for (const clear of clears) clear()
    },
  }
}

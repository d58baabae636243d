/** Times are ISO 8601 strings in UTC, without fractions, everywhere below the ports. */

/** The last second of RFC 3339; SOURCE_DATE_EPOCH begins in 1970. The author of a commit may write any time. */
const last = Date.parse('9999-12-31T23:59:59Z')

/** From milliseconds since 1970. */
export const isoFromMillis = (millis: number): string =>
  new Date(Math.min(Math.max(millis, 0), last)).toISOString().replace(/\.\d{3}Z$/, 'Z')

/** From an ISO 8601 time with a zone; undefined for any other text. */
export function isoFromText(text: string): string | undefined {
  const time = Date.parse(text)
  return Number.isNaN(time) ? undefined : isoFromMillis(time)
}

/** Whole seconds since 1970, for SOURCE_DATE_EPOCH. */
export const epochSeconds = (text: string): number => Math.floor(Date.parse(text) / 1000)

/** Resolves after `ms` milliseconds, or as soon as one of `signals` is aborted, and removes its listeners. */
export const sleep = (ms: number, ...signals: readonly (AbortSignal | undefined)[]): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      for (const signal of signals) signal?.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    for (const signal of signals) signal?.addEventListener('abort', end, { once: true })
    if (signals.some((signal) => signal?.aborted)) end()
  })

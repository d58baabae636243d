import { epochSeconds } from '../ports/time.ts'

const dayMs = 24 * 60 * 60 * 1000
/** A digest that was uploaded less than this ago may belong to a push in flight. */
const graceMs = 60 * 60 * 1000

/** Whether a time is more than `days` ago. An unreadable time is not. */
export const isOlder = (iso: string, days: number, now: number): boolean => now - millisOf(iso) > days * dayMs

/** Whether a time is within the last hour, or unknown. */
export const isFresh = (iso: string | undefined, now: number): boolean =>
  iso === undefined || !(now - millisOf(iso) > graceMs)

const millisOf = (iso: string): number => epochSeconds(iso) * 1000

export const describeDays = (days: number): string => (days === 1 ? '1 day' : `${days} days`)

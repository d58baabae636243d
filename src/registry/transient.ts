import { type Asked, answeredBadly, answeredWithPage, tooManyRequests } from '../errors/registry.ts'
import type { HttpResponse } from '../ports/http.ts'
import { parseHttpDate } from './http-date.ts'
import { readRefusal } from './refusal.ts'
import { parseRetryAfter, TransientError } from './retry.ts'
import type { Secrets } from './secrets.ts'

/** 429 and 5xx pass, but not 501: what a server has not learnt, it does not learn in a minute. */
export function isTransient(status: number): boolean {
  return status === 429 || (status >= 500 && status !== 501)
}

/** An answer whose cause may pass, with the wait that it asks for. */
export async function describeTransient(
  secrets: Secrets,
  asked: Asked,
  response: HttpResponse,
  now: number,
): Promise<TransientError> {
  const { status } = response
  const refusal = await readRefusal(response)
  const text = secrets.conceal(refusal.text)
  // A date is one of the server's clock, which need not be ours (RFC 9110, sections 6.6.1 and 10.2.3).
  const theirs = parseHttpDate(response.headers.date ?? '')
  const wait = parseRetryAfter(response.headers['retry-after'], theirs ?? now)
  const event = `${asked.host} answered ${status}`
  if (status === 429) return new TransientError(tooManyRequests(asked, wait, text), event, wait)
  const problem = refusal.kind === 'page' ? answeredWithPage : answeredBadly
  return new TransientError(problem(asked, status, text), event, wait)
}

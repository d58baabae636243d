import { isRecord, type Json } from '../json.ts'
import type { Clock } from './ports.ts'

/** GitHub's REST API, as far as it is read. */
export interface Github {
  /**
   * Gets a route of the API (`/repos/{owner}/{repo}/git/ref/{ref}`); `parameters` fill it in, escaped, and what is
   * left of them is the query. Never rejects: without an answer from the API it says why.
   */
  get(route: string, parameters: Readonly<Record<string, string | number>>): Promise<GithubAnswer>
}

export type GithubAnswer =
  | { readonly kind: 'found'; readonly body: Json }
  /** A status of 300 or more, with GitHub's own words. */
  | { readonly kind: 'refused'; readonly status: number; readonly message: string }
  /** No answer: no connection, no time left. */
  | { readonly kind: 'silent'; readonly message: string }

export interface GithubOptions {
  /** `https://api.github.com` */
  readonly apiUrl: string
  readonly token: string
}

/** Makes the API's client; it loads and connects with the first request. */
export type ConnectGithub = (options: GithubOptions) => Github

/** Milliseconds. The longest wait is for what a throttled answer asks for; beyond it there is no second try. */
const limits = { request: 15_000, longestWait: 30_000, pause: 1_000 }

/**
 * GitHub through the runner's toolkit, which knows its proxies. Loaded with the first request only, because most runs
 * do without. The API's address must be the one that the toolkit reads from GITHUB_API_URL, if that is set: the way
 * to it (proxy or not) is chosen once.
 */
export function createConnectGithub(
  clock: Clock,
  timeout = limits.request,
  cancelled = new AbortController().signal,
): ConnectGithub {
  return ({ apiUrl, token }) => {
    let loading: Promise<Request> | undefined
    const attempt = async (route: string, parameters: Readonly<Record<string, string | number>>) => {
      loading ??= loadRequest(apiUrl, token)
      const request = await loading
      const signal = AbortSignal.any([AbortSignal.timeout(timeout), cancelled])
      const tried = await ask(() => request(`GET ${route}`, { ...parameters, request: { signal } }), token)
      return tried.answer.kind === 'silent' && signal.aborted ? late(timeout) : tried
    }
    return {
      async get(route, parameters) {
        const first = await attempt(route, parameters)
        const wait = chooseWait(first, clock.now())
        if (wait === undefined || cancelled.aborted) return first.answer
        await clock.sleep(wait)
        return (await attempt(route, parameters)).answer
      },
    }
  }
}

type Request = (route: string, options: Record<string, unknown>) => Promise<{ readonly data: Json }>

async function loadRequest(apiUrl: string, token: string): Promise<Request> {
  const { getOctokit } = await import('@actions/github')
  const quiet = () => undefined
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet }
  return getOctokit(token, { baseUrl: apiUrl, log }).request
}

interface Attempt {
  readonly answer: GithubAnswer
  /** Names in small letters; empty where there was no answer. */
  readonly headers: Readonly<Record<string, Json>>
}

const late = (timeout: number): Attempt => ({
  answer: { kind: 'silent', message: `nothing came within ${timeout / 1000} s` },
  headers: {},
})

/** Octokit throws for a status, with the answer in `response`, and without one for a broken connection. */
async function ask(request: () => Promise<{ readonly data: Json }>, token: string): Promise<Attempt> {
  try {
    return { answer: { kind: 'found', body: (await request()).data }, headers: {} }
  } catch (error) {
    // A token that is no header value is quoted in the error.
    const message = (error instanceof Error ? error.message : String(error)).replaceAll(token, '***')
    const response = isRecord(error) ? error.response : undefined
    if (!isRecord(response) || typeof response.status !== 'number')
      return { answer: { kind: 'silent', message }, headers: {} }
    const headers = isRecord(response.headers) ? response.headers : {}
    return { answer: { kind: 'refused', status: response.status, message }, headers }
  }
}

/**
 * Milliseconds until a second try is worth it, or undefined. A throttled request (403 or 429) names its time, in
 * `retry-after` or, where nothing remains, in `x-ratelimit-reset` ("Rate limits for the REST API").
 */
function chooseWait({ answer, headers }: Attempt, now: number): number | undefined {
  if (answer.kind === 'found') return undefined
  if (answer.kind === 'silent' || answer.status >= 500) return limits.pause
  if (answer.status !== 403 && answer.status !== 429) return undefined
  const asked = readSeconds(headers['retry-after'])
  const reset =
    headers['x-ratelimit-remaining'] === '0' ? readSeconds(headers['x-ratelimit-reset']) : undefined
  const wait = asked ?? (reset === undefined ? undefined : Math.max(0, reset - now))
  return wait === undefined || wait > limits.longestWait ? undefined : wait
}

/** A header of whole seconds, as milliseconds. */
function readSeconds(header: Json): number | undefined {
  return typeof header === 'string' && /^\d{1,12}$/.test(header) ? Number(header) * 1000 : undefined
}

import { isRecord, type Json, stringAt } from '../json.ts'
import type { Clock } from './ports.ts'

/** GitHub's REST API. */
export interface Github {
  /**
   * Gets a route of the API (`/repos/{owner}/{repo}/git/ref/{ref}`). `parameters` replace its placeholders, escaped; all
   * others form the query. Never rejects: the answer says why the API did not respond.
   */
  get(route: string, parameters: Readonly<Record<string, string | number>>): Promise<GithubAnswer>
  /** Deletes what a route names. */
  remove(route: string, parameters: Readonly<Record<string, string | number>>): Promise<GithubAnswer>
}

export type GithubAnswer =
  /** `hasNext`: its Link header names a further page. */
  | { readonly kind: 'found'; readonly body: Json; readonly hasNext?: true }
  /** A status of 300 or more, with GitHub's message. */
  | { readonly kind: 'refused'; readonly status: number; readonly message: string }
  /** No answer: no connection, or a time-out. */
  | { readonly kind: 'silent'; readonly message: string }

export interface GithubOptions {
  /** `https://api.github.com` */
  readonly apiUrl: string
  readonly token: string
}

/** Makes a client, which loads the toolkit and connects on its first request. */
export type ConnectGithub = (options: GithubOptions) => Github

/** Milliseconds. A throttled request is not retried if GitHub requests a wait longer than `longestWait`. */
const limits = { request: 15_000, longestWait: 30_000, pause: 1_000 }

/**
 * Uses the runner's toolkit, which supports proxies. It is loaded on the first request, because most runs
 * do not use it. `apiUrl` must be the address in GITHUB_API_URL, if that is set, because the toolkit decides by it whether
 * to use a proxy.
 */
export function createConnectGithub(
  clock: Clock,
  timeout = limits.request,
  cancelled = new AbortController().signal,
): ConnectGithub {
  return ({ apiUrl, token }) => {
    let loading: Promise<Request> | undefined
    const attempt = async (
      route: string,
      parameters: Readonly<Record<string, string | number>>,
    ): Promise<Attempt> => {
      loading ??= loadRequest(apiUrl, token)
      const request = await loading
      const signal = AbortSignal.any([AbortSignal.timeout(timeout), cancelled])
      const tried = await ask(() => request(route, { ...parameters, request: { signal } }), token)
      return tried.answer.kind === 'silent' && signal.aborted ? late(timeout) : tried
    }
    const twice = async (route: string, parameters: Readonly<Record<string, string | number>>) => {
      const first = await attempt(route, parameters)
      const wait = chooseWait(first, clock.now())
      if (wait === undefined || cancelled.aborted) return first.answer
      await clock.sleep(wait)
      return (await attempt(route, parameters)).answer
    }
    return {
      get: (route, parameters) => twice(`GET ${route}`, parameters),
      remove: (route, parameters) => twice(`DELETE ${route}`, parameters),
    }
  }
}

interface GithubResponse {
  readonly data: Json
  readonly headers?: Json
}

type Request = (route: string, options: Record<string, unknown>) => Promise<GithubResponse>

async function loadRequest(apiUrl: string, token: string): Promise<Request> {
  const { getOctokit } = await import('@actions/github')
  const quiet = () => undefined
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet }
  return getOctokit(token, { baseUrl: apiUrl, log }).request
}

interface Attempt {
  readonly answer: GithubAnswer
  /** Names in lower case; empty without an answer. */
  readonly headers: Readonly<Record<string, Json>>
}

const late = (timeout: number): Attempt => ({
  answer: { kind: 'silent', message: `nothing came within ${timeout / 1000} s` },
  headers: {},
})

/** Octokit throws for an unsuccessful status with the answer in `response`, and without it for a broken connection. */
async function ask(request: () => Promise<GithubResponse>, token: string): Promise<Attempt> {
  try {
    const { data: body, headers } = await request()
    const hasNext = /;\s*rel="?next\b/.test(stringAt(headers, 'link') ?? '')
    return { answer: { kind: 'found', body, ...(hasNext && { hasNext }) }, headers: {} }
  } catch (error) {
    // The error quotes a token that is not a valid header value.
    const message = (error instanceof Error ? error.message : String(error)).replaceAll(token, '***')
    const response = isRecord(error) ? error.response : undefined
    if (!isRecord(response) || typeof response.status !== 'number')
      return { answer: { kind: 'silent', message }, headers: {} }
    const headers = isRecord(response.headers) ? response.headers : {}
    return { answer: { kind: 'refused', status: response.status, message }, headers }
  }
}

/**
 * Milliseconds until a retry makes sense, or undefined. A throttled request (403 or 429) has its wait in
 * `retry-after` or, if the limit is used up, in `x-ratelimit-reset` ("Rate limits for the REST API").
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

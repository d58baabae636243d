import {
  answeredBadly,
  answeredWithPage,
  bodyLimit,
  denied,
  manifestInvalid,
  nameUnknown,
  quotaExceeded,
  type RequestSubject,
  tagImmutable,
  tooManyRequests,
  unauthorized,
} from '../errors/registry.ts'
import { isRecord, parseJson, stringAt } from '../json.ts'
import type { Problem } from '../model/tagboat-error.ts'
import type { HttpResponse } from '../ports/http.ts'
import { errorLimit, readBytes } from './body.ts'
import { parseHttpDate } from './http-date.ts'
import { parseMediaType } from './media-types.ts'
import { parseRetryAfter, TransientError } from './retry.ts'
import type { Secrets } from './secrets.ts'

/** A registry's unsuccessful answer. */
export interface Refusal {
  readonly status: number
  /** The codes of OCI distribution spec 1.1, "Error Codes", and registries' own. */
  readonly codes: readonly string[]
  /** `CODE: message`, one line for each error; else the beginning of the body. */
  readonly text: string
  /** The kind of body: JSON with a list of errors, a web page, nothing, or something else. */
  readonly kind: 'errors' | 'page' | 'empty' | 'other'
}

/** Reads the body of an unsuccessful answer. */
export async function readRefusal(response: HttpResponse): Promise<Refusal> {
  const bytes = await readBytes(response, errorLimit)
  const text = bytes === undefined ? '' : Buffer.from(bytes).toString('utf8').trim()
  return parseRefusal(response.status, parseMediaType(response.headers['content-type']), text)
}

/** Interprets the body of an unsuccessful answer. */
export function parseRefusal(status: number, mediaType: string, text: string): Refusal {
  const json = parseJson(text)
  const listed = isRecord(json) && Array.isArray(json.errors) ? json.errors.filter(isRecord) : undefined
  if (listed) {
    const lines = listed.map((error) =>
      [stringAt(error, 'code'), stringAt(error, 'message'), describeDetail(error.detail)]
        .filter((part) => part !== undefined)
        .join(': '),
    )
    const codes = listed.flatMap((error) => stringAt(error, 'code') ?? [])
    return { status, codes, text: lines.join('\n') || `HTTP ${status}`, kind: 'errors' }
  }
  if (mediaType === 'text/html' || /^(?:<!doctype html|<html)/i.test(text)) {
    const title = /<title[^<>]*>([^<]{1,200})</i.exec(text)?.[1]?.trim()
    return { status, codes: [], text: title ? `HTTP ${status}: ${title}` : `HTTP ${status}`, kind: 'page' }
  }
  if (text === '') return { status, codes: [], text: `HTTP ${status}`, kind: 'empty' }
  return { status, codes: [], text: `HTTP ${status}: ${text}`, kind: 'other' }
}

function describeDetail(detail: unknown): string | undefined {
  return typeof detail === 'string' && detail !== '' ? detail : undefined
}

/**
 * Registries' wordings for an immutable tag: ECR's ImageTagAlreadyExistsException (TAG_INVALID, "cannot be overwritten
 * because the tag is immutable"), Artifact Registry's "has enabled tag immutability", Harbor's 412 "configured as
 * immutable", Alibaba's and MSR's "cannot be overwritten", Azure's locked image "write operations are disallowed".
 */
const immutable = /immutab|cannot be overwrit|ImageTagAlreadyExists|operation is disallowed/i

/** Registries' wordings for an exceeded quota: Harbor's "will exceed the configured upper limit", Quay's "quota has been exceeded", DigitalOcean's "limit is". */
const quota = /quota|exceed.{0,40}\blimit|storage limit|\blimit is \d|insufficient storage/i

const invalid = [
  'MANIFEST_INVALID',
  'MANIFEST_UNVERIFIED',
  'MANIFEST_BLOB_UNKNOWN',
  'BLOB_UNKNOWN',
  'TAG_INVALID',
  'SIZE_INVALID',
  'DIGEST_INVALID',
]

/** The problem that describes a refusal. Its `original` is the text of the refusal, in which the caller has concealed secrets. */
export function explainRefusal(asked: RequestSubject, refusal: Refusal): Problem {
  const { status, codes, text } = refusal
  const has = (code: string) => codes.includes(code)
  if (status === 413) return bodyLimit(asked, text)
  if (refusal.kind === 'page') return answeredWithPage(asked, status, text)
  if (status === 429 || has('TOOMANYREQUESTS')) return tooManyRequests(asked, undefined, text)
  if (asked.action !== 'read' && immutable.test(text)) return tagImmutable(asked, text)
  if (asked.action === 'push' && (status === 507 || quota.test(text))) return quotaExceeded(asked, text)
  if (status === 401) return unauthorized(asked, undefined, text)
  if (status === 403 || has('DENIED')) return denied(asked, text)
  if (has('NAME_UNKNOWN')) return nameUnknown(asked, text)
  if (asked.action === 'push' && invalid.some(has)) return manifestInvalid(asked, text)
  if (status === 404 && asked.action === 'push') return nameUnknown(asked, text)
  return answeredBadly(asked, status, text)
}

/** 429 and 5xx are transient, except 501 (Not Implemented). */
export function isTransient(status: number): boolean {
  return status === 429 || (status >= 500 && status !== 501)
}

/** The error for a transient failure, with the wait that the registry asks for. */
export async function describeTransient(
  secrets: Secrets,
  asked: RequestSubject,
  response: HttpResponse,
  now: number,
): Promise<TransientError> {
  const { status } = response
  const refusal = await readRefusal(response)
  const text = secrets.conceal(refusal.text)
  // Retry-After may be a date by the server's clock, which may differ from ours (RFC 9110, sections 6.6.1 and 10.2.3).
  const serverTime = parseHttpDate(response.headers.date ?? '')
  const wait = parseRetryAfter(response.headers['retry-after'], serverTime ?? now)
  const event = `${asked.host} answered ${status}`
  if (status === 429) return new TransientError(tooManyRequests(asked, wait, text), event, wait)
  const problem = refusal.kind === 'page' ? answeredWithPage : answeredBadly
  return new TransientError(problem(asked, status, text), event, wait)
}

import type Handlebars from 'handlebars'
import type { SemVer } from 'semver'
import { at, type Json, stringAt } from '../json.ts'
import { handlebars } from '../libraries.ts'
import { formatDate, isTimeZone } from '../tags/dates.ts'
import { MetadataFailure } from './metadata-rules.ts'

/** What docker/metadata-action knows about a run. */
export interface MetadataRun {
  readonly eventName: string
  /** `refs/heads/main`; `refs/pull/7/merge` on `pull_request_target` too. */
  readonly ref: string
  readonly sha: string
  readonly payload: Json
  /** ISO 8601. */
  readonly date: string
  readonly commitDate: string
  /** DOCKER_METADATA_SHORT_SHA_LENGTH. */
  readonly shortShaLength: number
}

type Values = Readonly<Record<string, unknown>>

let engine: typeof Handlebars | undefined

/** Renders a text of the action. It escapes HTML, and an unknown name is empty. Throws a MetadataFailure for a syntax error. */
function render(text: string, values: Values | SemVer): string {
  if (!text.includes('{{')) return text
  try {
    engine ??= handlebars().create()
    return engine.compile(text)(values)
  } catch (error) {
    throw new MetadataFailure(error instanceof Error ? error.message : String(error))
  }
}

/** The part of a ref after a prefix; empty for another kind of ref. */
export const refName = (ref: string, prefix: string): string =>
  ref.startsWith(prefix) ? ref.slice(prefix.length) : ''

/** A text with the common expressions: `{{branch}}`, `{{date 'YYYY'}}`, ... They are functions, which `#if` sees as their result. */
export function renderCommon(text: string, run: MetadataRun): string {
  const isDefault = isDefaultBranch(run)
  return render(text, {
    branch: () => refName(run.ref, 'refs/heads/'),
    tag: () => refName(run.ref, 'refs/tags/'),
    sha: () => run.sha.slice(0, run.shortShaLength),
    base_ref: () => baseRef(run),
    is_default_branch: () => String(isDefault),
    is_not_default_branch: () => String(!isDefault),
    ...dateHelpers(run),
  })
}

/** The pattern of `type=schedule`, which knows dates only. */
export const renderSchedule = (text: string, run: MetadataRun): string => render(text, dateHelpers(run))

/** The pattern of a version rule, which knows the parts of the version only. */
export const renderVersion = (text: string, version: Values | SemVer): string => render(text, version)

/** Whether a pattern is `{{raw}}` and nothing else. */
export const isRawPattern = (text: string): boolean => /^\{\{\{?\s*raw\s*\}?\}\}$/.test(text)

function dateHelpers({ date, commitDate }: MetadataRun): Values {
  const helper = (iso: string) => (format: unknown, options?: Handlebars.HelperOptions) => {
    const { tz = 'UTC', ...others } = options?.hash ?? {}
    const unknown = Object.keys(others)[0]
    if (typeof format !== 'string') throw new Error('a date needs a format')
    if (unknown !== undefined) throw new Error(`Unknown ${unknown} attribute`)
    // Moment.js takes an unknown zone as UTC.
    return formatDate(iso, format, isTimeZone(String(tz)) ? String(tz) : 'UTC')
  }
  return { date: helper(date), commit_date: helper(commitDate) }
}

function baseRef({ ref, payload }: MetadataRun): string {
  const pushed = stringAt(payload, 'base_ref')
  if (ref.startsWith('refs/tags/') && pushed !== undefined) return pushed.replace(/^refs\/heads\//, '')
  if (!ref.startsWith('refs/pull/')) return ''
  return stringAt(payload, 'pull_request', 'base', 'ref') ?? ''
}

/** True for some events whatever their ref: GitHub documents that they run on the default branch. */
function isDefaultBranch({ ref, eventName, payload }: MetadataRun): boolean {
  const branch = ref.replace(/^refs\/heads\//, '')
  if (branch === '') return false
  return (
    at(payload, 'repository', 'default_branch') === branch ||
    /create|discussion|issues|schedule/.test(eventName)
  )
}

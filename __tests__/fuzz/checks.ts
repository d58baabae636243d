import { type Problem, TagboatError } from '../../src/model/tagboat-error.ts'
import { disarm } from '../../src/ports/actions.ts'
import { formatFailure } from '../../src/report/summary.ts'

/** Runs a function that may refuse its input with a TagboatError; any other error is a bug. */
export async function orRefusal<T>(work: () => T | Promise<T>): Promise<T | TagboatError> {
  try {
    return await work()
  } catch (error) {
    return refusal(error)
  }
}

/** The same for a synchronous function. */
export function orRefusalNow<T>(work: () => T): T | TagboatError {
  try {
    return work()
  } catch (error) {
    return refusal(error)
  }
}

function refusal(error: unknown): TagboatError {
  if (!(error instanceof TagboatError)) throw error
  checkProblems(error.problems)
  return error
}

/** Checks that an error has a message that can be shown. */
export function checkProblems(problems: readonly Problem[]): void {
  must(problems.length > 0, 'an error without a problem')
  for (const { code, what, fix } of problems) {
    must(/^[a-z]+(-[a-z]+)*$/.test(code), `the code '${code}' of an error`)
    must(what !== '' && fix !== '', `an empty sentence in ${code}`)
  }
  checkSummary(formatFailure(problems))
  checkLog(problems.map(({ what, original = '' }) => `${what}\n${original}`).join('\n'))
}

export function must(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(`Wrong: ${what}`)
}

/** Compares values, ignoring the order of keys. */
export function mustEqual(found: unknown, wanted: unknown, what: string): void {
  const [one, other] = [JSON.stringify(found), JSON.stringify(wanted)]
  must(one === other, `${what}: ${one} instead of ${other}`)
}

/** OCI distribution spec 1.1, "Pulling manifests", repeated here to be independent of the code under test. */
export const checkTag = (tag: string): void =>
  must(/^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/.test(tag), `the tag ${JSON.stringify(tag)}`)

const name = /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$/

/** Checks the `host` and `path` of a repository. */
export function checkRepository({ host, path }: { readonly host: string; readonly path: string }): void {
  must(name.test(path) && path.length <= 255, `the path ${JSON.stringify(path)}`)
  must(/^([A-Za-z0-9.-]+|\[[0-9a-f:]+\])(:\d+)?$/.test(host), `the host ${JSON.stringify(host)}`)
}

/** Checks a digest with a registered algorithm. */
export const checkDigest = (digest: string): void =>
  must(/^(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/i.test(digest), `the digest ${JSON.stringify(digest)}`)

/** The characters that .NET's TrimStart drops before the runner checks for `::`. */
const blanks = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+/

/** Whether the runner would read a line of this text as a workflow command (ActionCommand.cs). */
export const hasCommand = (text: string): boolean =>
  text.split(/\r\n|\r|\n/).some((line) => line.replace(blanks, '').startsWith('::') || line.includes('##['))

/** Checks text for the log. */
export const checkLog = (text: string): void =>
  must(!hasCommand(disarm(text)), `a workflow command in ${JSON.stringify(text)}`)

/** Checks a single line for the log, or an item of an output. */
export const checkLine = (text: string): void =>
  must(!/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text), `a control character in ${JSON.stringify(text)}`)

/**
 * The Markdown of a page without its blocks and texts, which no text from outside may change. A block ends with
 * a fence at least as long as its opening one (CommonMark 0.31, "Fenced code blocks").
 */
export function skeleton(page: string): string {
  let fence = ''
  const kept = page.split(/\r\n|\r|\n/).flatMap((line) => {
    const [, ticks = '', info = ''] = /^ {0,3}(`{3,})([^`]*)$/.exec(line) ?? []
    if (fence !== '') {
      if (ticks.length >= fence.length && info.trim() === '') fence = ''
      return []
    }
    if (ticks !== '') fence = ticks
    return [ticks === '' ? line : 'BLOCK']
  })
  must(fence === '', 'a block without an end')
  const marks = kept.map((line) => line.replace(/&#\d+;/g, '').replace(/[^|<>[\]*_`~#\\]/g, ''))
  return marks.join('\n')
}

/** Checks a page that consists of headings and blocks only. */
export function checkSummary(page: string): void {
  const lines = skeleton(page).split('\n')
  const bad = lines.find((line) => line !== '' && line !== '###')
  must(bad === undefined, `${JSON.stringify(bad)} in the summary ${JSON.stringify(page)}`)
}

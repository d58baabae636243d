import { type Problem, problemsOf } from '../model/tagboat-error.ts'

/** What one check of `tagboat doctor` found. */
export interface Finding {
  /** What was checked: `docker`, `push`. */
  readonly check: string
  /** `failed` prevents a publish, `warning` does not. */
  readonly level: 'ok' | 'warning' | 'failed'
  /** One sentence without a line break, or a few words. */
  readonly text: string
  /** How to fix it, as one sentence; absent if nothing is wrong. */
  readonly fix?: string
}

export const ok = (check: string, text: string): Finding => ({ check, level: 'ok', text })

export const warning = (check: string, text: string, fix: string): Finding => ({
  check,
  level: 'warning',
  text,
  fix,
})

/** A problem as the finding of a check that failed. The answer of a tool or registry follows the sentence. */
export function failed(check: string, { what, fix, original }: Problem): Finding {
  const answer = original?.trim().split('\n').at(-1)?.trim()
  return { check, level: 'failed', text: oneLine(answer ? `${what} (${answer})` : what), fix: oneLine(fix) }
}

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ')

/** Runs a check: its findings, or a finding for each problem of the TagboatError that it throws. */
export async function attempt(
  check: string,
  work: () => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  let found: readonly Finding[] = []
  const problems = await problemsOf(async () => {
    found = await work()
  })
  return problems.length === 0 ? found : problems.map((problem) => failed(check, problem))
}

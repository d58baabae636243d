import { compileLoose, type LooseText } from '../tags/loose-text.ts'

/** A build argument with a value of its own. */
export interface BuildArg {
  readonly key: string
  readonly text: LooseText
}

/** `KEY=value` lines; `KEY` alone is the environment's, where nothing is filled in. Of one key the last line counts. */
export function readArgs(lines: readonly string[]): readonly BuildArg[] {
  const last = new Map(
    lines.map((line) => {
      const equals = line.indexOf('=')
      return equals < 0
        ? ([line, undefined] as const)
        : ([line.slice(0, equals), line.slice(equals + 1)] as const)
    }),
  )
  return [...last].flatMap(([key, value]) => {
    if (value === undefined) return []
    return [{ key, text: compileLoose(value, { input: 'build-args', line: key }) }]
  })
}

import type { Pair } from './reader.ts'

/** Splits options of a driver. An option that is set twice is a problem, because buildx would drop the first one silently. */
export function splitDriverOpts(items: readonly string[]): {
  readonly pairs: readonly Pair[]
  readonly problems: readonly { readonly item: string; readonly why: string; readonly fix: string }[]
} {
  const pairs: Pair[] = []
  const problems: { item: string; why: string; fix: string }[] = []
  for (const item of items) {
    const equals = item.indexOf('=')
    const key = item.slice(0, Math.max(equals, 0)).trim()
    if (key === '' || key === 'env.') {
      const fix = 'Write for example image=NAME. Put an item whose value has a comma in quotation marks.'
      problems.push({ item, why: 'is not of the form key=value', fix })
    } else if (pairs.some((pair) => pair.key === key)) {
      problems.push({ item: key, why: 'is set twice', fix: 'Set each option once.' })
    } else pairs.push({ key, value: item.slice(equals + 1) })
  }
  return { pairs, problems }
}

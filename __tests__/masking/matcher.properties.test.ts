import fc from 'fast-check'
import { createMatcher } from '../../src/masking/matcher.ts'

/** Few characters, so that texts overlap, repeat and contain each other. */
const text = (most: number) =>
  fc.string({ unit: fc.constantFrom('a', 'b', 'c', '\u0161', '$'), maxLength: most })
const forms = fc.array(text(9), { maxLength: 6 })

/** A simple reference implementation: marks each character of each occurrence, and masks overlapping occurrences as one. */
function cleanPlainly(known: readonly string[], shown: string): string {
  const long = known.filter(({ length }) => length >= 4)
  const ends = [...shown].map((_, at) =>
    Math.max(0, ...long.filter((form) => shown.startsWith(form, at)).map(({ length }) => at + length)),
  )
  let [cleaned, end] = ['', 0]
  for (let at = 0; at < shown.length; at += 1) {
    const next = ends[at] ?? 0
    if (next > 0 && at >= end) cleaned += '***'
    end = Math.max(end, next)
    if (at >= end) cleaned += shown[at]
  }
  return cleaned
}

test('property: the matcher masks the same characters as a search for each text', () => {
  fc.assert(
    fc.property(forms, text(60), (known, shown) => {
      const matcher = createMatcher()
      for (const form of known) matcher.add(form)
      expect(matcher.clean(shown)).toBe(cleanPlainly(known, shown))
    }),
    { numRuns: 3000 },
  )
})

test('property: the matcher leaves no secret in a text', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 4, unit: 'binary' }), { minLength: 1, maxLength: 5 }),
      fc.array(fc.string({ unit: 'binary' }), { minLength: 6, maxLength: 6 }),
      (known, between) => {
        const secrets = known.filter((one) => !one.includes('*'))
        const matcher = createMatcher()
        for (const form of secrets) matcher.add(form)
        const shown = matcher.clean(between.map((one, at) => one + (secrets[at] ?? '')).join(''))
        for (const one of secrets) expect(shown).not.toContain(one)
      },
    ),
  )
})

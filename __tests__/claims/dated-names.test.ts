import fc from 'fast-check'
import { createDatedNames, type NameRef } from '../../src/claims/dated-names.ts'
import { type RuleNames, tryNames } from '../../src/claims/rule-names.ts'
import type { PullRequest } from '../../src/model/trigger.ts'
import { isoFromMillis } from '../../src/ports/time.ts'
import { markDate } from '../../src/tags/any-time.ts'
import { createTimeFinder, describeFormat } from '../../src/tags/date-search.ts'
import { formatDate, splitFormat } from '../../src/tags/dates.ts'
import { makeRuleNames, prunedRepository as repository } from '../helpers/rule-names.ts'

const now = '2026-11-23T05:00:00Z'

const namesOf = (rules: string): RuleNames => makeRuleNames(rules).names
const textsOf = (names: RuleNames, nameRef: NameRef) =>
  tryNames(() => nameRef(names)).map(({ tag }) => tag.name)

/** Times of the last ten years: `now` minus some seconds. */
const time = fc.nat(9 * 365 * 24 * 3600).map((ago) => isoFromMillis(Date.parse(now) - ago * 1000))
const format = fc
  .uniqueArray(
    fc.constantFrom(
      'YYYY',
      'YY',
      'MM',
      'M',
      'DD',
      'D',
      'DDD',
      'MMM',
      'ddd',
      'WW',
      'GGGG',
      'HH',
      'H',
      'mm',
      'ss',
      'X',
    ),
    { minLength: 1, maxLength: 4 },
  )
  .chain((tokens) => fc.constantFrom('', '-', '.', '[v]', '_').map((between) => tokens.join(between)))
const zone = fc.constantFrom('UTC', 'UTC', 'UTC', 'UTC', 'Asia/Kolkata')
const date = fc
  .tuple(fc.constantFrom('date', 'date', 'commit_date'), format, zone)
  .map(([helper, text, tz]) => `{{${helper} '${text}' tz='${tz}'}}`)
const part = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('{{branch}}', '{{branch}}', '{{pr}}', '{{base_ref}}') },
  { weight: 3, arbitrary: date },
  fc.constantFrom('a', '1', '-', '.'),
)
const value = fc.array(part, { minLength: 2, maxLength: 4 }).map((parts) => parts.join(''))
const rule = fc.oneof(
  { weight: 6, arbitrary: value.map((text) => `type=raw,value=${text}`) },
  date.map((text) => `type=ref,event=branch,suffix=-${text}`),
  date.map((text) => `type=schedule,pattern=a-${text}`),
  date.map((text) => `type=semver,pattern={{version}},value=${text}`),
  date.map((text) => `type=match,pattern=\\d.*,value={{branch}}${text}`),
)
const rules = fc.uniqueArray(rule, { minLength: 1, maxLength: 2 }).map((lines) => lines.join('\n'))
/** Names that differ by digits and separators only, so that dates hide the difference. */
const branch = fc.constantFrom('a', 'a-1', 'a/1', 'a1', 'a11', 'a-2024', '1', '12', '2024', 'a.1', 'A')
const branches = fc.uniqueArray(branch, { minLength: 2, maxLength: 4 })
const pullOf = (number: number, headRef: string, baseRef: string): PullRequest => ({
  ...{ number, headRef, baseRef, headSha: '2'.repeat(40), fork: false },
})

const limit = 120_000
const runs = { numRuns: 50 }

test(
  'a name with a date belongs to a ref only if the rules give it that name at some time, and never if a living ref may get it',
  () => {
    let found = 0
    fc.assert(
      fc.property(
        rules,
        branches,
        fc.nat(13),
        time,
        time,
        time,
        (text, [gone = '', ...living], number, at, committed, other) => {
          const names = namesOf(text)
          const refs = { branches: new Map(living.map((name) => [name, '5'.repeat(40)])), gitTags: ['v1'] }
          const dated = createDatedNames({ names, refs, repository, now })
          const base = living[0] ?? ''
          const nameGone: readonly [
            NameRef,
            { kind: 'branch'; name: string } | { kind: 'pull'; number: number },
          ][] = [
            [(each) => each.forBranch(gone), { kind: 'branch', name: gone }],
            [(each) => each.forPull(pullOf(number, gone, base)), { kind: 'pull', number }],
          ]
          const nameLiving: readonly NameRef[] = [
            ...living.map(
              (name): NameRef =>
                (each) =>
                  each.forBranch(name),
            ),
            (each) => each.forSchedule(),
            (each) => each.forGitTag('v1'),
            (each) => each.forPull(pullOf(number + 1, 'z', base)),
          ]
          const times = [
            { time: at, commitTime: committed },
            { time: other, commitTime: committed },
          ]
          const pasts = times.map((each) => names.atTime(each))
          const theirs = new Set(pasts.flatMap((past) => nameLiving.flatMap((each) => textsOf(past, each))))
          for (const [nameRef, ref] of nameGone) {
            for (const tag of [...pasts.flatMap((past) => textsOf(past, nameRef)), ...theirs]) {
              const claims = dated.find(tag, nameRef)
              for (const one of claims) expect(one.tag.name).toBe(tag)
              if (claims.length === 0 || dated.findLiving(tag, ref) !== undefined) continue
              found += 1
              expect(theirs).not.toContain(tag)
            }
          }
        },
      ),
      runs,
    )
    // Most names of gone refs are found: otherwise the property would say nothing.
    expect(found).toBeGreaterThan(runs.numRuns / 10)
  },
  limit,
)

test(
  'every time of the last ten years is found again from what it printed, as far as that says',
  () => {
    const findTime = createTimeFinder(now)
    const found = { all: 0, found: 0 }
    fc.assert(
      fc.property(time, format, zone, (iso, text, tz) => {
        const printed = formatDate(iso, text, tz)
        const pattern = describeFormat(text)
        // YYYY beside YY is another token.
        fc.pre(pattern !== undefined)
        expect(printed).toMatch(new RegExp(`^${pattern}$`))
        const date = { helper: 'date', format: text, zone: tz }
        const again = findTime([{ date, text: printed }])
        found.all += 1
        if (again === undefined) return
        found.found += 1
        expect(formatDate(again, text, tz)).toBe(printed)
      }),
      runs,
    )
    expect(found.found).toBeGreaterThan(found.all / 3)
  },
  limit,
)

test('a branch with a name like the mark of a date is harmless', () => {
  const names = namesOf('type=ref,event=branch')
  const refs = { branches: new Map([['main', '5'.repeat(40)]]), gitTags: [] }
  const dated = createDatedNames({ names, refs, repository, now })
  const branch = markDate({ helper: 'date', format: 'YYYY', zone: 'No/Zone' })
  expect(dated.find('2024', (each) => each.forBranch(branch))).toEqual([])
})

test.each([
  { format: 'YYYYMMDD', expected: '\\d{4}\\d{2}\\d{2}' },
  { format: '[v]YYYY.M', expected: 'v\\d{4}\\.\\d{1,2}' },
  { format: 'YYYY MM', expected: undefined },
  { format: 'YYYY-MM-DDTHH:mm', expected: undefined },
  { format: 'YYYYSSS', expected: undefined },
  { format: 'MMMM Do', expected: undefined },
])('the form of what $format prints is $expected', ({ format: text, expected }) => {
  expect(describeFormat(text)).toBe(expected)
})

test('a format is split into its tokens and what is printed as it is', () => {
  expect(splitFormat('[at] YYYY-QQ\\MM').map(({ text, isToken }) => (isToken ? `<${text}>` : text))).toEqual([
    'at',
    ' ',
    '<YYYY>',
    '-',
    '<Q>',
    '<Q>',
    'MM',
  ])
})

import { judgeDryRuns, judgePublish } from '../../../scripts/bench/targets.mjs'

const side = (name: string, ms: number) => ({ name, ms: [ms], median: { ms } })
const published = (tags: number, delay: number, ours: number, theirs: number) => ({
  name: `${tags} tags`,
  about: { tags, delay },
  sides: [side('tagboat', ours), side('buildx', theirs)],
})

describe('judgePublish', () => {
  it.each([
    { what: 'one tag, just as much slower as it may be', results: [published(1, 0, 900, 500)], met: [true] },
    { what: 'one tag, too slow', results: [published(1, 0, 950, 500)], met: [false] },
    { what: 'ten tags, slower', results: [published(10, 0, 900, 899)], met: [false] },
    { what: 'ten tags, faster', results: [published(10, 0, 899, 900)], met: [true] },
    { what: 'five tags, of which nothing was promised', results: [published(5, 0, 900, 100)], met: [] },
    {
      what: 'a cost that is flat at one delay and grows at the other',
      results: [
        published(1, 0, 800, 700),
        published(50, 0, 1000, 2000),
        published(1, 40, 800, 700),
        published(50, 40, 1001, 2000),
      ],
      met: [true, true, true, true, true, false],
    },
  ])('judges $what', ({ results, met }) => {
    expect(judgePublish(results).map((verdict) => verdict.met)).toEqual(met)
  })

  it('says what was promised and what was measured', () => {
    expect(judgePublish([published(1, 40, 950, 500)])).toEqual([
      { text: '1 tag at 40 ms: at most 0.4 s more than bare buildx', met: false, measured: '0.45 s more' },
    ])
  })
})

describe('judgeDryRuns', () => {
  const rules = (many: number) => ({
    name: 'rules',
    about: { what: 'rules' },
    sides: [side('many rules', many), side('defaults', 100)],
  })
  const startUp = {
    name: 'start-up',
    about: { what: 'start-up' },
    sides: [side('dry run', 500), side('node', 20)],
  }

  it.each([
    { many: 200, met: true },
    { many: 201, met: false },
  ])('lets many rules take at most twice as long: $many to 100 is $met', ({ many, met }) => {
    expect(judgeDryRuns([startUp, rules(many)])).toMatchObject([{ met }])
  })
})

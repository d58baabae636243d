import {
  judgeCacheMounts,
  judgeDryRuns,
  judgePromotion,
  judgePublish,
  judgeSetUp,
} from '../../../scripts/bench/targets.mjs'

const side = (name: string, ms: number) => ({ name, ms: [ms], median: { ms } })
const published = (tags: number, delay: number, ours: number, theirs: number) => ({
  name: `${tags} tags`,
  about: { tags, delay },
  sides: [side('tagboat', ours), side('buildx', theirs)],
})

describe('judgePublish', () => {
  it.each([
    { what: 'one tag at the limit', results: [published(1, 0, 900, 500)], met: [true] },
    { what: 'one tag above the limit', results: [published(1, 0, 950, 500)], met: [false] },
    { what: 'ten tags that are slower', results: [published(10, 0, 900, 899)], met: [false] },
    { what: 'ten tags that are faster', results: [published(10, 0, 899, 900)], met: [true] },
    { what: 'five tags, which have no target', results: [published(5, 0, 900, 100)], met: [] },
    {
      what: 'a cost that grows at only one of two delays',
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

  it('shows the target and the measurement', () => {
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
  ])('allows many rules twice the time: $many to 100 is $met', ({ many, met }) => {
    expect(judgeDryRuns([startUp, rules(many)])).toMatchObject([{ met }])
  })

  it.each([
    { version: 90, met: true, measured: '3.00 times, 90 ms' },
    { version: 91, met: false, measured: '3.03 times, 91 ms' },
  ])(
    'allows the version of the command three times a bare Node: $version to 30 is $met',
    ({ version, met, measured }) => {
      const sides = [side('tagboat --version', version), side('node -e 0', 30)]
      expect(judgeDryRuns([{ name: 'command', about: { what: 'command' }, sides }])).toMatchObject([
        { met, measured },
      ])
    },
  )

  it.each([
    { many: 500, met: true, measured: '1.00 times' },
    { many: 502, met: false, measured: '1.02 times' },
  ])('allows planning the time of reading the bake file: $many is $met', ({ many, met, measured }) => {
    const sides = [side('many', many), side('print', 100), side('defaults', 300)]
    const bakeFile = { name: 'bake file', about: { what: 'bake file' }, sides }
    expect(judgeDryRuns([bakeFile])).toMatchObject([{ met, measured }])
  })
})

describe('judgePromotion', () => {
  const tool = (name: string, ms: number, rounds: number) => ({ name, ms: [ms], median: { ms, rounds } })
  const promoted = (route: string, delay: number, ...sides: ReturnType<typeof tool>[]) => ({
    name: `${route}, ${delay} ms`,
    about: { route, delay },
    sides,
  })

  it.each([
    { what: 'fewer rounds than all others', rounds: [5, 9, 6], met: [true] },
    { what: 'as many rounds as another', rounds: [6, 9, 6], met: [false] },
  ])('judges $what', ({ rounds, met }) => {
    const sides = rounds.map((count, index) => tool(`tool ${index}`, 100, count))
    const verdicts = judgePromotion([promoted('one repository', 40, ...sides)])
    expect(verdicts.map((verdict) => verdict.met)).toEqual(met)
  })

  it('requires the shortest time only across namespaces', () => {
    const sides = [tool('tagboat', 900, 5), tool('one', 800, 9), tool('other', 1000, 8)]
    const routes = ['one repository', 'namespaces', 'registries']
    expect(judgePromotion(routes.map((route) => promoted(route, 40, ...sides)))).toMatchObject([
      { met: true, measured: '5, the next best is other with 8' },
      { text: 'namespaces, 40 ms: fewest rounds one after another', met: true },
      {
        text: 'namespaces, 40 ms: fastest, in seconds',
        met: false,
        measured: '0.9, the next best is one with 0.8',
      },
      { met: true },
    ])
  })

  it('ignores a registry without a delay', () => {
    expect(judgePromotion([promoted('namespaces', 0, tool('a', 1, 1), tool('b', 2, 2))])).toEqual([])
  })
})

describe('judgeSetUp', () => {
  const result = (what: string, ours: number, theirs: number) => ({
    name: 'a build',
    about: { what },
    sides: [side('tagboat', ours), side('other', theirs)],
  })
  it.each([
    { what: 'a set-up below the limit', results: [result('set-up', 719, 700)], met: [true] },
    { what: 'a set-up at the limit', results: [result('set-up', 720, 700)], met: [false] },
    { what: 'a first step that is faster', results: [result('first step', 699, 700)], met: [true] },
    { what: 'a first step that is not faster', results: [result('first step', 700, 700)], met: [false] },
  ])('judges $what', ({ results, met }) => {
    expect(judgeSetUp(results).map((verdict) => verdict.met)).toEqual(met)
  })
})

test.each([
  { ours: 900, met: true },
  { ours: 1000, met: false },
])('judgeCacheMounts judges a second build of $ours ms against one of 1000 ms', ({ ours, met }) => {
  const result = { name: 'npm', about: {}, sides: [side('with', ours), side('without', 1000)] }
  expect(judgeCacheMounts([result])).toMatchObject([{ met }])
})

import { buildSection } from '../../src/report/build-section.ts'
import { cleanProblem, cleanReport } from '../../src/report/clean.ts'
import { makeResult } from '../helpers/result.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const counts = [{ target: '', platform: '', executed: 1, cached: 2, seconds: 3.25 }]
const section = (over: Parameters<typeof makeResult>[0]) => buildSection(makeResult(over)).join('\n\n')

test('a run without a build has no build section', () => {
  expect(section({})).toBe('')
})

test('one image and one platform give one row without names', () => {
  expect(section({ build: { counts, slowest: [] } })).toBe(
    [
      '#### Build\n',
      '| steps executed | from cache | time in steps |',
      '| ---: | ---: | ---: |',
      '| 1 | 2 | 3.3 s |',
    ].join('\n'),
  )
})

test('several targets and platforms have columns', () => {
  const many = [
    { target: 'app', platform: 'linux/arm64', executed: 5, cached: 0, seconds: 61 },
    { target: 'base', platform: '', executed: 0, cached: 2, seconds: 0 },
  ]
  const text = section({ build: { counts: many, slowest: [] } })
  expect(text).toContain('| target | platform | steps executed | from cache | time in steps |')
  expect(text).toContain('| <code>app</code> | <code>linux/arm64</code> | 5 | 0 | 61.0 s |')
  expect(text).toContain('| <code>base</code> |  | 0 | 2 | 0.0 s |')
})

test('text of the Dockerfile is neither Markdown nor HTML, and is shortened', () => {
  const title = `[1/2] RUN echo "|</code></details> [x](y) \`z\`" ${'x'.repeat(300)}`
  const text = section({ build: { counts, slowest: [{ title, seconds: 2 }] } })
  expect(text).not.toMatch(/<\/code><\/details>|\[x\]\(y\)|`/)
  expect(text).toContain('x...</code> | 2.0 s |')
})

test('the number of violated checks and the record are named', () => {
  const text = section({ build: { counts, slowest: [], checks: 1 }, record: 'acme~app~ABC.dockerbuild' })
  expect(text).toContain('Dockerfile checks: 1 warning\n')
  expect(text).toContain('Build record: artifact <code>acme&#126;app&#126;ABC.dockerbuild</code>')
})

test('the table has at most a hundred rows', () => {
  const rows = Array.from({ length: 130 }, (_, index) => ({
    target: `t${index}`,
    platform: '',
    executed: 1,
    cached: 0,
    seconds: 0,
  }))
  const text = section({ build: { counts: rows, slowest: [] } })
  expect(text.match(/<code>t\d+<\/code>/g)).toHaveLength(100)
  expect(text).toContain('and 30 more')
})

test('secrets are removed from the titles of steps and from the file of a failure', () => {
  const build = { counts, slowest: [{ title: '[1/2] RUN login s3cret', seconds: 2 }] }
  const clean = (text: string) => text.replaceAll('s3cret', '***')
  const report = { trigger: makeTrigger(), plans: [], annotations: new Map(), problems: [] }
  const { result } = cleanReport({ ...report, result: makeResult({ build }) }, clean)
  expect(result.build?.slowest).toEqual([{ title: '[1/2] RUN login ***', seconds: 2 }])
  const problem = { code: 'x', what: 'x', fix: 'x', place: { file: 'a/s3cret', line: 2 } }
  expect(cleanProblem(problem, clean).place).toEqual({ file: 'a/***', line: 2 })
})

import { isPublished } from '../../src/model/result.ts'
import { formatFailure, formatSummary } from '../../src/report/summary.ts'
import { makePlan, makeTags } from '../helpers/plan.ts'
import { digest, makeImage, makeResult, makeTag, older } from '../helpers/result.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const plan = makePlan({}, makeTrigger(), makeTags('main', 'latest'))
const trigger = makeTrigger()
const problem = { code: 'build-failed', what: 'It failed.', fix: 'Fix it.', original: '```\n<b>x</b>' }

test('the summary of a push has a headline, a pull command, and tables of tags and platforms', () => {
  const images = [
    makeImage([makeTag('main'), makeTag('latest', { action: 'moved', previous: older })], {
      platforms: [
        { platform: 'linux/amd64', size: 12_300_000 },
        { platform: 'linux/arm64', size: 999 },
      ],
    }),
  ]
  expect(formatSummary(makeResult({ images }), [plan], trigger, [])).toBe(
    [
      '### Published <code>ghcr.io/acme/app</code> <code>main</code>',
      '',
      `commit [860c1904a1ce](https://github.com/acme/app/commit/${trigger.revision}) · event <code>push</code> · build 3.0 s · all 12 s`,
      '',
      '#### <code>ghcr.io/acme/app</code>',
      '',
      '```text',
      'docker pull ghcr.io/acme/app:main',
      '```',
      '',
      '| tag |  | digest |  |',
      '| --- | --- | --- | --- |',
      `| <code>main</code> | created | <code>${digest}</code> |  |`,
      `| <code>latest</code> | moved | <code>${digest}</code> |  |`,
      '',
      '| platform | download size |',
      '| --- | ---: |',
      '| <code>linux/amd64</code> | 12.3 MB |',
      '| <code>linux/arm64</code> | 999 B |',
    ].join('\n'),
  )
})

test.each<[name: string, over: Parameters<typeof makeResult>[0], headline: string]>([
  ['a dry run', { dryRun: true, pushed: false }, 'Dry run: <code>ghcr.io/acme/app</code> <code>main</code>'],
  [
    'a build',
    { intent: { kind: 'build', reason: 'push is false' }, pushed: false },
    'Built <code>ghcr.io/acme/app</code> <code>main</code>, not pushed',
  ],
  [
    'nothing',
    { intent: { kind: 'nothing', reason: 'the ref was deleted' }, pushed: false, images: [] },
    'Nothing to do: the ref was deleted',
  ],
])('the headline describes %s', (_, over, headline) => {
  expect(formatSummary(makeResult(over), [plan], trigger, []).split('\n')[0]).toBe(`### ${headline}`)
})

test('the summary of a failure has the state of every tag and no pull command', () => {
  const tags = [
    makeTag('main', { action: 'failed', reason: 'a|b' }),
    makeTag('latest', { action: 'restored' }),
  ]
  const text = formatSummary(makeResult({ pushed: false, images: [makeImage(tags)] }), [plan], trigger, [
    problem,
  ])
  expect(text).toContain('### Failed: <code>ghcr.io/acme/app</code>')
  expect(text).toContain(`| <code>main</code> | failed | <code>${digest}</code> | <code>a&#124;b</code> |`)
  expect(text).toContain('````text\nIt failed. Fix it. [build-failed]\n    ```\n    <b>x</b>\n````')
  expect(text).not.toContain('docker pull')
})

test('the pull command names a tag that holds the image', () => {
  const tags = [makeTag('main', { action: 'kept' }), makeTag('latest')]
  const text = formatSummary(makeResult({ images: [makeImage(tags)] }), [plan], trigger, [])
  expect(text).toContain('docker pull ghcr.io/acme/app:latest')
})

test('a superseded tag has its digest and the reason, and no pull command', () => {
  const reason = 'its image was built from a later commit'
  const tags = [makeTag('main', { action: 'superseded', digest: older, previous: digest, reason })]
  const image = makeImage(tags)
  const text = formatSummary(makeResult({ images: [image] }), [plan], trigger, [])
  expect(text).toMatch(/^### Published .*, superseded by another run\n/)
  expect(text).toContain(
    `| <code>main</code> | superseded | <code>${older}</code> | <code>${reason}</code> |`,
  )
  expect(text).not.toContain('docker pull')
  expect(isPublished(image)).toBe(true)
})

test('the headline does not mention another run if a tag holds the image', () => {
  const tags = [makeTag('main', { action: 'superseded', digest: older }), makeTag('latest')]
  const text = formatSummary(makeResult({ images: [makeImage(tags)] }), [plan], trigger, [])
  expect(text).not.toContain('superseded by another run')
})

test('the summary of an early failure has only the problems', () => {
  expect(formatFailure([problem])).toBe(
    '### Nothing was published\n\n````text\nIt failed. Fix it. [build-failed]\n    ```\n    <b>x</b>\n````',
  )
})

test('the summary shows the first 200 tags', () => {
  const tags = Array.from({ length: 250 }, (_, index) => makeTag(`t${index}`))
  const text = formatSummary(makeResult({ images: [makeImage(tags)] }), [plan], trigger, [])
  expect(text).toContain('| <code>t199</code> |')
  expect(text).not.toContain('<code>t200</code>')
  expect(text).toContain('and 50 more')
})

describe('text from outside the run', () => {
  const nasty = 'x|y\n::error::`z`</code><img src=x>\n# h'
  const evil = makeTrigger({ event: nasty })
  const over = {
    intent: { kind: 'build', reason: `event '${nasty}' does not publish` },
    pushed: false,
    images: [makeImage([makeTag('main', { reason: nasty })], { platforms: [{ platform: nasty, size: 1 }] })],
  } as const

  test('does not break lines, tables or markup', () => {
    const text = formatSummary(makeResult(over), [plan], evil, [])
    const tame = [makeImage([makeTag('main', { reason: 'r' })], { platforms: [{ platform: 'p', size: 1 }] })]
    const intent = { kind: 'build', reason: 'r' } as const
    const clean = formatSummary(makeResult({ ...over, intent, images: tame }), [plan], trigger, [])
    const shape = (summary: string) => summary.split('\n').map((line) => line.split('|').length)
    expect(shape(text)).toEqual(shape(clean))
    expect(text).not.toMatch(/<img|^::|^# h/m)
  })

  test('does not appear in the summary as a label', () => {
    const labelled = { ...plan, labels: { description: nasty } }
    expect(formatSummary(makeResult(), [labelled], trigger, [])).toBe(
      formatSummary(makeResult(), [plan], trigger, []),
    )
  })
})

import { describeFollows, describePlan } from '../../src/command/plan-rows.ts'
import { tabulatePlan } from '../../src/command/plan-table.ts'
import type { Follows } from '../../src/model/planned-tag.ts'
import type { Result, TagResult } from '../../src/model/result.ts'
import { makePlan } from '../helpers/plan.ts'
import { makeImage, makeResult, makeTag, older } from '../helpers/result.ts'

const push: Result['intent'] = { kind: 'push', reason: 'push is true' }

const resultWith = ({ digest: _, ...tag }: Partial<TagResult>, intent: Result['intent'] = push): Result => {
  const { digest: __, ...planned } = makeTag('main', tag)
  const { digest: ___, ...image } = makeImage([planned])
  return makeResult({ intent, images: [image], dryRun: true })
}
describe('the outcome in the table of tagboat plan', () => {
  const build: Result['intent'] = { kind: 'build', reason: 'the merge queue only checks' }
  const rows: [sentence: string, tag: Partial<TagResult>, outcome: string, intent?: Result['intent']][] = [
    [
      'names a new tag',
      { action: 'created', reason: 'not written in a dry run' },
      'create: does not exist yet',
    ],
    [
      'names the image that is replaced',
      { action: 'moved', previous: older },
      'move: replaces sha256:bbbbbbbbbbbb',
    ],
    [
      'has the reason of a guard',
      { action: 'kept', reason: 'a newer commit has it' },
      'keep: a newer commit has it',
    ],
    [
      'has the reason of a refusal',
      { action: 'refused', reason: 'it is released' },
      'refuse: it is released',
    ],
    ['needs no reason for an unchanged tag', { action: 'unchanged' }, 'unchanged'],
    [
      'does not repeat the reference that a warning begins with',
      { action: 'created', reason: 'ghcr.io/acme/app:main moves unchecked.' },
      'create: does not exist yet; moves unchecked',
    ],
    ['says why it is unknown', { action: 'unknown', reason: 'no answer' }, 'unknown: no answer'],
    [
      'does not repeat the reason of a run that pushes nothing',
      { action: 'unknown', reason: 'x' },
      'not pushed',
      build,
    ],
  ]
  const filled = rows.map(
    ([sentence, tag, outcome, intent = push]) => [sentence, tag, outcome, intent] as const,
  )
  it.each(filled)('%s', (_, tag, outcome, intent) => {
    expect(describePlan(resultWith(tag, intent), [])[0]?.outcome).toBe(outcome)
  })
})

describe('what a tag follows', () => {
  const rows: [sentence: string, follows: Follows, words: string][] = [
    ['is a release', { kind: 'release', scheme: 'semver', version: '1.2.3' }, 'release 1.2.3'],
    ['is the highest version', { kind: 'line', scheme: 'semver', version: '1.2.3' }, 'the highest version'],
    ['is a branch', { kind: 'branch', branch: 'main' }, 'branch main'],
    [
      'is the branch of a pull request',
      { kind: 'branch', branch: 'x', pull: 7 },
      'branch x (pull request 7)',
    ],
    ['is a pull request', { kind: 'pull', number: 7 }, 'pull request 7'],
    ['is a commit', { kind: 'commit' }, 'the commit'],
    ['is the newest run', { kind: 'run' }, 'the newest run'],
  ]
  it.each(rows)('%s', (_, follows, words) => {
    expect(describeFollows(follows)).toBe(words)
  })
})

describe('the table of tagboat plan', () => {
  const plain = { width: 100, hasColours: false }

  it('has the line of input tags that gives a tag', () => {
    const rule = 'type=ref,event=branch'
    const [row] = describePlan(resultWith({}), [makePlan({ tags: rule })])
    expect(row).toMatchObject({ follows: 'branch main', rule })
  })

  it('has a row for an image without tags and for each file', () => {
    const result = resultWith({})
    const images = result.images.map((image) => ({ ...image, tags: [] }))
    const files = [{ target: 'image', type: 'oci' as const, path: 'out/app.tar' }]
    const rows = describePlan({ ...result, images, files }, [])
    expect(rows.map(({ reference, outcome }) => [reference, outcome])).toEqual([
      ['ghcr.io/acme/app', 'push by digest, without a tag'],
      ['out/app.tar', 'write (oci)'],
    ])
  })

  it('says that nothing is planned if there are no rows', () => {
    expect(tabulatePlan([], plain)).toEqual(['No image and no tag is planned.'])
  })

  it('shows a refusal in red, and only with colours', () => {
    const rows = describePlan(resultWith({ action: 'refused', reason: 'it is released' }), [])
    expect(tabulatePlan(rows, { ...plain, hasColours: true }).join()).toContain(
      '\u001b[31mrefuse: it is released',
    )
    expect(tabulatePlan(rows, plain).join()).not.toContain('\u001b')
  })

  it('removes control characters of a branch name', () => {
    const row = {
      reference: 'app:x',
      follows: 'branch a\u001b[31mb',
      outcome: '',
      action: 'created',
      rule: '',
    } as const
    expect(tabulatePlan([row], plain).join()).not.toContain('\u001b')
  })
})

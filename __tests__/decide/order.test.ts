import type { Decision, Run } from '../../src/decide/decide-tag.ts'
import { winsStrictly } from '../../src/decide/order.ts'
import type { Ancestry, ImageFacts } from '../../src/model/facts.ts'
import type { Follows, NamedAfter } from '../../src/model/planned-tag.ts'
import { parseRepository } from '../../src/model/reference.ts'

const line: Follows = { kind: 'line', scheme: 'semver', version: '1.3.0' }
const branch: Follows = { kind: 'branch', branch: 'main' }
const guards = { overwrite: false, forwardOnly: true }

interface Row {
  name: string
  follows: Follows
  kind?: 'create' | 'move'
  image?: Partial<ImageFacts>
  ancestry?: Ancestry
  unknown?: string
  fromRef?: NamedAfter
  run?: Partial<Run>
  forwardOnly?: boolean
  wins: boolean
}

const rows: readonly Row[] = [
  { name: 'a deleted tag', follows: branch, kind: 'create', wins: true },
  { name: 'a lower version', follows: line, image: { version: '1.2.3' }, wins: true },
  { name: 'an equal version', follows: line, image: { version: '1.3.0' }, wins: false },
  { name: 'an image without a version', follows: line, wins: false },
  {
    name: 'a lower version, with unreadable git tags',
    follows: line,
    image: { version: '1.2.3' },
    unknown: 'no',
    wins: false,
  },
  {
    name: 'a lower version, with forward-only: false',
    follows: line,
    image: { version: '1.2.3' },
    forwardOnly: false,
    wins: false,
  },
  {
    name: 'a lower version, in a promotion',
    follows: line,
    image: { version: '1.2.3' },
    run: { digest: 'sha256:a' },
    wins: false,
  },
  {
    name: 'a lower version, in a merge',
    follows: line,
    image: { version: '1.2.3' },
    run: { digest: 'sha256:a', isMerge: true },
    wins: true,
  },
  { name: 'another commit, if this run is the tip', follows: branch, ancestry: { kind: 'tip' }, wins: true },
  { name: 'an ancestor', follows: branch, ancestry: { kind: 'ahead', isDescendant: true }, wins: true },
  {
    name: 'a diverged commit',
    follows: branch,
    ancestry: { kind: 'ahead', isDescendant: false },
    wins: false,
  },
  { name: 'the same commit', follows: branch, ancestry: { kind: 'ahead' }, wins: false },
  { name: 'an unknown commit', follows: branch, ancestry: { kind: 'unknown', why: 'no' }, wins: false },
  {
    ...{ name: 'a pull request of the same branch, in a push', follows: branch, wins: true },
    ...{
      image: { event: 'pull_request', branch: 'main' },
      ancestry: { kind: 'ahead' },
      fromRef: { branch: 'main' },
    },
  },
  { name: 'a tag that the workflow spells out', follows: { kind: 'run' }, wins: false },
  { name: 'a release', follows: { kind: 'release', scheme: 'semver', version: '1.3.0' }, wins: false },
]

test.each(rows)('winsStrictly over $name: $wins', ({ follows, kind = 'move', wins, ...row }) => {
  const { image = {}, ancestry, unknown, fromRef, run = {}, forwardOnly = true } = row
  const decision: Decision = {
    kind,
    facts: {
      target: 'image',
      repository: parseRepository('r.test/app'),
      ref: 'r.test/app:tag',
      tag: { name: 'tag', priority: 1, follows, ...(fromRef && { fromRef }) },
      image: { digest: 'sha256:b', ...image },
      ...(ancestry && { ancestry }),
      ...(unknown && { unknown }),
    },
  }
  const own = { isPullRequest: false, revision: 'ours', ...run }
  expect(winsStrictly(decision, own, { ...guards, forwardOnly })).toBe(wins)
})

test('a kept tag never wins strictly', () => {
  const facts = {
    ...{ target: 'image', repository: parseRepository('r.test/app'), ref: 'r.test/app:tag' },
    tag: { name: 'tag', priority: 1, follows: branch },
  }
  expect(
    winsStrictly({ kind: 'keep', facts, reason: 'newer' }, { isPullRequest: false, revision: 'a' }, guards),
  ).toBe(false)
})

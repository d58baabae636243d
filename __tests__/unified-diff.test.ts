import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { diffHunks, unifiedDiff } from '../src/unified-diff.ts'

const numbers = (count: number) => Array.from({ length: count }, (_, index) => `${index + 1}\n`)

test.each([
  { title: 'equal texts have an empty diff', before: 'a\n', after: 'a\n', diff: '' },
  {
    title: 'a changed line has three lines around it',
    before: numbers(9).join(''),
    after: numbers(9).join('').replace('5\n', 'five\n'),
    diff: '--- a/x.yml\n+++ b/x.yml\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n',
  },
  {
    title: 'changes that are far apart are two hunks',
    before: numbers(20).join(''),
    after: numbers(20).join('').replace('2\n', '').replace('19\n', '19\nx\n'),
    diff: '--- a/x.yml\n+++ b/x.yml\n@@ -1,5 +1,4 @@\n 1\n-2\n 3\n 4\n 5\n@@ -17,4 +16,5 @@\n 17\n 18\n 19\n+x\n 20\n',
  },
  {
    title: 'a missing line break at the end is shown',
    before: 'a',
    after: 'b\n',
    diff: '--- a/x.yml\n+++ b/x.yml\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+b\n',
  },
])('$title', ({ before, after, diff }) => {
  expect(unifiedDiff('x.yml', before, after)).toBe(diff)
})

test.each([
  ['of equal texts are empty', 'a\n', 'a\n', ''],
  ['of a new text have its lines', '', 'a\nb\n', '@@ -0,0 +1,2 @@\n+a\n+b\n'],
  ['of a removed text have its lines', 'a\n', '', '@@ -1,1 +0,0 @@\n-a\n'],
  ['show a line that moved', 'a\nb\nc\n', 'b\nc\na\n', '@@ -1,3 +1,3 @@\n-a\n b\n c\n+a\n'],
])('the hunks %s', (_title, before, after, hunks) => expect(diffHunks(before, after)).toBe(hunks))

test('a change of very many lines is one hunk', () => {
  const text = (word: string) => Array.from({ length: 5000 }, (_, index) => `${word} ${index}\n`).join('')
  const [head, ...lines] = diffHunks(text('a'), text('b').trimEnd()).trimEnd().split('\n')
  expect([head, lines.length]).toEqual(['@@ -1,5000 +1,5000 @@', 10_001])
  expect([lines[0], lines[5000], lines.at(-1)]).toEqual(['-a 0', '+b 0', '\\ No newline at end of file'])
})

test('git applies a diff of any two texts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'diff-'))
  const text = fc
    .array(fc.constantFrom('a\n', 'b\n', 'c\n', '\n', 'd'), { maxLength: 25 })
    .map((lines) => lines.join(''))
  try {
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after && before !== '' && after !== '')
        writeFileSync(join(folder, 'x.yml'), before)
        const diff = unifiedDiff('x.yml', before, after)
        execFileSync('git', ['apply', '--whitespace=nowarn', '-'], {
          cwd: folder,
          input: diff,
          stdio: 'pipe',
        })
        expect(readFileSync(join(folder, 'x.yml'), 'utf8')).toBe(after)
      }),
      { numRuns: 40 },
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}, 30_000)

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { unifiedDiff } from '../../src/migrate/unified-diff.ts'

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

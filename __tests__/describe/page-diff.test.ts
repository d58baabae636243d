import { diffTexts } from '../../src/describe/page-diff.ts'

const lines = (...texts: readonly string[]) => `${texts.join('\n')}\n`
const letters = [...'abcdefghijklmnopqrstuvwxyz']

test.each<[string, string, string, readonly string[]]>([
  ['of equal texts is empty', 'a\n', 'a\n', []],
  ['ignores a missing end of the last line', 'a\nb', 'a\nb\n', []],
  ['of a new text has its lines', '', 'a\nb\n', ['@@ -1,0 +1,2 @@', '+a', '+b']],
  ['of a removed text has its lines', 'a\n', '', ['@@ -1,1 +1,0 @@', '-a']],
  [
    'shows three lines around a change',
    lines(...letters),
    lines(...letters.map((letter) => (letter === 'm' ? 'M' : letter))),
    ['@@ -10,7 +10,7 @@', ' j', ' k', ' l', '-m', '+M', ' n', ' o', ' p'],
  ],
  [
    'shows changes that are far from each other separately',
    lines(...letters),
    lines('A', ...letters.slice(1, -1), 'Z'),
    ['@@ -1,4 +1,4 @@', '-a', '+A', ' b', ' c', ' d', '@@ -23,4 +23,4 @@', ' w', ' x', ' y', '-z', '+Z'],
  ],
  [
    'finds a line that moved',
    lines('a', 'b', 'c'),
    lines('b', 'c', 'a'),
    ['@@ -1,3 +1,3 @@', '-a', ' b', ' c', '+a'],
  ],
])('the diff %s', (_title, before, after, expected) => expect(diffTexts(before, after)).toEqual(expected))

test('the diff of two long texts without a common line ends soon', () => {
  const text = (word: string) => Array.from({ length: 5000 }, (_, index) => `${word} ${index}`).join('\n')
  expect(diffTexts(text('a'), text('b'))).toHaveLength(10_001)
})

import { type IgnoreMatch, parseDockerignore } from '../../src/content/dockerignore.ts'

function isIgnored(text: string, path: string): boolean | undefined {
  const ignore = parseDockerignore(text)
  if (!ignore) return undefined
  const names = path.split('/')
  let look: IgnoreMatch | undefined
  for (const end of names.keys()) look = ignore.match(names.slice(0, end + 1).join('/'), look)
  return look?.isIgnored
}

// The end-to-end tests compare a longer table with the builder.
test.each<[text: string, path: string, expected: boolean]>([
  ['', 'a', false],
  ['a', 'a', true],
  ['a', 'b/a', false],
  ['/a/', 'a', true],
  ['a', 'a/b/c', true],
  ['*.md', 'a.md', true],
  ['*.md', 'docs/a.md', false],
  ['**/*.md', 'a.md', true],
  ['**/*.md', 'docs/deep/a.md', true],
  ['**/a/**/b/**/*.md', 'x/a/y/z/b/c.md', true],
  ['**/a/**/b/**/*.md', 'x/a/y/z/c.md', false],
  ['*a*b*c', 'xaybzc', true],
  ['*a*b*c', 'xa/ybzc', false],
  // With backtracking, this pattern would never finish.
  [`${'*a'.repeat(30)}b`, 'a'.repeat(200), false],
  ['docs/**', 'docs', false],
  ['docs/**', 'docs/a', true],
  ['docs\n!docs/a', 'docs/a', false],
  ['docs\n!docs/a', 'docs/b', true],
  ['!docs/a\ndocs', 'docs/a', true],
  ['*\n!a', '.dockerignore', true],
  ['#a', '#a', false],
  ['\\#a', '#a', true],
  ['\uFEFFa', 'a', true],
  ['a\r\nb', 'a', true],
  ['[ab].txt', 'b.txt', true],
  ['[^ab].txt', 'b.txt', false],
  ['+page.*', '+page.svelte', true],
  ['+page.*', 'ppage.svelte', false],
  ['*.{md,txt}', 'a.md', false],
])('with %j, path %s is ignored: %s', (text, path, expected) => {
  expect(isIgnored(text, path)).toBe(expected)
})

test.each(['!', 'a[', 'a[]', 'a\\', 'a|b*', '^a*', 'a{2}*', '[[:alpha:]]'])(
  'pattern %j is not understood',
  (line) => {
    expect(parseDockerignore(`docs\n${line}\n`)).toBeUndefined()
  },
)

test.each<[text: string, folder: string, expected: boolean]>([
  ['docs', 'docs', false],
  ['docs\n!docs/a', 'docs', true],
  ['*\n!docs/deep/a', 'docs/deep', true],
  ['*\n!docs/*', 'docs', true],
  ['*\n!docs', 'node_modules', false],
  ['*\n!**/a', 'node_modules', true],
])('with %j, an exception may match below %s: %s', (text, folder, expected) => {
  expect(parseDockerignore(text)?.mayReinclude(folder)).toBe(expected)
})

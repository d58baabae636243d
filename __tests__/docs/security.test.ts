import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8')
const text = read('../../docs/security.md')
const listed = [...text.matchAll(/^\| `([a-z]\d+)` \| `([^`]+)` \| (.+) \|$/gm)].map(
  ([, name = '', file = '', title = '']) => ({ name, file, title }),
)
const [claims = ''] = text.split('\n## Tests\n')
const named = [...claims.matchAll(/`([a-z]\d+)`/g)].map(([, name = '']) => name)

test('docs/security.md lists tests', () => {
  expect(listed.length).toBeGreaterThan(40)
})

test.each(listed)('the test $name exists: $file, $title', ({ file, title }) => {
  const path = new URL(`../${file}${file.includes('targets/') ? '.ts' : '.test.ts'}`, import.meta.url)
  expect(existsSync(fileURLToPath(path))).toBe(true)
  expect(readFileSync(fileURLToPath(path), 'utf8')).toContain(`'${title}'`)
})

test('cells and the list of docs/security.md name the same tests', () => {
  expect([...new Set(named)].sort()).toEqual(listed.map(({ name }) => name).sort())
})

test.each(
  claims
    .split('\n')
    .filter((line) => /^\| (`|a base|a registry|another job)/.test(line) && !line.includes('ACTIONS_'))
    .filter((line) => line.split('|').length === 6),
)('each cell with a limit for outsiders names a test: %s', (line) => {
  const cells = line.split('|').slice(2, 5)
  const limited = cells.filter((cell) => /[Cc]annot (?!start)|pushes nothing|Nothing is done/.test(cell))
  for (const cell of limited) expect(cell).toMatch(/`[a-z]\d+`/)
})

import fc from 'fast-check'
import * as checks from './checks.ts'
import { fuzz } from './target.ts'

const fail = () => {
  throw new TypeError('no')
}

/** Tests of the checks: a check that accepts everything would make every target pass. */
test.each([
  { title: 'a tag with a slash', check: () => checks.checkTag('a/b') },
  { title: 'a tag with a line break at its end', check: () => checks.checkTag('a\n') },
  { title: 'a tag that is too long', check: () => checks.checkTag('a'.repeat(129)) },
  { title: 'a repository with capitals', check: () => checks.checkRepository({ host: 'a.test', path: 'A' }) },
  { title: 'a host with a path', check: () => checks.checkRepository({ host: 'a/b', path: 'a' }) },
  { title: 'a digest of another algorithm', check: () => checks.checkDigest(`md5:${'0'.repeat(32)}`) },
  { title: 'a digest that is a path', check: () => checks.checkDigest('sha256:../../x') },
  { title: 'a line break in a line', check: () => checks.checkLine('a\rb') },
  { title: 'an unescaped cell', check: () => checks.checkSummary('### A\n\na | b') },
  { title: 'a block that its text closes', check: () => checks.checkSummary('```text\n```\n# x\n```') },
  { title: 'an unclosed block', check: () => checks.checkSummary('```text\nx') },
  { title: 'an error without a problem', check: () => checks.checkProblems([]) },
  { title: 'an unexpected error', check: () => checks.orRefusalNow(() => fail()) },
])('checks reject $title', ({ check }) => {
  expect(check).toThrow()
})

test.each(['::x', '  ::x', 'a\r::x', '\u0085::x', '\u3000::x', 'a ##[x]'])(
  '%j contains a workflow command',
  (text) => {
    expect(checks.hasCommand(text)).toBe(true)
  },
)

test('checks accept valid values', () => {
  checks.checkTag('v1.2.3')
  checks.checkRepository({ host: 'localhost:5000', path: 'acme/app' })
  checks.checkSummary('### Failed\n\n````text\n```\n| <b> :: \n````')
  expect(checks.hasCommand('a::b')).toBe(false)
})

const budget = { time: 500, seed: 1 }

test('a failing property reports its counterexample and seed', async () => {
  const target = fuzz('x', ['small'], fc.nat(), (value) => {
    checks.must(value < 10, 'large')
    return 'small'
  })
  await expect(target.run(budget)).rejects.toThrow(/seed: 1[\s\S]*Counterexample: \[10\]/)
})

test('a case that changes a prototype fails', async () => {
  const target = fuzz('x', ['done'], fc.constant('polluted'), (key) => {
    Object.defineProperty(Object.prototype, key, { value: 1, configurable: true })
    return 'done'
  })
  try {
    await expect(target.run(budget)).rejects.toThrow(/Counterexample: \["polluted"\]/)
  } finally {
    Reflect.deleteProperty(Object.prototype, 'polluted')
  }
})

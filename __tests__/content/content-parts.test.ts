import fc from 'fast-check'
import {
  addFilesPart,
  computeKey,
  explainChange,
  formatParts,
  hasSameFiles,
  type Parts,
  parseParts,
  resolveParts,
  shortenParts,
} from '../../src/content/content-parts.ts'
import type { TargetContent } from '../../src/content/target-content.ts'

const digest = (text: string) => `sha256:${text.repeat(64)}`
const pinned = `docker.io/library/busybox@${digest('9')}`
const content: TargetContent = {
  parts: { args: 'a'.repeat(64), context: 'c'.repeat(64) },
  bases: ['docker.io/library/alpine:3.20', pinned],
  targets: ['core'],
}
const resolved = {
  bases: new Map([['docker.io/library/alpine:3.20', digest('1')]]),
  targets: new Map([['core', digest('2')]]),
}

test('parts contain base images and targets by name', () => {
  expect(resolveParts(content, resolved)).toEqual({
    args: 'a'.repeat(64),
    context: 'c'.repeat(64),
    'base docker.io/library/alpine:3.20': digest('1'),
    [`base ${pinned}`]: digest('9'),
    'target core': digest('2'),
  })
})

test.each([
  [{ ...resolved, bases: new Map() }, 'content: base docker.io/library/alpine:3.20 was not resolved'],
  [{ ...resolved, targets: new Map() }, 'content: target core was not resolved'],
])('an unresolved base or target throws an Error, %#', (some, message) => {
  expect(() => resolveParts(content, some)).toThrow(message)
})

const aParts = fc.dictionary(fc.string({ minLength: 1 }), fc.stringMatching(/^[0-9a-f]{64}$/), { minKeys: 1 })

test('the key does not depend on the order of the parts', () => {
  fc.assert(
    fc.property(aParts, (parts) => {
      const turned = Object.fromEntries(Object.entries(parts).reverse())
      expect(computeKey(turned)).toBe(computeKey(parts))
      expect(computeKey(parts)).toMatch(/^sha256:[0-9a-f]{64}$/)
    }),
  )
})

test('the key distinguishes values whose shortened forms are equal', () => {
  const [one, other] = [{ context: `${'a'.repeat(63)}1` }, { context: `${'a'.repeat(63)}2` }]
  expect(shortenParts(one)).toEqual(shortenParts(other))
  expect(computeKey(one)).not.toBe(computeKey(other))
})

test('formatted parts are one line and can be parsed again', () => {
  fc.assert(
    fc.property(aParts, (parts) => {
      const line = formatParts(parts)
      expect(line).not.toMatch(/[\r\n]/)
      expect(parseParts(line)).toEqual(shortenParts(parts))
    }),
  )
})

test('a formatted part takes few bytes', () => {
  expect(formatParts(resolveParts(content, resolved)).length).toBeLessThan(400)
})

test('part files shows whether contents differ only in external base images', () => {
  const of = (parts: Parts, ...targets: Parts[]) => addFilesPart(parts, targets)
  const base = of({ context: 'a', 'base x': '1' })
  const tap = (below: Parts, key: string, more: Parts = {}) =>
    of({ context: 'b', 'target base': key, ...more }, below)
  const before = parseParts(formatParts(tap(base, '1')))
  const moved = of({ context: 'a', 'base x': '2' })
  expect(hasSameFiles(before, tap(moved, '2', { 'base y': '1' }))).toBe(true)
  expect(hasSameFiles(before, tap(of({ context: 'c', 'base x': '1' }), '3'))).toBe(false)
  expect(hasSameFiles(before, tap(base, '1', { context: 'c' }))).toBe(false)
  expect(hasSameFiles({ context: 'b' }, tap(base, '1'))).toBe(false)
  expect(hasSameFiles(undefined, base)).toBe(false)
})

test.each(['', 'x', '{}', '[]', 'null', '"a"', '{"context":1}', '{"context":"a","x":{}}', '{"context":'])(
  'no parts: %j',
  (text) => {
    expect(parseParts(text)).toBeUndefined()
  },
)

test('parsing parts never throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const parts = parseParts(text)
      expect(parts === undefined || Object.values(parts).every((item) => typeof item === 'string')).toBe(true)
    }),
  )
})

const value = (text: string) => text.repeat(64)
const parts: Parts = {
  args: value('1'),
  context: value('2'),
  'context:src': value('3'),
  definition: value('4'),
  dockerfile: value('5'),
  'base docker.io/library/alpine:3.20': `sha256:${value('6')}`,
  'target core': `sha256:${value('7')}`,
}
const { context: _, ...withoutContext } = parts
const other = value('8')

test.each<[now: Parts, expected: string]>([
  [{ ...parts, context: other }, 'its context changed'],
  [{ ...parts, 'context:src': other }, "its context 'src' changed"],
  [{ ...parts, definition: other }, 'its definition changed'],
  [{ ...parts, dockerfile: other, args: other }, 'its build arguments and Dockerfile changed'],
  [
    { ...parts, dockerfile: other, args: other, context: other },
    'its build arguments, context and Dockerfile changed',
  ],
  [{ ...parts, 'base docker.io/library/alpine:3.20': other }, 'base docker.io/library/alpine:3.20 moved'],
  [{ ...parts, 'target core': other }, 'target core changed'],
  [{ ...parts, context: other, 'target core': other }, 'its context changed, target core changed'],
  [{ ...parts, 'base ghcr.io/acme/os:1': other }, 'base ghcr.io/acme/os:1 is new'],
  [{ ...parts, 'target all': other }, 'target all is new'],
  [withoutContext, 'its context changed'],
  [{ ...parts, constructor: other }, 'constructor is new'],
  [parts, 'no known part of it changed'],
])('the explanation of change %# is: %s', (now, expected) => {
  expect(explainChange(shortenParts(parts), now)).toBe(expected)
  expect(explainChange(parts, shortenParts(now))).toBe(expected)
})

test('a removed base image is explained', () => {
  expect(explainChange({ ...parts, 'base ghcr.io/acme/os:1': other }, parts)).toBe(
    'base ghcr.io/acme/os:1 is gone',
  )
})

test('an image without parts is explained', () => {
  expect(explainChange(undefined, parts)).toBe('no image has this content')
})

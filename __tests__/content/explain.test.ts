import { explainChange } from '../../src/content/explain.ts'
import { type Parts, shortenParts } from '../../src/content/parts.ts'

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
  [parts, 'nothing that is known of it changed'],
])('what changed, %#: %s', (now, expected) => {
  expect(explainChange(shortenParts(parts), now)).toBe(expected)
  expect(explainChange(parts, shortenParts(now))).toBe(expected)
})

test('a base that is gone', () => {
  expect(explainChange({ ...parts, 'base ghcr.io/acme/os:1': other }, parts)).toBe(
    'base ghcr.io/acme/os:1 is gone',
  )
})

test('an image that says nothing', () => {
  expect(explainChange(undefined, parts)).toBe('no image of this content is there')
})

import fc from 'fast-check'
import { isTag } from '../../src/model/reference.ts'
import { branchSlug, gitTagSlug, isReserved } from '../../src/tags/reserved.ts'
import { slug } from '../../src/tags/slug.ts'

test.each([
  ['a valid tag is not changed', 'v1.2_3-x', 'v1.2_3-x'],
  ['a slash becomes a dash', 'tickets/DM-42', 'tickets-DM-42'],
  ['a run of invalid characters becomes one dash', 'feature/#6 ü', 'feature-6-'],
  ['leading dots and dashes are dropped', '.-.hidden', 'hidden'],
  ['text without valid characters becomes a hash', '日本', 'ref-a1b9a5ae'],
  ['a tag of 128 characters is not changed', 'a'.repeat(128), 'a'.repeat(128)],
])('%s', (_, text, expected) => {
  expect(slug(text).replace(/^ref-[0-9a-f]{8}$/, 'ref-a1b9a5ae')).toBe(expected)
})

test('a name of 129 characters is cut to 119 and ends with a hash', () => {
  expect(slug('a'.repeat(129))).toMatch(/^a{119}-[0-9a-f]{8}$/)
})

test('two long names that differ at the end get different slugs', () => {
  expect(slug(`${'a'.repeat(200)}b`)).not.toBe(slug(`${'a'.repeat(200)}c`))
})

test('every slug is a valid tag, and slug is idempotent', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(isTag(slug(text))).toBe(true)
      expect(slug(slug(text))).toBe(slug(text))
    }),
  )
})

const hex = '0123456789abcdef'.repeat(4)
const reserved = [
  'latest',
  'nightly',
  'edge',
  '1',
  '1.2',
  'v1',
  'v1.2.3',
  '1.2.3',
  '1.2.3-rc.1',
  '1.2.3rc1',
  '1.0.dev4',
].concat([
  '20200110',
  'pr-7',
  'sha-x',
  'sha-860c190',
  `sha256-${hex}`,
  `sha256-${hex}.sig`,
  'buildcache-main-0123456789ab',
])

test.each(reserved)('a branch named %s gets the prefix branch- and a warning', (name) => {
  expect(branchSlug(name)).toEqual({
    name: `branch-${name}`.slice(0, 128),
    warning: expect.stringContaining(name),
  })
})

test.each([
  'main',
  '1.x',
  'release-1.2',
  'v',
  'pr-x',
  'sha',
  '123-fix',
  '42-rc',
  'sha256-abc',
  'buildcache-main',
  'Latest',
])('a branch named %s keeps its name', (name) => {
  expect(branchSlug(name)).toEqual({ name })
})

test('a branch never gets a reserved name', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.constantFrom(...reserved)),
      fc.constantFrom('', '/', '-', '.'),
      (text, before) => {
        expect(isReserved(branchSlug(before + text).name)).toBe(false)
      },
    ),
  )
})

test.each([
  ['a git tag named latest gets the prefix tag-', 'latest', 'tag-latest'],
  ['a git tag named like the tag of a pull request gets the prefix tag-', 'pr-7', 'tag-pr-7'],
  ['a git tag named like the tag of a commit gets the prefix tag-', 'sha-860c190', 'tag-sha-860c190'],
  ['a git tag named like a signature gets the prefix tag-', `sha256-${hex}.sig`, `tag-sha256-${hex}.sig`],
  ['a git tag that is a version keeps its name', 'v1.2.3', 'v1.2.3'],
  ['a git tag without a reserved name keeps its name', 'nightly-7', 'nightly-7'],
])('%s', (_, tag, expected) => {
  const { name, warning } = gitTagSlug(tag)
  expect(name).toBe(expected)
  expect(warning === undefined).toBe(expected === tag)
})

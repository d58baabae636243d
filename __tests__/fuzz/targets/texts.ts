import fc from 'fast-check'
import { escapeTemplates } from '../../../src/bake/escape.ts'
import { csv, splitFields } from '../../../src/csv.ts'
import { splitList } from '../../../src/inputs/reader.ts'
import { createRedactor } from '../../../src/masking/redactor.ts'
import { keyOf, parseRepository } from '../../../src/model/reference.ts'
import type { Problem } from '../../../src/model/tagboat-error.ts'
import { parseRef } from '../../../src/model/trigger.ts'
import { toComponent } from '../../../src/tags/component.ts'
import { branchSlug, gitTagSlug, isReserved } from '../../../src/tags/reserved.ts'
import { slug } from '../../../src/tags/slug.ts'
import { checkLog, checkRepository, checkTag, must, mustEqual, orRefusalNow } from '../checks.ts'
import { hostile, hostileLine, orHostile } from '../hostile.ts'
import { fuzz } from '../target.ts'

const ref = fc.oneof(
  fc
    .tuple(fc.constantFrom('refs/heads/', 'refs/tags/', 'refs/pull/', ''), hostile)
    .map((parts) => parts.join('')),
  fc.tuple(fc.nat(), hostile).map(([number, end]) => `refs/pull/${number}/${end}`),
)

const refs = fuzz('refs', ['branch', 'tag', 'pull', 'other'], ref, (full) => {
  const found = parseRef(full)
  if (found.kind === 'pull') {
    must(found.number >= 0, `the pull request ${found.number}`)
    return found.kind
  }
  const name = slug(found.name)
  checkTag(name)
  mustEqual(slug(name), name, 'a tag is its own slug')
  const branch = branchSlug(found.name)
  checkTag(branch.name)
  must(!isReserved(branch.name), `the reserved name ${branch.name} for a branch`)
  const tag = gitTagSlug(found.name)
  checkTag(tag.name)
  must(tag.name !== 'latest', 'latest for a git tag')
  for (const { warning } of [branch, tag]) checkLog(warning ?? '')
  const component = toComponent(found.name)
  // A name that is too long is refused as a whole.
  if (component !== '')
    checkRepository({ host: 'registry.test', path: component.slice(0, 200).replace(/[._-]+$/, '') })
  return found.kind
})

const imageName = fc.oneof(
  hostile,
  fc
    .array(
      orHostile(fc.constantFrom('ghcr.io', 'localhost:5000', 'acme', 'app', 'a__b', 'a.b', '[::1]:5000')),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .map((parts) => parts.join('/')),
)

const names = fuzz('image names', ['valid', 'refused'], imageName, (text) => {
  const found = orRefusalNow(() => parseRepository(text))
  if (found instanceof Error) return 'refused'
  checkRepository(found)
  mustEqual(keyOf(parseRepository(found.name)), keyOf(found), 'a name read again')
  mustEqual(keyOf(parseRepository(keyOf(found))), keyOf(found), 'the full name read again')
  return 'valid'
})

/** Unpaired surrogates are not text. */
const asUtf8 = (text: string): string => Buffer.from(text).toString()

/** Spaces around an item are ignored, and characters that are invalid in UTF-8 are replaced. */
const trimmed = (items: readonly string[]): readonly string[] =>
  items.map((item) => asUtf8(item).trim()).filter((item) => item !== '')

const lists = fuzz(
  'list inputs',
  ['as written', 'with a problem', 'read'],
  fc.tuple(fc.array(hostile, { minLength: 1, maxLength: 4 }), fc.boolean(), fc.boolean()),
  ([items, commas, isQuoted]) => {
    const problems: Problem[] = []
    const text = isQuoted
      ? items.map((item) => `"${item.replaceAll('"', '""')}"`).join('\n')
      : items.join('\n')
    const found = splitList('tags', text, commas, problems)
    must(
      found.every((item) => item !== ''),
      'an empty item',
    )
    if (problems.length > 0) return 'with a problem'
    if (!isQuoted) return 'read'
    mustEqual(trimmed(found), trimmed(items), 'items in quotation marks')
    return 'as written'
  },
)

const fields = fuzz('csv', ['same'], fc.array(hostile, { minLength: 1, maxLength: 5 }), (items) => {
  // A single empty field is an empty line, which is skipped; a byte order mark is not text.
  if (items.length === 1 && items[0] === '') return 'same'
  const [first = '', ...rest] = items.map(asUtf8)
  const written = [first.replace(/^\ufeff+/, ''), ...rest]
  mustEqual(splitFields(csv('x', ...written)), ['x', ...written], 'fields read again')
  return 'same'
})

/** HCL's rule, applied from the end: `$${` is a literal `${`, and `${` begins an expression (HCL native syntax spec). */
function readHcl(text: string): string | undefined {
  const literal = text.replace(/([$%])\1\{/g, (_, sign) => (sign === '$' ? '<1>' : '<2>'))
  if (/[$%]\{/.test(literal)) return undefined
  return literal.replaceAll('<1>', '${').replaceAll('<2>', '%{')
}

const templates = fuzz(
  'bake templates',
  ['literal'],
  fc.oneof(
    hostile,
    fc.array(fc.constantFrom('$', '%', '{', '}', 'a'), { maxLength: 8 }).map((all) => all.join('')),
  ),
  (text) => {
    const clean = text.replace(/<[12]>/g, '')
    const escaped = escapeTemplates(clean)
    must(typeof escaped === 'string', 'text became something else')
    mustEqual(readHcl(escaped), clean, `the template ${JSON.stringify(escaped)}`)
    return 'literal'
  },
)

const log = fuzz(
  'log lines',
  ['printed'],
  fc.tuple(hostile, hostileLine, hostile),
  ([before, middle, after]) => {
    const secret = `kT7${middle}q9`
    checkLog(`${before}${secret}${after}`)
    const redactor = createRedactor()
    redactor.add(secret)
    const cleaned = redactor.clean(`${before}${secret}${after}`)
    must(!cleaned.includes(secret), `the secret in ${JSON.stringify(cleaned)}`)
    checkLog(cleaned)
    return 'printed'
  },
)

export const texts = [refs, names, lists, fields, templates, log]

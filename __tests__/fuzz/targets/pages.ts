import fc from 'fast-check'
import { fitPage, linkedPaths, makePageAbsolute, readPage } from '../../../src/describe/make-page.ts'
import { tryParseReference } from '../../../src/model/reference.ts'
import { listBases } from '../../../src/publish/image-parts.ts'
import { diffHunks } from '../../../src/unified-diff.ts'
import { must, mustEqual } from '../checks.ts'
import { hostile, orHostile } from '../hostile.ts'
import { fuzz } from '../target.ts'

const markup = fc.constantFrom(
  ...[
    '[a](a.md)',
    '![a](../a.png "t")',
    '[a]: a.md',
    '[x][a]',
    '<img src="a">',
    "<a href='a'>",
    '<img srcset="a 1x, b">',
  ],
  ...[
    '`',
    '```\n',
    '<!--',
    '-->',
    '<',
    '>',
    '[',
    ']',
    '(',
    ')',
    '\n',
    '\r\n',
    '    ',
    '- ',
    '> ',
    '# ',
    '|',
    '[^1]: ',
    '&amp;',
  ],
)
const page = fc.array(orHostile(markup), { maxLength: 60 }).map((parts) => parts.join(''))
const place = { repositoryUrl: 'https://github.com/acme/app', ref: 'v1', folder: 'docs' }

const pages = fuzz('pages', ['changed', 'same', 'cut'], page, (text) => {
  const read = readPage(text)
  const made = makePageAbsolute(read, place, new Set(linkedPaths(read, place.folder)))
  let kept = text
  for (const { start, end, absolute } of made.changes.toReversed()) {
    must(/^https:\/\/github\.com[!-~]*$/.test(absolute), `the address ${absolute}`)
    kept = kept.slice(0, start) + absolute + kept.slice(end)
  }
  mustEqual(made.text, kept, 'only addresses change')
  must(made.text === text || diffHunks(text, made.text) !== '', 'the diff of a change is empty')
  const fitted = fitPage(Buffer.from(made.text).toString(), 300, 'https://github.com/acme/app')
  must(Buffer.byteLength(fitted.text) <= 300, 'the page is too long')
  must(!/\p{Surrogate}/u.test(fitted.text), 'half of a character')
  return fitted.isCut ? 'cut' : made.changes.length > 0 ? 'changed' : 'same'
})

const uri = fc
  .tuple(fc.constantFrom('pkg:docker/', 'pkg:docker/alpine@', ''), hostile)
  .map((parts) => parts.join(''))
const material = fc.record({ uri, digest: fc.record({ sha256: orHostile(fc.constant('a'.repeat(64))) }) })
const statement = fc.record({ predicate: fc.record({ materials: fc.array(material, { maxLength: 5 }) }) })

const bases = fuzz('bases', ['some', 'none'], fc.oneof(statement, fc.jsonValue()), (json) => {
  const found = [...(listBases(json) ?? [])]
  for (const [name, digest] of found) {
    must(tryParseReference(name) !== undefined, `the reference ${name}`)
    must(/^[0-9a-f]{64}$/.test(digest), `the digest ${digest}`)
  }
  return found.length > 0 ? 'some' : 'none'
})

export const descriptions = [pages, bases]

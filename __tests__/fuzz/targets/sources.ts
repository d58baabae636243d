import fc from 'fast-check'
import { normalizeReference } from '../../../src/content/base-reference.ts'
import { findDependencies } from '../../../src/content/dependencies.ts'
import { parseDockerfile } from '../../../src/content/dockerfile.ts'
import { expand } from '../../../src/content/dockerfile-variables.ts'
import { parseDockerignore } from '../../../src/content/dockerignore.ts'
import { compileGlob, type Step } from '../../../src/glob.ts'
import { must, mustEqual } from '../checks.ts'
import { hostile, orHostile } from '../hostile.ts'
import { fuzz } from '../target.ts'

const words = fc.constantFrom(
  ...[
    'FROM ',
    'from ',
    'ARG ',
    'COPY ',
    'ADD ',
    'RUN ',
    'ONBUILD ',
    'ENV ',
    'alpine',
    'alpine:3',
    'scratch',
    ' AS ',
    'build',
  ],
  ...[
    '\n',
    '\n',
    '\n',
    '\\\n',
    '`\n',
    '\r\n',
    ' ',
    '\t',
    '# escape=`\n',
    '# syntax=docker/dockerfile:1\n',
    '#',
    '--from=',
    '--mount=type=bind,from=',
  ],
  ...[
    '--platform=$BUILDPLATFORM ',
    '--checksum=sha256:x ',
    '$X',
    '${X}',
    '${X:-alpine}',
    '${X:+',
    '}',
    '"',
    "'",
    '=',
    '[',
    ']',
    ',',
  ],
  ...[
    '<<EOF',
    '<<-EOF',
    '\nEOF\n',
    "<<'EOF'",
    '<<',
    '<<"',
    '/a /b',
    'http://e.test/x',
    'git@e.test:x',
    '\u2028',
    '\ufeff',
    '\0',
  ],
)
const dockerfile = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom('', 'FROM alpine AS build\n'), fc.array(words, { maxLength: 40 }))
      .map(([start, parts]) => `${start}${parts.join('')}`),
  },
  { weight: 1, arbitrary: hostile },
  {
    weight: 1,
    arbitrary: fc
      .tuple(words, fc.integer({ min: 100, max: 3000 }), words)
      .map(([start, count, end]) => `RUN ${start.repeat(count)}${end}`),
  },
)

const dockerfiles = fuzz('Dockerfiles', ['stages', 'none'], dockerfile, (text) => {
  const found = parseDockerfile(text)
  const dependencies = findDependencies(found, { args: { X: 'busybox' } }, [
    new Map([['BUILDPLATFORM', 'linux/amd64']]),
  ])
  for (const image of dependencies.images) {
    must(normalizeReference(image) === image, `the image ${JSON.stringify(image)} is not in its normal form`)
  }
  must(
    [...found.doubts, ...dependencies.doubts].every((doubt) => doubt !== ''),
    'an empty doubt',
  )
  mustEqual(parseDockerfile(text), found, 'the same text')
  // Without a starting point, a change cannot be detected.
  if (found.stages.length === 0) must(dependencies.doubts.length > 0, 'no stage and no doubt')
  return found.stages.length > 0 ? 'stages' : 'none'
})

const expressions = fuzz(
  'Dockerfile variables',
  ['value', 'unknown'],
  fc.oneof(
    fc.array(words).map((all) => all.join('')),
    hostile,
  ),
  (text) => {
    const found = expand(
      text,
      new Map([
        ['X', '$X'],
        ['Y', ''],
      ]),
    )
    if (found === undefined) return 'unknown'
    must(typeof found === 'string', 'a value that is no text')
    if (!/[$\\"']/.test(text)) mustEqual(found, text, 'a text without variables')
    return 'value'
  },
)

const patternParts = fc.constantFrom(
  '*',
  '**',
  '?',
  '!',
  '/',
  'a',
  'b',
  '.',
  '..',
  '\\',
  '[a-z]',
  '[^a]',
  '[',
  ']',
  '\n',
  '#',
  ' ',
  '.git',
  '{',
  '^',
  '$',
  '|',
  '+',
)
const ignoreFile = fc.oneof(
  fc.array(patternParts, { maxLength: 20 }).map((parts) => parts.join('')),
  fc
    .tuple(patternParts, fc.integer({ min: 5, max: 40 }), patternParts)
    .map(([one, count, end]) => `${`${one}a`.repeat(count)}${end}b`),
  hostile,
)
const path = fc
  .array(
    orHostile(fc.constantFrom('a', 'b', '.git', 'docs', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) =>
    parts
      .map((part) => part.replace(/[\0/]/g, ''))
      .filter(Boolean)
      .join('/'),
  )

const ignores = fuzz(
  '.dockerignore',
  ['ignored', 'kept', 'not understood'],
  fc.tuple(ignoreFile, path),
  ([text, file]) => {
    const ignore = parseDockerignore(text)
    if (ignore === undefined) return 'not understood'
    const parts = file.split('/')
    let parent: ReturnType<typeof ignore.match> | undefined
    for (const index of parts.keys()) {
      const here = parts.slice(0, index + 1).join('/')
      const match = ignore.match(here, parent)
      // A file that is included again below an excluded folder must be found, so the folder is searched.
      if (parent?.isIgnored && !match.isIgnored) {
        must(
          ignore.mayReinclude(parts.slice(0, index).join('/')),
          `${JSON.stringify(here)} is included, but its folder is not searched`,
        )
      }
      parent = match
    }
    if (!text.includes('!') && parent?.isIgnored === false)
      must(text.trim() !== '**', 'everything is out, and this is in')
    return parent?.isIgnored ? 'ignored' : 'kept'
  },
)

const step = fc.constantFrom<Step>(
  { kind: 'one', source: 'a' },
  { kind: 'one', source: '[^/]' },
  { kind: 'run', source: '[^/]' },
  { kind: 'run', source: '.' },
  { kind: 'folders', source: '.' },
)
const asExpression = ({ kind, source }: Step): string =>
  kind === 'folders' ? '(.*/)?' : kind === 'run' ? `${source}*` : source

const globs = fuzz(
  'wildcards',
  ['fits', 'does not fit'],
  fc.tuple(
    fc.array(step, { maxLength: 7 }),
    fc.array(fc.constantFrom('a', 'b', '/', '\n'), { maxLength: 8 }),
  ),
  ([steps, characters]) => {
    const text = characters.join('')
    const found = compileGlob(steps)(text)
    const wanted = new RegExp(`^${steps.map(asExpression).join('')}$`, 's').test(text)
    mustEqual(found, wanted, `${JSON.stringify(steps)} on ${JSON.stringify(text)}`)
    return found ? 'fits' : 'does not fit'
  },
)

export const sources = [dockerfiles, expressions, ignores, globs]

import fc from 'fast-check'
import type { Json } from '../../src/json.ts'

/** Texts with a special meaning for a parser, terminal, runner, page or shell. */
const tokens = [
  ...['', ' ', '\n', '\r', '\r\n', '\t', '\0', '\u001b[2J', '\u0085', '\u2028', '\ufeff', '\ud800', '\u202e'],
  ...['::', '::set-output name=x::y', '##[command]', '::add-mask::', '%0A', '%25', '::stop-commands::x'],
  ...[
    '`',
    '```',
    '````\n# x',
    '|',
    '<b>',
    '</details>',
    '<!--',
    '[x](http://e.test)',
    '\\',
    '&#35;',
    '* * *',
  ],
  ...['${', '%{', '$${', '${x}', '{{', '}}', '{{branch}}', '{{#if x}}', '$(id)', '`id`', ';', "'", '"', '""'],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'prototype',
    'null',
    'undefined',
    'NaN',
    'true',
  ],
  ...[
    '0',
    '-1',
    '1e999',
    '0x10',
    '9007199254740993',
    '1.2.3',
    'v1',
    'latest',
    'main',
    'pr-7',
    'sha256',
    'sha-1',
  ],
  ...[
    '..',
    '../../etc/passwd',
    '/',
    '//',
    '/dev/zero',
    '.',
    '-',
    '--upload-pack=x',
    '@',
    ':',
    '=',
    ',',
    '#',
    '!',
  ],
  ...['日本', 'e\u0301', '😀', 'ı', 'ﬀ', 'K', 'http://127.0.0.1', 'file:///etc/passwd', 'a@b:c', 'A'],
]

const joined = fc
  .array(fc.oneof(fc.constantFrom(...tokens), fc.string({ maxLength: 4 })), { maxLength: 6 })
  .map((parts) => parts.join(''))

const long = fc
  .tuple(fc.constantFrom(...tokens, 'a', 'a-', 'a/', '*a', '(', '['), fc.integer({ min: 50, max: 3000 }))
  .map(([text, count]) => text.repeat(Math.min(count, Math.ceil(3000 / Math.max(1, text.length)))))

/** Any text, usually short and harmful. */
export const hostile: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: joined },
  { weight: 4, arbitrary: fc.constantFrom(...tokens) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: long },
)

/** A text without line breaks and NUL, as in a header, file name or environment variable. */
export const hostileLine: fc.Arbitrary<string> = hostile.map((text) => text.replace(/[\0\r\n]/g, ''))

/** Usually the good value, sometimes a hostile one. */
export const orHostile = (good: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof({ weight: 9, arbitrary: good }, { weight: 1, arbitrary: hostile })

const scalar: fc.Arbitrary<Json> = fc.oneof(
  hostile,
  fc.constantFrom<Json>(null, true, false, 0, -1, 1.5, 7, 1e21, 2 ** 53, [], {}),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)

/** JSON of any shape, with keys of prototypes. */
export const anyJson: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('json'), { maxLength: 3 }),
    fc.array(fc.tuple(hostile, tie('json')), { maxLength: 3 }).map(ownEntries),
  ),
})).json

/** An object with these own keys, including `__proto__`, as from JSON.parse. */
function ownEntries(entries: readonly (readonly [string, Json])[]): Json {
  const made = {}
  for (const [key, value] of entries) {
    Object.defineProperty(made, key, { value, enumerable: true, configurable: true, writable: true })
  }
  return made
}

interface Edit {
  /** Which child to go into, again and again; `%` its number of children. */
  readonly path: readonly number[]
  readonly kind: 'replace' | 'remove' | 'add' | 'repeat'
  readonly key: string
  readonly value: Json
}

const edit: fc.Arbitrary<Edit> = fc.record({
  path: fc.array(fc.nat(30), { minLength: 1, maxLength: 6 }),
  kind: fc.constantFrom('replace', 'remove', 'add', 'repeat'),
  key: hostile,
  value: anyJson,
})

/** JSON of a valid shape with up to four invalid values. */
export const spoilt = (good: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc
    .tuple(good, fc.oneof(fc.constant([]), fc.array(edit, { maxLength: 4 })))
    .map(([json, edits]) => edits.reduce<Json>((value, one) => change(value, one, one.path), json))

/** The same as text, sometimes not JSON at all. */
export const spoiltText = (good: fc.Arbitrary<Json>): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 9, arbitrary: spoilt(good).map((json) => JSON.stringify(json)) },
    { weight: 1, arbitrary: hostile },
  )

function change(json: Json, one: Edit, [first, ...path]: readonly number[]): Json {
  if (typeof json !== 'object' || json === null || first === undefined) {
    return one.kind === 'replace' ? one.value : json
  }
  const isList = Array.isArray(json)
  const entries: [string, Json][] = Object.entries(json)
  const index = entries.length === 0 ? 0 : first % entries.length
  const found = entries[index]
  if (one.kind === 'add' && path.length === 0) entries.push([one.key, one.value])
  else if (found === undefined) return json
  else if (one.kind === 'remove' && path.length === 0) entries.splice(index, 1)
  else if (one.kind === 'repeat' && path.length === 0) entries.push([`${found[0]}x`, found[1]])
  else entries[index] = [found[0], change(found[1], one, path)]
  return isList ? entries.map(([, value]) => value) : ownEntries(entries)
}

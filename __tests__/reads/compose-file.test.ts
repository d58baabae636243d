import { mayNameFiles, readReferences } from '../../src/reads/compose-file.ts'

const none = { includes: [], envFiles: [], labelFiles: [], extended: [] }
const include = { paths: ['a.yml'], projectDirectory: '', envFiles: [] }

test.each([
  ['', none],
  ['services: {}', none],
  ['include: [a.yml]', { ...none, includes: [include] }],
  ['{"include": ["a.yml"]}', { ...none, includes: [include] }],
  ['"incl\\x75de":\n- &x a.yml', { ...none, includes: [include] }],
  ['\ufeffinclude:\r\n- path: a.yml', { ...none, includes: [include] }],
  ['x-i: &i [a.yml]\ninclude: *i', { ...none, includes: [include] }],
  ['x-top: &t {include: [a.yml]}\n<<: *t', { ...none, includes: [include] }],
  ['a: b\n---\ninclude: [a.yml]', { ...none, includes: [include] }],
  ['include: !reset [a.yml]', { ...none, includes: [include] }],
  [
    'include: [{path: [a, b], project_directory: p, env_file: [e, f]}]',
    { ...none, includes: [{ paths: ['a', 'b'], projectDirectory: 'p', envFiles: ['e', 'f'] }] },
  ],
  ['services: {a: {env_file: x}}', { ...none, envFiles: ['x'] }],
  [
    'services: {a: {env_file: [x, {path: y, required: false}], label_file: z}}',
    { ...none, envFiles: ['x', 'y'], labelFiles: ['z'] },
  ],
  ['services: {a: {env_file: ~}, b: {env_file: null}, c: null, d: {env_file: []}}', none],
  ['services: {a: {env_file: !!str null}}', { ...none, envFiles: ['null'] }],
  [
    'x: &x {env_file: x}\nservices: {a: {<<: *x, env_file: y}, b: {<<: [*x]}}',
    { ...none, envFiles: ['x', 'y', 'x'] },
  ],
  ['services: {a: {extends: b}, b: {extends: {file: f, service: b}}}', { ...none, extended: ['f'] }],
  ['services: {a: {environment: {env_file: /x, include: /y}, build: {args: {extends: /z}}}}', none],
])('references of compose file %j', (text, expected) => {
  expect(readReferences(text)).toEqual(expected)
})

test.each([
  ['invalid YAML', 'a: [\n'],
  ['a repeated key', 'include: []\ninclude: [a]'],
  ['a binary key', '!!binary aW5jbHVkZQ==: [a]'],
  ['an unknown tag', 'include: !x [a]'],
  ['a directive', '%TAG !e! tag:yaml.org,2002:\n---\n!e!binary aW5jbHVkZQ==: [a]'],
  ['a line break of YAML 1.1', 'a: b # \u2028include: [a]'],
  ['another line break of YAML 1.1', 'a: b # \u0085include: [a]'],
  ['a line break of old systems', 'a: b # \rinclude: [a]'],
  ['a byte order mark in the middle', 'a: b\n\ufeffinclude: [a]'],
  ['invalid UTF-8', 'a: \ufffd'],
  ['an include that is not a list', 'include: {a: b}'],
  [
    'two project directories',
    'x: &x {project_directory: a}\ninclude: [{<<: *x, path: p, project_directory: b}]',
  ],
  ['an alias without an anchor', 'include: *x'],
  ['an alias within itself', 'services: &s {a: {<<: *s}, <<: *s}'],
  [
    'too many aliases',
    `${[...'abcdefghij']
      .map(
        (name, index, all) =>
          `${name}: &${name} [${
            index === 0
              ? 'x'
              : Array(9)
                  .fill(`*${all[index - 1]}`)
                  .join(',')
          }]`,
      )
      .join('\n')}\nservices: {s: {env_file: *j}}`,
  ],
])('the references of a file with %s are uncertain', (_what, text) => {
  expect(readReferences(text)).toBeUndefined()
})

test.each([
  ['target "app" { context = "." }', false],
  ['target "app" { inherits = ["env_file"] }', true],
  ['"env\\x5ffile": [', true],
])('text %j may name files for another parser: %s', (text, expected) => {
  expect(mayNameFiles(text)).toBe(expected)
})

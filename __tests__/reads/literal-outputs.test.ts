import fc from 'fast-check'
import { mayNameOutput, pathsIn, readLiteralOutputs } from '../../src/reads/literal-outputs.ts'

const hcl = (value: string) => `target "app" {\n  output = ${value}\n}\n`
const compose = (value: string) => `services:\n  app:\n    build:\n      x-bake:\n        output:${value}`

type Format = Parameters<typeof readLiteralOutputs>[1]

test.each<[name: string, text: string, format: Format, paths: string[]]>([
  ['a list of strings', hcl('["type=local,dest=out", "dist"]'), 'hcl', ['out', 'dist']],
  ['a list over several lines', hcl('[\n    "type=tar,dest=a.tar",\n  ]'), 'hcl', ['a.tar']],
  ['a record', hcl('[{ type = "oci", dest = "b.tar" }]'), 'hcl', ['b.tar']],
  ['a setting with blanks around its key', hcl('["type=tar, dest =/etc/x"]'), 'hcl', ['/etc/x']],
  ['JSON', '{"target":{"a":{"output":["type=oci,dest=../x"]}}}', 'json', ['../x']],
  ['JSON with a record', '{"output":[{"type":"oci","dest":"/x"}]}', 'json', ['/x']],
  ['a list of a compose file', compose('\n          - type=tar,dest=x.tar\n'), 'yaml', ['x.tar']],
  ['a list in one line of a compose file', compose(' ["type=tar,dest=x.tar"]\n'), 'yaml', ['x.tar']],
  [
    'a single string in a compose file',
    compose(' type=tar,dest=x.tar\n        tags: [x]\n'),
    'yaml',
    ['x.tar'],
  ],
  ['a quoted string in a compose file', compose(' "type=tar,dest=x.tar"\n'), 'yaml', ['x.tar']],
  ['an empty list', hcl('[]'), 'hcl', []],
  ['the word output in a comment', '# the output goes away\n', 'hcl', []],
  [
    'continued lines of an inline Dockerfile',
    'target "a" {\n  dockerfile-inline = <<E\nRUN a \\\n  && b "c"\nE\n  output = ["x"]\n}\n',
    'hcl',
    ['x'],
  ],
  [
    'continued lines of an inline Dockerfile in a compose file',
    `x-a: |\n  RUN a \\\n    && echo '{"b": 1}'\n<<: *default\nb: "\\u00e4"\n${compose(' dist\n')}`,
    'yaml',
    ['dist'],
  ],
  ['part of another name', 'output-dir = x\nmy_output = y\n', 'hcl', []],
  ['a variable called output', 'variable "output" {}\n', 'hcl', []],
])('every path is found: %s', (_, text, format, paths) => {
  const found = readLiteralOutputs(text, format)
  expect(found).toEqual({ paths: expect.arrayContaining(paths) })
})

test.each<[name: string, text: string, format?: Format]>([
  ['a variable', hcl('["type=tar,dest=${DEST}"]')],
  ['a function', hcl('[join("", ["a"])]')],
  ['a name', hcl('OUTPUTS')],
  ['an expression behind a list', hcl('["a"] == [] ? [] : ["type=tar,dest=/x"]')],
  ['one element of a list', hcl('[["type=tar,dest=/x"]][0]')],
  ['a comment before the sign', 'output /* x */ = ["type=tar,dest=/x"]'],
  ['a comment in the list', hcl('[ /* x */ "type=tar,dest=/x"]')],
  ['an escape in a string', hcl('["type=tar,dest=\\u002fx"]')],
  ['an escape in the key', '{"outp\\u0075t":["type=tar,dest=/x"]}', 'json'],
  ['an escape in a key of a compose file', 'a: {"outp\\x75t" : [x]}\n', 'yaml'],
  ['an escape in a key with a comment behind it', '? "outp\\x75t" # c\n: [x]\n', 'yaml'],
  ['an alias as a key', 'a: &k "x"\n*k : [x]\n', 'yaml'],
  ['OUTPUT in capitals', 'OUTPUT = f("x")'],
  ['a single string', hcl('"type=tar,dest=/x"')],
  ['a string of several lines', compose(' type=tar,dest=a\n            /x\n'), 'yaml'],
  ['a string with a variable', compose(' type=tar,dest=${X}\n'), 'yaml'],
  ['a folded string', compose(' >\n            type=tar,dest=/x\n'), 'yaml'],
  ['an alias', compose(' *x\n'), 'yaml'],
  ['an item of several lines', compose('\n          - type=tar,dest=a\n            /x\n'), 'yaml'],
  ['an item after a comment', compose('\n          - a\n          # b\n          - ${X}\n'), 'yaml'],
  ['an item with a variable', compose('\n          - a\n          - type=tar,dest=$X\n'), 'yaml'],
  ['a key that is an anchor', 'a: &k output\n*k : [x]\n', 'yaml'],
  ['a key on its own line', '? output\n: - type=tar,dest=${X}\n', 'yaml'],
  ['a line break in a key', '"out\\\nput": [x]\n', 'yaml'],
])('outputs are uncertain: %s', (_, text, format = 'hcl') => {
  expect(mayNameOutput(text)).toBe(true)
  expect(readLiteralOutputs(text, format)).toEqual({ why: expect.any(String) })
})

test('a path in a literal list is found in any layout', () => {
  const blank = fc.stringMatching(/^[ \t]{0,3}$/)
  const path = fc.stringMatching(/^(\/|\.\.\/)[a-z./]{1,12}$/)
  fc.assert(
    fc.property(
      path,
      blank,
      blank,
      fc.constantFrom('=', ' = ', ':'),
      fc.boolean(),
      (dest, a, b, sign, isLast) => {
        const spec = isLast ? `type=tar,${a}dest${b}=${dest}` : `dest=${dest},type=oci`
        const text = `target "x" {\n${a}output${b}${sign}${a}["${spec}"${b}]${a}\n}\n`
        const found = readLiteralOutputs(text, 'hcl')
        expect('why' in found || found.paths.includes(dest)).toBe(true)
      },
    ),
  )
})

test('every part of an output that could be a path is listed', () => {
  expect(pathsIn('type=tar,"dest=a,b"')).toEqual(expect.arrayContaining(['tar', 'a,b']))
  expect(pathsIn('-')).toEqual([])
})

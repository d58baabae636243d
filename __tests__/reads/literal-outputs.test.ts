import fc from 'fast-check'
import { namesOutput, pathsIn, readLiteralOutputs } from '../../src/reads/literal-outputs.ts'

const hcl = (value: string) => `target "app" {\n  output = ${value}\n}\n`
const compose = (value: string) => `services:\n  app:\n    build:\n      x-bake:\n        output:${value}`

test.each<[name: string, text: string, isYaml: boolean, paths: string[]]>([
  ['a list of texts', hcl('["type=local,dest=out", "dist"]'), false, ['out', 'dist']],
  ['a list over several lines', hcl('[\n    "type=tar,dest=a.tar",\n  ]'), false, ['a.tar']],
  ['a record', hcl('[{ type = "oci", dest = "b.tar" }]'), false, ['b.tar']],
  ['a setting with blanks around its key', hcl('["type=tar, dest =/etc/x"]'), false, ['/etc/x']],
  ['JSON', '{"target":{"a":{"output":["type=oci,dest=../x"]}}}', false, ['../x']],
  ['JSON with a record', '{"output":[{"type":"oci","dest":"/x"}]}', false, ['/x']],
  ['a list of a compose file', compose('\n          - type=tar,dest=x.tar\n'), true, ['x.tar']],
  ['a list in one line of a compose file', compose(' ["type=tar,dest=x.tar"]\n'), true, ['x.tar']],
  ['an empty list', hcl('[]'), false, []],
  ['a word in a comment', '# the output goes away\n', false, []],
  ['part of another name', 'output-dir = x\nmy_output = y\n', false, []],
  ['a variable of that name', 'variable "output" {}\n', false, []],
])('%s: every path is found', (_, text, isYaml, paths) => {
  const found = readLiteralOutputs(text, isYaml)
  expect(found).toEqual({ paths: expect.arrayContaining(paths) })
})

test.each<[name: string, text: string, isYaml?: boolean]>([
  ['a variable', hcl('["type=tar,dest=${DEST}"]')],
  ['a function', hcl('[join("", ["a"])]')],
  ['a name', hcl('OUTPUTS')],
  ['an expression behind a list', hcl('["a"] == [] ? [] : ["type=tar,dest=/x"]')],
  ['one element of a list', hcl('[["type=tar,dest=/x"]][0]')],
  ['a comment before the sign', 'output /* x */ = ["type=tar,dest=/x"]'],
  ['a comment in the list', hcl('[ /* x */ "type=tar,dest=/x"]')],
  ['an escape in the text', hcl('["type=tar,dest=\\u002fx"]')],
  ['an escape in the key', '{"outp\\u0075t":["type=tar,dest=/x"]}'],
  ['capitals', 'OUTPUT = f("x")'],
  ['a text alone', hcl('"type=tar,dest=/x"')],
  ['an item of several lines', compose('\n          - type=tar,dest=a\n            /x\n'), true],
  ['an item after a comment', compose('\n          - a\n          # b\n          - ${X}\n'), true],
  ['an item with a variable', compose('\n          - a\n          - type=tar,dest=$X\n'), true],
  ['a key that is an anchor', 'a: &k output\n*k : [x]\n', true],
  ['a key of its own line', '? output\n: - type=tar,dest=${X}\n', true],
  ['a line break in a key', '"out\\\nput": [x]\n', true],
])('%s is not certain', (_, text, isYaml = false) => {
  expect(namesOutput(text)).toBe(true)
  expect(readLiteralOutputs(text, isYaml)).toEqual({ why: expect.any(String) })
})

test('a path in a literal list is found, however it is laid out', () => {
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
        const found = readLiteralOutputs(text, false)
        expect('why' in found || found.paths.includes(dest)).toBe(true)
      },
    ),
  )
})

test('what could be a path of an output', () => {
  expect(pathsIn('type=tar,"dest=a,b"')).toEqual(expect.arrayContaining(['tar', 'a,b']))
  expect(pathsIn('-')).toEqual([])
})

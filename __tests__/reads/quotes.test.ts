import { readQuotes, withoutQuotes } from '../../src/reads/quotes.ts'
import { createFakeFiles } from '../helpers/ports.ts'

const quotes = {
  bake: 'target "app" { args = { A = "${B}" } }',
  compose: 'image: $C',
  foreign: ['secret "x"', 'hunter2'],
}

test.each([
  ['docker-bake.hcl:1: args = { A = "${B}" }', 'docker-bake.hcl:1: args = { A = "${B}" }'],
  [
    'line 3: unexpected character "\\"" in variable name "a \\"b\\""',
    'line 3: it is not a line of an env file',
  ],
  ["line 3: unterminated quoted value 'abc", 'line 3: unterminated quoted value'],
  ['x: Invalid template: "a$"', 'x: Invalid template'],
  ['msg="The \\"C\\" variable is not set."', 'msg="The \\"C\\" variable is not set."'],
  ['msg="The \\"word\\" variable is not set."', 'msg="A variable is not set."'],
  ['required variable B is missing a value: why', 'required variable B is missing a value: why'],
  ['required variable word is missing a value: why', 'a required variable is missing a value'],
  ['bad value hunter2!', 'bad value …!'],
  ['bad value "secret \\"x\\""', 'bad value "…"'],
])('%j is shown as %j', (message, expected) => {
  expect(withoutQuotes(message, quotes)).toBe(expected)
})

describe('files that bake files name', () => {
  const read = (env: string, bake: string) =>
    readQuotes(
      { ...createFakeFiles({}), read: async (path) => (path.endsWith('.env') ? env : bake) },
      '/work',
      ['a.hcl'],
      {
        named: new Map([['.env', 'env']]),
        pinned: {},
      },
    )

  it('may be quoted if a bake file has the same text', async () => {
    expect((await read('A=hunter2\nB=shared-text', 'x = "shared-text"')).foreign).toEqual(
      ['A=hunter2', 'B=shared-text', 'hunter2'].sort((a, b) => b.length - a.length),
    )
  })

  it('are never quoted if they are too large to compare quickly', async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `V${index}=value-${index}`)
    const { foreign } = await read(lines.join('\n'), `x = "value-7" ${'# more '.repeat(20_000)}`)
    expect(foreign).toContain('value-7')
  })
})

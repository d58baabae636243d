import { withoutQuotes } from '../../src/reads/quotes.ts'

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

import fc from 'fast-check'
import { evaluate as recorded } from '../../scripts/lib/expressions.mjs'
import { type Contexts, OpenRecord } from '../../src/workflow-expressions/context-values.ts'
import { loadExpressions } from '../../src/workflow-expressions/expressions.ts'

const expressions = await loadExpressions()

const contexts: Contexts = {
  values: {
    github: {
      ref: 'refs/heads/main',
      event_name: 'push',
      event: { head_commit: new OpenRecord({ id: 'abc' }), labels: [{ name: 'one' }, { name: 'two' }] },
    },
    env: { REGISTRY: 'ghcr.io', EMPTY: '' },
    matrix: { target: 'web', node: 24, include: true },
    inputs: { push: false },
    vars: new OpenRecord(),
    steps: new OpenRecord({ meta: { outputs: new OpenRecord({ tags: 'a:1' }) } }),
  },
}

describe('a text whose expressions are all known', () => {
  test.each([
    { text: 'no expression', expected: 'no expression' },
    { text: '${{ env.REGISTRY }}/acme/app', expected: 'ghcr.io/acme/app' },
    { text: '${{ENV.registry}}', expected: 'ghcr.io' },
    { text: "x-${{ github.event_name == 'PUSH' }}", expected: 'x-true' },
    { text: "${{ github.event_name != 'pull_request' && 'yes' || 'no' }}", expected: 'yes' },
    { text: '${{ github.event.pull_request.number }}', expected: '' },
    { text: '${{ matrix.node }}-${{ matrix.target }}', expected: '24-web' },
    { text: "${{ format('{0}/{1}', env.REGISTRY, matrix.target) }}", expected: 'ghcr.io/web' },
    { text: '${{ fromJSON(\'{"a": [1, 2]}\').a[1] }}', expected: '2' },
    { text: "${{ join(github.event.labels.*.name, '+') }}", expected: 'one+two' },
    { text: "${{ contains(github.event.labels.*.name, 'Two') }}", expected: 'true' },
    { text: "${{ 'a }} b' }}", expected: 'a }} b' },
    { text: "${{ 'it''s' }}", expected: "it's" },
    { text: '${{ inputs.push }}', expected: 'false' },
    { text: "${{ matrix['target'] }}", expected: 'web' },
    { text: '${{ toJSON(matrix.node) }}', expected: '24' },
    { text: '${{ !inputs.push && success() }}', expected: 'true' },
    { text: '${{ steps.meta.outputs.tags }}', expected: 'a:1' },
  ])('$text gives $expected', ({ text, expected }) => {
    expect(expressions.fillIn(text, contexts)).toEqual({ kind: 'known', text: expected })
  })
})

describe('an unknown part stays in the text, and is named', () => {
  test.each([
    { text: '${{ vars.IMAGE }}', parts: ['vars.IMAGE'] },
    { text: 'a/${{ vars.IMAGE || env.REGISTRY }}', parts: ['vars.IMAGE'] },
    { text: '${{ steps.version.outputs.tag }}', parts: ['steps.version.outputs.tag'] },
    { text: '${{ steps.meta.outputs.labels }}', parts: ['steps.meta.outputs.labels'] },
    { text: '${{ needs.build.outputs.digest }}', parts: ['needs.build.outputs.digest'] },
    { text: "${{ hashFiles('**/lock') }}", parts: ['hashFiles()'] },
    { text: '${{ github.event.head_commit.message }}', parts: ['github.event.head_commit.message'] },
    { text: '${{ toJSON(steps) }}', parts: ['steps'] },
    { text: '${{ matrix[vars.KEY] }}', parts: ['matrix', 'vars.KEY'] },
    { text: '${{ vars.list.*.name }}', parts: ['vars.list.*.name'] },
    { text: '${{ format(vars.A, vars.B, vars.a) }}', parts: ['vars.A', 'vars.B'] },
  ])('$text', ({ text, parts }) => {
    const filled = expressions.fillIn(text, contexts)
    expect(filled.kind === 'unknown' && filled.parts.map(({ name }) => name)).toEqual(parts)
  })
})

test('known text and known expressions beside an unknown part are filled in', () => {
  expect(expressions.fillIn('${{ env.REGISTRY }}/${{ vars.IMAGE }}:1', contexts)).toMatchObject({
    kind: 'unknown',
    pieces: ['ghcr.io', '/', { expression: 'vars.IMAGE' }, ':1'],
  })
})

describe('the texts that an expression compares with an unknown part are listed', () => {
  test.each([
    { text: "vars.A == 'x'", compared: ['x'] },
    { text: "'x' != vars.A && vars.A != 'y'", compared: ['x', 'y'] },
    { text: "vars.A && 'x'", compared: [''] },
    { text: '!vars.A', compared: [''] },
    { text: "contains(vars.A, 'rc')", compared: ['rc'] },
    { text: 'contains(fromJSON(\'["a", "b"]\'), vars.A)', compared: ['a', 'b'] },
  ])('$text', ({ text, compared }) => {
    const value = expressions.evaluate(text, contexts)
    expect(value.kind === 'unknown' && value.parts).toEqual([{ name: 'vars.A', compared }])
  })
})

describe('a condition with an unknown side is decided if the other side decides it', () => {
  test.each([
    { text: 'false && vars.A', expected: false },
    { text: 'vars.A && false', expected: false },
    { text: 'true || vars.A', expected: true },
    { text: 'vars.A || true', expected: true },
    { text: '!(vars.A && false)', expected: true },
    { text: '(vars.A && false) || vars.B', expected: 'unknown' },
    { text: '(vars.A || true) && inputs.push', expected: false },
    { text: 'vars.A', expected: 'unknown' },
    { text: '!vars.A', expected: 'unknown' },
    { text: 'vars.A == vars.B', expected: 'unknown' },
    { text: "github.ref == 'refs/heads/main'", expected: true },
    { text: '${{ inputs.push }}', expected: false },
    { text: '${{ inputs.push }} && false', expected: true },
    { text: 'always()', expected: true },
    { text: 'failure()', expected: false },
    { text: '', expected: true },
    { text: 'github.ref = 1', expected: 'unknown' },
  ])('$text is $expected', ({ text, expected }) => {
    expect(expressions.test(text, contexts)).toBe(expected)
  })
})

test('an assumed value takes the place of an unknown part, and of no known one', () => {
  const assumed = {
    ...contexts,
    assumed: { 'vars.image': 'app', 'steps.v.outputs.tag': '1', 'env.registry': 'x' },
  }
  expect(
    expressions.fillIn('${{ env.REGISTRY }}/${{ vars.IMAGE }}:${{ steps.V.outputs.tag }}', assumed),
  ).toEqual({
    kind: 'known',
    text: 'ghcr.io/app:1',
  })
})

describe('a text that GitHub refuses is invalid, with the reason', () => {
  test.each([
    { text: '${{ github.ref', why: 'has no end' },
    { text: '${{ }}', why: 'empty' },
    { text: '${{ unknown.context }}', why: "Unrecognized named-value: 'unknown'" },
    { text: '${{ nofunction(1) }}', why: "Unrecognized function: 'nofunction'" },
    { text: '${{ github.ref == }}', why: 'Unexpected end of expression' },
    { text: "${{ format('{0') }}", why: 'format string is invalid' },
    { text: "${{ fromJSON('{') }}", why: 'JSON' },
    { text: `\${{ ${'('.repeat(60)}1${')'.repeat(60)} }}`, why: 'Exceeded max expression depth' },
  ])('$text', ({ text, why }) => {
    expect(expressions.fillIn(text, contexts)).toMatchObject({
      kind: 'invalid',
      why: expect.stringContaining(why),
    })
  })
})

const literal = fc.constantFrom("'a'", "''", 'true', 'false', 'env.REGISTRY', 'env.EMPTY', 'vars.A', 'vars.B')
const expression = fc.letrec<{ one: string }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    literal,
    fc
      .tuple(tie('one'), fc.constantFrom('&&', '||', '==', '!='), tie('one'))
      .map(([a, sign, b]) => `(${a} ${sign} ${b})`),
    tie('one').map((inner) => `!${inner}`),
  ),
})).one

test('a decided condition has the same result for any value of its unknown parts', () => {
  fc.assert(
    fc.property(
      expression,
      fc.constantFrom('', 'a', 'true', 'b'),
      fc.constantFrom('', 'a', 'x'),
      (text, a, b) => {
        const decided = expressions.test(text, contexts)
        const filled = { ...contexts, assumed: { 'vars.a': a, 'vars.b': b } }
        const actual = expressions.test(text, filled)
        expect(actual).not.toBe('unknown')
        expect([actual, 'unknown']).toContain(decided)
        // A second implementation, for the recorded workflows.
        const values = { ...contexts.values, vars: { A: a, B: b } }
        const other = recorded(text, values)
        expect(actual).toBe(other !== false && other !== '' && other !== null && other !== 0)
      },
    ),
  )
})

import { readCache } from '../../src/inputs/cache-inputs.ts'
import { makeInputs, makeReader, type Texts } from '../helpers/inputs.ts'
import { codes, problemsIn } from '../helpers/problems.ts'

test.each<[text: string, setting: string | undefined]>([
  ['', undefined],
  ['off', undefined],
  ['false', undefined],
  ['auto', 'auto'],
  [' auto ', 'auto'],
  ['gha', 'gha'],
  ['registry', 'registry'],
])('input cache %j means %j', (cache, setting) => {
  const reader = makeReader({ cache })
  expect([readCache(reader), reader.problems]).toEqual([setting, []])
})

test.each(['true', 'Auto', 'local', 'type=gha'])('input cache %j is not one of its values', (cache) => {
  const reader = makeReader({ cache })
  readCache(reader)
  expect(reader.problems).toMatchObject([
    { code: 'input-value', what: `Input cache: '${cache}' is not one of its values.` },
  ])
})

test.each<{ name: string; texts: Texts }>([
  { name: 'cache-from', texts: { 'cache-from': 'type=gha' } },
  { name: 'cache-to', texts: { 'cache-to': 'type=gha' } },
  { name: 'from', texts: { from: 'acme/app:1' } },
])('input cache and $name contradict each other', async ({ name, texts }) => {
  const problems = await problemsIn(() =>
    Promise.resolve().then(() => makeInputs({ cache: 'auto', ...texts })),
  )
  expect(codes(problems)).toEqual(['input-conflict'])
  expect(problems[0]?.what).toContain(name)
})

test('input cache: off may stand beside cache-from, so that an expression can choose', () => {
  expect(makeInputs({ cache: 'off', 'cache-from': 'type=gha' }).cache).toBeUndefined()
})

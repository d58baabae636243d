import { readCacheMounts } from '../../src/inputs/cache-mount-inputs.ts'
import { makeInputs, makeReader } from '../helpers/inputs.ts'
import { problemsIn } from '../helpers/problems.ts'

test.each<[text: string, keep: boolean | 'always']>([
  ['', false],
  ['false', false],
  ['true', true],
  ['True', true],
  ['always', 'always'],
])('cache-mounts %j is %j', (text, keep) => {
  const reader = makeReader({ 'cache-mounts': text })
  expect([readCacheMounts(reader), reader.problems]).toEqual([{ keep, image: '' }, []])
})

test.each<[input: string, text: string]>([
  ['cache-mounts', 'yes'],
  ['cache-mounts', 'Always'],
  ['cache-mounts-image', 'busybox:'],
  ['cache-mounts-image', 'a b'],
  ['cache-mounts-image', 'busybox\nRUN x'],
])('%s: %j is an error that shows the value', (input, text) => {
  const reader = makeReader({ [input]: text })
  readCacheMounts(reader)
  expect(reader.problems).toMatchObject([{ code: 'input-value', what: expect.stringContaining(`'${text}'`) }])
})

test('existing images have no cache mounts', async () => {
  const problems = await problemsIn(async () =>
    makeInputs({ from: 'ghcr.io/acme/app:1', 'cache-mounts': 'true' }),
  )
  expect(problems).toMatchObject([{ code: 'input-conflict', what: expect.stringContaining('cache-mounts') }])
})

test('cache-mounts-image without cache-mounts is a warning', () => {
  const reader = makeReader({ 'cache-mounts-image': 'r.test/busybox:1' })
  readCacheMounts(reader)
  expect(reader.warnings).toEqual(['Input cache-mounts-image is ignored, because cache-mounts is not set.'])
})

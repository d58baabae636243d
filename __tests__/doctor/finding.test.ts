import { attempt, failed, ok } from '../../src/doctor/finding.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'

const problem = { code: 'x', what: 'It is broken.', fix: 'Repair it.' }

test('a check that succeeds has its own findings', async () => {
  expect(await attempt('docker', async () => [ok('docker', 'engine 28')])).toEqual([
    { check: 'docker', level: 'ok', text: 'engine 28' },
  ])
})

test('a check that throws has a finding for each problem', async () => {
  const found = await attempt('push', async () => {
    throw new TagboatError(problem, { ...problem, what: 'It is\nslow.' })
  })
  expect(found).toEqual([
    { check: 'push', level: 'failed', text: 'It is broken.', fix: 'Repair it.' },
    { check: 'push', level: 'failed', text: 'It is slow.', fix: 'Repair it.' },
  ])
})

test('a bug is not a finding', async () => {
  const check = attempt('push', async () => {
    throw new RangeError('bug')
  })
  await expect(check).rejects.toThrow('bug')
})

test('a finding ends with the last line of the answer of a tool', () => {
  expect(failed('docker', { ...problem, original: 'first\nCannot connect\n' }).text).toBe(
    'It is broken. (Cannot connect)',
  )
})

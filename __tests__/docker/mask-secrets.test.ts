import { settingOf } from '../../src/bake/specs.ts'
import { maskSecrets } from '../../src/docker/mask-secrets.ts'
import { createFakeFiles, createFakeLog } from '../helpers/ports.ts'

test.each<[name: string, secret: string | Readonly<Record<string, string>>, masked: string[]]>([
  ['a variable of the runner', 'type=env,id=a,env=RUNNERS', ['from the runner']],
  ['a variable that is given, which wins', 'type=env,id=a,env=BOTH', ['given']],
  ['a variable as a source', 'type=env,id=a,src=GIVEN', ['given too']],
  ['a variable as an object', { id: 'a', env: 'GIVEN' }, ['given too']],
  ['a variable behind an id that reads like another', { id: 'a,env=RUNNERS', env: 'GIVEN' }, ['given too']],
  ['the same, written out', 'type=env,"id=a,env=RUNNERS",env=GIVEN', ['given too']],
  ['a variable by its id', 'type=env,id=GIVEN', ['given too']],
  ['a file', 'type=file,id=a,src=folder/file', ['in a file']],
  ['a file by its other name', 'id=a,source=/elsewhere/file', ['elsewhere']],
  ['a file with a comma in its name', { id: 'a', src: 'one,two' }, ['with a comma']],
  ['a file by its id', 'id=by-id', ['by its id']],
  ['nothing that is there', 'id=none', []],
])('a secret of a target is masked: %s', async (_, secret, masked) => {
  const log = createFakeLog()
  const files = createFakeFiles({
    '/repo/folder/file': 'in a file',
    '/elsewhere/file': 'elsewhere',
    '/repo/one,two': 'with a comma',
    '/repo/by-id': 'by its id',
  })
  const env = { RUNNERS: 'from the runner', BOTH: 'of the runner' }
  const targets = new Map([['app', { secret: [secret] }]])
  await maskSecrets({ files, log, env }, '/repo', { BOTH: 'given', GIVEN: 'given too' }, targets)
  expect(log.masks.filter((mask) => mask !== '')).toEqual(masked)
})

test('one warning names the secrets whose values cannot be masked, and shows none', async () => {
  const log = createFakeLog()
  const files = createFakeFiles({ '/repo/key': ' root\n' })
  const secret = ['id=word,env=WORD', 'id=short,env=SHORT', 'id=file,src=key', 'id=good,env=GOOD', 'id=none']
  const given = { WORD: 'main', SHORT: 'xyz', GOOD: 'correct horse' }
  await maskSecrets({ files, log, env: {} }, '/repo', given, new Map([['app', { secret }]]))
  expect(log.at('warning')).toEqual([
    'These values are not masked in the log, because that would hide ordinary text: ' +
      "secret 'word' is a common word; secret 'short' has fewer than 4 characters; secret 'file' is a common word. " +
      'Use longer values that are hard to guess.',
  ])
})

test.each([
  ['type=local,dest=out', 'dest', 'out'],
  ['id=a,"src=one,""two"""', 'src', 'one,"two"'],
  ['type=local,dest=out', 'src', undefined],
])('a setting of %s, %s', (spec, key, value) => {
  expect(settingOf(spec, key)).toBe(value)
})

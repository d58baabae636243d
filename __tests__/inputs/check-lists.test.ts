import fc from 'fast-check'
import { checkMisread } from '../../src/inputs/check-lists.ts'
import { makeReader, type Texts } from '../helpers/inputs.ts'

const whatsOf = (texts: Texts) => {
  const reader = makeReader(texts)
  checkMisread(reader)
  return reader.problems.map(({ what }) => what)
}

test.each<[input: string, value: string]>([
  ['secrets', 'token=abc\nother=a,b=c'],
  ['secrets', 'id=abc'],
  ['secrets', 'id=abc,def'],
  ['secrets', '"id=token,env=TOKEN"'],
  ['secret-envs', 'token=TOKEN,other=OTHER'],
  ['secret-files', 'key=./a,b=c'],
  ['build-args', 'A=1\nB=2'],
  ['build-args', 'CSV=a,b,c'],
  ['build-args', 'OPTS=-Da=1,-Db=2'],
  ['build-args', 'LABELS=A=1,B=2'],
  ['build-args', 'MIXED=a,b=c,D=e'],
  ['build-args', 'URL=https://x/?a=1,B=2'],
  ['build-args', 'QUOTED="A=1,B=2"'],
  ['build-args', '"A=1,B=2"'],
  ['build-args', 'version=1,commit=2'],
  ['vars', 'A=1'],
  ['cache-from', 'acme/app:cache'],
  ['cache-from', 'type=registry,ref=acme/app:cache'],
  ['cache-from', 'type=gha,scope=a'],
  ['cache-from', 'type=local,src=/tmp/cache'],
  ['cache-to', 'type=inline'],
  ['cache-to', 'type=local,dest=/tmp/cache,mode=max'],
  ['cache-to', 'TYPE=gha'],
  ['cache-to', 'mode=max,type=gha'],
  ['cache-to', 'type=registry,"ref=acme/app:cache",mode=max'],
])('%s: %s is accepted', (input, value) => expect(whatsOf({ [input]: value })).toEqual([]))

test.each<[input: string, value: string, why: string]>([
  ['secrets', 'a=b\nid=token,env=TOKEN', "'item 2' has the form of docker build --secret"],
  ['secrets', 'id=token, src=x', "'item 1' has the form"],
  ['secrets', 'type=env,id=token', "'item 1' has the form"],
  ['secrets', 'env=TOKEN,id=token', "'item 1' has the form"],
  ['secret-envs', 'id=token,env=TOKEN', "'item 1' has the form"],
  ['secret-files', 'src=x,id=token', "'item 1' has the form"],
  ['build-args', 'A=1,B=2', "'A=...,B=...' looks like several"],
  ['build-args', 'A=,B_2=x y, C=', "'A=...,B_2=...,C=...' looks like several"],
  ['vars', 'A=1,B=2', "'A=...,B=...' looks like several"],
  ['cache-to', 'mode=max', "'mode' names no type"],
  ['cache-from', 'ref=a/b', "'ref' names no type"],
  ['cache-from', 'a/b,c/d', "'a/b,c/d' has a setting without ="],
  ['cache-to', 'type=registry,mode=max', "'type=registry,mode' has no ref"],
  ['cache-to', 'type=local,src=x', "'type=local,src' has no dest"],
])('%s: %s is an error', (input, value, why) => {
  const [what, ...more] = whatsOf({ [input]: value })
  expect(what).toContain(`Input ${input}: ${why}`)
  expect(more).toEqual([])
})

test.each<[reference: string, warned: RegExp | undefined]>([
  ['acme/app:cache', undefined],
  ['app', undefined],
  ['localhost:5000/app', undefined],
  ['localhost:5000/app:cache', undefined],
  ['ghcr.io/acme/app:cache-feature-x', undefined],
  [`acme/app@sha256:${'a'.repeat(64)}`, undefined],
  [`acme/app:cache@sha256:${'a'.repeat(64)}`, undefined],
  ['[::1]:5000/app:cache', undefined],
  ['acme/app:cache-feature/x', /without the \/ of a branch/],
  ['app:cache-7/merge', /without the \/ of a branch/],
  ['localhost:5000/app:feature/x', /without the \/ of a branch/],
  ['acme/app:cache-{{branch}}', /expressions in \{\{ \}\} are not filled in here/],
  ['ghcr.io/acme/app:', /letters, digits/],
])('a cache %s warns only if its tag is invalid', (reference, warned) => {
  for (const input of ['cache-from', 'cache-to']) {
    for (const value of [reference, `type=registry,ref=${reference},mode=max`]) {
      const reader = makeReader({ [input]: value })
      checkMisread(reader)
      const { warnings } = reader
      if (warned === undefined) expect(warnings).toEqual([])
      else expect(warnings).toEqual([expect.stringMatching(warned)])
    }
  }
})

test.each<[builds: string, reference: string, warnings: number]>([
  ['- name: web', 'acme/app:cache-{{target}}', 0],
  ['- name: web', 'acme/app:cache-{{ target }}', 0],
  ['- name: web', 'acme/app:cache-{{branch}}', 1],
  ['- name: web', 'acme/app:{{target}}/x', 1],
  ['', 'acme/app:cache-{{target}}', 1],
])('with builds %j, cache %s gives %i warnings', (builds, reference, warnings) => {
  const reader = makeReader({ builds, 'cache-to': `type=registry,ref=${reference}` })
  checkMisread(reader)
  expect(reader.warnings).toHaveLength(warnings)
})

test('errors never show a value', () => {
  const secret = 'kT7NEVERq9'
  const value = fc.array(
    fc.constantFrom(
      `A=${secret}`,
      `id=${secret}`,
      `env=${secret}`,
      `secret_access_key=${secret}`,
      'type=s3',
      'x',
    ),
    { minLength: 1, maxLength: 4 },
  )
  fc.assert(
    fc.property(
      fc.constantFrom('secrets', 'secret-envs', 'build-args', 'cache-to', 'cache-from'),
      value,
      (input, parts) =>
        !whatsOf({ [input]: parts.join(',') })
          .join()
          .includes(secret),
    ),
  )
})

import { stripVTControlCharacters } from 'node:util'
import { type BuildFailure, readFailure } from '../../src/build-output/build-failure.ts'

/** The end of a log of buildx 0.29 with engine 28.5: two targets, two platforms. */
const failed = `#10 ERROR: process "/bin/sh -c busybox seq 1 60 &&    false" did not complete successfully: exit code: 1
------
 > [app 3/4] RUN busybox seq 1 60 &&    false:
0.471 59
------
------
 > [app 3/4] RUN busybox seq 1 60 &&    false:
0.487 59
0.487 60
------

 \u001b[33m1 warning found (use docker --debug to expand):
\u001b[0m - FromAsCasing: 'as' and 'FROM' keywords' casing do not match (line 1)
Fail.Dockerfile:5
--------------------
   4 |     ENV PATH=/bin
   5 | >>> RUN busybox seq 1 60 && \\
   6 | >>>    false
   7 |     RUN echo never
--------------------
ERROR: target app: failed to solve: process "/bin/sh -c busybox seq 1 60 &&    false" did not complete successfully: exit code: 1
`

/** BUILDKIT_DOCKERFILE_CHECK=error=true. */
const lint = `#4 [app internal] load build definition from Dockerfile
#4 DONE 0.0s

 \u001b[33m2 warnings found (use docker --debug to expand):
\u001b[0m - JSONArgsRecommended: JSON arguments recommended for CMD (line 8)
 - FromAsCasing: 'as' and 'FROM' keywords' casing do not match (line 1)
ERROR: target app: failed to solve: lint violation found for rules: FromAsCasing, JSONArgsRecommended
`

const words = (text: string, start: string) => {
  const plain = stripVTControlCharacters(text).trimEnd()
  return plain.slice(plain.lastIndexOf(start))
}

test.each<{ name: string; log: string; expected: BuildFailure }>([
  {
    name: 'a step with its target and its line',
    log: failed,
    expected: {
      words: words(failed, '------\n > [app 3/4]'),
      step: '[app 3/4] RUN busybox seq 1 60 &&    false',
      target: 'app',
      place: { file: 'Fail.Dockerfile', line: 5, text: 'RUN busybox seq 1 60 && \\' },
    },
  },
  {
    name: 'a step of a build with one target, which buildx does not name',
    log: failed.replace('target app: ', ''),
    expected: {
      words: words(failed.replace('target app: ', ''), '------\n > [app 3/4]'),
      step: '[app 3/4] RUN busybox seq 1 60 &&    false',
      place: { file: 'Fail.Dockerfile', line: 5, text: 'RUN busybox seq 1 60 && \\' },
    },
  },
  {
    name: 'violated checks with the list of them',
    log: lint,
    expected: {
      words: words(lint, ' - JSONArgs'),
      target: 'app',
      rules: ['FromAsCasing', 'JSONArgsRecommended'],
    },
  },
  {
    name: 'an error without a step',
    log: 'noise\nERROR: failed to solve: no such host\n',
    expected: { words: 'ERROR: failed to solve: no such host' },
  },
  { name: 'nothing in an empty log', log: '', expected: { words: '' } },
])('the end of a failed build names $name', ({ log, expected }) => {
  expect(readFailure(log)).toEqual(expected)
})

test.each<[name: string, excerpt: string]>([
  ['the excerpt is missing', 'Dockerfile:5\nERROR: failed'],
  [
    'another line is marked',
    `Dockerfile:5\n${'-'.repeat(20)}\n   6 | >>> RUN x\n${'-'.repeat(20)}\nERROR: failed`,
  ],
  [
    'the output of a command imitates it',
    `0.1 Dockerfile:5\n0.1 ${'-'.repeat(20)}\n   5 | >>> RUN x\nERROR: failed`,
  ],
])('a failure has no place if %s', (_, excerpt) => {
  expect(readFailure(`------\n > [1/2] RUN x:\n------\n${excerpt}\n`).place).toBeUndefined()
})

test('the title of a step and the searched part of the log are bounded', () => {
  const noise = 'x\n'.repeat(2_000_000)
  const log = `${noise}------\n > [1/2] RUN ${'y'.repeat(5000)}:\n------\nERROR: failed\n`
  expect(readFailure(log).step).toHaveLength(200)
})

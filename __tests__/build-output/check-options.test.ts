import { failOnChecks, readCheckOptions } from '../../src/build-output/check-options.ts'

test.each<[dockerfile: string, expected: string]>([
  ['FROM scratch\n', ''],
  ['# check=skip=JSONArgsRecommended\nFROM scratch\n', 'skip=JSONArgsRecommended'],
  ['# syntax=docker/dockerfile:1\n# check=skip=all;error=true\nFROM x\n', 'skip=all;error=true'],
  ['#Check = skip=A,B \r\nFROM x\n', 'skip=A,B'],
  ['\ufeff#!/usr/bin/env x\n# escape=`\n# check=skip=A\nFROM x\n', 'skip=A'],
  // Only the part before a blank counts for BuildKit.
  ['# check=skip=A; error=true\nFROM x\n', 'skip=A;'],
  ['\n# check=skip=A\nFROM x\n', ''],
  ['# a comment\n# check=skip=A\nFROM x\n', ''],
  ['FROM x\n# check=skip=A\n', ''],
  ['# other=1\n# check=skip=A\n', ''],
])('the options of %j are %j', (dockerfile, expected) => {
  expect(readCheckOptions(dockerfile)).toBe(expected)
})

test('a long line does not need a long time', () => {
  const started = performance.now()
  expect(readCheckOptions(`# check=a${' '.repeat(1_000_000)}b`)).toBe('a')
  expect(performance.now() - started).toBeLessThan(2_000)
})

test.each<{ name: string; args: Record<string, string>; dockerfile: string | undefined; expected: string }>([
  { name: 'a Dockerfile without options', args: {}, dockerfile: 'FROM x\n', expected: 'error=true' },
  {
    name: 'a Dockerfile that skips rules',
    args: {},
    dockerfile: '# check=skip=A,B;error=false\nFROM x\n',
    expected: 'skip=A,B;error=true',
  },
  {
    name: "the user's build argument, which replaces the Dockerfile's options",
    args: { BUILDKIT_DOCKERFILE_CHECK: 'skip=C;experimental=all' },
    dockerfile: '# check=skip=A\nFROM x\n',
    expected: 'skip=C;experimental=all;error=true',
  },
  {
    name: 'a Dockerfile that is not in the workspace',
    args: {},
    dockerfile: undefined,
    expected: 'error=true',
  },
])('checks fail the build, and the options stay: $name', ({ args, dockerfile, expected }) => {
  expect(failOnChecks({ args }, dockerfile)).toEqual({ BUILDKIT_DOCKERFILE_CHECK: expected })
})

import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { findNear } from '../../src/edit-distance.ts'
import {
  checkUnknownInputs,
  dockerInputs,
  inputNames,
  isGithubRunner,
} from '../../src/inputs/unknown-inputs.ts'
import { makeReader } from '../helpers/inputs.ts'
import { codes } from '../helpers/problems.ts'

test('the list of inputs equals that of action.yml', () => {
  expect(inputNames).toEqual(Object.keys(parse(readFileSync('action.yml', 'utf8')).inputs))
})

test('the list of inputs of docker actions contains no input of Tagboat', () => {
  expect(inputNames.filter((name) => dockerInputs.has(name))).toEqual([])
})

test.each(inputNames)('%s is a known input', (name) => {
  const reader = makeReader({})
  checkUnknownInputs(reader, { GITHUB_ACTIONS: 'true', [`INPUT_${name.toUpperCase()}`]: 'x' })
  expect([reader.problems, reader.warnings]).toEqual([[], []])
})

test.each<[env: Record<string, string>, expected: boolean]>([
  [{ GITHUB_ACTIONS: 'true' }, true],
  [{ GITHUB_ACTIONS: 'true', RUNNER_ENVIRONMENT: 'self-hosted' }, true],
  [{ GITHUB_ACTIONS: 'true', ACT: 'true' }, false],
  [{ GITHUB_ACTIONS: 'true', GITEA_ACTIONS: 'true' }, false],
  [{ GITHUB_ACTIONS: 'true', FORGEJO_ACTIONS: 'true', GITEA_ACTIONS: 'true' }, false],
  [{}, false],
])('the environment %j is that of a GitHub runner: %s', (env, expected) =>
  expect(isGithubRunner(env)).toBe(expected),
)

test.each<[name: string, expected: string | undefined]>([
  ['tag', 'tags'],
  ['image', 'images'],
  ['target_stage', undefined],
  ['build_arg', 'build-args'],
  ['buildargs', 'build-args'],
  ['cache-form', 'cache-from'],
  ['dryrun', 'dry-run'],
  ['pasword', 'password'],
  ['secret', 'secrets'],
  ['sets', 'set'],
  ['fil', undefined],
  ['entrypoint', undefined],
  ['foo', undefined],
  ['', undefined],
])('the unknown input %s resembles %s', (name, expected) => expect(findNear(name, inputNames)).toBe(expected))

test('the value of an unknown input, which may be a secret, is never shown', () => {
  const reader = makeReader({})
  checkUnknownInputs(reader, { GITHUB_ACTIONS: 'true', INPUT_LOGOUT: 's3cret', INPUT_PASSWORT: 's3cret' })
  expect(codes(reader.problems)).toEqual(['input-unknown'])
  expect(reader.warnings).toHaveLength(1)
  expect(JSON.stringify([reader.problems, reader.warnings])).not.toContain('s3cret')
})

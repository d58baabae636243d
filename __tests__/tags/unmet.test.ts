/** Literal values that give no tag, and `type=match` on a prerelease. */

import { compileRules } from '../../src/tags/compile-rules.ts'
import { namesFor } from '../../src/tags/other-names.ts'
import { branch, computeTags, main, tag } from '../helpers/tag-names.ts'

import { makePull, makeTrigger } from '../helpers/trigger.ts'

const typed = makeTrigger({ event: 'workflow_dispatch' })
const given = (lines: string, on = typed) => computeTags(on, { tags: lines.split('\n'), flavor: [] })

const version = 'type=semver,pattern={{version}}'

test.each([
  ['a version of two numbers', `${version},value=1.4`, /'1.4' is not a version of semver/],
  [
    'a version that its match attribute rejects',
    `${version},value=1.4.0,match=^v(.*)`,
    /does not match '1.4.0'/,
  ],
  [
    'a value that is not a PEP 440 version',
    'type=pep440,pattern={{version}},value=x',
    /'x' is not a version of pep440/,
  ],
  ['a value that a pattern does not match', 'type=match,pattern=v(.*),value=1.4', /does not match '1.4'/],
  ['an empty version', `${version},value=`, /its value is empty/],
  ['an empty match', 'type=match,pattern=v(.*),value=', /its value is empty/],
  ['an empty raw value', 'type=raw,value=', /its value is empty/],
])('%s is unmet without other tags, and a warning beside another tag', (_, line, why) => {
  const alone = given(line)
  expect(alone).toMatchObject({ tags: [], unmet: [expect.stringMatching(why)] })
  const beside = given(`${line}\nstable`)
  expect(beside.tags).toHaveLength(1)
  expect(beside.warnings).toEqual(alone.unmet)
})

test.each([
  ['a valid version', `${version},value=v1.4.0`, typed],
  ['an empty value on a git tag, which replaces it', `${version},value=`, tag('v1.4.0')],
  ['an empty value on a push', `${version},value=`, main],
  ['an empty value on a pull request', 'type=raw,value=', makePull()],
  ['a value with an expression', 'type=raw,value={{tag}}', typed],
  ['a rule without a value', version, typed],
  ['a type that ignores its value', 'type=ref,event=tag,value=x', typed],
  ['a disabled rule', `${version},value=1.4,enable=false`, typed],
  ['the major version 0, which is not a version line', 'type=semver,pattern={{major}},value=0.4.0', typed],
])('%s is not unmet', (_, line, on) => expect(given(line, on).unmet).toBeUndefined())

test('namesFor ignores unmet values and references', () => {
  const rules = compileRules({ tags: ['ghcr.io/acme/{{branch}}:1', `${version},value=1.4`], flavor: [] })
  expect(namesFor(branch('x'), rules, 'v2.0.0').tags.map(({ name }) => name)).toEqual(['2.0.0', 'latest'])
})

const match = (pattern: string) => `type=match,pattern=${pattern}`

test.each([
  ['v1.2.3-beta.4', 'v(.*)-beta.(.*)', 'v1.2.3-beta.4', 0],
  ['v1.2.3-beta.4', 'v(.*)-beta.(.*),group=1', '1.2.3', 1],
  ['v1.2.3-beta.4', 'v(.*)-beta.(.*),group=2', '4', 1],
  ['app/v1.2.3-rc.1+b7', 'v(.*)-rc[.]1,group=1', '1.2.3', 1],
  ['1.2rc3', '(.*)rc3,group=1', '1.2', 1],
  ['v1.2.3-beta.4', 'v(.*)-beta.,group=1', '', 1],
  ['v1.2.3-beta.4', 'v(.*)-beta,group=1', '', 1],
  ['v1.2.3-beta.4', '\\d.\\d.\\d', '', 1],
  ['v1.2.3-beta.4', '\\d.\\d', '', 1],
  ['v1.2.3-beta.4', 'v(.*-beta),group=1', '1.2.3-beta', 0],
  ['v1.2.3', 'v(.*)-beta.(.*),group=1', '', 1],
])('git tag %s by %s gives %j, never latest', (name, pattern, expected, warnings) => {
  const planned = given(match(pattern), tag(name))
  expect(planned.tags.map((each) => each.name).join()).toBe(expected)
  expect(planned.warnings).toHaveLength(warnings)
})

test('a short tag of a prerelease follows the version line and is not a release', () => {
  const [planned] = given(match('v(.*)-beta.(.*),group=1'), tag('v1.2.3-beta.4')).tags
  expect(planned?.follows).toEqual({ kind: 'line', scheme: 'semver', version: '1.2.3-beta.4' })
})

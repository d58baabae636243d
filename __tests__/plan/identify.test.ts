import fc from 'fast-check'
import type { BakeTarget } from '../../src/bake/bake-target.ts'
import {
  compareIdentities,
  describeIdentity,
  formatIdentity,
  type Identity,
  mergeIdentities,
  parseIdentity,
} from '../../src/model/identity.ts'
import { identify } from '../../src/plan/identify.ts'

const of = (definition: BakeTarget, target?: string, own?: string) =>
  identify(definition, {
    workspace: '/home/runner/work/app',
    ...(target !== undefined && { target }),
    ...(own !== undefined && { own }),
  })

describe('the identity of an image', () => {
  const plain = { file: 'Dockerfile', context: '.' }
  test.each<[what: string, definition: BakeTarget, expected: Partial<Identity>]>([
    ['by default', {}, {}],
    ['with an absolute context', { context: '/home/runner/work/app' }, {}],
    ['in a folder', { context: 'web' }, { file: 'web/Dockerfile', context: 'web' }],
    [
      'in the same folder, written otherwise',
      { context: './web/../web/' },
      { file: 'web/Dockerfile', context: 'web' },
    ],
    [
      'with a Dockerfile beside',
      { context: 'web', dockerfile: '../a.Dockerfile' },
      { file: 'a.Dockerfile', context: 'web' },
    ],
    [
      'with an absolute Dockerfile',
      { dockerfile: '/home/runner/work/app/docker/app' },
      { file: 'docker/app' },
    ],
    ['outside of the workspace', { dockerfile: '/home/runner/work/_temp/d' }, { file: '../_temp/d' }],
    ['with a Dockerfile in the bake file', { 'dockerfile-inline': 'FROM x' }, { file: '(inline)' }],
    ['of a stage', { target: 'slim' }, { stage: 'slim' }],
    [
      'for platforms, in any order and spelling',
      { platforms: ['linux/x86_64', 'linux/arm64/v8', 'linux/amd64'] },
      { platforms: ['linux/amd64', 'linux/arm64'] },
    ],
    [
      'of a remote context, without login and ref',
      { context: 'https://ada:to/ken@github.com/acme/app.git?ref=v1&token=x#refs/tags/v1:web' },
      { context: 'https://github.com/acme/app.git#:web' },
    ],
    [
      'of a remote context with its folder in the query',
      { context: 'https://github.com/acme/app.git?branch=main&subdir=web', dockerfile: 'x' },
      { context: 'https://github.com/acme/app.git#:web', file: 'x' },
    ],
    [
      'of a remote context over ssh',
      { context: 'git@github.com:acme/app.git#main' },
      { context: 'github.com:acme/app.git' },
    ],
    [
      'with a remote Dockerfile',
      { dockerfile: 'https://ada:token@files.test/Dockerfile?sig=secret' },
      { file: 'https://files.test/Dockerfile' },
    ],
  ])('%s', (_, definition, expected) => {
    const { platforms, ...rest } = of(definition)
    expect({ ...rest, ...(platforms && { platforms }) }).toEqual({ ...plain, ...expected })
    expect(formatIdentity(of(definition))).not.toMatch(/token|to\/ken|secret|ada/)
  })

  test('has the platform of the builder where none is asked for', () => {
    expect(of({}, undefined, 'linux/arm64/v8').platforms).toEqual(['linux/arm64'])
    expect(of({ platforms: ['linux/amd64'] }, undefined, 'linux/arm64').platforms).toEqual(['linux/amd64'])
  })

  test('is the same after it was written and read', () => {
    const text = fc.string({ minLength: 1 }).filter((one) => !/\p{Cc}/u.test(one))
    const arbitrary = fc.record(
      { file: text, context: text, target: text, stage: text, platforms: fc.constant(['linux/amd64']) },
      { requiredKeys: ['file', 'context'] },
    )
    fc.assert(
      fc.property(arbitrary, (identity) => {
        expect(parseIdentity(formatIdentity(identity))).toEqual(identity)
      }),
    )
  })

  test.each([
    '',
    'x',
    '[]',
    '{}',
    '{"file":1,"context":"."}',
    '{"file":"a"}',
    '{"file":"a\\u001b[31m","context":"."}',
  ])('is unknown where the label is %j', (text) => expect(parseIdentity(text)).toBeUndefined())
})

describe('two images of one commit', () => {
  const one: Identity = { file: 'Dockerfile', context: '.', platforms: ['linux/amd64'] }
  test.each<[what: string, other: Identity | undefined, expected: string[]]>([
    ['the same', one, []],
    ['one that does not say', undefined, []],
    ['one of unknown platforms', { file: 'Dockerfile', context: '.' }, []],
    ['another Dockerfile', { ...one, file: 'b' }, ['file']],
    ['another context', { ...one, context: 'b' }, ['context']],
    ['another stage', { ...one, stage: 'b' }, ['stage']],
    ['a bake target', { ...one, target: 'b' }, ['target']],
    ['other platforms', { ...one, platforms: ['linux/amd64', 'linux/arm64'] }, ['platforms']],
    ['nothing in common', { file: 'b', context: 'b', platforms: [] }, ['file', 'context', 'platforms']],
  ])('%s', (_, other, expected) => {
    expect(compareIdentities(one, other)).toEqual(expected)
    expect(compareIdentities(other, one)).toEqual(expected)
  })

  test('a merge has the parts of all, and is that of one step that builds them together', () => {
    const arm = { ...one, platforms: ['linux/arm64'] }
    const both = mergeIdentities([one, arm], ['linux/arm64/v8', 'linux/amd64'])
    expect(compareIdentities(both, { ...one, platforms: ['linux/amd64', 'linux/arm64'] })).toEqual([])
    const two = mergeIdentities(
      [
        { ...one, file: 'b', stage: 's' },
        { ...arm, file: 'a' },
      ],
      ['linux/amd64'],
    )
    expect(two).toMatchObject({ file: 'a, b', stage: 's' })
    expect(mergeIdentities([one, undefined], ['linux/amd64'])).toBeUndefined()
  })

  test('is described for errors', () => {
    const full = { target: 'app', file: 'd', context: 'c', stage: 's', platforms: ['a/b', 'c/d'] }
    expect(describeIdentity(full)).toBe("target 'app', file 'd', context 'c', stage 's', platforms a/b, c/d")
    expect(describeIdentity({ file: 'd', context: '.' })).toBe("file 'd'")
  })
})

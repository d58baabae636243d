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
    ['has defaults', {}, {}],
    ['accepts an absolute context', { context: '/home/runner/work/app' }, {}],
    ['includes a folder as context', { context: 'web' }, { file: 'web/Dockerfile', context: 'web' }],
    [
      'normalizes the path of the context',
      { context: './web/../web/' },
      { file: 'web/Dockerfile', context: 'web' },
    ],
    [
      'includes a Dockerfile outside of the context',
      { context: 'web', dockerfile: '../a.Dockerfile' },
      { file: 'a.Dockerfile', context: 'web' },
    ],
    [
      'makes an absolute Dockerfile relative',
      { dockerfile: '/home/runner/work/app/docker/app' },
      { file: 'docker/app' },
    ],
    [
      'includes a Dockerfile outside of the workspace',
      { dockerfile: '/home/runner/work/_temp/d' },
      { file: '../_temp/d' },
    ],
    [
      'marks a Dockerfile in the bake file as inline',
      { 'dockerfile-inline': 'FROM x' },
      { file: '(inline)' },
    ],
    ['includes the stage', { target: 'slim' }, { stage: 'slim' }],
    [
      'normalizes platforms',
      { platforms: ['linux/x86_64', 'linux/arm64/v8', 'linux/amd64'] },
      { platforms: ['linux/amd64', 'linux/arm64'] },
    ],
    [
      'drops login and ref of a remote context',
      { context: 'https://ada:to/ken@github.com/acme/app.git?ref=v1&token=x#refs/tags/v1:web' },
      { context: 'https://github.com/acme/app.git#:web' },
    ],
    [
      'reads the folder of a remote context from its query',
      { context: 'https://github.com/acme/app.git?branch=main&subdir=web', dockerfile: 'x' },
      { context: 'https://github.com/acme/app.git#:web', file: 'x' },
    ],
    [
      'drops the login and ref of an ssh context',
      { context: 'git@github.com:acme/app.git#main' },
      { context: 'github.com:acme/app.git' },
    ],
    [
      'drops login and query of a remote Dockerfile',
      { dockerfile: 'https://ada:token@files.test/Dockerfile?sig=secret' },
      { file: 'https://files.test/Dockerfile' },
    ],
  ])('%s', (_, definition, expected) => {
    const { platforms, ...rest } = of(definition)
    expect({ ...rest, ...(platforms && { platforms }) }).toEqual({ ...plain, ...expected })
    expect(formatIdentity(of(definition))).not.toMatch(/token|to\/ken|secret|ada/)
  })

  test('defaults to the platform of the builder', () => {
    expect(of({}, undefined, 'linux/arm64/v8').platforms).toEqual(['linux/arm64'])
    expect(of({ platforms: ['linux/amd64'] }, undefined, 'linux/arm64').platforms).toEqual(['linux/amd64'])
  })

  test('survives formatting and parsing', () => {
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
  ])('is unknown if the label is %j', (text) => expect(parseIdentity(text)).toBeUndefined())
})

describe('comparing the identities of two images', () => {
  const one: Identity = { file: 'Dockerfile', context: '.', platforms: ['linux/amd64'] }
  test.each<[what: string, other: Identity | undefined, expected: string[]]>([
    ['finds no difference between equal identities', one, []],
    ['finds no difference to an unknown identity', undefined, []],
    ['finds no difference to unknown platforms', { file: 'Dockerfile', context: '.' }, []],
    ['finds another Dockerfile', { ...one, file: 'b' }, ['file']],
    ['finds another context', { ...one, context: 'b' }, ['context']],
    ['finds another stage', { ...one, stage: 'b' }, ['stage']],
    ['finds another bake target', { ...one, target: 'b' }, ['target']],
    ['finds other platforms', { ...one, platforms: ['linux/amd64', 'linux/arm64'] }, ['platforms']],
    [
      'finds all differences at once',
      { file: 'b', context: 'b', platforms: [] },
      ['file', 'context', 'platforms'],
    ],
  ])('%s', (_, other, expected) => {
    expect(compareIdentities(one, other)).toEqual(expected)
    expect(compareIdentities(other, one)).toEqual(expected)
  })

  test('mergeIdentities gives the identity of one build with all platforms', () => {
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

  test('describeIdentity formats an identity for errors', () => {
    const full = { target: 'app', file: 'd', context: 'c', stage: 's', platforms: ['a/b', 'c/d'] }
    expect(describeIdentity(full)).toBe("target 'app', file 'd', context 'c', stage 's', platforms a/b, c/d")
    expect(describeIdentity({ file: 'd', context: '.' })).toBe("file 'd'")
  })
})

import fc from 'fast-check'
import { chooseDigests, type LegSelection } from '../../src/digests/choose-digests.ts'
import type { DigestNote } from '../../src/digests/digest-note.ts'
import { parseRepository } from '../../src/model/reference.ts'

const repository = parseRepository('ghcr.io/acme/app')
const digestOf = (letter: string) => `sha256:${letter.repeat(64)}`
const make = (letter: string, platforms: string, over: Partial<DigestNote> = {}): DigestNote => ({
  repository,
  digest: digestOf(letter),
  platforms: platforms.split(' '),
  attempt: 1,
  job: 'build',
  target: '',
  file: '',
  ...over,
})
const choose = (notes: readonly DigestNote[], platforms: string, over: Partial<LegSelection> = {}) => {
  const wanted = { images: 'ghcr.io/acme/app', target: '', file: '', others: [] }
  const choice = chooseDigests(notes, { ...wanted, platforms: platforms.split(' '), ...over })
  return {
    digests: choice.images
      .map(({ target }) => ('digest' in target ? target.digest.slice(7, 8) : ''))
      .join(''),
    codes: choice.problems.map(({ code }) => code),
    what: choice.problems.map(({ what }) => what).join('\n'),
    extra: choice.extra,
  }
}

describe('the digest of each platform', () => {
  it.each<[string, readonly DigestNote[], string, string]>([
    [
      'comes in the order of input platforms',
      [make('a', 'linux/amd64'), make('b', 'linux/arm64')],
      'linux/arm64 linux/amd64',
      'ba',
    ],
    [
      'is returned once if one image has two platforms',
      [make('a', 'linux/amd64 linux/386')],
      'linux/amd64 linux/386',
      'a',
    ],
    [
      'comes from the newest attempt',
      [make('b', 'linux/amd64', { attempt: 2 }), make('a', 'linux/amd64')],
      'linux/amd64',
      'b',
    ],
    [
      'comes from an earlier attempt if the job did not run again',
      [make('a', 'linux/amd64'), make('b', 'linux/arm64', { attempt: 3 })],
      'linux/amd64 linux/arm64',
      'ab',
    ],
    ['is found by any spelling of a platform', [make('a', 'linux/arm64')], 'linux/arm64/v8', 'a'],
    [
      'is returned once if two jobs built equal bytes',
      [make('a', 'linux/amd64'), make('a', 'linux/amd64', { target: 'x' })],
      'linux/amd64',
      'a',
    ],
  ])('%s', (_, notes, platforms, digests) => {
    expect(choose(notes, platforms)).toEqual({ digests, codes: [], what: '', extra: [] })
  })

  it('can be selected by target and by file', () => {
    const notes = [
      make('a', 'linux/amd64', { target: 'x', file: 'f' }),
      make('b', 'linux/amd64', { target: 'y', file: 'f' }),
      make('c', 'linux/amd64', { target: 'y', file: 'g' }),
    ]
    expect(choose(notes, 'linux/amd64', { target: 'x' })).toMatchObject({ digests: 'a', codes: [] })
    expect(choose(notes, 'linux/amd64', { file: 'g' })).toMatchObject({ digests: 'c', codes: [] })
    expect(choose(notes, 'linux/amd64', { target: 'y' })).toMatchObject({ codes: ['digests-conflict'] })
    expect(choose(notes, 'linux/amd64', { target: 'z' })).toMatchObject({ codes: ['digests-missing'] })
  })

  it('comes from the newest attempt, in any order of the notes', () => {
    const notes = fc.uniqueArray(
      fc.record({
        platform: fc.constantFrom('linux/amd64', 'linux/arm64'),
        attempt: fc.integer({ min: 1, max: 5 }),
      }),
      { selector: ({ platform, attempt }) => `${platform} ${attempt}` },
    )
    fc.assert(
      fc.property(notes, (listed) => {
        const made = listed.map(({ platform, attempt }) => make(String(attempt), platform, { attempt }))
        for (const platform of ['linux/amd64', 'linux/arm64']) {
          const newest = Math.max(
            0,
            ...listed.filter((one) => one.platform === platform).map(({ attempt }) => attempt),
          )
          expect(choose(made, platform)).toMatchObject(
            newest === 0
              ? { digests: '', codes: ['digests-missing'] }
              : { digests: String(newest), codes: [] },
          )
        }
      }),
    )
  })
})

describe('the choice of digests', () => {
  it('reports every missing platform, and those that exist', () => {
    const { codes, what } = choose([make('a', 'linux/amd64')], 'linux/amd64 linux/arm64 linux/s390x')
    expect(codes).toEqual(['digests-missing'])
    expect(what).toContain('for linux/arm64, linux/s390x; it has linux/amd64')
  })

  it('reports the existing images if none has the requested name', () => {
    expect(choose([], 'linux/amd64', { others: ['ghcr.io-acme-api'] }).what).toContain(
      'digests exist of ghcr.io-acme-api',
    )
    expect(choose([], 'linux/amd64').what).toContain('no digest exists')
  })

  it('reports both jobs of a conflict, and the missing platforms', () => {
    const notes = [make('a', 'linux/amd64', { target: 'x' }), make('b', 'linux/amd64', { file: 'f' })]
    const { codes, what } = choose(notes, 'linux/amd64 linux/arm64')
    expect(codes).toEqual(['digests-missing', 'digests-conflict'])
    expect(what).toContain(`${digestOf('a')} by job build (target x); ${digestOf('b')} by job build (file f)`)
  })

  it('reports a platform that is left out', () => {
    expect(choose([make('a', 'linux/amd64'), make('b', 'linux/arm64')], 'linux/amd64').extra).toEqual([
      'linux/arm64',
    ])
  })
})

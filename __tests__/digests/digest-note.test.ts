import fc from 'fast-check'
import {
  type DigestNote,
  formatNote,
  listImages,
  matchNote,
  nameNote,
  parseNote,
} from '../../src/digests/digest-note.ts'
import { parseRepository } from '../../src/model/reference.ts'

const id = { run: '1234567890', attempt: 3 }
const repository = parseRepository('ghcr.io/acme/app')
const note: DigestNote = {
  repository,
  digest: `sha256:${'0a'.repeat(32)}`,
  platforms: ['linux/arm64', 'linux/arm/v7'],
  attempt: 2,
  job: 'build',
  target: 'final',
  file: 'images/Dockerfile',
}
const named = { repository, attempt: 2 }

describe('the name of a note', () => {
  it('has the run, the attempt, the image, the platforms and the digest', () => {
    expect(nameNote(id, note)).toMatch(
      /^tagboat-digest-1234567890-2-ghcr\.io-acme-app-[0-9a-f]{12}-linux-arm64_linux-arm-v7-0a0a0a0a0a0a\.json$/,
    )
  })

  it('matches only its own image and attempt, for any image name', () => {
    const part = fc.stringMatching(/^[a-z0-9]{1,30}([._-][a-z0-9]{1,30}){0,3}$/)
    const names = fc
      .tuple(
        fc.constantFrom('ghcr.io', 'localhost:5000', 'docker.io'),
        fc.array(part, { minLength: 1, maxLength: 3 }),
      )
      .map(([host, parts]) => parseRepository([host, ...parts].join('/')))
    fc.assert(
      fc.property(names, names, fc.integer({ min: 1, max: 3 }), (one, other, attempt) => {
        const name = nameNote(id, { ...note, repository: one, attempt })
        expect(name).toMatch(/^[a-z0-9._-]{1,250}$/)
        expect(matchNote(name, id, [one])).toEqual({ repository: one, attempt })
        const isSame = one.host === other.host && one.path === other.path
        expect(matchNote(name, id, [other]) !== undefined).toBe(isSame)
      }),
    )
  })

  it.each([
    ['that of another run', (name: string) => name.replace('1234567890', '1234567891')],
    ['that of a later attempt', (name: string) => name.replace('-2-', '-4-')],
    ['that of attempt 0', (name: string) => name.replace('-2-', '-0-')],
    ['that of another image', (name: string) => name.replace('ghcr.io-acme-app', 'ghcr.io-acme-apq')],
    [
      'that of an image with another hash',
      (name: string) => name.replace(/app-[0-9a-f]{12}/, 'app-0123456789ab'),
    ],
    ['followed by a line break', (name: string) => `${name}\n`],
    ['of another artifact', () => 'coverage'],
  ])('is ignored if it is %s', (_, change) => {
    expect(matchNote(change(nameNote(id, note)), id, [repository])).toBeUndefined()
  })

  it('gives the image name for a message', () => {
    const names = [nameNote(id, note), nameNote({ run: '7', attempt: 1 }, note), 'coverage']
    expect(listImages(names, id)).toEqual(['ghcr.io-acme-app'])
  })
})

describe('the content of a note', () => {
  const json = (over: object = {}) => ({
    ...JSON.parse(new TextDecoder().decode(formatNote(id, note))),
    ...over,
  })
  const read = (value: unknown) => parseNote(new TextEncoder().encode(JSON.stringify(value)), id, named)

  it('can be parsed again', () => expect(parseNote(formatNote(id, note), id, named)).toEqual(note))

  it.each<[string, unknown]>([
    ['a string', 'sha256'],
    ['null', null],
    ['another schema', json({ schema: 2 })],
    ['another run', json({ run: '1' })],
    ['a run that is a number', json({ run: 1234567890 })],
    ['another attempt than in its name', json({ attempt: 3 })],
    ['another image', json({ image: 'ghcr.io/acme/other' })],
    ['no image', json({ image: '' })],
    ['an invalid name', json({ image: 'ghcr.io/acme/app@sha256:0' })],
    ['no digest', json({ digest: undefined })],
    ['another algorithm', json({ digest: `sha512:${'0a'.repeat(64)}` })],
    ['text after the digest', json({ digest: `${note.digest}\n::error::x` })],
    ['no platforms', json({ platforms: [] })],
    ['an invalid platform', json({ platforms: ['linux/amd64', 'x'] })],
    ['a platform that is not a string', json({ platforms: [{}] })],
    ['too many platforms', json({ platforms: Array.from({ length: 65 }, () => 'linux/amd64') })],
    ['a long platform', json({ platforms: [`linux/${'a'.repeat(100)}`] })],
  ])('is invalid with %s', (_, value) => expect(read(value)).toBeUndefined())

  it('is shortened to one line for messages', () => {
    const read = parseNote(
      new TextEncoder().encode(JSON.stringify(json({ job: `a\n::error::${'x'.repeat(1000)}` }))),
      id,
      named,
    )
    expect(read?.job).toMatch(/^a\?::error::x+$/)
    expect(read?.job).toHaveLength(200)
  })

  it('returns the caller’s repository object', () => {
    expect(read(json({ image: 'GHCR.io/Acme/App' }))?.repository).toBe(repository)
  })

  it('never throws for any input', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void read(value)))
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void parseNote(bytes, id, named)))
  })
})

import { readSignature } from '../../src/git/github-api.ts'
import { checkSignedTag } from '../../src/git/signed-tag.ts'
import type { TagSignature } from '../../src/model/source-repository.ts'
import { createFakeSource } from '../helpers/source.ts'

interface Case {
  title: string
  signature?: TagSignature
  code: string | undefined
  text?: string
}

const cases: readonly Case[] = [
  { title: 'a verified tag of this commit', signature: { kind: 'verified', commit: 'c1' }, code: undefined },
  {
    title: 'a verified tag of another commit',
    signature: { kind: 'verified', commit: 'c2' },
    code: 'tag-moved',
    text: 'points to c2, but this run builds c1',
  },
  {
    title: 'a lightweight tag',
    signature: { kind: 'lightweight' },
    code: 'tag-not-signed',
    text: 'lightweight',
  },
  {
    title: 'an annotated tag without a signature',
    signature: { kind: 'unverified', reason: 'unsigned' },
    code: 'tag-not-signed',
    text: 'not signed',
  },
  {
    title: 'a signature by an unknown key',
    signature: { kind: 'unverified', reason: 'unknown_key' },
    code: 'tag-not-signed',
    text: 'reason: unknown_key',
  },
  {
    title: 'a signed tag object under another name',
    signature: { kind: 'unverified', reason: 'other_tag' },
    code: 'tag-not-signed',
    text: 'made for another tag',
  },
  {
    title: 'a deleted tag',
    signature: { kind: 'absent' },
    code: 'tag-not-signed',
    text: 'does not exist on GitHub',
  },
  { title: 'an unknown signature', code: 'tag-signature-unknown', text: 'because no source answers for' },
]

test.each(cases)('checkSignedTag reports $code for $title', async ({ signature, code, text }) => {
  const source = createFakeSource(signature && { signatures: { 'v1.2.3': signature } })
  const problem = await checkSignedTag(source, 'v1.2.3', 'c1')
  expect(problem?.code).toBe(code)
  expect(problem?.what ?? '').toContain(text ?? '')
})

const verification = { verified: true, reason: 'valid' }
const object = { type: 'commit', sha: 'c1' }

test.each([
  ['verified', { tag: 'v1', object, verification }, { kind: 'verified', commit: 'c1' }],
  ['of another name', { tag: 'v0', object, verification }, { kind: 'unverified', reason: 'other_tag' }],
  [
    'a tag of a tag',
    { tag: 'v1', object: { type: 'tag', sha: 't' }, verification },
    { kind: 'unverified', reason: 'no_commit' },
  ],
  [
    'not verified',
    { tag: 'v0', object, verification: { verified: false, reason: 'bad_email' } },
    { kind: 'unverified', reason: 'bad_email' },
  ],
])('readSignature reads a tag object that is %s', (_, body, expected) => {
  expect(readSignature('v1', body)).toEqual({ known: true, value: expected })
})

test.each([{}, undefined, 'text', { tag: 'v1', object, verification: { verified: 'yes' } }])(
  'readSignature returns unknown for an answer without a signature: %j',
  (body) => {
    expect(readSignature('v1', body)).toMatchObject({ known: false })
  },
)

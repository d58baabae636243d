import { createPublisherReader } from '../../src/claims/read-publisher.ts'
import { parseRepository } from '../../src/model/reference.ts'

const repository = parseRepository('registry.example/acme/app')
const source = 'https://github.com/acme/app'
const digest = `sha256:${'a'.repeat(64)}`
const marks = {
  'org.opencontainers.image.source': source,
  'org.opencontainers.image.revision': '1'.repeat(40),
  'dev.tagboat.event': 'push',
  'dev.tagboat.branch': 'topic',
  'dev.tagboat.head': '',
}

/** Reads an image whose manifest is this JSON. */
const read = (json: unknown) => {
  const registry = { getManifest: async () => ({ digest, json }), getBlob: async () => undefined }
  return createPublisherReader(registry, repository, source)(digest)
}

test('an image whose annotations name this repository and a branch is ours', async () => {
  const { publisher } = await read({ manifests: [], annotations: marks })
  expect(publisher).toEqual({ kind: 'ours', branch: 'topic' })
})

test('an image of pull_request_target is that of a pull request without a branch', async () => {
  const more = { 'dev.tagboat.event': 'pull_request_target', 'dev.tagboat.branch': '' }
  const { publisher } = await read({ manifests: [], annotations: { ...marks, ...more } })
  expect(publisher).toEqual({ kind: 'ours', branch: '', ofPull: true })
})

describe('an image is foreign whose annotations have what no run of Tagboat writes', () => {
  const long = 'a'.repeat(1025)
  test.each([
    ['a line break in the branch', { 'dev.tagboat.branch': 'topic\n::error::forged' }],
    ['an escape in the branch', { 'dev.tagboat.branch': '\u001b[2Jtopic' }],
    ['a control character of Latin-1 in the branch', { 'dev.tagboat.branch': '\u009b2Jtopic' }],
    ['a branch that is longer than a name in git', { 'dev.tagboat.branch': long }],
    ['an escape in the commit', { 'org.opencontainers.image.revision': '\u001b[2J' }],
    ['a long commit', { 'org.opencontainers.image.revision': long }],
    ['an escape in the head commit', { 'dev.tagboat.head': '\u001b[2J' }],
  ])('%s', async (_title, more) => {
    const found = await read({ manifests: [], annotations: { ...marks, ...more } })
    expect(found).toEqual({ publisher: { kind: 'foreign' }, facts: {} })
  })
})

describe('only an empty index is what an interrupted removal leaves', () => {
  const removed = { 'dev.tagboat.removed': '1-x' }
  test.each([
    ['an empty index', { manifests: [] }, 'leftover'],
    ['an index with an image', { manifests: [{ digest }] }, 'foreign'],
    ['an image', { config: { digest }, layers: [] }, 'foreign'],
  ])('%s with the mark of a removal', async (_title, json, kind) => {
    expect((await read({ ...json, annotations: removed })).publisher.kind).toBe(kind)
  })
})

import { createCheckedBlob, createHashCheckpoints } from '../../../src/registry/copy/checked-blob.ts'
import { createTaskGroup } from '../../../src/registry/copy/copy-context.ts'
import { computeDigest } from '../../../src/registry/digest.ts'

const bytes = Buffer.from('one two three')
const blob = { digest: computeDigest(bytes), size: bytes.byteLength, mediaType: 'text/plain' }
const broken = new Error('the source broke off')
const context = { tasks: createTaskGroup(), progress: { add: () => undefined, total: () => 0 } }

function makeBlob(breaks: boolean, text = bytes) {
  const closed: number[] = []
  const checked = createCheckedBlob(context, blob, {
    read: async function* (offset) {
      try {
        yield text.subarray(offset, offset + 4)
        if (breaks) throw broken
        yield text.subarray(offset + 4, offset + 8)
        yield text.subarray(offset + 8)
      } finally {
        closed.push(offset)
      }
    },
    wrong: (what) => new Error(what),
  })
  return { checked, closed }
}

async function drain(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const got: Uint8Array[] = []
  for await (const chunk of chunks) got.push(chunk)
  return Buffer.concat(got).toString()
}

test('failure() returns the error of the source, or reports bytes with another digest', async () => {
  const { checked } = makeBlob(true)
  await expect(drain(checked.open(0))).rejects.toBe(broken)
  expect(checked.failure()).toBe(broken)
  const other = makeBlob(false, Buffer.from('one two THREE')).checked
  await expect(drain(other.open(0))).rejects.toThrow('its digest is sha256:')
  expect(other.failure()).toMatchObject({ message: expect.stringContaining('its digest is') })
})

test.each([
  {
    how: 'throws into the stream',
    end: (chunks: AsyncGenerator) => chunks.throw(new Error('read ECONNRESET')),
  },
  { how: 'abandons the stream', end: (chunks: AsyncGenerator) => chunks.return(undefined) },
])('a reader that $how closes the source, and failure() stays undefined', async ({ end }) => {
  const { checked, closed } = makeBlob(false)
  const chunks = checked.open(0)
  await chunks.next()
  await end(chunks).catch(() => undefined)
  expect(checked.failure()).toBeUndefined()
  expect(closed).toEqual([0])
  expect(await drain(checked.open(4))).toBe('two three')
  expect(checked.failure()).toBeUndefined()
})

describe('createHashCheckpoints', () => {
  const bytes = Buffer.alloc(10 * 1024 * 1024, 'abc')
  test.each([
    { offset: 0, from: 0 },
    { offset: 1, from: 0 },
    { offset: 5_000_000, from: 4_194_304 },
    { offset: bytes.byteLength, from: 8_388_608 },
  ])('rewinds from the end to offset $offset through the checkpoint at $from', ({ offset, from }) => {
    const checkpoints = createHashCheckpoints('sha256')
    for (let at = 0; at < bytes.byteLength; at += 65_536) checkpoints.add(bytes.subarray(at, at + 65_536))
    const whole = checkpoints.digest()
    expect(`sha256:${whole}`).toBe(computeDigest(bytes))
    expect(checkpoints.rewind(offset)).toBe(from)
    checkpoints.add(bytes.subarray(from))
    expect(checkpoints.digest()).toBe(whole)
  })
})

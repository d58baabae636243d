import { createArtifacts } from '../../src/digests/artifact-client.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import { createFakeClock, createFakeLog } from '../helpers/ports.ts'
import { createFakeHttp, type FakeAnswer } from '../helpers/registry.ts'

const service = {
  origin: 'https://results.test',
  token: 'the-token',
  run: 'r',
  job: 'j',
  longestRetention: undefined,
}
const signed = 'https://blobs.test/1?sig=the-signature'
const entry = { name: 'a.json', run: 'r', job: 'other' }

type Answers = Readonly<Record<string, FakeAnswer | readonly FakeAnswer[]>>

/** Answers by the last part of the path. A list gives one answer after another. */
function open(answers: Answers) {
  const counts = new Map<string, number>()
  const http = createFakeHttp(({ url }) => {
    const part = new URL(url).pathname.split('/').at(-1) ?? ''
    const count = counts.get(part) ?? 0
    counts.set(part, count + 1)
    const answer = [answers[part] ?? { status: 404 }].flat()
    return answer[Math.min(count, answer.length - 1)] ?? { status: 404 }
  })
  const log = createFakeLog()
  return { artifacts: createArtifacts({ http, log, clock: createFakeClock() }, service), http, log }
}

const json = (value: unknown, status = 200): FakeAnswer => ({ status, body: JSON.stringify(value) })
const made: Answers = {
  CreateArtifact: json({ ok: true, signed_upload_url: signed }),
  '1': { status: 201 },
  FinalizeArtifact: json({ ok: true, artifact_id: '1' }),
}

async function originalOf(doing: Promise<unknown>): Promise<string> {
  const error = await doing.catch((thrown: unknown) => thrown)
  if (!(error instanceof TagboatError)) throw new Error(`No TagboatError: ${String(error)}`)
  expect(error.problems.map(({ code }) => code)).toEqual(['digests-service'])
  expect(error.message).not.toMatch(/the-token|the-signature/)
  return error.problems[0]?.original ?? ''
}

test('an artifact is created, stored and finished, and the signed URL gets no token', async () => {
  const { artifacts, http } = open(made)
  const finish = await artifacts.begin('a.json', Buffer.from('{}'))
  expect(http.requests.map(({ url }) => url.split('/').at(-1))).toEqual([
    'CreateArtifact',
    '1?sig=the-signature',
  ])
  await finish()
  const bodies = http.requests.map(({ body }) =>
    body instanceof Uint8Array ? Buffer.from(body).toString() : '',
  )
  expect(JSON.parse(bodies[0] ?? '')).toEqual({
    workflow_run_backend_id: 'r',
    workflow_job_run_backend_id: 'j',
    name: 'a.json',
    expires_at: '1970-01-31T00:00:00Z',
    mime_type: 'application/json',
    version: 7,
  })
  expect(JSON.parse(bodies[2] ?? '')).toMatchObject({
    name: 'a.json',
    size: '2',
    hash: expect.stringMatching(/^sha256:/),
  })
  expect(http.requests.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer the-token',
    undefined,
    'Bearer the-token',
  ])
})

test('an existing artifact stays unchanged, and an unfinished one is an error', async () => {
  const exists = { CreateArtifact: json({ code: 'already_exists' }, 409) }
  const listed = { ...exists, ListArtifacts: json({ artifacts: [{ name: 'a.json' }] }) }
  const { artifacts, http } = open(listed)
  await (await artifacts.begin('a.json', Buffer.from('{}')))()
  expect(http.requests).toHaveLength(2)
  const begun = open({ ...exists, ListArtifacts: json({}) })
  expect(await originalOf(begun.artifacts.begin('a.json', Buffer.from('{}')))).toContain('not finished')
})

test.each<[string, Answers, string, number]>([
  [
    'a refusal',
    { CreateArtifact: json({ code: 'x', msg: 'insufficient usage' }, 403) },
    '403 insufficient usage',
    1,
  ],
  ['a persistent error status', { CreateArtifact: { status: 503 } }, '503', 3],
  ['a connection that breaks', { CreateArtifact: 'ECONNRESET' }, 'ECONNRESET', 3],
  ['a time-out', { CreateArtifact: 'HEAD_TIMEOUT' }, 'HEAD_TIMEOUT', 1],
  ['a response without an address', { CreateArtifact: json({ ok: true }) }, 'no address', 1],
  [
    'an address that is a file',
    { CreateArtifact: json({ signed_upload_url: 'file:///x' }) },
    'no address',
    1,
  ],
  ['a response that is not JSON', { CreateArtifact: { status: 200, body: '<html>' } }, 'no address', 1],
  ['a refused blob', { ...made, '1': { status: 403, body: '<Error/>' } }, '403', 2],
])('%s fails an upload', async (_, answers, original, count) => {
  const { artifacts, http } = open(answers)
  expect(await originalOf(artifacts.begin('a.json', Buffer.from('{}')))).toContain(original)
  expect(http.requests).toHaveLength(count)
})

test('a cancelled run does not retry an upload', async () => {
  const { artifacts, http } = open({ CreateArtifact: 'CANCELLED' })
  await expect(artifacts.begin('a.json', Buffer.from('{}'))).rejects.toThrow('The run was cancelled.')
  expect(http.requests).toHaveLength(1)
})

test('an upload that cannot be finished is an error', async () => {
  const { artifacts } = open({ ...made, FinalizeArtifact: json({ ok: false }) })
  const finish = await artifacts.begin('a.json', Buffer.from('{}'))
  expect(await originalOf(finish())).toContain('not ok')
})

test('transient errors are retried after the time that the service asks for', async () => {
  const busy = { status: 429, headers: { 'retry-after': '2' } }
  const { artifacts, http } = open({ ListArtifacts: [busy, 'ECONNRESET', json({ artifacts: [] })] })
  expect(await artifacts.list()).toEqual([])
  expect(http.requests).toHaveLength(3)
})

test('artifacts are listed in either spelling of a field', async () => {
  const ids = { workflow_run_backend_id: 'r', workflow_job_run_backend_id: 'k', name: 'one' }
  const camel = { workflowRunBackendId: 'r', workflowJobRunBackendId: 'l', name: 'two' }
  const { artifacts } = open({ ListArtifacts: json({ artifacts: [ids, camel] }) })
  expect(await artifacts.list()).toEqual([
    { name: 'one', run: 'r', job: 'k' },
    { name: 'two', run: 'r', job: 'l' },
  ])
})

test.each<[string, FakeAnswer, string | undefined]>([
  ['returns its text', { status: 200, body: 'text' }, 'text'],
  ['that is too long returns nothing', { status: 200, body: 'x'.repeat(101) }, undefined],
  ['that does not exist returns nothing', { status: 404 }, undefined],
])('reading an artifact %s', async (_, blob, text) => {
  const { artifacts, http } = open({ GetSignedArtifactURL: json({ signed_url: signed }), '1': blob })
  const bytes = await artifacts.read(entry, 100)
  expect(bytes === undefined ? undefined : Buffer.from(bytes).toString()).toBe(text)
  expect(http.requests[1]?.headers).toEqual({})
})

test('an error of the list is not read as an empty list', async () => {
  expect(await originalOf(open({}).artifacts.list())).toContain('404')
})

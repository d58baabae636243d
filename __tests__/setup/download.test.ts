import { HttpFailure, type HttpRequest } from '../../src/ports/http.ts'
import { createHttp } from '../../src/ports/node-http.ts'
import { download } from '../../src/setup/download.ts'
import { createFakeClock, createFakeFiles, createFakeLog } from '../helpers/ports.ts'
import { problemsIn } from '../helpers/problems.ts'

const url = 'https://releases.example/buildx'
const limits = { bytes: 10, time: 60_000 }

/** Downloads a body of these parts; each takes `pause` ms. */
function prepare(parts: readonly string[], pause = 0, fault?: HttpFailure) {
  const clock = createFakeClock()
  const requests: HttpRequest[] = []
  const http = async (request: HttpRequest) => {
    requests.push(request)
    async function* body() {
      for (const part of parts) {
        await clock.sleep(pause)
        yield Buffer.from(part)
      }
      if (fault) throw fault
    }
    return { status: 200, headers: {}, body: body(), discard: () => undefined }
  }
  const files = createFakeFiles({
    '/ca.pem': 'an authority',
    '/etc/ssl/certs/ca-certificates.crt': 'the system',
  })
  const ports = { http, clock, log: createFakeLog(), files, env: { NODE_EXTRA_CA_CERTS: '/ca.pem' } }
  const read = async (chunks: AsyncIterable<Uint8Array>) => {
    let text = ''
    for await (const chunk of chunks) text += Buffer.from(chunk).toString()
    return text
  }
  return { requests, start: () => download(ports, url, limits, read) }
}

test('a download may have as many bytes as its limit', async () => {
  expect(await prepare(['12345', '67890']).start()).toBe('1234567890')
})

test('a download trusts the authorities of the system and of NODE_EXTRA_CA_CERTS', async () => {
  const { requests, start } = prepare(['1'])
  await start()
  expect(requests[0]?.tls).toMatchObject({ ca: ['the system', 'an authority'], verify: true })
})

test.each([
  { what: 'too large', parts: ['12345', '67890', '1'], pause: 0, why: 'it has more than 10 B' },
  { what: 'too slow', parts: ['1', '2', '3'], pause: 25_000, why: 'it takes longer than 1 min 0 s' },
])('a download that is $what ends, and is not tried again', async ({ parts, pause, why }) => {
  const { requests, start } = prepare(parts, pause)
  const problems = await problemsIn(start)
  expect(problems).toMatchObject([{ code: 'download-failed', what: expect.stringContaining(why) }])
  expect(requests).toHaveLength(1)
})

test('a download that breaks off each time is tried three times', async () => {
  const { requests, start } = prepare(['1'], 0, new HttpFailure('ECONNRESET', 'socket hang up'))
  expect(await problemsIn(start)).toMatchObject([{ original: 'ECONNRESET: socket hang up' }])
  expect(requests).toHaveLength(3)
})

test('a cancelled run ends its download at once', async () => {
  const { requests, start } = prepare(['1'], 0, new HttpFailure('CANCELLED', 'The run was cancelled.'))
  expect(await problemsIn(start)).toMatchObject([{ code: 'cancelled-early' }])
  expect(requests).toHaveLength(1)
})

test('a server that does not answer is named', async () => {
  const ports = { ...prepare([]), http: createHttp(), clock: createFakeClock(), log: createFakeLog() }
  const files = createFakeFiles({})
  const local = 'https://127.0.0.1:1/buildx'
  const start = () => download({ ...ports, files, env: {} }, local, limits, async () => '')
  expect(await problemsIn(start)).toMatchObject([
    { code: 'download-failed', what: expect.stringContaining(`'${local}'`) },
  ])
})

import { type Http, HttpFailure, type HttpRequest, type HttpResponse } from '../../src/ports/http.ts'
import type { Exec } from '../../src/ports/ports.ts'
import { createRegistryClient, type RegistryClient, type RegistryOptions } from '../../src/registry/client.ts'
import { createFakeClock, createFakeFiles, createFakeLog } from './ports.ts'

/** The answer of a fake server; a plain text is the error code of a broken connection. */
export type FakeAnswer =
  | string
  | {
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
      /** The connection breaks after so many bytes of the body. */
      readonly cut?: number
    }

export type FakeServer = (request: HttpRequest, count: number) => FakeAnswer | Promise<FakeAnswer>

/** An Http port that calls a function, and records its requests. */
export function createFakeHttp(server: FakeServer): Http & { readonly requests: HttpRequest[] } {
  const requests: HttpRequest[] = []
  const http: Http = async (request) => {
    requests.push(request)
    const answer = await server(request, requests.length)
    if (typeof answer === 'string') throw new HttpFailure(answer, 'It broke.')
    return describeAnswer(request, answer)
  }
  return Object.assign(http, { requests })
}

function describeAnswer(request: HttpRequest, answer: Exclude<FakeAnswer, string>): HttpResponse {
  const body = Buffer.from(answer.body ?? '')
  const length = request.method === 'HEAD' ? {} : { 'content-length': String(body.byteLength) }
  return {
    status: answer.status,
    headers: { ...length, ...answer.headers },
    body: (async function* () {
      if (request.method === 'HEAD') return
      yield answer.cut === undefined ? body : body.subarray(0, answer.cut)
      if (answer.cut !== undefined) throw new HttpFailure('ECONNRESET', 'It broke.')
    })(),
    discard: () => undefined,
  }
}

export interface FakeWorld {
  readonly client: RegistryClient
  readonly requests: HttpRequest[]
  readonly log: ReturnType<typeof createFakeLog>
  readonly clock: ReturnType<typeof createFakeClock>
  /** Each request as one line, `GET https://registry.test/v2/...`. */
  lines(): string[]
}

export interface FakeSetting {
  readonly config?: unknown
  readonly files?: Readonly<Record<string, string>>
  readonly exec?: Exec
  readonly options?: Partial<RegistryOptions>
  readonly env?: Readonly<Record<string, string>>
  readonly addresses?: Readonly<Record<string, readonly string[]>>
}

/** A client whose registries are the function `server`. */
export function createFakeWorld(server: FakeServer, setting: FakeSetting = {}): FakeWorld {
  const http = createFakeHttp(server)
  const log = createFakeLog()
  const clock = createFakeClock()
  const config = setting.config === undefined ? {} : { '/docker/config.json': JSON.stringify(setting.config) }
  const files = createFakeFiles({
    '/etc/ssl/certs/ca-certificates.crt': 'SYSTEM',
    ...config,
    ...setting.files,
  })
  const exec: Exec = setting.exec ?? (async () => ({ code: 127, stdout: '', stderr: '' }))
  const resolve = async (host: string) => setting.addresses?.[host] ?? []
  const client = createRegistryClient(
    { http, log, clock, files, exec, resolve, env: setting.env ?? {} },
    {
      dockerConfigDir: '/docker',
      insecureRegistries: [],
      certsDir: '/etc/docker/certs.d',
      ...setting.options,
    },
  )
  const lines = () => http.requests.map(({ method, url }) => `${method} ${url}`)
  return { client, requests: http.requests, log, clock, lines }
}

/** `auths` of docker's config.json with one login. */
export function describeLogin(host: string, user = 'robot', password = 'hunter2!'): unknown {
  return { auths: { [host]: { auth: Buffer.from(`${user}:${password}`).toString('base64') } } }
}

/** The errors of OCI distribution spec 1.1, "Error Codes". */
export function describeErrors(code: string, message = code.toLowerCase()): string {
  return JSON.stringify({ errors: [{ code, message }] })
}

/** A run has two clients: one for its work, and one for the requests that must still be sent after a cancellation. */

import { parseRepository } from '../../src/model/reference.ts'
import { cancelledError } from '../../src/ports/cancellation.ts'
import type { HttpRequest } from '../../src/ports/http.ts'
import type { Exec } from '../../src/ports/ports.ts'
import { createRegistryClient, createShared } from '../../src/registry/client.ts'
import { computeDigest } from '../../src/registry/digest.ts'
import { ociIndex } from '../../src/registry/media-types.ts'
import { createFakeClock, createFakeFiles, createFakeLog } from '../helpers/ports.ts'
import { createFakeHttp, describeErrors, type FakeServer } from '../helpers/registry.ts'

const app = parseRepository('r.test/acme/app')
const headers = {
  'docker-content-digest': computeDigest(Buffer.from('x')),
  'content-type': ociIndex,
  'content-length': '1',
}
const unauthorized = {
  status: 401,
  headers: { 'www-authenticate': 'Basic realm="x"' },
  body: describeErrors('UNAUTHORIZED'),
}

function openBoth(server: FakeServer) {
  let isCancelled = false
  const exec: Exec = async () => {
    if (isCancelled) throw cancelledError()
    return { code: 0, stdout: JSON.stringify({ Username: 'u', Secret: 'hunter2!' }), stderr: '' }
  }
  const http = createFakeHttp(server)
  const files = createFakeFiles({
    '/etc/ssl/certs/ca-certificates.crt': 'SYSTEM',
    '/docker/config.json': JSON.stringify({ credHelpers: { 'r.test': 'ecr' } }),
    '/usr/bin/docker-credential-ecr': '',
  })
  const ports = {
    ...{ http, exec, files, log: createFakeLog(), clock: createFakeClock(), resolve: async () => [] },
    env: { PATH: '/usr/bin' },
  }
  const askInsecure = async () => ['r.test']
  const options = {
    ...{ dockerConfigDir: '/docker', insecureRegistries: [], certsDir: '/etc/docker/certs.d', askInsecure },
  }
  const shared = createShared(ports, options)
  const open = () => createRegistryClient(ports, { ...options, shared })
  const cancel = () => {
    isCancelled = true
  }
  return { work: open(), hasty: open(), requests: http.requests, cancel }
}

test('the login of a credential helper is still used after the run is cancelled', async () => {
  const { work, hasty, cancel } = openBoth((request) =>
    request.headers.authorization === undefined ? unauthorized : { status: 200, headers },
  )
  await work.headManifest(app, { tag: '1' })
  cancel()
  await expect(hasty.headManifest(app, { tag: '1' })).resolves.toMatchObject({ size: 1 })
})

test.each<[what: string, server: FakeServer]>([
  ['connections', () => ({ status: 200, headers })],
  [
    'the result of a failed certificate check',
    ({ tls }: HttpRequest) => (tls?.verify ? 'SELF_SIGNED_CERT_IN_CHAIN' : { status: 200, headers }),
  ],
])('both clients of a run share %s', async (_, server) => {
  const { work, hasty, requests } = openBoth(server)
  await work.headManifest(app, { tag: '1' })
  await hasty.headManifest(app, { tag: '1' })
  const [before, last] = requests.slice(-2)
  expect(last?.tls).toBeDefined()
  // One object is one pool of connections.
  expect(last?.tls).toBe(before?.tls)
})

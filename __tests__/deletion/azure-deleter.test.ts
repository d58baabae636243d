import { createAzureDeleter } from '../../src/deletion/azure-deleter.ts'
import { isAzureRegistry } from '../../src/model/azure-registry.ts'
import { parseRepository } from '../../src/model/reference.ts'
import type { HttpRequest } from '../../src/ports/http.ts'
import { createFakeWorld, describeErrors, describeLogin, type FakeAnswer } from '../helpers/registry.ts'
import { createVendorRegistry, imageOf, type VendorRequest } from '../helpers/vendor-registry.ts'

const host = 'acme.azurecr.io'
const repository = parseRepository(`${host}/team/app`)
const scope = 'repository:team/app:'

/** Azure/acr, docs/AAD-OAuth.md: the challenge names the scope, and `/oauth2/token` gives an access token. */
function authenticate(request: HttpRequest): FakeAnswer | undefined {
  const { pathname } = new URL(request.url)
  if (pathname === '/oauth2/token')
    return { status: 200, body: JSON.stringify({ access_token: 'acr-token-1' }) }
  if (request.headers.authorization === 'Bearer acr-token-1') return undefined
  const action = request.method === 'DELETE' ? 'delete' : 'pull'
  const challenge = `Bearer realm="https://${host}/oauth2/token",service="${host}",scope="${scope}${action}"`
  return {
    status: 401,
    headers: { 'www-authenticate': challenge },
    body: describeErrors('UNAUTHORIZED', 'authentication required'),
  }
}

/**
 * `answer` replaces answers. DELETE `/acr/v1/{name}/_tags/{tag}` answers 202 and keeps the manifest (Azure/acr-cli, docs/swagger.yaml);
 * the OCI API deletes no tag by its name (fluxcd/pkg pull request 328).
 */
function start(
  tags: Readonly<Record<string, string>>,
  answer: (request: VendorRequest) => FakeAnswer | undefined = () => undefined,
  config: unknown = describeLogin(host),
) {
  const registry = createVendorRegistry(tags, (request) => {
    if (answer(request) !== undefined) return answer(request)
    const isTag = request.method === 'DELETE' && !request.isDigest && request.path.startsWith('/v2/')
    return isTag ? { status: 405, body: describeErrors('UNSUPPORTED') } : undefined
  })
  const world = createFakeWorld((request) => authenticate(request) ?? registry.serve(request), { config })
  return { registry, world, deleter: createAzureDeleter(world.client, repository) }
}

/** Azure/acr-cli issue 70: what a tag, manifest or repository with deleteEnabled or writeEnabled false answers. */
const locked: FakeAnswer = {
  status: 405,
  body: describeErrors(
    'REGISTRY_DISALLOWED_OPERATION',
    'The operation is disallowed on this registry, repository or image.',
  ),
}

test('one tag of an Azure image goes by the API of Azure, and the image stays', async () => {
  const { registry, world, deleter } = start({ topic: 'a', main: 'a' })
  expect(await deleter.removeTag('topic', imageOf('a'), async () => false)).toEqual({ kind: 'deleted' })
  expect([...registry.tags]).toEqual([['main', imageOf('a')]])
  expect(world.lines().filter((line) => /^(DELETE|PUT)/.test(line))).toEqual([
    `DELETE https://${host}/acr/v1/team/app/_tags/topic`,
    `DELETE https://${host}/acr/v1/team/app/_tags/topic`,
  ])
})

test.each([
  ['a password', describeLogin(host), 'Basic '],
  ['an identity token', { auths: { [host]: { identitytoken: 'refresh' } } }, undefined],
])('the token for the API of Azure may delete, with %s', async (_title, config, basic) => {
  const { world, deleter } = start({ topic: 'a' }, () => undefined, config)
  await deleter.removeTag('topic', imageOf('a'), async () => false)
  const first = world.requests.find(({ url }) => url.includes('/oauth2/token'))
  const body = first?.body instanceof Uint8Array ? Buffer.from(first.body).toString() : ''
  const asked = new URLSearchParams(basic ? new URL(first?.url ?? '').search : body)
  expect(asked.get('scope')).toBe(`${scope}pull,delete`)
  expect(asked.get('refresh_token')).toBe(basic ? null : 'refresh')
  expect(first?.headers.authorization?.startsWith(basic ?? 'none')).toBe(basic ? true : undefined)
})

test('an Azure manifest goes by its digest', async () => {
  const { registry, deleter } = start({ topic: 'a' })
  expect(await deleter.deleteManifest(imageOf('a'), [])).toEqual({ kind: 'deleted' })
  expect(registry.manifests.size).toBe(0)
})

test('a locked Azure tag stays, and the reason names the command that unlocks it', async () => {
  const { registry, world, deleter } = start({ topic: 'a' }, ({ method }) =>
    method === 'DELETE' ? locked : undefined,
  )
  const outcome = await deleter.removeTag('topic', imageOf('a'), async () => true)
  expect(outcome).toMatchObject({ kind: 'refused', isRule: true })
  expect(outcome.kind === 'refused' ? outcome.why : '').toBe(
    'it is locked or immutable: the registry answered 405: REGISTRY_DISALLOWED_OPERATION: The operation is disallowed on this ' +
      'registry, repository or image. Unlock it with az acr repository update --name acme --image team/app:topic --delete-enabled ' +
      'true --write-enabled true (a locked repository with --repository team/app), or name the tag in input keep',
  )
  expect([...registry.tags.keys()]).toEqual(['topic'])
  expect(world.requests.some(({ method }) => method === 'PUT')).toBe(false)
})

test('a locked Azure manifest stays', async () => {
  const { deleter } = start({ topic: 'a' }, ({ method }) => (method === 'DELETE' ? locked : undefined))
  expect(await deleter.deleteManifest(imageOf('a'), [])).toEqual({
    kind: 'refused',
    why: expect.stringContaining(`--image team/app@${imageOf('a')} --delete-enabled true`),
  })
})

test('an Azure login without the right to delete fails with its message', async () => {
  const denied = { status: 403, body: describeErrors('DENIED', 'requested access to the resource is denied') }
  const { deleter } = start({ topic: 'a' }, ({ method }) => (method === 'DELETE' ? denied : undefined))
  expect(await deleter.removeTag('topic', imageOf('a'), async () => false)).toEqual({
    kind: 'refused',
    isRule: false,
    why: 'the registry does not allow it to this login: the registry answered 403: DENIED: requested access to the resource is denied',
  })
})

test.each([
  ['acme.azurecr.io', true],
  ['acme.azurecr.us', true],
  ['acme.azurecr.cn', true],
  ['azurecr.io.example', false],
  ['registry.example', false],
])('%s is an Azure registry: %s', (name, expected) => {
  expect(isAzureRegistry(name)).toBe(expected)
})

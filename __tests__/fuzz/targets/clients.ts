import fc from 'fast-check'
import type { HttpRequest } from '../../../src/ports/http.ts'
import { createFakeWorld, type FakeAnswer } from '../../helpers/registry.ts'
import { checkTag, must, orRefusal } from '../checks.ts'
import { hostile, hostileLine, orHostile, spoiltText } from '../hostile.ts'
import { anyManifest, digestOf, repository, someDigest, types } from '../images.ts'
import { fuzz } from '../target.ts'

const singleLines = (all: object): Record<string, string> =>
  Object.fromEntries(Object.entries(all).map(([key, value]) => [key, String(value).replace(/[\0\r\n]/g, '')]))

const headerValues = {
  'content-type': fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...types, 'application/json') },
    hostileLine,
  ),
  'content-length': orHostile(fc.nat().map(String)),
  'docker-content-digest': orHostile(someDigest),
  location: orHostile(
    fc.constantFrom(
      '/v2/x',
      'https://cdn.test/x',
      'http://registry.test/',
      '//evil.test/x',
      'https://evil.test/v2/',
    ),
  ),
  link: orHostile(
    fc.constantFrom('</v2/acme/app/tags/list?last=a>; rel="next"', '<https://evil.test/>; rel=next'),
  ),
  'www-authenticate': fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        'Bearer realm="https://auth.test/token",service="registry.test"',
        'Basic realm="x"',
        'Bearer realm="http://evil.test/"',
      ),
    },
    hostileLine,
  ),
  'retry-after': orHostile(fc.constantFrom('0', '1', '99999')),
  range: orHostile(fc.constantFrom('0-0', '0-99')),
  'oci-subject': hostileLine,
  'oci-filters-applied': hostileLine,
  'docker-upload-uuid': hostileLine,
}
const status = fc.constantFrom(
  200,
  200,
  200,
  201,
  202,
  206,
  301,
  307,
  308,
  400,
  401,
  401,
  403,
  404,
  416,
  429,
  500,
  503,
  0,
  999,
)
const tagList = fc.record({
  name: hostile,
  tags: fc.array(orHostile(fc.constantFrom('a', 'v1')), { maxLength: 4 }),
})
const tokenAnswer = fc.record({ token: orHostile(fc.constant('tok.en')), expires_in: fc.nat() })
const answer: fc.Arbitrary<FakeAnswer> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record(
      {
        status,
        headers: fc.record(headerValues, { requiredKeys: [] }).map(singleLines),
        body: spoiltText(fc.oneof(anyManifest, tagList, tokenAnswer)),
        cut: fc.nat(20),
      },
      { requiredKeys: ['status', 'headers', 'body'] },
    ),
  },
  fc.constantFrom('ECONNRESET', 'ETIMEDOUT', 'CERT_HAS_EXPIRED'),
)

const asks = ['head', 'get', 'by digest', 'tags', 'blob', 'push', 'deletion'] as const
const password = 'pw-NEVER-SENT-ELSEWHERE'

/** The token servers that a registry names. */
const realms = (answers: readonly FakeAnswer[]): readonly string[] =>
  answers.flatMap((one) => {
    const header = typeof one === 'string' ? '' : (one.headers?.['www-authenticate'] ?? '')
    return [...header.matchAll(/https:\/\/[^"\s,]+/g)].flatMap(([url]) =>
      URL.canParse(url) ? new URL(url).origin : [],
    )
  })

/** A password goes to its registry and to the token servers that the registry names, over TLS; a token to the registry. */
function checkSent({ url, headers = {} }: HttpRequest, servers: readonly string[]): void {
  const [scheme, value = ''] = (headers.authorization ?? '').split(' ')
  if (scheme === '') return
  const { origin } = new URL(url)
  const isPassword = Buffer.from(value, 'base64').toString().includes(password)
  const allowed = ['https://registry.test', ...(isPassword ? servers : [])]
  must(allowed.includes(origin), `${scheme} goes to ${url}`)
}

/** A login, perhaps a token, then redirects to other hosts. */
const redirected = fc
  .tuple(
    fc.constantFrom<FakeAnswer[]>(
      [{ status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }],
      [
        { status: 401, headers: { 'www-authenticate': 'Bearer realm="https://auth.test/token"' } },
        { status: 200, body: '{"token":"tok.en"}' },
      ],
      [{ status: 401, headers: { 'www-authenticate': 'Bearer realm="https://auth.test/token"' } }],
    ),
    fc.constantFrom(301, 302, 303, 307, 308),
    fc.constantFrom(
      'https://evil.test/x',
      '//evil.test/x',
      'http://registry.test/x',
      'https://registry.test:444/',
      '/v2/y',
    ),
    fc.array(answer, { maxLength: 3 }),
  )
  .map(([first, status, location, rest]) => [...first, { status, headers: { location } }, ...rest])

export const clients = fuzz(
  'registry answers',
  ['answered', 'refused'],
  fc.tuple(fc.oneof(fc.array(answer, { minLength: 1, maxLength: 6 }), redirected), fc.constantFrom(...asks)),
  async ([answers, ask]) => {
    const login = {
      auths: { 'registry.test': { auth: Buffer.from(`robot:${password}`).toString('base64') } },
    }
    const world = createFakeWorld((_, count) => answers[count - 1] ?? { status: 404 }, { config: login })
    const { client } = world
    const work = {
      head: () => client.headManifest(repository, { tag: 'v1' }),
      get: () => client.getManifest(repository, { tag: 'v1' }),
      'by digest': () => client.getManifest(repository, { digest: digestOf('a') }),
      tags: () => client.listTags(repository),
      blob: () => client.getBlob(repository, digestOf('a')),
      push: () => client.checkPush(repository),
      deletion: () => client.deleteManifest(repository, { digest: digestOf('a') }),
    }[ask]
    const found = await orRefusal<unknown>(work)
    must(world.requests.length <= 100, `${world.requests.length} requests`)
    for (const request of world.requests) checkSent(request, realms(answers))
    for (const line of world.log.lines) must(!line.includes(password), `a password in ${line}`)
    if (found instanceof Error) return 'refused'
    if (typeof found === 'object' && found !== null && 'tags' in found && Array.isArray(found.tags))
      found.tags.forEach(checkTag)
    return 'answered'
  },
)

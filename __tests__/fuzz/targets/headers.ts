import fc from 'fast-check'
import { chooseChallenge, parseChallenges } from '../../../src/registry/challenge.ts'
import { parseHttpDate } from '../../../src/registry/http-date.ts'
import { findNextLink, resolveUrl } from '../../../src/registry/link.ts'
import { explainRefusal, parseRefusal } from '../../../src/registry/refusal.ts'
import { chooseWait, parseRetryAfter, usualRetries } from '../../../src/registry/retry.ts'
import { scopeRepository } from '../../../src/registry/scopes.ts'
import { describeTokenRequest, parseToken, readRealm } from '../../../src/registry/tokens.ts'
import { checkProblems, must, mustEqual, orRefusalNow } from '../checks.ts'
import { hostile, hostileLine, orHostile, spoiltText } from '../hostile.ts'
import { fuzz } from '../target.ts'

const page = 'https://registry.test/v2/acme/app/tags/list?n=1000'
const link = fc.oneof(
  hostileLine,
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '<',
          '>',
          ';',
          'rel=',
          '"next"',
          'next',
          ',',
          ' ',
          '"',
          '\\',
          'prev',
          'REL="first next"',
          '/v2/x?last=a',
        ),
        hostileLine,
      ),
      { maxLength: 10 },
    )
    .map((parts) => parts.join('')),
  fc
    .tuple(
      orHostile(fc.constantFrom('/v2/x', 'https://e.test/', '?last=b', 'javascript:alert(1)')),
      fc.constantFrom('rel="next"', 'rel=next', 'rel=prev'),
    )
    .map(([target, rel]) => `<${target}>; ${rel}`),
)

const links = fuzz('Link', ['next', 'none'], link, (header) => {
  const next = findNextLink(header)
  if (next === undefined) return 'none'
  must(next !== '' && header.includes(`<${next}>`), `the link ${JSON.stringify(next)}`)
  const url = resolveUrl(next, page)
  must(url === undefined || /^https?:$/.test(url.protocol), `the address ${url?.href}`)
  return 'next'
})

const token = fc.constantFrom('Bearer', 'Basic', 'Negotiate', 'bearer', 'x-y', '!')
const challenges = fc.array(
  fc.tuple(
    token,
    fc.array(fc.tuple(fc.constantFrom('realm', 'service', 'scope', '__proto__', 'error'), hostileLine), {
      maxLength: 3,
    }),
  ),
  { minLength: 1, maxLength: 3 },
)
const quote = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`

const authenticate = fuzz(
  'WWW-Authenticate',
  ['as written', 'any'],
  fc.oneof(
    challenges,
    fc
      .array(fc.oneof(token, hostileLine, fc.constantFrom(' ', '=', ',', '"', '\\', 'realm=', 'a="b"')), {
        maxLength: 12,
      })
      .map((parts) => parts.join('')),
  ),
  (challenges) => {
    if (typeof challenges === 'string') {
      const found = parseChallenges(challenges)
      must(
        found.every(({ scheme }) => scheme !== ''),
        'a challenge without a scheme',
      )
      chooseChallenge(found)
      return 'any'
    }
    const header = challenges.map(
      ([scheme, pairs]) => `${scheme} ${pairs.map(([key, value]) => `${key}=${quote(value)}`).join(', ')}`,
    )
    const found = parseChallenges(header.join(', '))
    mustEqual(
      found.map(({ scheme }) => scheme),
      challenges.map(([scheme]) => scheme.toLowerCase()),
      'the schemes',
    )
    for (const [index, [, pairs]] of challenges.entries()) {
      const [name, value] = pairs[0] ?? []
      if (name !== undefined) mustEqual(found[index]?.parameters[name], value, `the parameter ${name}`)
    }
    return 'as written'
  },
)

const host = fc.constantFrom('registry.test', 'localhost:5000', '127.0.0.1:5000')
const realm = fc.oneof(
  hostileLine,
  fc
    .tuple(
      fc.constantFrom('https://', 'https://', 'https://', 'http://', 'HTTPS:', 'ftp://', '//'),
      fc.constantFrom('', '', '', 'a:b@', 'a@'),
      fc.constantFrom(
        'auth.test/',
        'auth.test/token?x=',
        'localhost:5001/',
        '127.0.0.1/',
        '0x7f.1/',
        'auth.test',
      ),
      hostileLine,
    )
    .map((parts) => parts.join('')),
)

const tokens = fuzz(
  'token servers',
  ['token', 'no token', 'refused'],
  fc.tuple(
    host,
    realm,
    hostileLine,
    spoiltText(
      fc.record({ token: orHostile(fc.constant('abc.def')), expires_in: fc.nat(4000) }, { requiredKeys: [] }),
    ),
  ),
  ([name, text, service, answer]) => {
    const asked = { host: name, name: `${name}/acme/app`, action: 'push' as const }
    const found = orRefusalNow(() => readRealm(asked, { realm: text, service }))
    if (found instanceof Error) return 'refused'
    const { protocol, hostname, username, password } = found.url
    const isLocal = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
    must(
      protocol === 'https:' || (isLocal && name !== 'registry.test'),
      `a password would go to ${found.url.href}`,
    )
    must(username === '' && password === '', `a login in ${found.url.href}`)
    const scopes = scopeRepository('acme/app', 'pull')
    for (const credential of [
      undefined,
      { kind: 'identity' as const, token: 't' },
      { kind: 'password' as const, user: 'u', password: 'p' },
    ]) {
      const request = describeTokenRequest(found, scopes, credential)
      mustEqual(new URL(request.url).origin, found.url.origin, 'where the login goes')
    }
    const got = parseToken(answer, scopes, 0)
    if (got === undefined) return 'no token'
    must(/^[!-~]+$/.test(got.value), `the token ${JSON.stringify(got.value)}`)
    must(Number.isFinite(got.expires) && got.expires >= 0, `the token's end ${got.expires}`)
    return 'token'
  },
)

const day = fc.date({ min: new Date('1970-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
const waits = fuzz(
  'Retry-After',
  ['date', 'wait', 'none'],
  fc.tuple(
    fc.oneof(
      day.map((date) => date.toUTCString()),
      orHostile(fc.nat().map(String)),
      hostileLine,
    ),
    fc.nat(4e9),
    fc.integer({ min: 1, max: 6 }),
  ),
  ([header, now, count]) => {
    const wait = parseRetryAfter(header, now)
    const chosen = chooseWait(usualRetries, count, wait, 0.5)
    must(
      chosen === undefined || (chosen >= 0 && chosen <= usualRetries.longestAsked),
      `a wait of ${chosen} ms`,
    )
    if (wait === undefined) return 'none'
    must(Number.isFinite(wait) && wait >= 0, `a wait of ${wait} ms`)
    if (!/ GMT$/.test(header)) return 'wait'
    mustEqual(parseHttpDate(header), Date.parse(header), `the date ${header}`)
    return 'date'
  },
)

const errors = fc.record({
  errors: fc.array(
    fc.record({
      code: orHostile(fc.constantFrom('DENIED', 'TOOMANYREQUESTS', 'TAG_INVALID')),
      message: hostile,
      detail: hostile,
    }),
    { maxLength: 3 },
  ),
})
const refusals = fuzz(
  'error answers',
  ['errors', 'page', 'empty', 'other'],
  fc.tuple(
    fc.constantFrom(400, 401, 403, 404, 412, 413, 429, 500, 507),
    fc.constantFrom('application/json', 'text/html', ''),
    fc.oneof(
      spoiltText(errors),
      hostile.map((text) => `<html><title>${text}`),
      fc.constant(''),
    ),
    fc.constantFrom('read' as const, 'push' as const, 'delete' as const),
  ),
  ([status, mediaType, text, action]) => {
    const refusal = parseRefusal(status, mediaType, text.trim())
    must(refusal.text !== '', 'a refusal without a text')
    checkProblems([
      explainRefusal({ host: 'registry.test', name: 'registry.test/acme/app:1', action }, refusal),
    ])
    return refusal.kind
  },
)

export const headers = [links, authenticate, tokens, waits, refusals]

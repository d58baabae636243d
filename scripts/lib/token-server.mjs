/**
 * A token server like that of Docker Hub and GHCR, for registries with Bearer authentication: https://distribution.github.io/distribution/spec/auth/token/
 * For tests: a table has the permissions of each user.
 * @import { IncomingMessage, ServerResponse } from 'node:http'
 * @import { TokenAuth } from './registry.mjs'
 * @import { Access } from './tokens.mjs'
 */
import { createServer } from 'node:http'
import { makeSigningKey } from './certificates.mjs'
import { onTeardown } from './teardown.mjs'
import { parseScopes, signToken } from './tokens.mjs'

const SERVICE = 'tagboat-throw-away'
const ISSUER = 'tagboat-token-server'

/**
 * @typedef {Record<string, Record<string, string[]>>} Grants per user ('' is one without a login), per repository
 *   ('*' is any other), the actions: pull, push, delete
 * @typedef {{method: string, user: string, scopes: string[], status: number, grant: string}} TokenRequest
 * @typedef {{
 *   host: string, realm: string, auth: TokenAuth, requests: TokenRequest[],
 *   token: (user: string, scopes: string[]) => string, stop: () => Promise<void>,
 * }} TokenServer `auth` is the option `token` of `startRegistry`
 * @typedef {{users: Record<string, string>, lifetime: number} & Pick<TokenServer, 'token' | 'requests'>} State
 * @typedef {{user: string, password: string, scopes: string[], grant?: string}} Asked
 */

/**
 * Starts the server.
 * @param {{dir: string, users: Record<string, string>, grants: Grants, lifetime?: number}} options `dir` is made by
 *   this; `users` is name: password; `lifetime` of a token in seconds, 300 by default
 * @returns {Promise<TokenServer>}
 */
export async function startTokenServer({ dir, users, grants, lifetime = 300 }) {
  const { certFile, key, der } = await makeSigningKey(dir)
  /** @type {TokenRequest[]} */
  const requests = []
  /** @type {TokenServer['token']} */
  const token = (user, scopes) => {
    const access = granted(grants, user, scopes)
    return signToken({ issuer: ISSUER, service: SERVICE, subject: user, access, lifetime, key, der })
  }
  const server = createServer((request, response) => {
    answer({ users, token, requests, lifetime }, request, response).catch(() => response.destroy())
  })
  await new Promise((resolve, reject) =>
    server.on('error', reject).listen(0, '127.0.0.1', () => resolve(undefined)),
  )
  const stop = () => {
    forget()
    server.closeAllConnections()
    return new Promise((resolve) => server.close(() => resolve(undefined)))
  }
  const forget = onTeardown('token server', stop)
  const address = server.address()
  const host = `localhost:${typeof address === 'object' && address ? address.port : 0}`
  const realm = `http://${host}/token`
  return {
    host,
    realm,
    auth: { realm, service: SERVICE, issuer: ISSUER, rootcertbundle: certFile },
    requests,
    token,
    stop,
  }
}

/** @param {State} state @param {IncomingMessage} request @param {ServerResponse} response */
async function answer({ users, token, requests, lifetime }, request, response) {
  const asked = request.method === 'POST' ? await readPost(request) : readGet(request)
  const known =
    asked.user === '' || (Object.hasOwn(users, asked.user) && users[asked.user] === asked.password)
  const status = known ? 200 : 401
  requests.push({
    method: request.method ?? '',
    user: asked.user,
    scopes: asked.scopes,
    status,
    grant: asked.grant ?? '',
  })
  response.writeHead(status, { 'content-type': 'application/json' })
  if (!known) {
    response.end(
      JSON.stringify({ errors: [{ code: 'UNAUTHORIZED', message: 'incorrect username or password' }] }),
    )
    return
  }
  const value = token(asked.user, asked.scopes)
  const issued = new Date().toISOString()
  response.end(JSON.stringify({ token: value, access_token: value, expires_in: lifetime, issued_at: issued }))
}

/** GET: Basic, and `scope` once or several times. @param {IncomingMessage} request @returns {Asked} */
function readGet(request) {
  const { searchParams } = new URL(request.url ?? '', 'http://localhost')
  const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const [user = '', ...password] = Buffer.from(basic, 'base64').toString().split(':')
  return { user, password: password.join(':'), scopes: parseScopes(searchParams.getAll('scope')) }
}

/**
 * POST: a form, as BuildKit sends it, with `grant_type=password` and scopes separated by spaces.
 * @param {IncomingMessage} request
 * @returns {Promise<Asked>}
 */
async function readPost(request) {
  /** @type {Buffer[]} */
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const form = new URLSearchParams(Buffer.concat(chunks).toString())
  if (form.get('grant_type') === 'refresh_token') return readIdentity(form)
  return {
    user: form.get('username') ?? '',
    password: form.get('password') ?? '',
    scopes: parseScopes(form.getAll('scope')),
  }
}

/**
 * An identity token, as ACR issues for a user of zeros: https://learn.microsoft.com/azure/container-registry/container-registry-authentication.
 * Here it is the user's name and password, after `identity:`.
 * @param {URLSearchParams} form
 * @returns {Asked}
 */
function readIdentity(form) {
  const [, user = 'nobody', password = ''] =
    /^identity:([^:]+):(.*)$/.exec(form.get('refresh_token') ?? '') ?? []
  return { user, password, scopes: parseScopes(form.getAll('scope')), grant: 'refresh_token' }
}

/** @param {Grants} grants @param {string} user @param {string[]} scopes @returns {Access[]} */
function granted(grants, user, scopes) {
  const table = grants[user] ?? {}
  return scopes.map((scope) => {
    // A repository's name may contain a colon, before a registry's port.
    const [, type = '', name = '', wanted] = /^([^:]+):(.+):([^:]*)$/.exec(scope) ?? []
    const allowed = table[name] ?? table['*'] ?? []
    const actions = wanted?.split(',').filter((action) => allowed.includes(action)) ?? []
    return { type, name, actions }
  })
}

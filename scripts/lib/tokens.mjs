/** Tokens that distribution 2.8 accepts. */
import { randomUUID, sign } from 'node:crypto'

/**
 * Splits scopes: a field may contain several, separated by spaces.
 * @param {string[]} fields
 */
export function parseScopes(fields) {
  return fields.flatMap((field) => field.split(' ')).filter(Boolean)
}

/** @typedef {{type: string, name: string, actions: string[]}} Access what a token allows, as its claim has it */

/**
 * Signs a JSON Web Token with ES256, and puts the certificate into its header.
 * @param {{
 *   issuer: string, service: string, subject: string, lifetime: number,
 *   access: Access[], key: string, der: Buffer,
 * }} options `lifetime` in seconds; `key` is PEM; `der` the certificate
 * @returns {string}
 */
export function signToken({ issuer, service, subject, access, lifetime, key, der }) {
  const now = Math.floor(Date.now() / 1000)
  const header = { typ: 'JWT', alg: 'ES256', x5c: [der.toString('base64')] }
  // `aud` is a string, since 2.8 refuses a list. Ten seconds back, for clocks that differ.
  const times = { iat: now, nbf: now - 10, exp: now + lifetime }
  const claims = { iss: issuer, aud: service, sub: subject, ...times, jti: randomUUID(), access }
  const parts = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  // A token contains r and s concatenated instead of OpenSSL's DER.
  const signature = sign('sha256', Buffer.from(parts.join('.')), { key, dsaEncoding: 'ieee-p1363' })
  return `${parts.join('.')}.${signature.toString('base64url')}`
}

/** Certificates for tests, made by openssl: a private CA, and certificates that it signs. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mustRun } from './run.mjs'

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']

/**
 * Makes a CA, and a certificate for localhost, 127.0.0.1 and `names` that it signs.
 * @param {string} dir created by this function
 * @param {readonly string[]} [names] more host names
 * @returns {Promise<{caFile: string, certFile: string, keyFile: string}>} paths of PEM files; valid for two days
 */
export async function makeCertificates(dir, names = []) {
  mkdirSync(dir, { recursive: true })
  /** @param {string} name */
  const file = (name) => join(dir, name)
  const ca = ['-keyout', file('ca.key'), '-out', file('ca.pem'), '-subj', '/CN=Tagboat throw-away CA']
  await mustRun('openssl', ['req', '-x509', ...KEY, ...ca, '-days', '2'])
  const server = ['-keyout', file('server.key'), '-out', file('server.csr'), '-subj', '/CN=localhost']
  await mustRun('openssl', ['req', '-new', ...KEY, ...server])
  const hosts = ['localhost', ...names].map((name) => `DNS:${name},`).join('')
  const extensions = `subjectAltName=${hosts}IP:127.0.0.1\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n`
  writeFileSync(file('server.ext'), extensions)
  const signed = [
    '-CA',
    file('ca.pem'),
    '-CAkey',
    file('ca.key'),
    '-CAcreateserial',
    '-extfile',
    file('server.ext'),
  ]
  await mustRun('openssl', [
    'x509',
    '-req',
    '-in',
    file('server.csr'),
    ...signed,
    '-days',
    '2',
    '-out',
    file('server.pem'),
  ])
  return { caFile: file('ca.pem'), certFile: file('server.pem'), keyFile: file('server.key') }
}

/**
 * Makes a key for signing tokens, with its self-signed certificate.
 * @param {string} dir created by this function
 * @returns {Promise<{certFile: string, key: string, der: Buffer}>} `key` is PEM; `der` is the certificate
 */
export async function makeSigningKey(dir) {
  mkdirSync(dir, { recursive: true })
  const [keyFile, certFile] = [join(dir, 'token.key'), join(dir, 'token.pem')]
  const out = [
    '-keyout',
    keyFile,
    '-out',
    certFile,
    '-subj',
    '/CN=Tagboat throw-away token server',
    '-days',
    '2',
  ]
  await mustRun('openssl', ['req', '-x509', ...KEY, ...out])
  const pem = readFileSync(certFile, 'utf8')
  return {
    certFile,
    key: readFileSync(keyFile, 'utf8'),
    der: Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64'),
  }
}

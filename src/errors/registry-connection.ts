import type { Problem } from '../model/tagboat-error.ts'
import type { Asked } from './registry.ts'

/** Node's and OpenSSL's codes for a certificate that cannot be trusted. */
const untrusted = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
  'INVALID_CA',
])

/** The name, the date or the purpose of a certificate is wrong; no authority of ours mends that. */
const unfit = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

/** Another attempt may be faster. */
const slow = new Set(['CONNECT_TIMEOUT', 'IDLE_TIMEOUT', 'TOO_SLOW', 'ETIMEDOUT'])

/** What a failed connection was about: it decides whether to try again, and what to say. */
export type Fault = 'untrusted' | 'unfit' | 'no-tls' | 'no-host' | 'refused' | 'slow' | 'broken' | 'endless'

/** Sorts a connection's error code, Node's own or OpenSSL's. */
export function sortFault(code: string): Fault {
  if (untrusted.has(code)) return 'untrusted'
  if (unfit.has(code)) return 'unfit'
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) return 'no-tls'
  if (code === 'ENOTFOUND' || code === 'ERR_INVALID_URL') return 'no-host'
  if (code === 'ECONNREFUSED') return 'refused'
  if (slow.has(code)) return 'slow'
  if (code === 'BODY_TIMEOUT' || code === 'HEAD_TIMEOUT') return 'endless'
  return 'broken'
}

/** `server` is the host that was connected to: the registry's, its token server's or where it redirects to. */
export function connectionFailed(asked: Asked, server: string, code: string, original: string): Problem {
  const via = server === asked.host ? '' : ` (for ${asked.host})`
  const fault = sortFault(code)
  const tls = fault === 'untrusted' || fault === 'unfit' || fault === 'no-tls'
  if (code === 'NO_TIME') return unanswered(asked, `${server}${via}`)
  return {
    code: tls ? 'registry-tls' : fault === 'endless' ? 'registry-endless' : 'registry-unreachable',
    ...explain(fault, `${server}${via}`, server),
    original,
  }
}

/** What a write has done that got no answer is unknown. */
function unanswered(asked: Asked, host: string): Problem {
  return {
    code: 'cancelled-no-answer',
    what: `The run was cancelled, and ${host} did not answer a request for ${asked.name} in the time that was left.`,
    fix: 'Run the job again; it completes what is missing.',
  }
}

function explain(fault: Fault, host: string, server: string): { what: string; fix: string } {
  switch (fault) {
    case 'untrusted':
      return {
        what: `${host} shows a certificate of an authority that is not trusted here.`,
        fix: `Put the authority's certificate into /etc/docker/certs.d/${server}/ca.crt, or into the system's bundle.`,
      }
    case 'unfit':
      return {
        what: `${host} shows a certificate that has expired or is not for this name.`,
        fix: 'Renew the certificate, use the name that it is for, and check the clock of this machine.',
      }
    case 'no-tls':
      return {
        what: `${host} does not speak TLS as it should.`,
        fix: "If it is a plain HTTP registry, add it to insecure-registries in the engine's daemon.json; else check the port.",
      }
    case 'no-host':
      return {
        what: `There is no host ${host}.`,
        fix: 'Check the spelling and the name server of this machine.',
      }
    case 'refused':
      return { what: `${host} refuses connections.`, fix: 'Check the port, and that the registry runs.' }
    case 'slow':
      return { what: `${host} does not answer.`, fix: 'Check the network, the firewall and HTTPS_PROXY.' }
    case 'endless':
      return {
        what: `${host} sends its answer so slowly that it does not end.`,
        fix: 'Check that this host is a container registry, and the proxies before it.',
      }
    case 'broken':
      return {
        what: `The connection to ${host} broke, again and again.`,
        fix: 'Run again later, and check the network and HTTPS_PROXY.',
      }
  }
}

/** docker's own rule for `certs.d`: a client certificate needs its key beside it. */
export function certificateWithoutKey(directory: string, certificate: string, key: string): Problem {
  return {
    code: 'registry-tls',
    what: `${directory} has ${certificate} without ${key}.`,
    fix: `Put the key there; if ${certificate} is an authority's certificate, name it *.crt.`,
  }
}

/** A redirect, or another address that a registry gives, that leads from https to http. */
export function downgraded(asked: Asked, server: string): Problem {
  return {
    code: 'registry-downgrade',
    what: `${asked.host} sends requests for ${asked.name} on to ${server} without TLS.`,
    fix: "Mend the registry's own address (its external URL, or its proxy's X-Forwarded-Proto) to be https.",
  }
}

/** OCI distribution spec 1.1 foresees few redirects; this many are a circle. */
export function redirectedTooOften(asked: Asked): Problem {
  return {
    code: 'registry-redirects',
    what: `${asked.host} redirects requests for ${asked.name} again and again.`,
    fix: "Check the registry's address and the proxies before it.",
  }
}

/** The token server must be https, because the password goes there. */
export function realmRefused(asked: Asked, realm: string): Problem {
  return {
    code: 'registry-realm',
    what: `${asked.host} wants the login to be sent to ${realm}, which is not https.`,
    fix: "Mend the registry's auth realm; plain HTTP is accepted only for a registry on this machine.",
  }
}

/** `from` is the server that the login is for, `to` the one that it redirects to. */
export function loginRedirected(asked: Asked, from: string, to: string): Problem {
  return {
    code: 'registry-login-redirect',
    what: `${from} redirects the login for ${asked.name} to ${to}, which it is not for.`,
    fix: "Check the registry's auth realm; if the token server has moved, its new address belongs there.",
  }
}

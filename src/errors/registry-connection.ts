import type { Problem } from '../model/tagboat-error.ts'
import type { RequestSubject } from './registry.ts'

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

/** The name, the date or the purpose of a certificate is wrong; trusting another authority does not help. */
const unfit = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

/** Timeouts: another attempt may be faster. */
const slow = new Set(['CONNECT_TIMEOUT', 'IDLE_TIMEOUT', 'TOO_SLOW', 'ETIMEDOUT'])

/** Why a connection failed: it decides whether to retry, and the message. */
export type Fault = 'untrusted' | 'unfit' | 'no-tls' | 'no-host' | 'refused' | 'slow' | 'broken' | 'endless'

/** Classifies an error code of a connection, from Node or OpenSSL. */
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

/** Whether a retry may succeed after an error code of a connection. */
export const isTransientFault = (code: string): boolean => {
  const fault = sortFault(code)
  return fault === 'refused' || fault === 'slow' || fault === 'broken'
}

/** `server` is the host that failed: the registry, its token server or a redirect's target. */
export function connectionFailed(
  asked: RequestSubject,
  server: string,
  code: string,
  original: string,
): Problem {
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

/** The run ended before the answer came, so the effect of a write is unknown. */
function unanswered(asked: RequestSubject, host: string): Problem {
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
        what: `${host} presents a certificate from an authority that is not trusted here.`,
        fix: `Put the authority's certificate into /etc/docker/certs.d/${server}/ca.crt, or into the system's bundle.`,
      }
    case 'unfit':
      return {
        what: `${host} presents a certificate that has expired or is not for this name.`,
        fix: 'Renew the certificate, use the name that it is for, and check the clock of this machine.',
      }
    case 'no-tls':
      return {
        what: `${host} does not speak TLS correctly.`,
        fix: "If it is a plain HTTP registry, add it to insecure-registries in the engine's daemon.json; otherwise check the port.",
      }
    case 'no-host':
      return {
        what: `Host ${host} does not exist.`,
        fix: 'Check the spelling, and the DNS server of this machine.',
      }
    case 'refused':
      return { what: `${host} refuses connections.`, fix: 'Check the port, and that the registry runs.' }
    case 'slow':
      return { what: `${host} does not answer.`, fix: 'Check the network, the firewall and HTTPS_PROXY.' }
    case 'endless':
      return {
        what: `${host} answers so slowly that its answer does not end.`,
        fix: 'Check that this host is a container registry, and the proxies in front of it.',
      }
    case 'broken':
      return {
        what: `The connection to ${host} broke on every attempt.`,
        fix: 'Run the job again later, and check the network and HTTPS_PROXY.',
      }
  }
}

/** docker's rule for `certs.d`: a client certificate needs its key in the same directory. */
export function certificateWithoutKey(directory: string, certificate: string, key: string): Problem {
  return {
    code: 'registry-tls',
    what: `${directory} has ${certificate} without ${key}.`,
    fix: `Put the key there. If ${certificate} is an authority's certificate, rename it to *.crt.`,
  }
}

/** A redirect, or another address from a registry, leads from https to http. */
export function downgraded(asked: RequestSubject, server: string): Problem {
  return {
    code: 'registry-downgrade',
    what: `${asked.host} refers requests for ${asked.name} to ${server} without TLS.`,
    fix: "Set the registry's own address to https (its external URL, or X-Forwarded-Proto in its proxy).",
  }
}

/** More redirects than any registry needs: most likely a loop. */
export function redirectedTooOften(asked: RequestSubject): Problem {
  return {
    code: 'registry-redirects',
    what: `${asked.host} redirects requests for ${asked.name} too often.`,
    fix: "Check the registry's address and the proxies in front of it.",
  }
}

/** The token server receives the password, so it must use https. */
export function realmRefused(asked: RequestSubject, realm: string): Problem {
  return {
    code: 'registry-realm',
    what: `${asked.host} requires the login to be sent to ${realm}, which is not https.`,
    fix: "Change the registry's auth realm to https; plain HTTP is accepted only for a registry on this machine.",
  }
}

/** `from` is the server that the login is for, `to` the one that it redirects the login to. */
export function loginRedirected(asked: RequestSubject, from: string, to: string): Problem {
  return {
    code: 'registry-login-redirect',
    what: `${from} redirects the login for ${asked.name} to ${to}, which must not receive it.`,
    fix: "Check the registry's auth realm. If the token server has moved, set the realm to its new address.",
  }
}

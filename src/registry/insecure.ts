import { BlockList, isIP } from 'node:net'
import type { Resolve } from '../ports/http.ts'

/** Which insecure connections the engine accepts for a registry. */
export interface InsecurePolicy {
  /** Plain HTTP is accepted if the registry has no TLS. */
  readonly plain: boolean
  /** An untrusted certificate is accepted. */
  readonly unverified: boolean
}

/** A host without its port and brackets: `::1` for `[::1]:5000`. */
export function stripPort(host: string): string {
  if (isIP(host) === 6) return host
  const bracketed = /^\[([^\]]*)\]/.exec(host)?.[1]
  return bracketed ?? host.replace(/:\d+$/, '')
}

/** Whether the host is this machine, by name or address. */
export function isLoopback(host: string): boolean {
  const name = stripPort(host).toLowerCase()
  return name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'))
}

/**
 * Applies the engine's rules: a registry in `insecure-registries`, by its host and port or by its address in a range
 * (CIDR), needs neither TLS nor a trusted certificate. Loopback needs no TLS in any case.
 */
export function createInsecurePolicy(
  insecureRegistries: readonly string[],
  resolve: Resolve,
): (host: string) => Promise<InsecurePolicy> {
  const named = new Set(
    insecureRegistries.filter((entry) => !entry.includes('/')).map((entry) => entry.toLowerCase()),
  )
  const ranges = insecureRegistries.flatMap((entry) => parseRange(entry) ?? [])
  const hasRange = (address: string) => ranges.some((range) => inRange(range, address))
  // The engine's two default ranges are loopback. They need no name resolution.
  const worthResolving = ranges.some((range) => !isLoopback(range.address))
  return async (host) => {
    const name = stripPort(host)
    const loopback = isLoopback(host)
    if (named.has(host.toLowerCase())) return { plain: true, unverified: true }
    const known = name.toLowerCase() === 'localhost' ? ['127.0.0.1', '::1'] : isIP(name) ? [name] : []
    const addresses = known.length === 0 && worthResolving ? await resolve(name) : known
    const listed = addresses.some(hasRange)
    return { plain: loopback || listed, unverified: listed }
  }
}

/** Asks the engine for its insecure registries only after a connection has failed. */
export interface LatePolicy {
  /** Applies the known entries. */
  readonly policyFor: (host: string) => Promise<InsecurePolicy>
  /** For a host to which a connection has failed: asks the engine, once. */
  readonly policyAfterFailure: (host: string) => Promise<InsecurePolicy>
}

/** `known` are entries of the engine's `insecure-registries`; `ask` reads them, which most runs without docker do not need. */
export function createLatePolicy(
  known: readonly string[],
  ask: (() => Promise<readonly string[]>) | undefined,
  resolve: Resolve,
): LatePolicy {
  const policyFor = createInsecurePolicy(known, resolve)
  let asked: Promise<(host: string) => Promise<InsecurePolicy>> | undefined
  const policyAfterFailure = async (host: string) => {
    if (ask === undefined) return policyFor(host)
    asked ??= ask().then((listed) => createInsecurePolicy([...known, ...listed], resolve))
    return (await asked)(host)
  }
  return { policyFor, policyAfterFailure }
}

interface Range {
  readonly address: string
  readonly bits: number
}

function parseRange(text: string): Range | undefined {
  const [, address = '', bits = ''] = /^([0-9A-Fa-f.:]+)\/(\d{1,3})$/.exec(text) ?? []
  const family = isIP(address)
  return family !== 0 && Number(bits) <= (family === 4 ? 32 : 128)
    ? { address, bits: Number(bits) }
    : undefined
}

function inRange(range: Range, address: string): boolean {
  const family = isIP(range.address) === 4 ? 'ipv4' : 'ipv6'
  const list = new BlockList()
  list.addSubnet(range.address, range.bits, family)
  return list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6')
}

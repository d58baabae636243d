import type { Scheme } from '../registry/endpoint.ts'

/** What BuildKit is to know of a registry (moby/buildkit, docs/buildkitd.toml.md). */
export interface RegistryEntry {
  /** As references have it, with its port: `registry.example:5000`. */
  readonly host: string
  /**
   * How it is reached without trusted TLS: by plain HTTP, or by TLS whose certificate is not checked. Where that is unknown, both
   * are allowed, as Docker Engine does it: TLS is tried first. Absent: by trusted TLS alone.
   */
  readonly insecure?: Scheme | 'unknown'
  /** Hosts, with a path where they have one, that are asked first. */
  readonly mirrors?: readonly string[]
}

/**
 * Hosts that may be a table's name. The reader of buildx 0.29 and of older BuildKit (go-toml 1) takes no `]` in one, also between quotation marks, and refuses
 * the whole file: an IPv6 address gets no table. BuildKit speaks plain HTTP to `[::1]` without one (containerd, MatchLocalhost).
 */
const isTableName = (host: string): boolean => /^[A-Za-z0-9._:-]+$/.test(host)

/** `buildkitd.toml`. Of one host there may be one table only, so equal hosts are one entry. */
export function formatBuildkitdConfig(entries: readonly RegistryEntry[]): string {
  const merged = new Map<string, RegistryEntry>()
  for (const entry of entries.filter(({ host }) => isTableName(host)))
    merged.set(entry.host, { ...merged.get(entry.host), ...entry })
  return [...merged.values()].map(formatEntry).join('\n')
}

function formatEntry({ host, insecure, mirrors = [] }: RegistryEntry): string {
  const lines = [`[registry.${quote(host)}]`]
  if (mirrors.length > 0) lines.push(`  mirrors = [${mirrors.map(quote).join(', ')}]`)
  if (insecure === 'http' || insecure === 'unknown') lines.push('  http = true')
  if (insecure === 'https' || insecure === 'unknown') lines.push('  insecure = true')
  return `${lines.join('\n')}\n`
}

/**
 * A basic string of TOML 1.0: JSON's escapes are a subset of its own, and DEL needs one, too. A library would be more code than these
 * lines: nothing but strings, lists of them and `true` is written.
 */
export const quote = (text: string): string => JSON.stringify(text).replaceAll('\u007f', '\\u007f')

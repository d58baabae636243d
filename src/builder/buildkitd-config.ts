import { closedBuildkitdConfig } from '../errors/builder.ts'
import { parseBuildkitdConfig } from '../inputs/buildkitd-text.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Scheme } from '../registry/endpoint.ts'

/** BuildKit's settings for one registry (moby/buildkit, docs/buildkitd.toml.md). */
export interface RegistryEntry {
  /** The host as in references, with its port: `registry.example:5000`. */
  readonly host: string
  /**
   * How to reach a registry without trusted TLS: over plain HTTP, or over TLS without verification. `unknown` allows both, TLS first,
   * as Docker Engine does. If it is missing, only trusted TLS is allowed.
   */
  readonly insecure?: Scheme | 'unknown'
  /** Hosts, with an optional path, that are tried first. */
  readonly mirrors?: readonly string[]
}

/**
 * Whether a host can be the name of a table. go-toml 1, in buildx 0.29 and older BuildKit, refuses the whole file if a name contains
 * `]`, even in quotation marks. So an IPv6 address gets no table. BuildKit uses plain HTTP for `[::1]` without one (containerd,
 * MatchLocalhost).
 */
const isTableName = (host: string): boolean => /^[A-Za-z0-9._:-]+$/.test(host)

/** Formats `buildkitd.toml`. Entries of the same host are merged, because a table may appear only once. */
export function formatBuildkitdConfig(entries: readonly RegistryEntry[]): string {
  const merged = new Map<string, RegistryEntry>()
  for (const entry of entries.filter(({ host }) => isTableName(host)))
    merged.set(entry.host, { ...merged.get(entry.host), ...entry })
  return [...merged.values()].map(formatEntry).join('\n')
}

/**
 * Adds entries to a configuration of the user, whose text stays as it is: for a registry that has a table there, only that table counts.
 * Throws a TagboatError if tables cannot follow the text.
 */
export function addToConfig(text: string, entries: readonly RegistryEntry[]): string {
  if (text === '') return formatBuildkitdConfig(entries)
  const read = parseBuildkitdConfig(text)
  const known = 'hosts' in read ? read.hosts : []
  const added = entries.filter(({ host }) => !known.includes(host))
  const tables = formatBuildkitdConfig(added)
  if (tables === '') return text
  const joined = `${text.trimEnd()}\n\n${tables}`
  if ('why' in parseBuildkitdConfig(joined))
    throw new TagboatError(closedBuildkitdConfig([...new Set(added.map(({ host }) => host))]))
  return joined
}

function formatEntry({ host, insecure, mirrors = [] }: RegistryEntry): string {
  const lines = [`[registry.${quote(host)}]`]
  if (mirrors.length > 0) lines.push(`  mirrors = [${mirrors.map(quote).join(', ')}]`)
  if (insecure === 'http' || insecure === 'unknown') lines.push('  http = true')
  if (insecure === 'https' || insecure === 'unknown') lines.push('  insecure = true')
  return `${lines.join('\n')}\n`
}

/**
 * Quotes a basic string of TOML 1.0, whose escapes include JSON's; DEL must be escaped, too. The file has only strings, lists of strings
 * and `true`, so that a library would be more code than this.
 */
export const quote = (text: string): string => JSON.stringify(text).replaceAll('\u007f', '\\u007f')

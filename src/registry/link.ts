/**
 * The target of the `next` link in a Link header (RFC 8288), unresolved: OCI distribution spec 1.1,
 * "Listing Tags". Undefined if there is none.
 */
export function findNextLink(header: string): string | undefined {
  const link = /<([^<>]*)>((?:[^",<>]|"(?:[^"\\]|\\.)*")*)/g
  for (const [, target, parameters = ''] of header.matchAll(link)) {
    const relation = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(parameters)
    const names = (relation?.[1] ?? relation?.[2] ?? '').toLowerCase().split(/\s+/)
    if (names.includes('next') && target !== undefined && target !== '') return target
  }
  return undefined
}

/** Resolves an address against a base; undefined if the result is not an http or https URL. */
export function resolveUrl(address: string, base: string): URL | undefined {
  const url = URL.canParse(address, base) ? new URL(address, base) : undefined
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url : undefined
}

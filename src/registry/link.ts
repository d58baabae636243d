/**
 * The target of the `next` link in a Link header (RFC 8288), as it stands there: OCI distribution spec 1.1,
 * "Listing Tags". Undefined where there is none.
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

/** An address that may be relative to another; undefined where it is neither http nor https, or none at all. */
export function resolveUrl(address: string, base: string): URL | undefined {
  const url = URL.canParse(address, base) ? new URL(address, base) : undefined
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url : undefined
}

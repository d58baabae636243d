/**
 * Makes any text part of one component of an image name; empty if no character of it is valid there. The text is
 * lower-cased. Every character but `[a-z0-9._-]` becomes `-`, and so does every run of separators except those of the
 * grammar: `.`, `_`, `__` and any number of `-` (OCI distribution spec 1.1, "Pulling manifests"). Leading and trailing
 * separators are dropped.
 */
export function toComponent(text: string): string {
  return withoutForeign(text)
    .replace(/[._-]+/g, (run) => (/^(?:\.|__?|-+)$/.test(run) ? run : '-'))
    .replace(/^[._-]+|[._-]+$/g, '')
}

/** Replaces invalid characters only: in a text that a user wrote, a separator at the end may be intended. */
export function withoutForeign(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9._-]+/g, '-')
}

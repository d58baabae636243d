/**
 * Any text as part of one component of an image name; empty where nothing of it can be in one. Lower-cased; what is not
 * `[a-z0-9._-]` becomes `-`, and so does a run of separators that the grammar does not know: it has `.`, `_`, `__` and
 * any number of `-` (OCI distribution spec 1.1, "Pulling manifests"). Separators at the ends go.
 */
export function toComponent(text: string): string {
  return withoutForeign(text)
    .replace(/[._-]+/g, (run) => (/^(?:\.|__?|-+)$/.test(run) ? run : '-'))
    .replace(/^[._-]+|[._-]+$/g, '')
}

/** The first half of it: for a text in which a person wrote the separators, who may want one at an end. */
export function withoutForeign(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9._-]+/g, '-')
}

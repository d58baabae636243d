/** How a build's content gets into the repositories. */
export type PushStrategy =
  /** Nowhere; `names` are what a loaded image is called. */
  | { readonly kind: 'local'; readonly names: readonly string[] }
  /** Into the build cache only, so that a later push finds everything built. */
  | { readonly kind: 'warm' }
  /** Under one tag per repository, which the builder pushes. */
  | { readonly kind: 'anchor'; readonly names: readonly string[] }
  /** Without any tag, into these repositories. */
  | { readonly kind: 'digest'; readonly names: readonly string[] }
  /** Into an OCI image layout in this folder, to be pushed by digest afterwards; `names` are what its provenance is about. */
  | { readonly kind: 'layout'; readonly folder: string; readonly names: readonly string[] }

/** The tags that bake is told. */
export const landingTags = (strategy: PushStrategy): readonly string[] =>
  strategy.kind === 'local' || strategy.kind === 'anchor' ? strategy.names : []

/** The targets that are built for themselves, by name, and where each goes. */
export type PushStrategies = ReadonlyMap<string, PushStrategy>

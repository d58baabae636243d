/** How the content of a build reaches the repositories. */
export type PushStrategy =
  /** Not pushed; `names` are those of a loaded image. */
  | { readonly kind: 'local'; readonly names: readonly string[] }
  /** Only into the build cache, so that a later push finds everything built. */
  | { readonly kind: 'warm' }
  /** Under one tag per repository, which the builder pushes. */
  | { readonly kind: 'anchor'; readonly names: readonly string[] }
  /** Without any tag, into these repositories. */
  | { readonly kind: 'digest'; readonly names: readonly string[] }
  /** Into an OCI image layout in this folder, to be pushed by digest afterwards; `names`: the subjects of its provenance. */
  | { readonly kind: 'layout'; readonly folder: string; readonly names: readonly string[] }

/** The tags in the bake definition. */
export const pushedTags = (strategy: PushStrategy): readonly string[] =>
  strategy.kind === 'local' || strategy.kind === 'anchor' ? strategy.names : []

/** The push strategy of each target that is built, by name; their dependencies have none. */
export type PushStrategies = ReadonlyMap<string, PushStrategy>

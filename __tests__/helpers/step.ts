import type { BakeDefinition, BakeTarget } from '../../src/bake/bake-target.ts'

/** A bake definition with these targets, all of them chosen by default. */
export const makeDefinition = (
  targets: Readonly<Record<string, BakeTarget>>,
  chosen: readonly string[] = Object.keys(targets),
): BakeDefinition => ({ targets: new Map(Object.entries(targets)), chosen })

/** Inputs for a bake file, with the given texts. */
export const bakeTexts = (texts: Readonly<Record<string, string>> = {}) => ({
  'bake-files': 'docker-bake.hcl',
  ...texts,
})

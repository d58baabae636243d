import type { Plan } from '../plan/plan.ts'

/**
 * Annotations as bake takes them, `level:key=value`. They belong to the top manifest: an index where there is
 * one, else the image manifest. `index:` without an index is fatal in buildx, and values that change per run on
 * the platform manifests below an index would change their digests.
 */
export function placeAnnotations(plan: Plan, hasIndex: boolean): readonly string[] {
  const level = placeLevels(plan.annotationsLevels, hasIndex)
  const ours = Object.entries(plan.annotations).map(([key, value]) => `${level}:${key}=${value}`)
  const own = plan.ownAnnotations.map(({ key, value }) => {
    const colon = key.indexOf(':')
    if (colon < 0) return `${level}:${key}=${value}`
    return `${placeLevels(key.slice(0, colon).split(','), hasIndex)}:${key.slice(colon + 1)}=${value}`
  })
  return [...ours, ...own]
}

/** Without an index there is no index level to write to: the manifest is the top then. */
function placeLevels(wanted: readonly string[], hasIndex: boolean): string {
  if (wanted.length === 0) return hasIndex ? 'index' : 'manifest'
  const there = hasIndex ? wanted : wanted.map((level) => level.replace(/^index/, 'manifest'))
  return [...new Set(there)].join(',')
}

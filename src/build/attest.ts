import type { Abilities } from './builder.ts'
import { settingOf } from './specs.ts'

/**
 * The attestations of a build, always written out, since exporters differ in their default. Where nobody said
 * anything: provenance, with everything (`mode=max`) for a public repository, without build arguments
 * (`mode=min`) for a private one. None where the builder can carry none, or the engine could not load them.
 */
export function planAttests(
  asked: readonly string[],
  isPrivate: boolean,
  abilities: Abilities,
  load: boolean,
): readonly string[] {
  if (!abilities.rich) return []
  const names = (kind: string) => asked.some((attest) => settingOf(attest, 'type') === kind)
  // Of several of one type buildx takes the last.
  const attests = [...new Map(asked.map((attest) => [settingOf(attest, 'type'), attest])).values()]
  const mode = isPrivate ? 'min' : 'max'
  const isLoadable = !load || abilities.loadsIndexes
  if (!names('provenance')) attests.push(`type=provenance,${isLoadable ? `mode=${mode}` : 'disabled=true'}`)
  if (!names('sbom')) attests.push('type=sbom,disabled=true')
  return attests
}

export const isAttested = (attests: readonly string[]): boolean =>
  attests.some((attest) => !/(^|,)disabled=true(,|$)/.test(attest))

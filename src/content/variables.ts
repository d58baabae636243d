import { type BakeTarget, listOf, recordOf, textOf } from '../bake/bake-target.ts'
import { normalizePlatform } from '../model/platform.ts'
import type { Dockerfile } from './dockerfile.ts'
import { expand, type Variables } from './expand.ts'

/**
 * What FROM may name, once per platform that the target is built for (Dockerfile reference, "Automatic platform ARGs in
 * the global scope"): those of the platform, the ARGs before the first FROM, and above both what the target's `args`
 * say. An ARG whose default cannot be read stays undeclared.
 */
export function readVariables(dockerfile: Dockerfile, target: BakeTarget, ownPlatform: string): Variables[] {
  const platforms = listOf(target, 'platforms')
  const args = new Map(Object.entries(recordOf(target, 'args')))
  return (platforms.length > 0 ? platforms : [ownPlatform]).map((platform) => {
    const variables = new Map([
      ...describePlatform('BUILD', ownPlatform),
      ...describePlatform('TARGET', platform),
      ['TARGETSTAGE', textOf(target, 'target') || 'default'] as const,
    ])
    for (const name of variables.keys()) variables.set(name, args.get(name) ?? variables.get(name) ?? '')
    for (const { name, value } of dockerfile.args) {
      const chosen =
        args.get(name) ?? (value === undefined ? (variables.get(name) ?? '') : expand(value, variables))
      if (chosen !== undefined) variables.set(name, chosen)
    }
    return variables
  })
}

function describePlatform(prefix: string, platform: string): [string, string][] {
  const normal = normalizePlatform(platform) ?? platform
  const [os = '', architecture = '', variant = ''] = normal.split('/')
  return [
    [`${prefix}PLATFORM`, normal],
    [`${prefix}OS`, os],
    [`${prefix}ARCH`, architecture],
    [`${prefix}VARIANT`, variant],
  ]
}

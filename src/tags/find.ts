import type { Finding } from './finding.ts'
import type { Rule } from './rule.ts'
import type { Scene } from './rule-context.ts'
import { findMatchTag } from './rules/match.ts'
import { findEdgeTag, findRawTag, findScheduleTag, findShaTag } from './rules/plain.ts'
import { findRefTag } from './rules/ref.ts'
import { findVersionTag } from './rules/version.ts'

/** What a rule gives for a scene, before prefix and suffix. */
export function findTag(rule: Rule, scene: Scene): Finding {
  switch (rule.type) {
    case 'schedule':
      return findScheduleTag(rule, scene)
    case 'semver':
    case 'pep440':
      return findVersionTag(rule, scene)
    case 'match':
      return findMatchTag(rule, scene)
    case 'edge':
      return findEdgeTag(rule, scene)
    case 'ref':
      return findRefTag(rule, scene.trigger)
    case 'raw':
      return findRawTag(rule, scene)
    case 'sha':
      return findShaTag(rule, scene)
  }
}

import type { Finding } from './finding.ts'
import type { Rule } from './rule.ts'
import type { RuleContext } from './rule-context.ts'
import { findMatchTag } from './rules/match.ts'
import { findEdgeTag, findRawTag, findScheduleTag, findShaTag } from './rules/plain.ts'
import { findRefTag } from './rules/ref.ts'
import { findVersionTag } from './rules/version.ts'

/** What a rule gives for a scene, before prefix and suffix. */
export function findTag(rule: Rule, context: RuleContext): Finding {
  switch (rule.type) {
    case 'schedule':
      return findScheduleTag(rule, context)
    case 'semver':
    case 'pep440':
      return findVersionTag(rule, context)
    case 'match':
      return findMatchTag(rule, context)
    case 'edge':
      return findEdgeTag(rule, context)
    case 'ref':
      return findRefTag(rule, context.trigger)
    case 'raw':
      return findRawTag(rule, context)
    case 'sha':
      return findShaTag(rule, context)
  }
}

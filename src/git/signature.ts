import { booleanAt, type Json, stringAt } from '../json.ts'
import type { Answer, TagSignature } from '../model/source-repository.ts'
import { known, unknown } from './answer.ts'

/**
 * Reads GitHub's answer about a tag object ("Get a tag"). Two things are more than GitHub checks: the signed object
 * must carry the name that the tag has now, since any tag object can be pushed under any name; and it must name a
 * commit, since what a tag of a tag ends in has another signature.
 */
export function readSignature(tag: string, object: Json): Answer<TagSignature> {
  const verified = booleanAt(object, 'verification', 'verified')
  const reason = stringAt(object, 'verification', 'reason') ?? 'no reason given'
  if (verified === undefined) return unknown('GitHub tells nothing of signatures of git tags')
  if (!verified) return known({ kind: 'unverified', reason })
  if (stringAt(object, 'tag') !== tag) return known({ kind: 'unverified', reason: 'other_tag' })
  const commit = stringAt(object, 'object', 'sha')
  if (commit === undefined || stringAt(object, 'object', 'type') !== 'commit')
    return known({ kind: 'unverified', reason: 'no_commit' })
  return known({ kind: 'verified', commit })
}

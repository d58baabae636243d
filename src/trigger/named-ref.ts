import { ambiguousRef, tagElsewhere } from '../errors/trigger.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Ref } from '../model/trigger.ts'
import { findVersion } from '../tags/versions.ts'
import type { ChosenRef } from './choose-ref.ts'
import { parseRefFlag } from './planned-event.ts'
import type { WorkingCopyFacts } from './working-copy-facts.ts'

/**
 * Resolves `--ref`. A short name is the branch or the git tag that has it; a name that does not exist is a git tag if it is a
 * version, and otherwise a branch. `isBuild`: the working copy is built, so a git tag must be at its commit. A branch may
 * be elsewhere, as in a CI system that checks out a commit. Throws a TagboatError for a name of both kinds.
 */
export async function resolveRef(
  text: string,
  { head, findRefs }: Pick<WorkingCopyFacts, 'head' | 'findRefs'>,
  isBuild: boolean,
): Promise<ChosenRef> {
  const full = parseRefFlag(text)
  const name = full !== undefined && 'name' in full ? full.name : text
  const [asBranch, asTag] = [`refs/heads/${name}`, `refs/tags/${name}`]
  const refs = await findRefs([asBranch, asTag, 'refs/remotes/'])
  const isBranch = refs.has(asBranch) || [...refs.keys()].some((ref) => isRemoteBranch(ref, name))
  const tagged = refs.get(asTag)
  if (full === undefined && isBranch && tagged !== undefined) throw new TagboatError(ambiguousRef(name))
  const ref = full ?? guess(name, isBranch, tagged !== undefined)
  if (ref.kind !== 'tag')
    return { ref, why: isBranch ? 'by --ref' : 'by --ref; no such branch is known here' }
  if (tagged === undefined) return { ref, why: 'by --ref; no such git tag exists here' }
  if (tagged === head.revision) return { ref, why: 'by --ref' }
  if (isBuild) throw new TagboatError(tagElsewhere(name, tagged, head.revision))
  return { ref, why: `by --ref, at commit ${tagged.slice(0, 12)}`, commit: tagged }
}

const isRemoteBranch = (ref: string, name: string): boolean =>
  /^refs\/remotes\/[^/]+\/(.+)$/.exec(ref)?.[1] === name

function guess(name: string, isBranch: boolean, isTag: boolean): Ref {
  const kind = isTag || (!isBranch && findVersion(name) !== undefined) ? 'tag' : 'branch'
  return { kind, name }
}

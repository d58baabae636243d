import { tagElsewhere } from '../errors/trigger.ts'
import {
  commitNotPushed,
  remoteUnknown,
  tagDiffers,
  tagMissing,
  tagNotPushed,
} from '../errors/working-copy-guards.ts'
import { createRemoteGit, type RemoteGit } from '../git/remote-git.ts'
import { type Git, type GitPorts, openWorkspaceGit } from '../git/run-git.ts'
import type { PlannedTag } from '../model/planned-tag.ts'
import type { Problem } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import { isVersionName } from '../tags/release-names.ts'

/** The remote that the trigger is read from. */
interface Remote {
  readonly remote: string
  readonly there: RemoteGit
}

interface Release {
  readonly trigger: Pick<Trigger, 'ref' | 'revision' | 'repository'>
  readonly tags: readonly PlannedTag[]
  readonly workspace: string
}

/**
 * The problems of a release whose commit or git tag is not on the remote repository, so that other users could not build it. Asks the remote
 * by its own name, because that is how the user reaches it (SSH, a credential helper). Nothing is asked without a release.
 */
export async function checkPushed(
  ports: GitPorts,
  { trigger, tags, workspace }: Release,
): Promise<readonly Problem[]> {
  if (!tags.some(isVersion)) return []
  const git = await openWorkspaceGit(ports, workspace)
  const { remote = 'origin' } = trigger.repository
  if (git === undefined) return [remoteUnknown(remote, 'there is no git repository')]
  const there = createRemoteGit(ports, { remote, token: '', open: async () => git })
  const { ref, revision } = trigger
  if (ref.kind === 'tag') return checkTag(git, { remote, there }, ref.name, revision)
  return checkCommit(git, { remote, there }, revision, ref.kind === 'branch' ? ref.name : undefined)
}

/** A release or a line of versions, by its rule or its name; `latest` of a branch is none. */
const isVersion = ({ name, follows }: PlannedTag): boolean =>
  ['release', 'line'].includes(follows.kind) || isVersionName(name)

/** The git tag is the same object on the remote, and names the commit that is built. The remote then has the commit, too. */
async function checkTag(
  git: Git,
  { remote, there }: Remote,
  tag: string,
  revision: string,
): Promise<readonly Problem[]> {
  const full = `refs/tags/${tag}`
  const [object, commit] = await Promise.all([resolve(git, full), resolve(git, `${full}^{commit}`)])
  if (object === undefined || commit === undefined) return [tagMissing(tag)]
  if (commit !== revision) return [tagElsewhere(tag, commit, revision)]
  const answer = await there.list(full)
  if (!answer.known) return [remoteUnknown(remote, answer.why)]
  const theirs = answer.value.get(full)
  if (theirs === undefined) return [tagNotPushed(tag, remote)]
  return theirs === object ? [] : [tagDiffers(tag, remote, object, theirs)]
}

/** A branch of the remote contains the commit, as far as the working copy has the branch's commits. */
async function checkCommit(
  git: Git,
  { remote, there }: Remote,
  revision: string,
  branch: string | undefined,
): Promise<readonly Problem[]> {
  const answer = await there.list('--heads')
  if (!answer.known) return [remoteUnknown(remote, answer.why)]
  const tips = new Set(answer.value.values())
  if (tips.has(revision)) return []
  const containing = await git([
    'for-each-ref',
    '--format=%(objectname)',
    '--contains',
    revision,
    `refs/remotes/${remote}/`,
  ])
  // A tracking ref may be outdated, so it counts only if the remote still has that tip.
  const isOnRemote = containing.stdout.split('\n').some((tip) => tips.has(tip))
  return isOnRemote ? [] : [commitNotPushed(revision, branch, remote)]
}

async function resolve(git: Git, name: string): Promise<string | undefined> {
  const { code, stdout } = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', name])
  const id = stdout.trim()
  return code === 0 && /^[0-9a-f]{40,64}$/.test(id) ? id : undefined
}

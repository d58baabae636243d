import { notAWorkingCopy, unknownRefName } from '../errors/working-copy.ts'
import { openWorkspaceGit } from '../git/run-git.ts'
import { findUncommitted } from '../git/uncommitted.ts'
import { compact } from '../json.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { type Cause, parseRef, type Ref, type Trigger } from '../model/trigger.ts'
import { isoFromMillis } from '../ports/time.ts'
import { classifyEvent } from './classify-event.ts'
import type { TriggerPorts, TriggerResult } from './read-trigger.ts'
import { parseRemoteUrl } from './remote-url.ts'

/** What the user says about the run, in place of what the working copy says. Each may be absent. */
export interface TriggerFlags {
  readonly ref?: string
  /** A name of GitHub's events. */
  readonly event?: string
  readonly pr?: number
  readonly defaultBranch?: string
  readonly user?: string
}

/**
 * Reads the trigger from the working copy at `workspace`: the git tag on HEAD, otherwise the branch; the commit; the
 * repository of the remote `origin`; the user of git. Throws a TagboatError without a working copy or a commit.
 */
export async function readWorkingCopy(
  ports: TriggerPorts,
  workspace: string,
  flags: TriggerFlags,
): Promise<TriggerResult> {
  const git = await openWorkspaceGit(ports, workspace)
  const run = async (...args: readonly string[]) => {
    const done = await git?.(args)
    return done?.code === 0 ? done.stdout.trim() : undefined
  }
  const [head, remote, originHead, user, changes] = await Promise.all([
    run('log', '-1', '--no-show-signature', '--format=%H %ct %D', '--decorate=full'),
    run('config', '--get', 'remote.origin.url'),
    run('symbolic-ref', '--quiet', 'refs/remotes/origin/HEAD'),
    run('config', '--get', 'user.name'),
    git && findUncommitted(git),
  ])
  const [, revision, seconds, refs = ''] = /^([0-9a-f]{40,64}) (\d+) ?(.*)$/m.exec(head ?? '') ?? []
  if (revision === undefined) throw new TagboatError(notAWorkingCopy(workspace))
  const known = parseRemoteUrl(remote ?? '')
  const now = isoFromMillis(ports.clock.now())
  const { serverUrl = 'https://github.com', owner = '', name = '' } = known ?? {}
  const trigger: Trigger = compact({
    event: flags.event ?? 'local',
    cause: causeOf(flags),
    ref: await chooseRef(flags, refs, run),
    sha: revision,
    revision,
    isDirty: changes === undefined ? undefined : true,
    commitTime: isoFromMillis(Number(seconds) * 1000),
    time: now,
    defaultBranch: flags.defaultBranch ?? originHead?.replace(/^refs\/remotes\/origin\//, ''),
    repository: { owner, name, url: `${serverUrl}/${owner}/${name}` },
    actor: flags.user ?? user ?? ports.env.USER ?? '',
    serverUrl,
  })
  return { trigger, warnings: [] }
}

const causeOf = ({ event }: TriggerFlags): Cause =>
  event === undefined ? { kind: 'local' } : classifyEvent(event, undefined)

/** The ref of the flags, otherwise the git tag on HEAD, otherwise the branch. `refs` is what `git log --decorate` lists. */
async function chooseRef(
  flags: TriggerFlags,
  refs: string,
  run: (...args: readonly string[]) => Promise<string | undefined>,
): Promise<Ref> {
  if (flags.pr !== undefined) return { kind: 'pull', number: flags.pr }
  if (flags.ref?.startsWith('refs/')) return parseRef(flags.ref)
  if (flags.ref !== undefined) {
    const isTag = (await run('rev-parse', '--verify', '--quiet', `refs/tags/${flags.ref}`)) !== undefined
    return { kind: isTag || /^v?\d/.test(flags.ref) ? 'tag' : 'branch', name: flags.ref }
  }
  const tag = /tag: refs\/tags\/([^,]+)/.exec(refs)?.[1]
  if (tag !== undefined) return { kind: 'tag', name: tag }
  const branch = /HEAD -> refs\/heads\/([^,]+)/.exec(refs)?.[1]
  if (branch === undefined) throw new TagboatError(unknownRefName())
  return { kind: 'branch', name: branch }
}

import { type GitPorts, openWorkspaceGit } from '../git/run-git.ts'

/**
 * The default branch of the remote `origin`, as the last fetch saw it, otherwise the current branch if it has the name of a usual default
 * branch. Undefined if both are unknown.
 */
export async function readDefaultBranch(ports: GitPorts, workspace: string): Promise<string | undefined> {
  const git = await openWorkspaceGit(ports, workspace)
  const read = async (ref: string, prefix: string) => {
    const done = await git?.(['symbolic-ref', '--quiet', ref])
    return done?.code === 0 ? done.stdout.trim().replace(prefix, '') : undefined
  }
  const remote = await read('refs/remotes/origin/HEAD', 'refs/remotes/origin/')
  if (remote !== undefined) return remote
  const current = await read('HEAD', 'refs/heads/')
  return current !== undefined && ['main', 'master', 'trunk', 'develop'].includes(current)
    ? current
    : undefined
}

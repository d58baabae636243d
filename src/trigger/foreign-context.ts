import { relative } from 'node:path'
import { findRepository } from '../git/find-repository.ts'
import { type GitPorts, openWorkspaceGit } from '../git/run-git.ts'

/** How git lists a submodule ("git-ls-files", --stage). */
const submodule = /^160000 /

/**
 * Whether the folder of a build context belongs to another repository than the working copy, or to none: its changes are unknown, because
 * git never runs with the configuration of another repository. A submodule is part of the working copy. Both paths are absolute.
 */
export async function isForeignContext(ports: GitPorts, workspace: string, folder: string): Promise<boolean> {
  if (folder === workspace) return false
  const { repository } = await findRepository(ports.files, workspace, folder)
  if (repository.kind === 'none') return true
  const root = (await ports.files.realPath(workspace)) ?? workspace
  if (repository.folder === root) return false
  const git = await openWorkspaceGit(ports, workspace)
  const listed = await git?.(['ls-files', '--stage', '--', relative(root, repository.folder)])
  return listed?.code !== 0 || !submodule.test(listed.stdout)
}

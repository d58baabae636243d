import { resolve } from 'node:path'
import { type BakeTarget, textOf } from '../bake/bake-target.ts'
import { isRemoteContext } from '../bake/paths.ts'
import { findRepository } from '../git/find-repository.ts'
import type { Env, Files, Log } from '../ports/ports.ts'

/**
 * What decides whether buildx asks git about the contexts, for provenance. Its git starts in each context and runs with
 * whatever configuration it finds from there, so it is switched off unless that is the workspace's own: with an
 * embedded or nested repository around any context, outside the workspace, and without a repository at all. Settings
 * in the environment would not do: buildx 0.33 and newer keep them from git. `git status`, which runs filters and
 * enters submodules, is switched off in any case.
 */
export async function limitGitInfo(
  ports: { readonly files: Files; readonly log: Log; readonly env: Env },
  workspace: string,
  targets: Iterable<BakeTarget>,
): Promise<Readonly<Record<string, string>>> {
  if (/^(1|t|true)$/i.test(ports.env.BUILDX_GIT_CHECK_DIRTY ?? '')) {
    ports.log.notice(
      'BUILDX_GIT_CHECK_DIRTY is ignored: git status could run commands that the checkout brings.',
    )
  }
  const named = await Promise.all(
    [...targets].map(async (target) => {
      const context = textOf(target, 'context')
      const folder = resolve(workspace, context)
      // A tree can have a folder that is called like an address.
      return !isRemoteContext(context) || (await ports.files.isDirectory(folder)) ? [folder] : []
    }),
  )
  const folders = named.flat()
  const found = await Promise.all(
    [...new Set(folders)].map((folder) => findRepository(ports.files, workspace, folder)),
  )
  const isSafe = found.every(({ isSafeForGit }) => isSafeForGit)
  return { BUILDX_GIT_CHECK_DIRTY: 'false', ...(isSafe ? {} : switchedOff) }
}

const switchedOff = { BUILDX_GIT_INFO: 'false', BUILDX_GIT_LABELS: 'false' }

import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeBasic } from '../basic-auth.ts'
import { addGitConfig } from '../ports/child-environment.ts'
import type { Env, Exec, ExecResult, Files } from '../ports/ports.ts'
import { type FoundRepository, findRepository } from './find-repository.ts'

export interface GitPorts {
  readonly exec: Exec
  readonly files: Files
  readonly env: Env
}

/** How long a git command may take, in ms. Listing 10,000 tags takes less than one second. */
export const gitTimeout = 30_000

/** Runs git with additional environment variables. */
export type Git = (args: readonly string[], env?: Env) => Promise<ExecResult>

/** Git in the workspace's own repository; undefined without one, or if its configuration is not trusted. */
export async function openWorkspaceGit(ports: GitPorts, workspace: string): Promise<Git | undefined> {
  const { repository } = await findRepository(ports.files, workspace, workspace)
  return repository.kind === 'workspace' ? openRepository(ports, repository) : undefined
}

/**
 * Names the repository in GIT_DIR, which every version of git supports, so that git does not search for one: it never finds
 * an embedded repository, and does not check who owns the folder, which in a job container is another user.
 */
export const openRepository = (
  { exec }: Pick<GitPorts, 'exec'>,
  { gitDir, folder }: Extract<FoundRepository, { kind: 'workspace' }>,
): Git => runGit(exec, { GIT_DIR: gitDir, GIT_WORK_TREE: folder })

/** Git outside every repository, with only the configuration of the user and the machine. */
export const openPlainGit = ({ exec }: Pick<GitPorts, 'exec'>): Git =>
  runGit(exec, { GIT_DIR: '/dev/null/none' })

/**
 * Runs `read` with git over the objects of a repository whose configuration is not trusted. That git has a new, empty
 * repository of its own, and reads the objects, which are only data, from the folder `objects`. The length of `revision`
 * determines the hash of their ids.
 */
export async function withObjects<T>(
  { exec, files, env }: GitPorts,
  { objects, revision }: { readonly objects: string; readonly revision: string },
  read: (git: Git) => Promise<T>,
): Promise<T> {
  const folder = await files.makePrivateDir(env.RUNNER_TEMP || tmpdir(), 'tagboat-git-')
  try {
    await files.write(join(folder, 'HEAD'), 'ref: refs/heads/none\n')
    await files.write(join(folder, 'config'), revision.length === 40 ? plainConfig : sha256Config)
    for (const name of ['objects', 'refs']) await files.makeFolder(join(folder, name))
    return await read(runGit(exec, { GIT_DIR: folder, GIT_OBJECT_DIRECTORY: objects }))
  } finally {
    await files.remove(folder)
  }
}

/** Caches beside the objects are ignored, because they are not trusted either. */
const plainConfig = '[core]\nrepositoryFormatVersion = 0\ncommitGraph = false\nmultiPackIndex = false\n'
const sha256Config = `${plainConfig.replace('= 0', '= 1')}[extensions]\nobjectFormat = sha256\n`

const runGit =
  (exec: Exec, where: Env): Git =>
  (args, env = {}) =>
    exec('git', args, { env: { ...unattended, ...asIs, LC_ALL: 'C', ...where, ...env }, timeout: gitTimeout })

/** The Basic form of a token, as actions/checkout sends it to GitHub. */
export const toBasic = (token: string, user = 'x-access-token'): string =>
  encodeBasic({ user, password: token })

/** Git prompts neither in a terminal nor in a window. Stored credentials and helpers keep working. */
const unattended: Env = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '',
  SSH_ASKPASS: '',
  GCM_INTERACTIVE: 'never',
}

/** Git reads objects as they are: without replaced commits, and without fetching missing ones. */
const asIs: Env = { GIT_NO_REPLACE_OBJECTS: '1', GIT_NO_LAZY_FETCH: '1' }

/**
 * The environment that logs git in to one URL, in addition to the configuration in `env`, a child's environment (a git
 * before 2.31 gets no login). The key has several values, and GitHub answers 400 to two Authorization headers, so an empty
 * value first drops those of a checkout or the machine (git-config, http.extraHeader). A redirect would receive the header
 * too, so none is followed.
 */
export function authorize(env: Env, url: string, token: string, user?: string): Env {
  return addGitConfig(env, [
    [`http.${url}.extraHeader`, ''],
    [`http.${url}.extraHeader`, `AUTHORIZATION: basic ${toBasic(token, user)}`],
    [`http.${url}.followRedirects`, 'false'],
  ])
}

import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addGitConfig } from '../ports/child-environment.ts'
import type { Env, Exec, ExecResult, Files } from '../ports/ports.ts'
import { type FoundRepository, findRepository } from './find-repository.ts'

export interface GitPorts {
  readonly exec: Exec
  readonly files: Files
  readonly env: Env
}

/** How long a git command may take, in ms; listing 10,000 tags takes less than one second. */
export const gitTimeout = 30_000

/** Runs git with arguments as an array, and more variables. */
export type Git = (args: readonly string[], env?: Env) => Promise<ExecResult>

/** Git in the workspace's own repository; undefined where the workspace has none whose configuration may be trusted. */
export async function openWorkspaceGit(ports: GitPorts, workspace: string): Promise<Git | undefined> {
  const { repository } = await findRepository(ports.files, workspace, workspace)
  return repository.kind === 'workspace' ? openRepository(ports, repository) : undefined
}

/**
 * The repository is named (GIT_DIR), in every version of git, so that git looks for none: an embedded one is never
 * found, and nobody asks who owns the folder, which in a job container is another user.
 */
export const openRepository = (
  { exec }: Pick<GitPorts, 'exec'>,
  { gitDir, folder }: Extract<FoundRepository, { kind: 'workspace' }>,
): Git => runGit(exec, { GIT_DIR: gitDir, GIT_WORK_TREE: folder })

/** Git outside every repository: with the configuration of the user and the machine alone. */
export const openPlainGit = ({ exec }: Pick<GitPorts, 'exec'>): Git =>
  runGit(exec, { GIT_DIR: '/dev/null/none' })

/**
 * Git over the objects of a repository whose configuration is not trusted. `read` gets a git whose own repository is
 * new and empty, and which finds the objects (data, whoever wrote them) in the folder `objects`. `revision` tells the
 * kind of their ids.
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

/** Caches beside the objects, which may be from anybody too, are left alone. */
const plainConfig = '[core]\nrepositoryFormatVersion = 0\ncommitGraph = false\nmultiPackIndex = false\n'
const sha256Config = `${plainConfig.replace('= 0', '= 1')}[extensions]\nobjectFormat = sha256\n`

const runGit =
  (exec: Exec, where: Env): Git =>
  (args, env = {}) =>
    exec('git', args, { env: { ...unattended, ...asIs, LC_ALL: 'C', ...where, ...env }, timeout: gitTimeout })

/** The Basic form of a token as GitHub takes it from git: actions/checkout sends it so. */
export const toBasic = (token: string): string =>
  Buffer.from(`x-access-token:${token}`, 'utf8').toString('base64')

/** Git asks nobody: not the terminal, not a helper with a window. Stored credentials and helpers go on working. */
const unattended: Env = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '',
  SSH_ASKPASS: '',
  GCM_INTERACTIVE: 'never',
}

/** Only what is really there counts: no replaced commits, nothing fetched by the way. */
const asIs: Env = { GIT_NO_REPLACE_OBJECTS: '1', GIT_NO_LAZY_FETCH: '1' }

/**
 * The environment that logs git in to one URL, added to the configuration that `env`, a child's environment, carries
 * (an older git goes without a login). The key is multi-valued, and GitHub
 * answers 400 to two Authorization headers: the empty value first drops those that a checkout or the machine
 * configured (git-config, http.extraHeader). A redirect would take the header along, so none is followed.
 */
export function authorize(env: Env, url: string, token: string): Env {
  return addGitConfig(env, [
    [`http.${url}.extraHeader`, ''],
    [`http.${url}.extraHeader`, `AUTHORIZATION: basic ${toBasic(token)}`],
    [`http.${url}.followRedirects`, 'false'],
  ])
}

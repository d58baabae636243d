/** The server, owner and name of a repository, from the URL of a git remote. */
export interface RemoteRepository {
  /** `https://github.com`, without a trailing slash. */
  readonly serverUrl: string
  /** `acme`; with GitLab's subgroups `acme/tools`. */
  readonly owner: string
  readonly name: string
}

/**
 * Reads the URL of a git remote: `https://HOST/OWNER/NAME.git`, `ssh://git@HOST:PORT/OWNER/NAME`, `git@HOST:OWNER/NAME.git`
 * (git-clone, "GIT URLS"). Undefined for any other text, a local path for example.
 */
export function parseRemoteUrl(url: string): RemoteRepository | undefined {
  const [, host, path] =
    /^(?:https?|ssh|git):\/\/(?:[^@/]*@)?([^/:]+)(?::\d+)?\/(.+)$/.exec(url) ??
    /^(?:[^@/:]+@)?([^/:]{2,}):(?!\/\/)(.+)$/.exec(url) ??
    []
  const parts =
    path
      ?.replace(/\/+$/, '')
      .replace(/\.git$/, '')
      .split('/') ?? []
  const name = parts.pop()
  const owner = parts.join('/').replace(/^\/+/, '')
  if (host === undefined || !name || owner === '') return undefined
  return { serverUrl: `https://${host.toLowerCase()}`, owner, name }
}

/** The server, owner and name of a repository, from the URL of a git remote. It never has the URL's user or password. */
export interface RemoteRepository {
  /** `https://github.com`, without a trailing slash. */
  readonly serverUrl: string
  /** `acme`; with GitLab's subgroups `acme/tools`; on Azure DevOps organization and project. */
  readonly owner: string
  readonly name: string
  /** Its web page. */
  readonly url: string
}

/** Hosts that only serve SSH, on port 443 or with paths of their own, and the hosts of their web pages. */
const webHosts: ReadonlyMap<string, string> = new Map([
  // "Using SSH over the HTTPS port" in GitHub's documentation.
  ['ssh.github.com', 'github.com'],
  // "Use SSH keys to communicate with GitLab" and Bitbucket's "Port 443".
  ['altssh.gitlab.com', 'gitlab.com'],
  ['altssh.bitbucket.org', 'bitbucket.org'],
  ['ssh.dev.azure.com', 'dev.azure.com'],
])

/**
 * Reads the URL of a git remote: `https://HOST/OWNER/NAME.git`, `ssh://git@HOST:PORT/OWNER/NAME`, `git@HOST:OWNER/NAME.git`
 * (git-clone, "GIT URLS"). Undefined for any other text, such as a local path. The port of ssh is not that of the web page.
 */
export function parseRemoteUrl(url: string): RemoteRepository | undefined {
  const found = /^[a-z+]+:\/\//i.test(url) ? parseAddress(url) : parseScpLike(url)
  if (found === undefined || !/^[a-z0-9._-]+(?::\d+)?$/.test(found.host)) return undefined
  const host = webHosts.get(found.host) ?? found.host
  const parts = splitPath(found.path)
  const serverUrl = `${isSecureOnly(host) ? 'https:' : found.protocol}//${host}`
  return readAzure(serverUrl, host, parts) ?? readUsual(serverUrl, parts)
}

/** GitHub redirects every request to HTTPS; a token must not be in the first one. */
const isSecureOnly = (host: string): boolean => host === 'github.com' || host.endsWith('.ghe.com')

interface Address {
  readonly protocol: string
  /** With its port, except for ssh. */
  readonly host: string
  readonly path: string
}

function parseAddress(text: string): Address | undefined {
  if (!/^(?:https?|(?:git\+)?ssh|git):\/\//i.test(text) || !URL.canParse(text)) return undefined
  const { protocol, host, hostname, pathname } = new URL(text)
  const isWeb = protocol === 'https:' || protocol === 'http:'
  return {
    protocol: isWeb ? protocol : 'https:',
    host: (isWeb ? host : hostname).toLowerCase(),
    path: pathname,
  }
}

/** `git@HOST:PATH`. One letter in front of the colon is a drive of Windows. */
function parseScpLike(text: string): Address | undefined {
  const [, host, path] = /^(?:[^@/:]+@)?([^@/:]{2,}):(.+)$/.exec(text) ?? []
  return host === undefined || path === undefined
    ? undefined
    : { protocol: 'https:', host: host.toLowerCase(), path }
}

const splitPath = (path: string): readonly string[] =>
  path
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .split('/')
    .map(decode)
    .filter((part) => part !== '')

/** URLs encode characters of a path, such as the blank in the name of an Azure project. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function readUsual(serverUrl: string, parts: readonly string[]): RemoteRepository | undefined {
  const name = parts.at(-1)
  const owner = parts.slice(0, -1).join('/')
  if (name === undefined || owner === '') return undefined
  return { serverUrl, owner, name, url: `${serverUrl}/${owner}/${name}` }
}

/**
 * Azure DevOps: `https://dev.azure.com/ORG/PROJECT/_git/NAME`, by ssh `v3/ORG/PROJECT/NAME` ("Use SSH key authentication" in
 * Microsoft's documentation). Undefined for other hosts.
 */
function readAzure(serverUrl: string, host: string, parts: readonly string[]): RemoteRepository | undefined {
  if (host !== 'dev.azure.com') return undefined
  const plain = parts.filter((part, index) => part !== '_git' && !(index === 0 && part === 'v3'))
  const [organization, project, name] = plain
  if (organization === undefined || project === undefined || name === undefined) return undefined
  const owner = `${organization}/${project}`
  const path = [organization, project, '_git', name].map(encodeURIComponent).join('/')
  return { serverUrl, owner, name, url: `${serverUrl}/${path}` }
}

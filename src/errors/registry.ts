import type { Problem } from '../model/tagboat-error.ts'

/** The request to a registry that failed; every message names it. */
export interface RequestSubject {
  /** The registry's host as users know it: `ghcr.io`. */
  readonly host: string
  /** The repository or reference: `ghcr.io/acme/app:1.2.3`. */
  readonly name: string
  readonly action: 'read' | 'push' | 'delete'
}

const verbs = { read: 'read', push: 'push to', delete: 'delete from' }
const rights = { read: 'read', push: 'read and write', delete: 'delete' }

/** 401 without a credential, or with one that the registry or its token server rejects. */
export function unauthorized(asked: RequestSubject, user: string | undefined, original: string): Problem {
  return {
    code: 'registry-unauthorized',
    what:
      user === undefined
        ? `${asked.host} requires a login to ${verbs[asked.action]} ${asked.name}, and there is none.`
        : `${asked.host} does not accept the login of '${user}' (to ${verbs[asked.action]} ${asked.name}).`,
    fix:
      user === undefined
        ? adviseOnLogin(asked.host)
        : `Check the user name and that the password or token for ${asked.host} has neither expired nor been revoked.`,
    original,
  }
}

/** The job's own token logs in to GitHub's registry; any other registry needs a login from the user. */
function adviseOnLogin(host: string): string {
  const start = isGithub(host)
    ? `Do not override input github-token, which logs in to ${host}; or set`
    : 'Set'
  return `${start} inputs registry: ${host}, username and password, or add an entry to registry-auth.`
}

/** The login is valid, but lacks the permission. */
export function denied(asked: RequestSubject, original: string): Problem {
  return {
    code: 'registry-denied',
    what: `${asked.host} does not let this login ${verbs[asked.action]} ${asked.name}.`,
    fix: adviseOnRights(asked),
    original,
  }
}

function adviseOnRights(asked: RequestSubject): string {
  if (isGithub(asked.host)) return adviseOnGithub(asked)
  if (asked.host === 'docker.io') {
    return (
      'Check that the repository exists or that its namespace may create it, that the access token is for ' +
      "'Read & Write' (and 'Delete' to delete), that the user belongs to the organization's team with that right, " +
      'and that the plan allows another private repository.'
    )
  }
  return `Give the login the right to ${rights[asked.action]} in ${asked.name}.`
}

const isGithub = (host: string): boolean => host === 'ghcr.io' || host.startsWith('containers.')

/** GitHub Packages: the job's token needs `packages: write`, and the package must give the repository access. */
function adviseOnGithub(asked: RequestSubject): string {
  const level = asked.action === 'read' ? 'read' : 'write'
  return (
    `Add to the job:\n    permissions:\n      contents: read\n      packages: ${level}\n` +
    'If it has them, and the package was first pushed from elsewhere, open the package on GitHub, Package settings, ' +
    `Manage Actions access, and add this repository with the role ${level === 'read' ? 'Read' : 'Write'}; ` +
    'for a new package, the organization must let members create packages.'
  )
}

/** OCI distribution spec, error code NAME_UNKNOWN. */
export function nameUnknown(asked: RequestSubject, original: string): Problem {
  const ecr = /\.dkr\.ecr(?:-fips)?\.[^/]+\.amazonaws\.com/.test(asked.host)
  return {
    code: 'registry-name-unknown',
    what: `${asked.host} has no repository for ${asked.name}.`,
    fix: ecr
      ? 'Create it first (aws ecr create-repository): Amazon ECR creates no repository on push without a repository creation template.'
      : 'Check the spelling. If this registry does not create repositories on push, create the repository or its project first.',
    original,
  }
}

export function tagImmutable(asked: RequestSubject, original: string): Problem {
  return {
    code: 'registry-tag-immutable',
    what: `${asked.host} does not allow ${asked.name} to be replaced: its tags are immutable there.`,
    fix: 'Publish under a new version, or make this tag mutable in the settings of the registry.',
    original,
  }
}

export function quotaExceeded(asked: RequestSubject, original: string): Problem {
  return {
    code: 'registry-quota',
    what: `${asked.host} has no room left for ${asked.name}: a quota or limit is reached.`,
    fix: 'Delete unused images, or raise the quota.',
    original,
  }
}

/** The last attempt ended with 429, too. `wait` is the registry's `Retry-After`, in ms. */
export function tooManyRequests(asked: RequestSubject, wait: number | undefined, original: string): Problem {
  const pause = wait === undefined ? '' : `, and asks to wait ${Math.ceil(wait / 1000)} s`
  return {
    code: 'registry-too-many-requests',
    what: `${asked.host} limits requests and still refuses to ${verbs[asked.action]} ${asked.name}${pause}.`,
    fix:
      asked.host === 'docker.io'
        ? 'Log in to Docker Hub even to read (anonymous limits are lowest), and run the job again later.'
        : 'Run the job again later, with a login if there was none: registries often limit anonymous requests more.',
    original,
  }
}

export function manifestInvalid(asked: RequestSubject, original: string): Problem {
  return {
    code: 'registry-manifest-invalid',
    what: `${asked.host} does not accept the manifest for ${asked.name}.`,
    // OCI distribution spec 1.1, "Error Codes". buildx and the copy push everything that a manifest names before it.
    fix: /MANIFEST_BLOB_UNKNOWN/.test(original)
      ? 'Something that it names does not exist there any more: a prune or a cleanup may have deleted it. Run the job again.'
      : 'Check which media types the registry supports; older ones require provenance: false, or Docker instead of OCI types.',
    original,
  }
}

/** 413, from the registry or from a web server or network in front of it. */
export function bodyLimit(asked: RequestSubject, original: string): Problem {
  return {
    code: 'registry-body-limit',
    what: `${asked.host}, or a server in front of it, limits the size of a request's body, and ${asked.name} exceeds it.`,
    fix: 'Raise the limit (client_max_body_size in nginx; 100 MB in Cloudflare’s smaller plans, which does not apply to a host name outside its proxy), or split large layers.',
    original,
  }
}

/** The content does not match the digest, size or type that the registry or the manifest gives it. */
export function contentWrong(asked: RequestSubject, what: string): Problem {
  return {
    code: 'registry-content',
    what: `${asked.host} sent wrong content for ${asked.name}: ${what}.`,
    fix: 'Run the job again. If the error persists, the registry or a proxy in front of it alters what it passes on.',
  }
}

/** An image, or a part that it refers to, is not in its repository. */
export function imagePartMissing(asked: RequestSubject): Problem {
  return {
    code: 'registry-content-missing',
    what: `${asked.name} does not exist.`,
    fix: 'Check the name. If an image refers to it, that image is incomplete: a cleanup job may have removed the part.',
  }
}

/** The last attempt ended with a 5xx, too, or the distribution spec does not provide for the status. */
export function answeredBadly(asked: RequestSubject, status: number, original: string): Problem {
  return {
    code: 'registry-failed',
    what: `${asked.host} answered ${status} when asked to ${verbs[asked.action]} ${asked.name}.`,
    fix:
      status >= 500
        ? "Run the job again later, and check the registry's status page."
        : 'Check that this host is a container registry and that the name is right.',
    original,
  }
}

/** HTML in place of the registry's JSON: from a proxy, a login page, or a host that is not a registry. */
export function answeredWithPage(asked: RequestSubject, status: number, original: string): Problem {
  return {
    code: 'registry-page',
    what: `Something between here and ${asked.host} answered ${status} with a web page when asked to ${verbs[asked.action]} ${asked.name}.`,
    fix: `Check HTTPS_PROXY and NO_PROXY, and that ${asked.host} is the registry's own host.`,
    original,
  }
}

/** A list whose pages do not end; `pages` were read. */
export function endlessList(asked: RequestSubject, pages: number): Problem {
  return {
    code: 'registry-endless',
    what: `The list of ${asked.host} for ${asked.name} does not end: ${pages} pages were read.`,
    fix: "Check that this host is a container registry, and how it splits lists into pages: each page's Link header leads to the next one.",
  }
}

/** A cancelled run has too little time left to remove a tag. Nothing was started. */
export function noTimeToRemove({ host, name }: RequestSubject): Problem {
  return {
    code: 'cancelled-no-time',
    what: `The run was cancelled, and ${host} answers too slowly to remove ${name} in the time that was left.`,
    fix: 'Run the job again; it completes what is missing.',
  }
}

import type { Problem } from '../model/tagboat-error.ts'
import { formatBytes } from '../units.ts'

/** A registry and a repository in it, as messages name them. */
export interface PageSubject {
  /** `Docker Hub`, or the host of the registry. */
  readonly registry: string
  /** `acme/app` */
  readonly name: string
}

export const readmeMissing = (path: string): Problem => ({
  code: 'readme-missing',
  what: `Input readme: '${path}' is not a file of the workspace.`,
  fix: 'Write the path of a file from the root of the repository. In a workflow, run actions/checkout before this step.',
})

/** A link in a checkout can lead to a file with secrets. */
export const readmeLinked = (path: string): Problem => ({
  code: 'readme-link',
  what: `Input readme: '${path}' is or passes through a symbolic link, or leads out of the workspace.`,
  fix: 'Name the file that the link leads to.',
})

/** Markdown that takes the parser too long: deep nesting, or thousands of brackets that nothing closes. */
export const pageTooComplex = (): Problem => ({
  code: 'readme-complex',
  what: 'The Markdown file is nested too deeply, or takes too long to parse (input readme).',
  fix: 'Check it for long runs of brackets, backticks or quotation marks, or name another file with readme.',
})

/** `host` has no page, or one that Tagboat does not know. */
export const pageUnsupported = (host: string): Problem => ({
  code: 'page-unsupported',
  what: `${host} has no page for a repository that Tagboat can write: only Docker Hub, Quay and Harbor have one.`,
  fix: host.endsWith('ghcr.io')
    ? 'Remove the image. GHCR shows the annotation org.opencontainers.image.description, which a publish sets, and the README of the linked repository.'
    : 'Remove the image, or check the host.',
})

export const pageLoginMissing = ({ registry, name }: PageSubject): Problem => ({
  code: 'page-login-missing',
  what: `There is no login for ${registry}, which the page of ${name} needs.`,
  fix: `Set inputs registry: ${registry === 'Docker Hub' ? 'docker.io' : registry}, username and password, or add an entry to registry-auth. A step before with docker login serves, too.`,
})

/** A generated README may contain it. The page is public. */
export const pageSecret = ({ registry, name }: PageSubject): Problem => ({
  code: 'page-secret',
  what: `The new page of ${name} on ${registry} contains a password or token of this step, so it was not sent.`,
  fix: 'Remove the value from the Markdown file or from input description, and replace the password.',
})

/** The login itself is refused. */
export const pageLoginRefused = ({ registry, name }: PageSubject, original: string): Problem => ({
  code: 'page-login-refused',
  what: `${registry} refused the login for the page of ${name}.`,
  fix: 'Check that the token exists and has not expired, and that username is its user. The token of an organization may not change pages, and a password does not work with enforced SSO.',
  original,
})

/** The causes of a 401 or 403 to an accepted login, by registry. */
const denials: Readonly<Record<string, string>> = {
  'Docker Hub':
    "There are three causes. The access token is not for 'Read, Write, Delete'. It is an organization access token or comes from OIDC, which may not change pages: use the personal access token of a user. The user is not an admin of the repository: make the user's team one.",
  Quay: "Use the token of an OAuth application with the scope 'Read/Write to any accessible repositories' as password; a robot account cannot change pages. Its user needs the role Write in the repository.",
  Harbor:
    'The user needs the role Developer or higher in the project; a robot account the permission to update repositories.',
}

export const pageDenied = ({ registry, name }: PageSubject, product: string, original: string): Problem => ({
  code: 'page-denied',
  what: `${registry} does not let this login change the page of ${name}.`,
  fix: denials[product] ?? 'Use a login that may.',
  original,
})

export const pageNotFound = ({ registry, name }: PageSubject): Problem => ({
  code: 'page-not-found',
  what: `${registry} has no repository ${name}, or this login may not see it.`,
  fix: 'Check the name, and publish an image first: a page belongs to an existing repository.',
})

/** `seconds`: how long the registry asks to wait. */
export const pageThrottled = (
  { registry, name }: PageSubject,
  seconds: number | undefined,
  original: string,
): Problem => ({
  code: 'page-throttled',
  what: `${registry} limits requests and still refuses one for the page of ${name}${seconds === undefined ? '' : `; it asks to wait ${seconds} s`}.`,
  fix: 'Run the job again later.',
  original,
})

/** No answer, or one that is not documented. */
export const pageFailed = ({ registry, name }: PageSubject, what: string, original?: string): Problem => ({
  code: 'page-failed',
  what: `The page of ${name} on ${registry} could not be processed: ${what}.`,
  fix: 'Run the job again later, and check the host, the network and HTTPS_PROXY.',
  ...(original !== undefined && { original }),
})

/** A warning. Sizes in bytes. */
export const pageCut = ({ registry, name }: PageSubject, size: number, limit: number): string =>
  `The page of ${name} is longer than ${registry} allows (${formatBytes(size)} of ${formatBytes(limit)}): it ends before a heading and links to the full text.`

/** A warning. Sizes in bytes. */
export const summaryCut = ({ registry, name }: PageSubject, limit: number): string =>
  `The short description of ${name} is longer than the ${limit} bytes that ${registry} allows, and is shortened. Set description to choose the text.`

/** Addresses cannot become absolute without the repository that they belong to. */
export const repositoryUnknown = (): Problem => ({
  code: 'page-repository-unknown',
  what: 'The source repository is unknown, so the addresses of the page cannot become absolute.',
  fix: 'Run in a workflow, or in a working copy whose remote origin names the repository.',
})

/** The problems of a request about a page. */
export const pageProblems = (subject: PageSubject) => ({
  failed: (what: string, original?: string) => pageFailed(subject, what, original),
  throttled: (seconds: number | undefined, original: string) => pageThrottled(subject, seconds, original),
  loginMissing: () => pageLoginMissing(subject),
  loginRefused: (original: string) => pageLoginRefused(subject, original),
})

import { type Problem, TagboatError } from './tagboat-error.ts'

/**
 * An image name without tag or digest, valid by construction.
 * Grammar: OCI distribution spec 1.1 ("Pulling manifests") for the path; the distribution project's
 * reference grammar for the host. Docker Hub's short forms are completed as the engine does it.
 */
export interface Repository {
  /** As the person wrote it, `acme/app`; what logs, outputs and `docker` get. */
  readonly name: string
  /** The registry's host as users know it, with its port: `docker.io`, `localhost:5000`. */
  readonly host: string
  /** The path in the registry: `acme/app`; `library/app` for Docker Hub's `app`. */
  readonly path: string
}

/** What a repository is asked for: a tag or a digest. */
export type Target = { readonly tag: string } | { readonly digest: string }

const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*'
const path = new RegExp(`^${component}(?:/${component})*$`)
const label = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])'
const host = new RegExp(`^(?:${label}(?:\\.${label})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`)
const tag = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/
const digest = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[0-9a-fA-F]{32,}$/

/** OCI distribution spec 1.1: a tag is at most 128 characters of `[A-Za-z0-9_.-]`, the first no `.` or `-`. */
export const isTag = (text: string): boolean => tag.test(text)

/** OCI image spec: `<algorithm>:<encoded>`. */
export const isDigest = (text: string): boolean => digest.test(text)

/**
 * Parses an image name; throws a TagboatError that shows the name and the fix. Capitals become small letters, as
 * docker/metadata-action has it: `ghcr.io/${{ github.repository }}` works for any owner.
 */
export function parseRepository(text: string): Repository {
  const name = text.toLowerCase()
  const problem = findProblem(name)
  if (problem) throw new TagboatError(problem)
  return { name, ...locate(name) }
}

/** Completes Docker Hub's short forms. */
function locate(name: string): Pick<Repository, 'host' | 'path'> {
  const { first, rest } = splitHost(name)
  if (first !== undefined && first !== 'docker.io' && first !== 'index.docker.io') {
    return { host: first, path: rest }
  }
  return { host: 'docker.io', path: rest.includes('/') ? rest : `library/${rest}` }
}

/** `ghcr.io/acme/app:1.2.3` or `ghcr.io/acme/app@sha256:...`. */
export function formatReference(repository: Repository, target: Target): string {
  return 'tag' in target ? `${repository.name}:${target.tag}` : `${repository.name}@${target.digest}`
}

/** One name for all spellings: `acme/app` and `docker.io/acme/app` are `docker.io/acme/app`. */
export const keyOf = ({ host, path }: Repository): string => `${host}/${path}`

export const isSame = (one: Repository, other: Repository): boolean => keyOf(one) === keyOf(other)

/** Each once. */
export const distinctOf = (repositories: readonly Repository[]): readonly Repository[] => [
  ...new Map(repositories.map((repository) => [keyOf(repository), repository])).values(),
]

function findProblem(name: string): Problem | undefined {
  const bad = (why: string, fix: string): Problem => ({
    code: 'image-name',
    what: `Image name '${name}': ${why}.`,
    fix,
  })
  if (name === '') return bad('it is empty', 'Give a name like ghcr.io/acme/app.')
  if (/^[a-z]+:\/\//i.test(name))
    return bad('it has a scheme', `Write '${name.replace(/^[a-z]+:\/\//i, '')}'.`)
  if (name.includes('@')) return bad('it has a digest', `Write '${name.slice(0, name.indexOf('@'))}'.`)
  const lastPart = name.slice(name.lastIndexOf('/') + 1)
  if (lastPart.includes(':')) {
    return bad(
      'it has a tag',
      `Write '${name.slice(0, name.lastIndexOf(':'))}' and put the tag into input tags.`,
    )
  }
  const { first, rest } = splitHost(name)
  const prefix = first === undefined ? '' : `${first}/`
  if (first !== undefined && !host.test(first)) {
    return bad(`'${first}' is no host name`, 'Give a name like ghcr.io/acme/app.')
  }
  if (name.split('/').includes('')) {
    const fix = `An expression may be empty there, as a secret is in a fork's run. Write the name out, like '${prefix}acme/app'.`
    return bad('a part of it is empty', fix)
  }
  if (!path.test(rest)) {
    return bad(
      'its path may only have a-z and 0-9, with single . or _, __ or - between them, in parts divided by /',
      `Write for example '${prefix}${suggest(rest)}'.`,
    )
  }
  if (locate(name).path.length > 255) return bad('it is longer than 255 characters', 'Give a shorter name.')
  return undefined
}

/** Docker's rule: the first part is a host if it has a dot or a colon, or is `localhost`. */
function splitHost(name: string): { first: string | undefined; rest: string } {
  const slash = name.indexOf('/')
  const first = name.slice(0, slash)
  if (slash < 1 || !(/[.:]/.test(first) || first === 'localhost')) return { first: undefined, rest: name }
  return { first, rest: name.slice(slash + 1) }
}

function suggest(path: string): string {
  const parts = path.split('/').map((part) => part.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, ''))
  return parts.filter((part) => part !== '').join('/') || 'app'
}

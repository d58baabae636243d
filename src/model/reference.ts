import { type Json, stringAt } from '../json.ts'
import { dockerHub, isHubReferenceHost } from './docker-hub.ts'
import { type Problem, TagboatError } from './tagboat-error.ts'

/**
 * An image name without tag or digest, valid by construction. Grammar: OCI distribution spec 1.1 ("Pulling manifests") for
 * the path, the distribution project's reference grammar for the host. Docker Hub's short forms are completed as docker does.
 */
export interface Repository {
  /** As the user wrote it, `acme/app`; for logs, outputs and docker commands. */
  readonly name: string
  /** The registry's host with its port, as users know it: `docker.io`, `localhost:5000`. */
  readonly host: string
  /** The path in the registry: `acme/app`; `library/app` for Docker Hub's `app`. */
  readonly path: string
}

/** A manifest of a repository: by tag or by digest. */
export type Target = { readonly tag: string } | { readonly digest: string }

/** An image name with an optional tag and digest, valid by construction. */
export interface Reference {
  readonly repository: Repository
  readonly tag?: string
  readonly digest?: string
}

const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*'
const path = new RegExp(`^${component}(?:/${component})*$`)
const label = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])'
const host = new RegExp(`^(?:${label}(?:\\.${label})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`)
const tag = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/
const digest = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[0-9a-fA-F]{32,}$/

/** OCI distribution spec 1.1: at most 128 characters of `[A-Za-z0-9_.-]`, the first not `.` or `-`. */
export const isTag = (text: string): boolean => tag.test(text)

/** OCI image spec: `<algorithm>:<encoded>`. */
export const isDigest = (text: string): boolean => digest.test(text)

/** The digest at a path of keys; undefined if it is missing or malformed. */
export function digestAt(json: Json, ...path: readonly string[]): string | undefined {
  const text = stringAt(json, ...path)
  return text !== undefined && isDigest(text) ? text : undefined
}

/**
 * Parses `NAME`, `NAME:TAG`, `NAME@DIGEST` or `NAME:TAG@DIGEST`. Throws a TagboatError for an invalid name, tag or digest. Other
 * programs' references are not ours to report: for these `tryParseReference`.
 */
export function parseReference(text: string): Reference {
  const { name, tag, digest } = separateReference(text)
  if ((tag !== undefined && !isTag(tag)) || (digest !== undefined && !isDigest(digest))) {
    throw new TagboatError({
      code: 'image-name',
      what: `Image '${text}': it has no valid tag or digest.`,
      fix: 'Write NAME:TAG or NAME@sha256:...',
    })
  }
  return {
    repository: parseRepository(name),
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
  }
}

/** As `parseReference`; undefined for text that is not a reference. */
export function tryParseReference(text: string): Reference | undefined {
  try {
    return parseReference(text)
  } catch (error) {
    if (error instanceof TagboatError) return undefined
    throw error
  }
}

/**
 * Separates a reference into its parts, without checking them: the digest follows the first `@`, the tag the last `:` of the last
 * component.
 */
export function separateReference(text: string): {
  readonly name: string
  readonly tag?: string
  readonly digest?: string
} {
  const at = text.indexOf('@')
  const tagged = at === -1 ? text : text.slice(0, at)
  const colon = tagged.lastIndexOf(':')
  const hasTag = colon > tagged.lastIndexOf('/')
  return {
    name: hasTag ? tagged.slice(0, colon) : tagged,
    ...(hasTag && { tag: tagged.slice(colon + 1) }),
    ...(at !== -1 && { digest: text.slice(at + 1) }),
  }
}

/**
 * The index of the `:` before the tag of a reference that may be malformed: the first one after the registry, so that a tag with a
 * `/` is found too. -1 if there is none.
 */
export function findTagColon(text: string): number {
  const registry = /^(?:\[[^\]/]*\]|[^/:[]+)(?::\d+)?\//.exec(text)?.[0] ?? ''
  return text.indexOf(':', registry.length)
}

/**
 * Parses an image name; throws a TagboatError that shows the name and the fix. Capitals become lower case, as in
 * docker/metadata-action: `ghcr.io/${{ github.repository }}` works for any owner.
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
  if (first !== undefined && !isHubReferenceHost(first)) return { host: first, path: rest }
  return { host: dockerHub, path: rest.includes('/') ? rest : `library/${rest}` }
}

/** `ghcr.io/acme/app:1.2.3` or `ghcr.io/acme/app@sha256:...`. */
export function formatReference(repository: Repository, target: Target): string {
  return 'tag' in target ? `${repository.name}:${target.tag}` : `${repository.name}@${target.digest}`
}

/** One key for all spellings: `acme/app` and `docker.io/acme/app` are `docker.io/acme/app`. */
export const keyOf = ({ host, path }: Repository): string => `${host}/${path}`

export const isSame = (one: Repository, other: Repository): boolean => keyOf(one) === keyOf(other)

/** The distinct repositories, each in its last spelling. */
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
  const scheme = /^[a-z]+:\/\//i.exec(name)?.[0]
  if (scheme !== undefined) return bad('it has a scheme', `Write '${name.slice(scheme.length)}'.`)
  if (name.includes('@')) return bad('it has a digest', `Write '${name.slice(0, name.indexOf('@'))}'.`)
  const separated = separateReference(name)
  if (separated.tag !== undefined) {
    return bad('it has a tag', `Write '${separated.name}' and put the tag into input tags.`)
  }
  const { first, rest } = splitHost(name)
  const prefix = first === undefined ? '' : `${first}/`
  if (first !== undefined && !host.test(first)) {
    return bad(`'${first}' is not a host name`, 'Give a name like ghcr.io/acme/app.')
  }
  if (name.split('/').includes('')) {
    const fix = `An expression may be empty here, like a secret in the run of a fork. Write the full name, like '${prefix}acme/app'.`
    return bad('a part of it is empty', fix)
  }
  if (!path.test(rest)) {
    return bad(
      'its path may only have a-z and 0-9, with single . or _, __ or - between them, in parts separated by /',
      `Write for example '${prefix}${suggest(rest)}'.`,
    )
  }
  if (locate(name).path.length > 255) return bad('it is longer than 255 characters', 'Give a shorter name.')
  return undefined
}

/** Docker's rule: the first component is a host if it has a dot or a colon, or is `localhost`. */
function splitHost(name: string): { first: string | undefined; rest: string } {
  const slash = name.indexOf('/')
  const first = name.slice(0, slash)
  if (slash < 1 || !(/[.:]/.test(first) || first === 'localhost')) return { first: undefined, rest: name }
  return { first, rest: name.slice(slash + 1) }
}

/** A valid path that is similar to an invalid one. */
function suggest(path: string): string {
  const parts = path.split('/').map((part) => part.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, ''))
  return parts.filter((part) => part !== '').join('/') || 'app'
}

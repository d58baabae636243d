import { isAbsolute, resolve } from 'node:path'

/** As docker/build-push-action parses it (Handlebars): blanks inside the braces are ignored. */
export const defaultContext = /^\{\{\s*defaultContext\s*\}\}/

/** Whether a context is this repository at the run's commit, fetched by the builder. */
export const isDefaultContext = (context: string): boolean => defaultContext.test(context)

/** Whether the builder fetches a context itself: git and http addresses, buildx's own schemes, and this repository. */
export const isRemoteContext = (context: string): boolean =>
  isDefaultContext(context) ||
  /^(https?|git|ssh|docker-image|oci-layout|target):\/?\/?|^git@|^github\.com\//.test(context)

/** The absolute path of a local context; undefined for a remote one. */
export function contextFolder(workspace: string, context: string): string | undefined {
  return isRemoteContext(context) ? undefined : resolve(workspace, context)
}

/**
 * The path of the Dockerfile for bake. Input `file` is relative to the workspace, as with docker/build-push-action, while bake
 * resolves a relative path against the context. In a remote context the path stays relative to that context.
 */
export function dockerfilePath(workspace: string, context: string, file: string): string | undefined {
  if (file === '') return undefined
  return isRemoteContext(context) || isAbsolute(file) ? file : resolve(workspace, file)
}

/**
 * Whether an address is a git repository at a fixed commit: `https://host/path.git#<commit>`, optionally followed by `:folder`
 * (Docker docs, "Build context", "URL fragments"). Any other https address is a file that its server may change.
 */
export const isPinnedToCommit = (address: string): boolean =>
  /^(?:(?:git|ssh):\/\/|[\w-]+@[\w.-]+:|https?:\/\/[^#]+\.git#|github\.com\/)/.test(address) &&
  /#(?:[0-9a-f]{40}|[0-9a-f]{64})(?::.*)?$/.test(address)

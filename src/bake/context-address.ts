import { isAbsolute, resolve } from 'node:path'

/** As docker/build-push-action reads it (Handlebars): blanks inside of the braces say nothing. */
export const defaultContext = /^\{\{\s*defaultContext\s*\}\}/

/** Whether a context is this repository at the run's commit, which the builder fetches itself. */
export const isDefaultContext = (context: string): boolean => defaultContext.test(context)

/** Contexts that buildx fetches itself: git and http addresses, its own schemes, and this repository. */
export const isRemoteContext = (context: string): boolean =>
  isDefaultContext(context) ||
  /^(https?|git|ssh|docker-image|oci-layout|target):\/?\/?|^git@|^github\.com\//.test(context)

/** The folder of a local context, absolute; undefined for a remote one. */
export function contextFolder(workspace: string, context: string): string | undefined {
  return isRemoteContext(context) ? undefined : resolve(workspace, context)
}

/**
 * The Dockerfile for bake: input `file` is relative to the workspace, as with docker/build-push-action, while
 * bake reads a relative path from the context. In a remote context it stays a path of that context.
 */
export function dockerfilePath(workspace: string, context: string, file: string): string | undefined {
  if (file === '') return undefined
  return isRemoteContext(context) || isAbsolute(file) ? file : resolve(workspace, file)
}

/**
 * Whether a git address names one commit for ever: `https://host/path.git#<commit>`, with or without `:folder` behind it.
 * Docker docs, "Build context", "URL fragments". Another https address is a file that its server may change.
 */
export const isPinnedToCommit = (address: string): boolean =>
  /^(?:(?:git|ssh):\/\/|[\w-]+@[\w.-]+:|https?:\/\/[^#]+\.git#|github\.com\/)/.test(address) &&
  /#(?:[0-9a-f]{40}|[0-9a-f]{64})(?::.*)?$/.test(address)

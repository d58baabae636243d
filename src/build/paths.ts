import { isAbsolute, resolve } from 'node:path'

/** Contexts that buildx fetches itself: git and http addresses, and its own schemes. */
export const isRemoteContext = (context: string): boolean =>
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

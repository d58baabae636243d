import type { Trigger } from '../model/trigger.ts'

/**
 * The container registry that belongs to the server the workflow runs on: ghcr.io for github.com,
 * `containers.<subdomain>.ghe.com` with data residency, `containers.<host>` on GitHub Enterprise Server
 * with subdomain isolation ("Working with the Container registry" in GitHub's documentation).
 */
export function serverRegistry(serverUrl: string): string {
  const host = serverUrl.replace(/^https?:\/\//, '').toLowerCase()
  return host === 'github.com' ? 'ghcr.io' : `containers.${host}`
}

/** The image name where `images` is not set: lower-cased, as registries demand. */
export function defaultImage(trigger: Trigger): string {
  const { owner, name } = trigger.repository
  return `${serverRegistry(trigger.serverUrl)}/${owner}/${name}`.toLowerCase()
}

/** A network bridge for one engine. Without its own bridge, a second engine would use or delete docker0 of the first. */
import { randomInt } from 'node:crypto'
import { asRoot, mustRun, mustRunAsRoot, run } from './run.mjs'

/**
 * Adds a bridge with a free /24 of 198.18.0.0/15, which is reserved for tests (RFC 2544), so that it conflicts with no real network.
 * @param {string} name at most 15 characters, the kernel's limit
 */
export async function addBridge(name) {
  const taken = await mustRun('ip', ['-4', '-oneline', 'address'])
  let net = ''
  do net = `198.${randomInt(18, 20)}.${randomInt(0, 256)}.`
  while (taken.includes(` ${net}`))
  await mustRunAsRoot('ip', ['link', 'add', name, 'type', 'bridge'])
  await mustRunAsRoot('ip', ['address', 'add', `${net}1/24`, 'dev', name])
  await mustRunAsRoot('ip', ['link', 'set', name, 'up'])
}

/** Removes a bridge. A missing one is not an error. @param {string} name */
export async function removeBridge(name) {
  await run(...asRoot('ip', ['link', 'delete', name, 'type', 'bridge']))
}

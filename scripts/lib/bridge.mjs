/** A network bridge for one engine: with none of its own, a second engine would take or delete the first one's docker0. */
import { randomInt } from 'node:crypto'
import { asRoot, mustRun, mustRunAsRoot, run } from './run.mjs'

/**
 * Adds a bridge with a free /24 of 198.18.0.0/15, which is set aside for tests (RFC 2544) and so is no real network's.
 * @param {string} name at most 15 characters, as the kernel has it
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

/** Removes it; one that is not there is no error. @param {string} name */
export async function removeBridge(name) {
  await run(...asRoot('ip', ['link', 'delete', name, 'type', 'bridge']))
}

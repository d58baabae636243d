/** Engines and images that the global setup prepared for the test files. */
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureRuns } from '../../../scripts/lib/emulation.mjs'
import { fetchBusybox } from '../../../scripts/lib/foreign-busybox.mjs'
import { EMULATED } from '../../../scripts/lib/qemu-image.mjs'

function prepared(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: run the end-to-end tests with -c jest.e2e.config.js`)
  return value
}

/** DOCKER_HOST of the two engines: one with the containerd image store, one with the legacy store. */
export const engines = {
  store: prepared('TAGBOAT_E2E_ENGINE'),
  legacy: prepared('TAGBOAT_E2E_LEGACY_ENGINE'),
}

/** A base image in an open registry: busybox as `/bin/sh` and `/bin/busybox`, for linux/amd64 and linux/arm64. */
export const base = prepared('TAGBOAT_E2E_BASE')

/** A static busybox to copy into build contexts. */
export const busybox = prepared('TAGBOAT_E2E_BUSYBOX')

const cache = fileURLToPath(new URL('../../../node_modules/.cache/tagboat', import.meta.url))

/** A busybox for a processor that no other test registers an emulator of; downloaded once for each checkout. */
export const unusualBusybox = (): Promise<string> => fetchBusybox(EMULATED, cache)

/**
 * A native busybox for each processor, and emulation of the other processor until the test file's teardown. The other busybox is
 * downloaded once for each checkout.
 */
export async function bothBusyboxes(): Promise<Record<'amd64' | 'arm64', string>> {
  const other = process.arch === 'arm64' ? 'amd64' : 'arm64'
  const fetched = await fetchBusybox(other, cache)
  await ensureRuns(fetched, other)
  return { amd64: busybox, arm64: busybox, [other]: fetched }
}

/** Node 24, which runs the action. */
export const node24 = prepared('TAGBOAT_E2E_NODE')

/** The command `tagboat`, installed from the packed tarball into an empty folder. */
export const command = prepared('TAGBOAT_E2E_COMMAND')

/** The packed tarball. */
export const packedPackage = prepared('TAGBOAT_E2E_PACKAGE')

/** Node's cache of compiled code, for all steps. */
export const compileCache = join(prepared('TAGBOAT_E2E_DIR'), 'compile')

/** A new folder, removed after all tests. Processes with this folder on their command line are killed then, too. */
export function newFolder(name = 'test'): string {
  return mkdtempSync(join(prepared('TAGBOAT_E2E_DIR'), `${name}-`))
}

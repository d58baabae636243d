/** The npm package, packed and installed as a user gets it. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { mustRun } from './run.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Packs this checkout with the `dist/` that it has.
 * @param {string} folder in which the tarball is written
 * @returns {Promise<string>} the path of the tarball
 */
export async function packPackage(folder) {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]
  /** @type {[{filename: string}]} */
  const [{ filename }] = JSON.parse(await mustRun('npm', args, { cwd: root }))
  return join(folder, filename)
}

/**
 * Installs a tarball into an empty folder. Offline, which fails if the package has a dependency.
 * @param {string} tarball
 * @param {string} folder a new one
 * @returns {Promise<string>} the path of the command `tagboat`
 */
export async function installPackage(tarball, folder) {
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{}\n')
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--ignore-scripts']
  await mustRun('npm', ['install', '--offline', ...quiet, '--prefix', folder, tarball], { cwd: folder })
  return join(folder, 'node_modules', '.bin', 'tagboat')
}

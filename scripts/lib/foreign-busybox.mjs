/** Debian's static busybox for another processor, downloaded by apt. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { distribution, ownSources } from './apt.mjs'
import { foreignSource, mainSource } from './apt-sources.mjs'
import { mustRun, SetupError } from './run.mjs'

const PACKAGE = 'busybox-static'

/**
 * Downloads it unless an earlier call did. Does not change the system: the package lists are in a temporary folder, and their
 * signatures are verified as usual.
 * @param {'amd64' | 'arm64' | 's390x'} architecture
 * @param {string} dir is made by this, and kept
 * @returns {Promise<string>} its path
 * @throws {SetupError}
 */
export async function fetchBusybox(architecture, dir) {
  const path = join(dir, `busybox-${architecture}`)
  if (existsSync(path)) return path
  const { id, codename } = distribution()
  const source = mainSource(ownSources(), codename)
  if (!source)
    throw new SetupError(
      `The package sources of this machine (${id} ${codename}) name no mirror of its release`,
    )
  mkdirSync(dir, { recursive: true })
  const folder = mkdtempSync(join(dir, 'fetch-'))
  try {
    writeFileSync(join(folder, 'main.sources'), foreignSource(source, { id, codename, architecture }))
    renameSync(await download(folder, architecture), path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return path
}

/** @param {string} folder @param {string} architecture */
async function download(folder, architecture) {
  const options = [
    `APT::Architecture=${architecture}`,
    `APT::Architectures=${architecture}`,
    `Dir::Etc::sourcelist=${folder}/main.sources`,
    'Dir::Etc::sourceparts=-',
    `Dir::State::lists=${folder}/lists`,
    `Dir::Cache=${folder}/cache`,
    'Acquire::Languages=none',
    // The user that apt switches to may have no access to root's folders.
    'APT::Sandbox::User=root',
  ].map((option) => `-o${option}`)
  mkdirSync(join(folder, 'lists', 'partial'), { recursive: true })
  await mustRun('apt-get', ['-qq', ...options, 'update'])
  await mustRun('apt-get', ['-qq', ...options, 'download', PACKAGE], { cwd: folder })
  const file = readdirSync(folder).find((name) => name.startsWith(PACKAGE)) ?? ''
  await mustRun('dpkg', ['-x', join(folder, file), join(folder, 'unpacked')])
  const places = ['bin', 'usr/bin'].map((place) => join(folder, 'unpacked', place, 'busybox'))
  const found = places.find(existsSync)
  if (!found) throw new SetupError(`${file} has no busybox`)
  return found
}

/**
 * Finds and installs Debian packages.
 * @import { AptSource } from './apt-sources.mjs'
 * @import { Say } from './run.mjs'
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import {
  follows,
  isOf,
  mainSource,
  newerPin,
  newerSource,
  newerSuite,
  parseDeb822,
  parseOneLine,
} from './apt-sources.mjs'
import { isAtLeast, OLDEST } from './docker-client.mjs'
import { mustRun, mustRunAsRoot, run, SetupError } from './run.mjs'
import { onTeardown } from './teardown.mjs'

const FOLDER = '/etc/apt/sources.list.d'
const PREFERENCES = '/etc/apt/preferences.d'
const POLICY = '/usr/sbin/policy-rc.d'

/** `ID` and `VERSION_CODENAME` of /etc/os-release. */
export function distribution() {
  const text = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
  /** @param {string} name */
  const field = (name) => new RegExp(`^${name}="?([^"\\n]*)"?$`, 'm').exec(text)?.[1] ?? ''
  return { id: field('ID'), like: field('ID_LIKE'), codename: field('VERSION_CODENAME') }
}

/** The apt files for a newer suite. @param {string} name of the suite */
const addedFiles = (name) => ({
  source: `${FOLDER}/tagboat-${name}.sources`,
  pin: `${PREFERENCES}/tagboat-${name}`,
})

/** The machine's own sources, without those added by this script. */
export function ownSources() {
  const files = existsSync(FOLDER) ? readdirSync(FOLDER).map((name) => `${FOLDER}/${name}`) : []
  /** @param {string} ending @param {(text: string) => AptSource[]} parse */
  const read = (ending, parse) =>
    files
      .filter((file) => file.endsWith(ending) && !file.startsWith(`${FOLDER}/tagboat-`))
      .flatMap((file) => parse(readFileSync(file, 'utf8')))
  const list = existsSync('/etc/apt/sources.list')
    ? parseOneLine(readFileSync('/etc/apt/sources.list', 'utf8'))
    : []
  return [...list, ...read('.list', parseOneLine), ...read('.sources', parseDeb822)]
}

/**
 * The versions of a package in the machine's own suites, as lines of `apt-cache madison`.
 * @param {string} name
 * @param {AptSource[]} sources
 */
async function ownLines(name, sources) {
  const suite = newerSuite(distribution().id)
  const lines = (await run('apt-cache', ['madison', name])).stdout.split('\n').filter(Boolean)
  return lines.filter((line) => !suite || follows(sources, suite) || !isOf(line, suite))
}

/** Whether the machine's own suites have a supported version of buildx. @param {AptSource[]} sources */
async function hasOwnBuildx(sources) {
  const lines = await ownLines('docker-buildx', sources)
  return lines.some((line) => isAtLeast(line.split('|')[1] ?? '', OLDEST.buildx))
}

/**
 * The packages that the machine's own suites lack, such as oras.
 * @param {string[]} packages
 * @param {AptSource[]} sources
 */
async function lackedHere(packages, sources) {
  const lacked = []
  for (const name of packages) {
    if ((await ownLines(name, sources)).length === 0) lacked.push(name)
  }
  return lacked
}

/**
 * The packages to install from the newer suite: docker's packages if the machine's are too old, and missing ones.
 * @param {string[]} packages
 * @param {AptSource[]} sources
 */
async function chooseNewer(packages, sources) {
  const docker = packages.filter((name) => name.startsWith('docker') && name !== 'docker-registry')
  const others = packages.filter((name) => !docker.includes(name))
  const isOld = docker.length > 0 && !(await hasOwnBuildx(sources))
  return [...(isOld ? docker : []), ...(await lackedHere(others, sources))]
}

/**
 * Adds the newer suite of the machine's mirror with a low priority.
 * @param {string[]} names
 * @param {AptSource[]} sources
 * @param {Say} say
 * @returns {Promise<string>} its name
 */
async function addNewer(names, sources, say) {
  const { id, codename } = distribution()
  const source = mainSource(sources, codename)
  const suite = newerSuite(id)
  // Docker's packages pull in related packages of their suite, which works only for Debian's sid.
  const docker = names.some((name) => name.startsWith('docker'))
  if (!source || !suite || (docker && id !== 'debian')) {
    throw new SetupError(
      docker
        ? `The package lists of this machine (${id} ${codename}) have no docker-buildx ${OLDEST.buildx} or newer. Install Docker as https://docs.docker.com/engine/install/ says, then run this again.`
        : `The package lists of this machine (${id} ${codename}) have no ${names.join(', ')}. Install that by other means, then run this again.`,
    )
  }
  const files = addedFiles(suite.name)
  const pin = newerPin(id, names)
  if (!existsSync(files.source) || !existsSync(files.pin) || readFileSync(files.pin, 'utf8') !== pin) {
    await addSource(files, { pin, source: newerSource(source, suite) }, say)
  }
  return suite.name
}

/**
 * @param {{source: string, pin: string}} files
 * @param {{source: string, pin: string}} texts their contents
 * @param {Say} say
 */
async function addSource(files, texts, say) {
  say(`adding a newer suite, pinned down so that nothing else moves (${files.source})`)
  await mustRunAsRoot('tee', [files.pin], { input: texts.pin })
  await mustRunAsRoot('tee', [files.source], { input: texts.source })
  try {
    await update()
  } catch (error) {
    // An unreadable list would make every later update of this machine fail.
    await mustRunAsRoot('rm', ['-f', files.source, files.pin])
    throw error
  }
}

async function update() {
  await mustRunAsRoot('apt-get', ['-qq', 'update'])
}

/**
 * Installs packages from the machine's suites if they have them and a supported docker-buildx, otherwise from a newer suite.
 * @param {string[]} packages
 * @param {Say} say
 * @throws {SetupError}
 */
export async function install(packages, say) {
  say('reading the package lists')
  await update()
  const sources = ownSources()
  const newer = await chooseNewer(packages, sources)
  const suite = newer.length > 0 ? await addNewer(newer, sources, say) : ''
  const known = await Promise.all(packages.map(isKnown))
  // Ubuntu's docker.io contains the client; only Debian has a docker-cli.
  const wanted = packages.filter((name, at) => known[at] || name !== 'docker-cli')
  const names = wanted.map((name) => (newer.includes(name) ? `${name}/${suite}` : name))
  say(`installing ${names.join(', ')}`)
  await withoutServices(() => installNow(names))
}

/** @param {string} name */
async function isKnown(name) {
  return (await mustRun('apt-cache', ['madison', name])).trim() !== ''
}

/** @param {string[]} names */
function installNow(names) {
  const set = ['DEBIAN_FRONTEND=noninteractive', 'NEEDRESTART_MODE=l']
  const options = ['-qq', '-y', '--no-install-recommends', '-oDpkg::Options::=--force-confold']
  return mustRunAsRoot('env', [...set, 'apt-get', 'install', ...options, ...names])
}

/**
 * Runs `work` with a policy-rc.d that forbids new services: Debian's docker-registry, nginx and docker.io would start one when they
 * are installed, but these scripts start and stop their own processes.
 * @param {() => Promise<unknown>} work
 */
async function withoutServices(work) {
  if (existsSync(POLICY)) return work()
  const remove = () => mustRunAsRoot('rm', ['-f', POLICY])
  const forget = onTeardown(POLICY, remove)
  await mustRunAsRoot('tee', [POLICY], { input: '#!/bin/sh\nexit 101\n' })
  try {
    await mustRunAsRoot('chmod', ['755', POLICY])
    return await work()
  } finally {
    forget()
    await remove()
  }
}

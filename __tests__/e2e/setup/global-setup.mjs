/** Starts two engines and a registry with a base image before the end-to-end tests. All of them stop after the tests. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { distribution } from '../../../scripts/lib/apt.mjs'
import { onPath } from '../../../scripts/lib/docker-client.mjs'
import { startEngine } from '../../../scripts/lib/engine.mjs'
import { installPackage, packPackage } from '../../../scripts/lib/npm-package.mjs'
import { ensurePackages } from '../../../scripts/lib/packages.mjs'
import { endProcesses, processesNaming } from '../../../scripts/lib/processes.mjs'
import { startRegistry } from '../../../scripts/lib/registry.mjs'
import { mustRun } from '../../../scripts/lib/run.mjs'
import { onTeardown, teardown } from '../../../scripts/lib/teardown.mjs'

const PACKAGES = [
  ...['docker-registry', 'apache2-utils', 'busybox-static', 'git', 'nginx', 'openssl', 'oras'],
  ...['expect', 'qemu-user-static', 'rsync'],
  // Of the suites that are known here, only Debian's have it for certain.
  ...(distribution().id === 'debian' ? ['cosign'] : []),
]

/** The type of a file system in memory (linux/magic.h, TMPFS_MAGIC). */
const tmpfs = 0x01021994
/** Bytes, several times what the tests write. */
const plenty = 16 * 1024 ** 3

export default async function globalSetup() {
  const dir = mkdtempSync(join(scratchFolder(), 'tagboat-e2e-'))
  // Less garbage collection saves a tenth of the processor time of registries, which are Go programs. Steps do not get this variable.
  process.env.GOGC = '400'
  onTeardown(dir, () => endBelow(dir))
  try {
    const client = await ensurePackages({ packages: PACKAGES })
    const [command, store, legacy] = await Promise.all([
      installCommand(dir),
      startEngine({ dir: join(dir, 's'), name: 'store', snapshotter: true }),
      startEngine({ dir: join(dir, 'l'), name: 'legacy', snapshotter: false }),
    ])
    const registry = await startRegistry({ dir: join(dir, 'base-registry') })
    const base = `${registry.host}/tagboat-test/busybox:1`
    const env = { PATH: client.PATH, HOME: dir }
    await pushBase(join(dir, 'base'), base, { docker: client.path, env: { ...env, DOCKER_HOST: store.host } })
    // The workers that run the tests start later, and inherit it.
    Object.assign(process.env, {
      PATH: client.PATH,
      TAGBOAT_E2E_DIR: dir,
      TAGBOAT_E2E_ENGINE: store.host,
      TAGBOAT_E2E_LEGACY_ENGINE: legacy.host,
      TAGBOAT_E2E_BASE: base,
      TAGBOAT_E2E_BUSYBOX: join(dir, 'base', 'busybox'),
      TAGBOAT_E2E_NODE: node24(),
      TAGBOAT_E2E_PACKAGE: command.tarball,
      TAGBOAT_E2E_COMMAND: command.program,
    })
  } catch (error) {
    await teardown()
    throw error
  }
}

/** The command, installed from the packed tarball. */
async function installCommand(dir) {
  const tarball = await packPackage(dir)
  return { tarball, program: await installPackage(tarball, join(dir, 'command')) }
}

/** TMPDIR, or else memory if there is plenty: engines and registries need a tenth less processor time there than on a disk. */
function scratchFolder() {
  const memory = '/dev/shm'
  if (process.env.TMPDIR || !existsSync(memory)) return tmpdir()
  const { type, bavail, bsize } = statfsSync(memory)
  return type === tmpfs && bavail * bsize >= plenty ? memory : tmpdir()
}

/** Processes that the tests left running have this folder on their command line, and are killed with it. */
async function endBelow(dir) {
  await endProcesses(processesNaming(`${dir}/`), 3_000)
  rmSync(dir, { recursive: true, force: true })
}

/**
 * The base image of test Dockerfiles: `sh` and the usual tools, for two platforms. Both contain the busybox of this machine, so
 * `RUN` works only on this machine's platform.
 */
async function pushBase(context, reference, { docker, env }) {
  mkdirSync(context)
  copyFileSync(onPath('busybox')[0], join(context, 'busybox'))
  writeFileSync(
    join(context, 'Dockerfile'),
    'FROM scratch\nCOPY busybox /bin/busybox\nCOPY busybox /bin/sh\nENV PATH=/bin\n',
  )
  const platforms = '--platform=linux/amd64,linux/arm64'
  const args = ['buildx', 'build', '--provenance=false', '--push', platforms, '--tag', reference, context]
  await mustRun(docker, args, { env })
}

/** Node 24, which `runs.using: node24` names, from an npm package. */
function node24() {
  const path = fileURLToPath(new URL('../../../node_modules/node/bin/node', import.meta.url))
  return existsSync(path) ? path : process.execPath
}

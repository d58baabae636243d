/** The kernel features that an engine needs: control groups, mounts and an overlay file system. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { asRoot, mustRunAsRoot, run, SetupError } from './run.mjs'

const GROUPS = '/sys/fs/cgroup'

/**
 * The mount points below a folder, in the order they were mounted.
 * @param {string} dir
 * @param {string} [table] as /proc/self/mountinfo, where blanks and the like are written in octal
 */
export function mountsBelow(dir, table = readFileSync('/proc/self/mountinfo', 'utf8')) {
  const octal = /\\([0-7]{3})/g
  const points = table
    .split('\n')
    .map((line) =>
      (line.split(' ')[4] ?? '').replace(octal, (_, code) => String.fromCharCode(Number.parseInt(code, 8))),
    )
  return points.filter((point) => point.startsWith(`${dir}/`))
}

/**
 * Inside a container with control groups v2, processes in the container's root group prevent the delegation of controllers ("no
 * internal processes"). This moves them into a child group, like Docker's dind image.
 * @throws {SetupError} without control groups
 */
export async function prepareControlGroups() {
  if (!/ - cgroup2? /.test(readFileSync('/proc/self/mountinfo', 'utf8'))) {
    throw new SetupError(
      `No control groups are mounted on ${GROUPS}: an engine cannot run containers here. In a container, start it with --privileged; in a chroot, bind-mount /sys`,
    )
  }
  // Only a container's root group has a cgroup.type, not the machine's.
  if (!existsSync(join(GROUPS, 'cgroup.type')) || existsSync('/run/systemd/system')) return
  const script = `mkdir -p ${GROUPS}/init
    for pid in $(cat ${GROUPS}/cgroup.procs); do echo "$pid" > ${GROUPS}/init/cgroup.procs 2>/dev/null || true; done
    for name in $(cat ${GROUPS}/cgroup.controllers); do echo "+$name" > ${GROUPS}/cgroup.subtree_control || true; done`
  await run(...asRoot('sh', ['-c', script]))
}

/** Removes a control group of every hierarchy, with the empty ones below it. @param {string} name */
export async function removeControlGroup(name) {
  const hierarchies = existsSync(GROUPS) ? readdirSync(GROUPS).map((entry) => join(GROUPS, entry)) : []
  const groups = [GROUPS, ...hierarchies].flatMap((top) => deepestFirst(join(top, name)))
  // A group whose process is still exiting stays: an empty group is harmless.
  if (groups.length > 0) await run(...asRoot('rmdir', groups))
}

/** @param {string} dir @returns {string[]} */
function deepestFirst(dir) {
  if (!existsSync(dir)) return []
  const below = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return [...below.flatMap((entry) => deepestFirst(join(dir, entry.name))), dir]
}

/**
 * The storage driver for the engine's configuration: '' for its default, overlay, or one that copies if overlay cannot be mounted, as
 * on the overlay file system of a container.
 * @param {string} dir a folder on the file system that is meant
 * @param {boolean} snapshotter whether it is for the containerd image store
 */
export async function storageDriver(dir, snapshotter) {
  const probe = join(dir, 'probe')
  const [lower, upper, work, merged] = [
    join(probe, 'lower'),
    join(probe, 'upper'),
    join(probe, 'work'),
    join(probe, 'merged'),
  ]
  for (const folder of [lower, upper, work, merged]) mkdirSync(folder, { recursive: true })
  const options = `lowerdir=${lower},upperdir=${upper},workdir=${work}`
  const { code } = await run(...asRoot('mount', ['-t', 'overlay', 'overlay', '-o', options, merged]))
  if (code === 0) await run(...asRoot('umount', [merged]))
  await mustRunAsRoot('rm', ['-rf', probe])
  if (code === 0) return ''
  return snapshotter ? 'native' : 'vfs'
}

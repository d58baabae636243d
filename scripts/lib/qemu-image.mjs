/** An image with the interface of tonistiigi/binfmt, made from the QEMU of this machine's distribution, for one architecture. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onPath } from './docker-client.mjs'
import { mustRun, mustRunAsRoot, run, SetupError } from './run.mjs'
import { onTeardown } from './teardown.mjs'

const KERNEL = '/proc/sys/fs/binfmt_misc'

/** The architecture that the image registers, which no other test uses, and its rule (tonistiigi/binfmt, cmd/binfmt/config.go). */
export const EMULATED = 's390x'
const MAGIC = String.raw`\x7fELF\x02\x02\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\x16`
const MASK = String.raw`\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff`

/** It exits with 0 in any case, reports on standard error, and prints the platforms that work as JSON (cmd/binfmt/main.go). */
const SCRIPT = `#!/bin/sh
kernel=${KERNEL}
if [ "$1" = --version ]; then
  echo "binfmt/test qemu/test" >&2
  exit
fi
[ -e $kernel/status ] || mount -t binfmt_misc binfmt_misc $kernel
if [ "$1" = --install ]; then
  IFS=,
  for name in $2; do
    if [ "$name" != ${EMULATED} ]; then
      echo "installing: $name unsupported architecture: $name" >&2
    elif [ -e $kernel/qemu-${EMULATED} ]; then
      echo "installing: $name qemu-${EMULATED} already registered" >&2
    else
      printf %s ':qemu-${EMULATED}:M:0:${MAGIC}:${MASK}:/usr/bin/qemu-${EMULATED}:CF' >$kernel/register
      echo "installing: $name OK" >&2
    fi
  done
fi
if [ -e $kernel/qemu-${EMULATED} ]; then
  echo '{"supported": ["linux/${EMULATED}"], "emulators": ["qemu-${EMULATED}"]}'
else
  echo '{"supported": [], "emulators": []}'
fi
`

/**
 * Builds and pushes the image.
 * @param {{dir: string, reference: string, busybox: string, env: Record<string, string | undefined>}} options `dir` is made by this;
 *   `busybox` is a static one for this machine; `env` is docker's
 * @throws {SetupError}
 */
export async function pushQemuImage({ dir, reference, busybox, env }) {
  const [qemu] = onPath(`qemu-${EMULATED}-static`)
  if (!qemu) throw new SetupError(`"qemu-${EMULATED}-static" is not installed: install qemu-user-static`)
  mkdirSync(dir, { recursive: true })
  copyFileSync(busybox, join(dir, 'busybox'))
  copyFileSync(qemu, join(dir, 'qemu'))
  writeFileSync(join(dir, 'entry'), SCRIPT, { mode: 0o755 })
  const lines = [
    'FROM scratch',
    ...['sh', 'mount', 'printf'].map((name) => `COPY busybox /bin/${name}`),
    `COPY qemu /usr/bin/qemu-${EMULATED}`,
    'COPY entry /entry',
    'ENTRYPOINT ["/entry"]',
  ]
  writeFileSync(join(dir, 'Dockerfile'), `${lines.join('\n')}\n`)
  await mustRun('docker', ['buildx', 'build', '--provenance=false', '--push', '--tag', reference, dir], {
    env,
  })
}

/** The kernel's entry of the architecture, as the kernel prints it; '' if there is none. */
export async function readRegistration() {
  const { code, stdout } = await run('cat', [`${KERNEL}/qemu-${EMULATED}`])
  return code === 0 ? stdout : ''
}

/** The names of the kernel's entries for QEMU. Those that tests of other processors make have names of another form. */
export async function listRegistrations() {
  return (await mustRun('ls', [KERNEL])).split('\n').filter((name) => name.startsWith('qemu-'))
}

/** Removes the kernel's entry of the architecture. */
async function unregister() {
  if ((await readRegistration()) === '') return
  await mustRunAsRoot('tee', [`${KERNEL}/qemu-${EMULATED}`], { input: '-1' })
}

/** Removes the entry until the teardown, which restores the one that was registered before, if any. */
export async function unregisterForTests() {
  // A container may have mounted it, and this machine not.
  const { code } = await run('test', ['-e', `${KERNEL}/register`])
  if (code !== 0) await mustRunAsRoot('mount', ['-t', 'binfmt_misc', 'binfmt_misc', KERNEL])
  const before = await readRegistration()
  await unregister()
  onTeardown(`emulation of ${EMULATED}`, async () => {
    await unregister()
    if (before !== '') await mustRunAsRoot('tee', [`${KERNEL}/register`], { input: asRule(before) })
  })
}

/** The rule that gives an entry (admin-guide/binfmt-misc). @param {string} entry */
function asRule(entry) {
  /** @param {string} name */
  const field = (name) => new RegExp(`^${name}:? (.*)$`, 'm').exec(entry)?.[1] ?? ''
  /** @param {string} name */
  const bytes = (name) => field(name).replace(/../g, '\\x$&')
  const parts = [`qemu-${EMULATED}`, 'M', field('offset'), bytes('magic'), bytes('mask')]
  return ['', ...parts, field('interpreter'), field('flags')].join(':')
}

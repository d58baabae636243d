import type { Problem } from '../model/tagboat-error.ts'
import { type Fault, sortFault } from './registry-connection.ts'

/** `name`: the missing pin, `buildx`, `binfmt` or `busybox`. */
export function pinMissing(name: string): Problem {
  const inputs: Readonly<Record<string, string>> = {
    buildx: 'buildx-version',
    binfmt: 'qemu-image',
    busybox: 'cache-mounts-image',
  }
  return {
    code: 'pin-missing',
    what: `This version of Tagboat has no verified checksum of ${name}, so it does not download ${name}.`,
    fix: `Use a released version of Tagboat, or choose a version yourself with input ${inputs[name]}.`,
  }
}

export function pinsUnreadable(path: string): Problem {
  return {
    code: 'pins-unreadable',
    what: `'${path}' is missing or malformed. It is a part of Tagboat.`,
    fix: 'Use an unchanged copy of Tagboat, or write the file again with npm run pins.',
  }
}

const reach =
  'Allow this runner to reach the address, name a mirror in input buildx-mirror, or install buildx on the runner.'

/** `why` is a clause: `the server answered 503`. */
export function downloadFailed(url: string, why: string, original?: string): Problem {
  return {
    code: 'download-failed',
    what: `'${url}' could not be downloaded: ${why}.`,
    fix: reach,
    ...(original === undefined ? {} : { original }),
  }
}

/** Why a connection failed, as a clause. */
export function connectionFault(code: string): string {
  const clauses: Readonly<Record<Fault, string>> = {
    untrusted:
      'its certificate is from an authority that is not trusted (SSL_CERT_FILE and NODE_EXTRA_CA_CERTS name more)',
    unfit: 'its certificate has expired, or is not for this name',
    'no-tls': 'the server does not speak TLS correctly',
    'no-host': 'its host does not exist',
    refused: 'the server refuses connections',
    slow: 'the server does not answer, or is too slow',
    endless: 'the answer does not end',
    broken: 'the connection broke',
  }
  return clauses[sortFault(code)]
}

/** `asked`: input buildx-version chose the version. */
export function buildxUnknown(version: string, url: string, asked: boolean): Problem {
  return {
    code: 'buildx-unknown',
    what: `There is no buildx ${version} at '${url}' (404).`,
    fix: asked
      ? 'Write a version of github.com/docker/buildx/releases into input buildx-version, and check input buildx-mirror.'
      : 'Copy that release to the mirror, correct input buildx-mirror, or name a version that the mirror has in input buildx-version.',
  }
}

/** `machine`: `darwin-arm64`. The checksums of buildx's releases are of Linux programs only. */
export function buildxUnsupported(version: string, machine: string): Problem {
  return {
    code: 'buildx-machine',
    what: `buildx ${version} has no checksum of a program for this machine (${machine}), so it is not downloaded.`,
    fix: 'Install buildx on the runner, or use another version in input buildx-version.',
  }
}

export function checksumWrong(url: string, expected: string, found: string): Problem {
  return {
    code: 'checksum-wrong',
    what: `'${url}' has the SHA-256 ${found}, and ${expected} is expected. It was deleted and not run.`,
    fix: 'Run the job again. If it fails again, the address does not have the original file: check input buildx-mirror and the proxy.',
  }
}

/** Input buildx-version selects a version that cannot do what another input requests. */
export function buildxChoice(feature: string, needs: string, chosen: string): Problem {
  return {
    code: 'buildx-choice',
    what: `${feature} needs buildx ${needs} or newer, and input buildx-version selects ${chosen}.`,
    fix: `Write ${needs} or newer into input buildx-version, or leave it out.`,
  }
}

/** A warning. */
export const toolCacheChanged = (version: string, path: string): string =>
  `buildx ${version} in the tool cache ('${path}') does not have its checksum: it was changed, or another step is writing it. It is downloaded again.`

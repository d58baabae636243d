import type { Problem } from '../model/tagboat-error.ts'

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

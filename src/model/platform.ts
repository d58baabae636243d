/** What a platform must look like; the first part may not be left out. */
const form = /^([a-z0-9]+)\/([a-z0-9_-]+)(?:\/([a-z0-9.]+))?$/

/** Other names of architectures, some with a variant that they mean. */
const aliases = new Map<string, readonly [architecture: string, variant?: string]>([
  ['i386', ['386']],
  ['x86_64', ['amd64']],
  ['x86-64', ['amd64']],
  ['aarch64', ['arm64']],
  ['armhf', ['arm', 'v7']],
  ['armel', ['arm', 'v6']],
])

/** Variants that an index leaves out or writes out, by `architecture/variant`. */
const variants = new Map([
  ['amd64/v1', ''],
  ['arm64/8', ''],
  ['arm64/v8', ''],
  ['arm64/v8.0', ''],
  ['arm64/9', 'v9'],
  ['arm64/v9.0', 'v9'],
  ['arm/', 'v7'],
  ['arm/5', 'v5'],
  ['arm/6', 'v6'],
  ['arm/7', 'v7'],
  ['arm/8', 'v8'],
])

/**
 * A platform as BuildKit writes it into an index (containerd/platforms, "normalizeArch"): `linux/arm` is
 * `linux/arm/v7` there. undefined for what is no platform.
 */
export function normalizePlatform(text: string): string | undefined {
  const [, os, written = '', said = ''] = form.exec(text.toLowerCase()) ?? []
  if (os === undefined) return undefined
  const [architecture, meant = said] = aliases.get(written) ?? [written]
  const variant = variants.get(`${architecture}/${meant}`) ?? meant
  return [os, architecture, ...(variant === '' ? [] : [variant])].join('/')
}

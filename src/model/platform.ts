/** `os/architecture`, with an optional variant. */
const form = /^([a-z0-9]+)\/([a-z0-9_-]+)(?:\/([a-z0-9.]+))?$/

/** Aliases of architectures, some with a variant. */
const aliases = new Map<string, readonly [architecture: string, variant?: string]>([
  ['i386', ['386']],
  ['x86_64', ['amd64']],
  ['x86-64', ['amd64']],
  ['aarch64', ['arm64']],
  ['armhf', ['arm', 'v7']],
  ['armel', ['arm', 'v6']],
])

/** The variant that an index has for `architecture/variant`; '' if the index omits it. */
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
 * `linux/arm/v7` there. Undefined if the text is not a platform.
 */
export function normalizePlatform(text: string): string | undefined {
  const [, os, written = '', variantText = ''] = form.exec(text.toLowerCase()) ?? []
  if (os === undefined) return undefined
  const [architecture, meant = variantText] = aliases.get(written) ?? [written]
  const variant = variants.get(`${architecture}/${meant}`) ?? meant
  return [os, architecture, ...(variant === '' ? [] : [variant])].join('/')
}

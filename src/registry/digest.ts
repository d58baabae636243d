import { createHash } from 'node:crypto'

/** The algorithms that the OCI image spec ("Descriptors") registers and Node has. */
const algorithms = ['sha256', 'sha512']

/** `sha256:...` of the bytes. */
export function computeDigest(bytes: Uint8Array, algorithm = 'sha256'): string {
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`
}

/** Whether the bytes have the digest; false also for an algorithm that we cannot compute. */
export function matchDigest(bytes: Uint8Array, digest: string): boolean {
  const algorithm = digest.split(':', 1)[0] ?? ''
  return algorithms.includes(algorithm) && computeDigest(bytes, algorithm) === digest
}

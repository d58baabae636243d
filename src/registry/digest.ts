import { createHash } from 'node:crypto'

/** The algorithms that both the OCI image spec ("Descriptors") and Node support. */
const algorithms = ['sha256', 'sha512']

/** `sha256:...` of the bytes. */
export function computeDigest(bytes: Uint8Array, algorithm = 'sha256'): string {
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`
}

/** The part of a digest before the colon. */
export const nameAlgorithm = (digest: string): string => digest.split(':', 1)[0] ?? ''

/** Whether the digest's algorithm is supported. */
export const canDigest = (digest: string): boolean => algorithms.includes(nameAlgorithm(digest))

/** Whether the bytes have the digest; false for an unsupported algorithm. */
export function matchDigest(bytes: Uint8Array, digest: string): boolean {
  return canDigest(digest) && computeDigest(bytes, nameAlgorithm(digest)) === digest
}

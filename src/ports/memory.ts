import { setFlagsFromString } from 'node:v8'

/**
 * Keeps what short-lived objects hold small. A blob that streams through is thousands of buffers of 64 KiB, which are let
 * go of only when the young generation is collected; left alone V8 lets that grow to 16 MiB, with as many buffers behind
 * it as make 60 MiB. Measured with one of 1 GiB: 160 to 200 MB before, 110 to 130 MB after, in the same time.
 */
export function limitGarbage(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}

import { pipeline, Readable } from 'node:stream'
import * as zlib from 'node:zlib'

/** Compresses a stream: zstd, or gzip on a Node.js without it (before 22.15). BuildKit's ADD recognizes both. */
export function compress(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const compressor = zlib.createZstdCompress?.() ?? zlib.createGzip({ level: 1 })
  // A failure destroys the compressor, and so ends the reading of it.
  pipeline(Readable.from(bytes), compressor, () => undefined)
  return compressor
}

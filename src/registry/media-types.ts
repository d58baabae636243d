/** OCI image spec 1.1, "Media Types", and the Docker types that they grew from. */
export const ociIndex = 'application/vnd.oci.image.index.v1+json'
export const ociManifest = 'application/vnd.oci.image.manifest.v1+json'
export const dockerList = 'application/vnd.docker.distribution.manifest.list.v2+json'
export const dockerManifest = 'application/vnd.docker.distribution.manifest.v2+json'

/** The Accept header names all four: without the index types a registry answers 404 for an index. */
export const manifestTypes: readonly string[] = [ociIndex, ociManifest, dockerList, dockerManifest]

/** Several images under one digest, each for a platform. */
export const isIndexType = (mediaType: string): boolean => mediaType === ociIndex || mediaType === dockerList

/** A Content-Type without its parameters, in lower case. */
export function parseMediaType(header: string | undefined): string {
  return (header ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
}

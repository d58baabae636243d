import { arrayAt, at, isRecord, type Json, numberAt, parseJson, stringAt } from '../json.ts'
import { digestAt, keyOf, type Repository, tryParseReference } from '../model/reference.ts'
import type { ImageParts, PlatformParts } from './compare-images.ts'
import type { ImageReader } from './image-facts.ts'
import { formatPlatform } from './platforms.ts'

/** More platforms, and more materials, than an image has. */
const limits = { platforms: 20, materials: 500 }

/** How the parts of an image are read. */
export interface PartsReader {
  readonly getManifest: ImageReader['getManifest']
  /** For attestations, which only this reads. */
  readonly extra: ImageReader
  /** Resolves when there is no more time for attestations. */
  readonly hurried: Promise<undefined>
  /** The base images, if they are known without a request. */
  readonly bases?: ReadonlyMap<string, string> | undefined
}

/**
 * Reads the parts of an image. `top` is its manifest, `single` the platform of an image without an index. Undefined if a platform is
 * missing or not a name, or there are too many, or two of one name, as for versions of Windows.
 */
export async function readParts(
  { getManifest, extra, hurried, ...known }: PartsReader,
  repository: Repository,
  top: { readonly json: Json },
  single: string,
): Promise<ImageParts | undefined> {
  const children = arrayAt(top.json, 'manifests')
  if (children.length === 0) return { platforms: [describePlatform(single, top.json)] }
  const images = children.filter((child) => formatPlatform(child) !== undefined)
  if (images.length > limits.platforms || !areDistinct(images.map(formatPlatform))) return undefined
  const [platforms, bases] = await Promise.all([
    Promise.all(
      images.map(async (child) => {
        const digest = digestAt(child, 'digest')
        const manifest = digest === undefined ? undefined : await getManifest(repository, { digest })
        return manifest && describePlatform(formatPlatform(child) ?? single, manifest.json)
      }),
    ),
    known.bases ?? Promise.race([readBases(extra, repository, children).catch(() => undefined), hurried]),
  ])
  const found = platforms.filter((parts) => parts !== undefined)
  return found.length < images.length ? undefined : { platforms: found, ...(bases && { bases }) }
}

const platformName = /^[\w.-]{1,40}(?:\/[\w.-]{1,40}){1,2}$/
const areDistinct = (names: readonly (string | undefined)[]): boolean =>
  new Set(names).size === names.length && names.every((name) => platformName.test(name ?? ''))

function describePlatform(platform: string, manifest: Json): PlatformParts {
  const layers = arrayAt(manifest, 'layers').flatMap((layer) => {
    const digest = digestAt(layer, 'digest')
    return digest === undefined ? [] : [{ digest, size: countBytes(layer, 'size') }]
  })
  return { platform, configSize: countBytes(manifest, 'config', 'size'), layers }
}

function countBytes(json: Json, ...path: readonly string[]): number {
  const size = numberAt(json, ...path) ?? 0
  return Number.isSafeInteger(size) && size > 0 ? size : 0
}

/**
 * The base images in the provenance of the first platform: BuildKit's attestation manifests (docs/attestations/attestation-storage.md)
 * and SLSA provenance, whose materials are `resolvedDependencies` since version 1. Undefined without provenance.
 */
async function readBases(
  registry: ImageReader,
  repository: Repository,
  children: readonly Json[],
): Promise<ReadonlyMap<string, string> | undefined> {
  const attestation = children.find(
    (child) => stringAt(annotationsOf(child), 'vnd.docker.reference.type') === 'attestation-manifest',
  )
  const digest = digestAt(attestation, 'digest')
  const manifest = digest === undefined ? undefined : await registry.getManifest(repository, { digest })
  const layer = arrayAt(manifest?.json, 'layers').find((one) =>
    stringAt(annotationsOf(one), 'in-toto.io/predicate-type')?.startsWith('https://slsa.dev/provenance/'),
  )
  const blob = digestAt(layer, 'digest')
  const bytes = blob === undefined ? undefined : await registry.getBlob(repository, blob)
  return bytes === undefined ? undefined : listBases(parseJson(new TextDecoder().decode(bytes)))
}

const annotationsOf = (descriptor: Json): Json =>
  typeof descriptor === 'object' && descriptor !== null && 'annotations' in descriptor
    ? descriptor.annotations
    : undefined

/** The base images in buildx's metadata of a build, which has the provenance by platform if there are several. */
export function readBuiltBases(metadata: Json, target: string): ReadonlyMap<string, string> | undefined {
  const fields = at(metadata, target)
  if (!isRecord(fields)) return undefined
  const name = Object.keys(fields).find((key) => /^buildx\.build\.provenance(?:\/|$)/.test(key))
  return name === undefined ? undefined : listBases({ predicate: fields[name] })
}

/** The images among the materials of a provenance statement, without BuildKit's frontends. */
export function listBases(statement: Json): ReadonlyMap<string, string> | undefined {
  const former = arrayAt(statement, 'predicate', 'materials')
  const materials =
    former.length > 0 ? former : arrayAt(statement, 'predicate', 'buildDefinition', 'resolvedDependencies')
  if (materials.length > limits.materials) return undefined
  const bases = materials.flatMap((material): readonly (readonly [string, string])[] => {
    const name = readPackageUrl(stringAt(material, 'uri') ?? '')
    const sha256 = stringAt(material, 'digest', 'sha256')
    return name === undefined || sha256 === undefined || !/^[0-9a-f]{64}$/.test(sha256)
      ? []
      : [[name, sha256]]
  })
  return new Map(bases)
}

const frontend = /^docker\.io\/docker\/(?:dockerfile|dockerfile-upstream|buildkit-syft-scanner)(?::|$)/

/** `pkg:docker/alpine@3.22?platform=linux%2Famd64` as `docker.io/library/alpine:3.22` (purl-spec, type docker). */
function readPackageUrl(url: string): string | undefined {
  const [, name, version] = /^pkg:docker\/([^@?#]+)(?:@([^?#]+))?/.exec(url) ?? []
  if (name === undefined) return undefined
  const tag = version === undefined || version.includes(':') || version.includes('%3A') ? '' : `:${version}`
  const found = tryParseReference(decodeName(`${name}${tag}`))
  if (found === undefined) return undefined
  const reference = `${keyOf(found.repository)}${found.tag === undefined ? '' : `:${found.tag}`}`
  return frontend.test(reference) ? undefined : reference
}

function decodeName(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

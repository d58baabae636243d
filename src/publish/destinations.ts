import type { Json } from '../json.ts'
import { keyOf, type Repository, type Target } from '../model/reference.ts'

/** The manifest that a repository's tags are to get. */
export interface Content {
  readonly digest: string
  readonly mediaType: string
  readonly bytes: Uint8Array
  readonly json: Readonly<Record<string, Json>>
}

export interface Copier {
  getManifest(repository: Repository, target: Target): Promise<Content | undefined>
  headManifest(repository: Repository, target: Target): Promise<{ readonly digest: string } | undefined>
  /** Brings an image with everything below it into another repository, by digest. */
  copyImage(
    from: Repository,
    to: Repository,
    digest: string,
    known: { readonly top?: Content; readonly isAbsent: true },
  ): Promise<unknown>
  /** Brings an image of an OCI image layout on the disk into a repository, by digest. */
  pushLayout(folder: string, to: Repository, digest: string): Promise<unknown>
  /** Brings what refers to these manifests, and cosign's tags; puts nothing before the manifests have arrived. */
  copyReferrers(
    from: Repository,
    to: Repository,
    digests: readonly string[],
    arrived: Promise<unknown>,
  ): Promise<{ readonly warnings: readonly string[] }>
  putManifest(repository: Repository, target: Target, manifest: Content): Promise<unknown>
}

/** What is to be in every repository, and how it gets there. */
export interface Source {
  readonly digest: string
  /** Copied with everything below them; empty where the content landed in each repository by itself. */
  readonly parts: readonly Part[]
  /** An OCI image layout on the disk that holds the digest. */
  readonly layout?: { readonly folder: string }
  /** A manifest of ours over the parts. */
  readonly index?: Content
  /** Signatures, SBOMs and whatever else refers to these manifests comes along. */
  readonly referrersOf: readonly string[]
}

export interface Part {
  readonly repository: Repository
  readonly digest: string
  /** Its manifest, where this run has read it from there. */
  readonly manifest?: Content
}

/** Where the content of each image is to be had from, by target. */
export type Sources = ReadonlyMap<string, Source>

/** A repository that is to have an image of the step. */
export interface Destination {
  /** The image. */
  readonly target: string
  readonly repository: Repository
}

/** By `destinationKey`. */
export type Contents = ReadonlyMap<string, Content>

/** Two images of a step may share a repository, under tags of their own. */
export const destinationKey = ({ target, repository }: Destination): string =>
  `${target} ${keyOf(repository)}`

import { isSame, keyOf, type Repository, type Target } from '../model/reference.ts'
import type { Manifest } from '../registry/manifests.ts'

/** The registry calls that copy images and read what was copied. */
export interface Copier {
  getManifest(repository: Repository, target: Target): Promise<Manifest | undefined>
  headManifest(repository: Repository, target: Target): Promise<{ readonly digest: string } | undefined>
  /** Copies an image and everything that it refers to into another repository, by digest. */
  copyImage(
    from: Repository,
    to: Repository,
    digest: string,
    known: { readonly top?: Manifest; readonly isAbsent: true },
  ): Promise<unknown>
  /** Pushes an image of an OCI image layout on the disk by digest. */
  pushLayout(folder: string, to: Repository, digest: string): Promise<unknown>
  /** Copies the referrers of these manifests, and cosign's tags; writes nothing before `arrived` resolves. */
  copyReferrers(
    from: Repository,
    to: Repository,
    digests: readonly string[],
    arrived: Promise<unknown>,
  ): Promise<{ readonly warnings: readonly string[] }>
  putManifest(repository: Repository, target: Target, manifest: Manifest): Promise<unknown>
}

/** The content of one image, and how it reaches each repository. */
export interface Source {
  readonly digest: string
  /** Images that are copied whole; empty where the builder has pushed the content to each repository. */
  readonly parts: readonly ContentPart[]
  /** An OCI image layout on the disk that holds the digest. */
  readonly layout?: { readonly folder: string }
  /** An index over the parts that this run has made. */
  readonly index?: Manifest
  /** Manifests whose referrers (signatures, SBOMs, ...) are copied too. */
  readonly referrersOf: readonly string[]
}

export interface ContentPart {
  readonly repository: Repository
  readonly digest: string
  /** Its manifest, if this run has read it from there. */
  readonly manifest?: Manifest
}

/** The source of each image, by target. */
export type Sources = ReadonlyMap<string, Source>

/** One image of the step in one repository. */
export interface Destination {
  /** The image. */
  readonly target: string
  readonly repository: Repository
}

export const isSameDestination = (one: Destination, other: Destination): boolean =>
  one.target === other.target && isSame(one.repository, other.repository)

/** Values by destination. The image is part of the key, because two images of a step may share a repository. */
export class DestinationMap<V> implements Iterable<readonly [Destination, V]> {
  readonly #entries: ReadonlyMap<string, readonly [Destination, V]>

  /** Of several values for one destination the last one counts. */
  constructor(entries: Iterable<readonly [Destination, V]> = []) {
    this.#entries = new Map([...entries].map((entry) => [keyOfDestination(entry[0]), entry]))
  }

  get(destination: Destination): V | undefined {
    return this.#entries.get(keyOfDestination(destination))?.[1]
  }

  has(destination: Destination): boolean {
    return this.#entries.has(keyOfDestination(destination))
  }

  get size(): number {
    return this.#entries.size
  }

  [Symbol.iterator](): Iterator<readonly [Destination, V]> {
    return this.#entries.values()
  }
}

const keyOfDestination = ({ target, repository }: Destination): string => `${target} ${keyOf(repository)}`

/** Each destination once. */
export const distinctDestinations = <D extends Destination>(destinations: readonly D[]): readonly D[] =>
  [...new DestinationMap(destinations.map((destination) => [destination, destination]))].map(([, one]) => one)

/** The manifest that each destination holds, which its tags get. */
export type Contents = DestinationMap<Manifest>

import type { Repository, Target } from '../model/reference.ts'
import { createPool, type Pool } from '../pool.ts'
import type { Http, Resolve, Tls } from '../ports/http.ts'
import type { Clock, Env, Exec, Files, Log } from '../ports/ports.ts'
import { expectAbsence, getManifest, headManifest, peekManifest } from './absence.ts'
import { createAuthorization } from './authorization.ts'
import { type Blob, cancelUpload, checkPush, getBlob, headBlob, startUpload, type Upload } from './blobs.ts'
import { createWays } from './copy/copy-context.ts'
import { type CopyReport, copyImage, type Known } from './copy/copy-image.ts'
import { copyReferrers, type ReferrersReport } from './copy/copy-referrers.ts'
import { type Deletion, deleteManifest, probeDelete, removeTag } from './deletion.ts'
import { createEndpoint, readScheme, type Scheme } from './endpoint.ts'
import { createCredentialFinder, createHelperAsker, type FindCredential } from './find-credential.ts'
import { createLatePolicy, type LatePolicy } from './insecure.ts'
import { pushLayout } from './layout/push-layout.ts'
import type { Descriptor, Manifest } from './manifests.ts'
import { createRecall, type KnownHost, type Recall } from './memory.ts'
import { putManifest, type Stored } from './put-manifest.ts'
import { type RetryPolicy, usualRetries } from './retry.ts'
import { createSecrets, type Secrets } from './secrets.ts'
import { createSession, type Session } from './session.ts'
import { listTags, type TagList } from './tags.ts'
import { createTokenSource } from './tokens.ts'
import { createTransport } from './transport.ts'
import { createTrust } from './trust.ts'

export interface RegistryPorts {
  readonly http: Http
  readonly resolve: Resolve
  readonly clock: Clock
  readonly exec: Exec
  readonly files: Files
  readonly log: Log
  /** PATH and GITHUB_WORKSPACE, to find credential helpers; SSL_CERT_FILE and NODE_EXTRA_CA_CERTS. */
  readonly env: Env
  /** Milliseconds until the run ends; undefined, or absent, while nothing ends it. */
  readonly left?: () => number | undefined
}

export interface RegistryOptions {
  /** The docker config directory to take credentials from. */
  readonly dockerConfigDir: string
  /** As `docker info` reports them: RegistryConfig's InsecureRegistryCIDRs, and the IndexConfigs that are not Secure. */
  readonly insecureRegistries: readonly string[]
  /** Asks the engine for them, where that was not done yet. */
  readonly askInsecure?: () => Promise<readonly string[]>
  /** The engine's `certs.d`: below it a directory for each registry, `registry.example:5000`. */
  readonly certsDir: string
  /** How often and how long to try. */
  readonly retryPolicy?: RetryPolicy
  /** What another client of the run has learnt, with the same logins. */
  readonly shared?: Shared
}

/** Logins and everything that is learnt of registries: none of it has to be asked for twice. */
export interface Shared {
  readonly secrets: Secrets
  readonly policy: LatePolicy
  readonly findCredential: FindCredential
  readonly recall: Recall
  /** Connections are kept by it: a client with its own would open each anew. */
  readonly trusted: Map<string, Promise<Tls>>
  readonly host: (host: string) => KnownHost
  /** What a registry gets from all clients together. */
  readonly pool: (host: string) => Pool
}

/** A client of any number of registries, by the OCI distribution spec 1.1. Problems are TagboatErrors. */
export interface RegistryClient {
  /** How a registry answered, by its host; undefined where it was not asked yet. */
  schemeOf(host: string): Scheme | undefined
  headManifest(repository: Repository, target: Target): Promise<Descriptor | undefined>
  /** Tags of the repository will be asked for: what decides whether a 404 means absence is asked beside them. */
  expectAbsence(repository: Repository): void
  /** The same by one request, where nothing depends on a tag that is there and counts as absent. */
  peekManifest(repository: Repository, target: Target): Promise<Descriptor | undefined>
  getManifest(repository: Repository, target: Target): Promise<Manifest | undefined>
  putManifest(
    repository: Repository,
    target: Target,
    manifest: Pick<Manifest, 'mediaType' | 'bytes'>,
  ): Promise<Stored>
  headBlob(repository: Repository, digest: string): Promise<Blob | undefined>
  /** A blob of at most 4 MiB, a config; undefined where it is not there. */
  getBlob(repository: Repository, digest: string): Promise<Uint8Array | undefined>
  /**
   * Brings a manifest or index with all below it to another repository, by digest, without any tag: mounted within a
   * registry, streamed between registries.
   */
  copyImage(from: Repository, to: Repository, digest: string, known?: Known): Promise<CopyReport>
  /**
   * Brings what is attached to the manifests with `digests` (an index and its platforms): referrers, and cosign's tags.
   * The manifests themselves must be at the destination, or be there when `arrived` is done: nothing is put before.
   */
  copyReferrers(
    from: Repository,
    to: Repository,
    digests: readonly string[],
    arrived?: Promise<unknown>,
  ): Promise<ReferrersReport>
  /** Brings an image of an OCI image layout on the disk, with all below it, by digest, without any tag. */
  pushLayout(folder: string, to: Repository, digest: string): Promise<void>
  startUpload(repository: Repository): Promise<Upload>
  cancelUpload(repository: Repository, upload: Upload): Promise<void>
  /** Throws what a push would meet, and leaves nothing behind. */
  checkPush(repository: Repository): Promise<void>
  listTags(repository: Repository, most?: number): Promise<TagList>
  deleteManifest(repository: Repository, target: Target): Promise<Deletion>
  /** Whether manifests can be deleted by digest. */
  probeDelete(repository: Repository): Promise<boolean>
  /** Removes one tag without touching the digest that it is on. */
  removeTag(repository: Repository, tag: string): Promise<'removed' | 'unsupported'>
}

/** As many requests at once as one registry gets from us. */
const mostAtOnce = 16

export function createRegistryClient(ports: RegistryPorts, options: RegistryOptions): RegistryClient {
  const { sessionOf, schemeOf } = createSessions(ports, options)
  const session = (repository: Repository) => sessionOf(repository.host)
  const ways = createWays({ ...ports, retryPolicy: options.retryPolicy ?? usualRetries }, session)
  const parts = (repository: Repository) => ({ ...ports, session: session(repository) })
  return {
    schemeOf,
    headManifest: (repository, target) => headManifest(session(repository), repository, target),
    expectAbsence: (repository) => expectAbsence(session(repository), repository),
    peekManifest: (repository, target) => peekManifest(session(repository), repository, target),
    getManifest: (repository, target) => getManifest(session(repository), repository, target),
    putManifest: (repository, target, manifest) =>
      putManifest(session(repository), repository, target, manifest),
    headBlob: (repository, digest) => headBlob(session(repository), repository, digest),
    getBlob: (repository, digest) => getBlob(session(repository), repository, digest),
    copyImage: (from, to, digest, known) => copyImage(ways.between(from, to), digest, known),
    copyReferrers: (from, to, digests, arrived) => copyReferrers(ways.between(from, to), digests, arrived),
    pushLayout: (folder, to, digest) => pushLayout(ways.into(to), ports.files, folder, digest),
    startUpload: (repository) => startUpload(session(repository), repository),
    cancelUpload: (repository, upload) => cancelUpload(parts(repository), repository, upload),
    checkPush: (repository) => {
      const trying = checkPush(parts(repository), repository)
      const may = trying.then(
        () => true,
        () => false,
      )
      session(repository).recall(repository).push = may
      return trying
    },
    listTags: (repository, most) => listTags(session(repository), repository, most),
    deleteManifest: (repository, target) => deleteManifest(session(repository), repository, target),
    probeDelete: (repository) => probeDelete(parts(repository), repository),
    removeTag: (repository, tag) => removeTag(parts(repository), repository, tag),
  }
}

/** For several clients of one run. */
export function createShared(ports: RegistryPorts, options: RegistryOptions): Shared {
  const secrets = createSecrets(ports.log)
  const askHelper = createHelperAsker({ ...ports, conceal: secrets.conceal })
  const hosts = new Map<string, KnownHost>()
  const pools = new Map<string, Pool>()
  return {
    secrets,
    policy: createLatePolicy(options.insecureRegistries, options.askInsecure, ports.resolve),
    findCredential: createCredentialFinder({ ...ports, secrets, askHelper }, options.dockerConfigDir),
    recall: createRecall(),
    trusted: new Map(),
    host: (host) => {
      const known = hosts.get(host) ?? { tokens: new Set() }
      hosts.set(host, known)
      return known
    },
    pool: (host) => {
      const pool = pools.get(host) ?? createPool(mostAtOnce)
      pools.set(host, pool)
      return pool
    },
  }
}

function createSessions(ports: RegistryPorts, options: RegistryOptions) {
  const shared = options.shared ?? createShared(ports, options)
  const { secrets, findCredential, recall } = shared
  const transport = createTransport({
    http: ports.http,
    policy: shared.policy,
    known: shared.trusted,
    trust: createTrust(ports.files, options.certsDir, [
      ports.env.SSL_CERT_FILE,
      ports.env.NODE_EXTRA_CA_CERTS,
    ]),
  })
  const common = { ...ports, secrets, transport, retryPolicy: options.retryPolicy ?? usualRetries }
  const sessions = new Map<string, Session>()
  const open = (host: string): Session => {
    const known = shared.host(host)
    const tokens = createTokenSource(common, known.tokens)
    return createSession({
      ...common,
      endpoint: createEndpoint(transport, host, known),
      authorization: createAuthorization(host, tokens, findCredential, known),
      pool: shared.pool(host),
      recall,
    })
  }
  const sessionOf = (host: string): Session => {
    const session = sessions.get(host) ?? open(host)
    sessions.set(host, session)
    return session
  }
  return { sessionOf, schemeOf: (host: string) => readScheme(shared.host(host).origin) }
}

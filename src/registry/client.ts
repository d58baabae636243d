import { memoize, sameKey } from '../memoize.ts'
import type { Repository, Target } from '../model/reference.ts'
import { createPool, type Pool } from '../pool.ts'
import type { Http, Resolve, Tls } from '../ports/http.ts'
import type { Clock, Env, Exec, Files, Log } from '../ports/ports.ts'
import { expectAbsence, getManifest, headManifest, peekManifest } from './absence.ts'
import { createAuthorization } from './authorization.ts'
import { checkPush, getBlob } from './blobs.ts'
import { createCopyContexts } from './copy/copy-context.ts'
import { copyImage, type Known } from './copy/copy-image.ts'
import { copyReferrers, type ReferrersReport } from './copy/copy-referrers.ts'
import {
  type Deletion,
  deleteAzureTag,
  deleteManifest,
  moveTagAway,
  probeDelete,
  removeTag,
  tryDeletion,
} from './deletion.ts'
import type { DeletionAnswer } from './deletion-request.ts'
import { createEndpoint, readScheme, type Scheme } from './endpoint.ts'
import { createCredentialFinder, createHelperAsker, type FindCredential } from './find-credential.ts'
import { createLatePolicy, type LatePolicy } from './insecure.ts'
import { pushLayout } from './layout/push-layout.ts'
import type { Descriptor, Manifest } from './manifests.ts'
import { createRecall, type HostMemory, type Recall } from './memory.ts'
import { putManifest, type StoredManifest } from './put-manifest.ts'
import { listReferrers } from './referrers.ts'
import { type Effort, type RetryPolicy, usualRetries } from './retry.ts'
import { createSecrets, type Secrets } from './secrets.ts'
import { createSession, type RegistrySession } from './session.ts'
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
  /** Milliseconds that a cancelled run has left; undefined, or absent, while the run is not cancelled. */
  readonly left?: () => number | undefined
}

export interface RegistryOptions {
  /** The docker config directory with the credentials. */
  readonly dockerConfigDir: string
  /** As `docker info` reports them: RegistryConfig's InsecureRegistryCIDRs, and the IndexConfigs that are not Secure. */
  readonly insecureRegistries: readonly string[]
  /** Asks the engine for its insecure registries, for a run that has not asked it yet. */
  readonly askInsecure?: () => Promise<readonly string[]>
  /** The engine's `certs.d`, usually `dockerCertsDir`. */
  readonly certsDir: string
  readonly retryPolicy?: RetryPolicy
  /** State of another client of the run with the same logins. */
  readonly shared?: Shared
}

/** Logins, connections, and everything that a run has learned about registries, shared by several clients. */
export interface Shared {
  readonly secrets: Secrets
  readonly policy: LatePolicy
  readonly findCredential: FindCredential
  readonly recall: Recall
  /** The trust of each host. Connections belong to it, so clients that share it share connections. */
  readonly trusted: Map<string, Promise<Tls>>
  readonly host: (host: string) => HostMemory
  /** Limits the concurrent requests of all clients to one registry. */
  readonly pool: (host: string) => Pool
}

/** A client for any number of registries: OCI distribution spec 1.1. Failures are TagboatErrors. */
export interface RegistryClient {
  /** The scheme that a registry answered; undefined before its first answer. */
  schemeOf(host: string): Scheme | undefined
  /** Looks up a tag or digest; undefined only if it does not exist. */
  headManifest(repository: Repository, target: Target): Promise<Descriptor | undefined>
  /** Announces lookups of tags that may be absent: the list of tags, which confirms an absence, is requested in parallel. */
  expectAbsence(repository: Repository): void
  /** Looks up a tag or digest with one request. It may miss an existing tag, so nothing may depend on the answer. */
  peekManifest(repository: Repository, target: Target): Promise<Descriptor | undefined>
  getManifest(repository: Repository, target: Target): Promise<Manifest | undefined>
  putManifest(
    repository: Repository,
    target: Target,
    manifest: Pick<Manifest, 'mediaType' | 'bytes'>,
  ): Promise<StoredManifest>
  /** A small blob, like an image config, of at most 4 MiB; undefined if it does not exist. */
  getBlob(repository: Repository, digest: string): Promise<Uint8Array | undefined>
  /**
   * Copies a manifest or index, and everything below it, to another repository: by digest, without any tag. Blobs are mounted
   * within a registry, and streamed between registries.
   */
  copyImage(from: Repository, to: Repository, digest: string, known?: Known): Promise<void>
  /**
   * Copies what is attached to the manifests with `digests` (an index and its platforms): referrers, and cosign's tags.
   * Writes nothing before `arrived` resolves: the manifests must be at the destination by then.
   */
  copyReferrers(
    from: Repository,
    to: Repository,
    digests: readonly string[],
    arrived?: Promise<unknown>,
  ): Promise<ReferrersReport>
  /** Pushes an image of an OCI image layout on disk, with everything below it: by digest, without any tag. */
  pushLayout(folder: string, to: Repository, digest: string): Promise<void>
  /** Throws the error that a push would meet; leaves nothing behind. */
  checkPush(repository: Repository): Promise<void>
  listTags(repository: Repository, max?: number): Promise<TagList>
  /** The digests of the manifests whose subject is `digest`; undefined if the registry has no referrers API. */
  listReferrers(repository: Repository, digest: string): Promise<readonly string[] | undefined>
  deleteManifest(repository: Repository, target: Target): Promise<Deletion>
  /** As `deleteManifest`, with the registry's own words about a refusal. */
  tryDeletion(repository: Repository, target: Target, effort?: Effort): Promise<DeletionAnswer>
  /** Removes one tag from an Azure registry. */
  deleteAzureTag(repository: Repository, tag: string): Promise<DeletionAnswer>
  /** Whether manifests can be deleted by digest. */
  probeDelete(repository: Repository): Promise<boolean>
  /** Removes one tag, and keeps the manifest that it names. */
  removeTag(repository: Repository, tag: string): Promise<'removed' | 'unsupported'>
  /** Removes a tag that names `digest`, for registries that delete digests only. `moved`: it names another one. */
  moveTagAway(
    repository: Repository,
    tag: string,
    digest: string,
  ): Promise<'removed' | 'unsupported' | 'moved'>
}

/** Concurrent requests to one registry. */
const maxRequests = 16

export function createRegistryClient(ports: RegistryPorts, options: RegistryOptions): RegistryClient {
  const { sessionOf, schemeOf } = createSessions(ports, options)
  const session = (repository: Repository) => sessionOf(repository.host)
  const contexts = createCopyContexts({ ...ports, retryPolicy: options.retryPolicy ?? usualRetries }, session)
  const withSession = (repository: Repository) => ({ ...ports, session: session(repository) })
  return {
    schemeOf,
    headManifest: (repository, target) => headManifest(session(repository), repository, target),
    expectAbsence: (repository) => expectAbsence(session(repository), repository),
    peekManifest: (repository, target) => peekManifest(session(repository), repository, target),
    getManifest: (repository, target) => getManifest(session(repository), repository, target),
    putManifest: (repository, target, manifest) =>
      putManifest(session(repository), repository, target, manifest),
    getBlob: (repository, digest) => getBlob(session(repository), repository, digest),
    copyImage: (from, to, digest, known) => copyImage(contexts.copy(from, to), digest, known),
    copyReferrers: (from, to, digests, arrived) => copyReferrers(contexts.copy(from, to), digests, arrived),
    pushLayout: (folder, to, digest) => pushLayout(contexts.push(to), ports.files, folder, digest),
    checkPush: (repository) => {
      const checking = checkPush(withSession(repository), repository)
      session(repository).recall(repository).mayPush = checking.then(
        () => true,
        () => false,
      )
      return checking
    },
    listTags: (repository, max) => listTags(session(repository), repository, max),
    listReferrers: (repository, digest) => listReferrers(session(repository), repository, digest),
    deleteManifest: (repository, target) => deleteManifest(session(repository), repository, target),
    tryDeletion: (repository, target, effort) => tryDeletion(session(repository), repository, target, effort),
    deleteAzureTag: (repository, tag) => deleteAzureTag(session(repository), repository, tag),
    probeDelete: (repository) => probeDelete(withSession(repository), repository),
    removeTag: (repository, tag) => removeTag(withSession(repository), repository, tag),
    moveTagAway: (repository, tag, digest) => moveTagAway(withSession(repository), repository, tag, digest),
  }
}

/** The state that the clients of one run share. */
export function createShared(ports: RegistryPorts, options: RegistryOptions): Shared {
  const secrets = createSecrets(ports.log)
  const askHelper = createHelperAsker({ ...ports, conceal: secrets.conceal })
  return {
    secrets,
    policy: createLatePolicy(options.insecureRegistries, options.askInsecure, ports.resolve),
    findCredential: createCredentialFinder({ ...ports, secrets, askHelper }, options.dockerConfigDir),
    recall: createRecall(),
    trusted: new Map(),
    host: memoize(sameKey, (_host): HostMemory => ({ tokens: new Set() })),
    pool: memoize(sameKey, (_host) => createPool(maxRequests)),
  }
}

function createSessions(ports: RegistryPorts, options: RegistryOptions) {
  const shared = options.shared ?? createShared(ports, options)
  const { secrets, findCredential, recall } = shared
  const transport = createTransport({
    http: ports.http,
    policy: shared.policy,
    trusted: shared.trusted,
    trust: createTrust(ports.files, ports.env, options.certsDir),
  })
  const common = { ...ports, secrets, transport, retryPolicy: options.retryPolicy ?? usualRetries }
  const sessionOf = memoize(sameKey, (host): RegistrySession => {
    const memory = shared.host(host)
    const tokens = createTokenSource(common, memory.tokens)
    return createSession({
      ...common,
      endpoint: createEndpoint(transport, host, memory),
      authorization: createAuthorization(host, tokens, findCredential, memory),
      pool: shared.pool(host),
      recall,
    })
  })
  return { sessionOf, schemeOf: (host: string) => readScheme(shared.host(host).origin) }
}

import { createHash } from 'node:crypto'
import { singleTarget } from '../../../src/bake/bake-target.ts'
import type { OnPush } from '../../../src/build/run-bake.ts'
import type { Json } from '../../../src/json.ts'
import type { PushStrategies } from '../../../src/model/push-strategy.ts'
import { parseRepository, type Target } from '../../../src/model/reference.ts'
import type { SourceRepository } from '../../../src/model/source-repository.ts'
import { TagboatError } from '../../../src/model/tagboat-error.ts'
import { gatherFacts } from '../../../src/publish/gather-facts.ts'
import { publish } from '../../../src/publish/publish.ts'
import { askFor, type Published, type PublishRequest } from '../../../src/publish/request.ts'
import type { Manifest } from '../../../src/registry/manifests.ts'
import { capabilities } from '../inputs.ts'
import { createFakeClock, createFakeLog } from '../ports.ts'
import { makeTrigger } from '../trigger.ts'
import type { RunSpec, Scenario } from './scenario.ts'

/** The content of a tag, by name: that of a run, or the previous one. Undefined if the tag does not exist. */
export type Held = string | undefined

/** A request of a run to the registry. */
export interface Request {
  /** `HEAD main 1`: the run's second HEAD of `main`. */
  readonly label: string
  /** `LOOK` reads all tags of the run at once, for its facts. `WAIT` sends no request: see `hasLongWaits`. */
  readonly kind: 'LOOK' | 'HEAD' | 'PUT' | 'REMOVE' | 'WAIT'
  readonly tag: string
  /** The content that a PUT writes. */
  readonly value: Held
}

/** The answer to a request. */
export type Answer =
  | { readonly kind: 'look'; readonly tags: Readonly<Record<string, string>> }
  | { readonly kind: 'read'; readonly value: Held }
  | { readonly kind: 'written' | 'refused' | 'waited' }

export interface Event {
  readonly label: string
  readonly answer?: Answer
}

/** The visible state of a run. */
export interface View {
  readonly requests: readonly Request[]
  readonly isDone: boolean
  readonly published?: Published
  readonly error?: unknown
}

export interface Solo {
  /** Answers a request, or cancels the run with `CANCEL`; returns its next requests. */
  take(event: Event): Promise<View>
  view(): View
  /** The name of the content with this digest. */
  nameOf(digest: string | undefined): Held
}

const repository = parseRepository('r.test/acme/app')
const trigger = makeTrigger()

interface Pending extends Request {
  readonly settle: (answer: Answer) => void
}

/** One run of the real code, whose requests to the registry wait for an answer. */
export function startSolo(scenario: Scenario, spec: RunSpec): Solo {
  const contents = makeContents(scenario)
  const nameOf = (digest: string | undefined) =>
    [...contents].find(([, one]) => one.digest === digest)?.[0] ?? digest
  const counts = new Map<string, number>()
  let waiting: Pending[] = []
  let look: Readonly<Record<string, string>> = {}
  let isLooking = false
  let isCancelled = false
  let done: Pick<View, 'published' | 'error'> | undefined

  const ask = <T>(
    kind: Request['kind'],
    tag: string,
    value: Held,
    read: (answer: Answer) => T,
  ): Promise<T> => {
    const count = counts.get(`${kind} ${tag}`) ?? 0
    counts.set(`${kind} ${tag}`, count + 1)
    const label = `${kind} ${tag} ${count}`
    return new Promise((resolve, reject) => {
      const settle = (answer: Answer) => {
        if (answer.kind === 'refused')
          reject(new TagboatError({ code: 'registry-denied', what: `No ${tag}.`, fix: 'Ask.' }))
        else resolve(read(answer))
      }
      waiting.push({ label, kind, tag, value, settle })
    })
  }
  const find = (name: Held) => (name === undefined ? undefined : contents.get(name))
  const head = (target: Target): Promise<Manifest | undefined> => {
    if ('digest' in target) return Promise.resolve(find(nameOf(target.digest)))
    if (isLooking) return Promise.resolve(find(look[target.tag]))
    return ask('HEAD', target.tag, undefined, (answer) =>
      answer.kind === 'read' ? find(answer.value) : undefined,
    )
  }
  const lookAround = async () => {
    await ask('LOOK', '', undefined, (answer) => {
      if (answer.kind === 'look') look = answer.tags
    })
    isLooking = true
  }
  const registry: PublishRequest['registry'] = {
    headManifest: (_, target) => head(target),
    getManifest: (_, target) => head(target),
    getBlob: async () => undefined,
    checkPush: async () => undefined,
    async putManifest(_, target, manifest) {
      if ('tag' in target) await ask('PUT', target.tag, nameOf(digestOf(manifest.bytes)), () => undefined)
    },
    async removeTag(_, tag) {
      await ask('REMOVE', tag, undefined, () => undefined)
      return 'removed'
    },
    copyImage: async () => undefined,
    pushLayout: async () => undefined,
    copyReferrers: async () => ({ warnings: [] }),
  }
  const digest = contents.get(spec.name)?.digest ?? ''
  const build = async (strategies: PushStrategies, onPush: OnPush = () => undefined) => {
    const strategy = strategies.get(singleTarget)
    isLooking = false
    if (strategy?.kind === 'warm') await lookAround()
    if (strategy?.kind === 'anchor') {
      onPush({})
      await Promise.all(
        strategy.names.map((ref) =>
          ask('PUT', ref.slice(ref.lastIndexOf(':') + 1), spec.name, () => undefined),
        ),
      )
    }
    return {
      targets: new Map([[singleTarget, { digest }]]),
      annotations: new Map(),
      metadata: {},
      duration: 1,
    }
  }
  const builder = {
    load: false,
    prepare: async () => ({
      capabilities: spec.push === 'anchor' ? capabilities.legacy : capabilities.container,
      run: build,
    }),
  }
  const guards = { overwrite: false, forwardOnly: true, requireSignedTag: false, ...spec.guards }
  const fake = createFakeClock()
  const clock = {
    ...fake,
    // In the worst case, a run reads the tags only once while its builder pushes.
    sleep: (ms: number) =>
      ms < 100
        ? new Promise<void>(() => undefined)
        : scenario.hasLongWaits
          ? ask('WAIT', '', undefined, () => undefined)
          : fake.sleep(ms),
  }
  const request: PublishRequest = {
    ports: { log: createFakeLog(), clock },
    registry,
    hasty: registry,
    facts: {
      source: sourceOf(scenario),
      trigger: { ...trigger, sha: spec.commit, revision: spec.commit },
      guards,
      namesFor: () => ({ tags: [], version: '', warnings: [] }),
      namesForBranch: () => new Set(),
    },
    images: [imageOf(spec, digest)],
    guards,
    run: { isPullRequest: false, revision: spec.commit },
    isCancelled: () => isCancelled,
    ...(spec.push !== 'promotion' && { builder }),
  }
  const run = async () => {
    await lookAround()
    const gathered = await gatherFacts(askFor(request))
    isLooking = false
    return publish({ ...request, gathered })
  }
  run().then(
    (published) => {
      done = { published }
    },
    (error: unknown) => {
      done = { error }
    },
  )
  const view = (): View => ({
    requests: waiting.map(({ settle: _, ...one }) => one),
    isDone: done !== undefined,
    ...done,
  })
  return {
    view,
    nameOf,
    async take({ label, answer }) {
      if (label === 'CANCEL') isCancelled = true
      const one = waiting.find((each) => each.label === label)
      waiting = waiting.filter((each) => each !== one)
      if (one !== undefined && answer !== undefined) one.settle(answer)
      // Runs everything that requires no further answer.
      await new Promise((resolve) => setImmediate(resolve))
      isLooking = false
      return view()
    },
  }
}

function imageOf(spec: RunSpec, digest: string): PublishRequest['images'][number] {
  return {
    plan: {
      target: singleTarget,
      intent: { kind: 'push', reason: 'push' },
      repositories: [repository],
      tags: spec.tags,
      version: spec.tags[0]?.name ?? '',
      labels: {},
      annotations: {},
      ownAnnotations: [],
      annotationsLevels: [],
      warnings: [],
    },
    platforms: [],
    ownPlatform: 'linux/amd64',
    ...(spec.push === 'promotion' && { digest, source: { digest, parts: [], referrersOf: [] } }),
  }
}

const digestOf = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`

/** The content of each run, and the previous content, by name. */
function makeContents({ runs, before }: Scenario): ReadonlyMap<string, Manifest> {
  const images = [
    ...runs.map(({ name, commit, version }) => ({ name, commit, version })),
    ...Object.values(before ?? {}).map((image) => ({
      name: `old ${image.commit}`,
      version: undefined,
      ...image,
    })),
  ]
  return new Map(
    images.map(({ name, commit, version }) => {
      const json: Record<string, Json> = {
        annotations: {
          'org.opencontainers.image.source': trigger.repository.url,
          'org.opencontainers.image.revision': commit,
          'dev.tagboat.event': 'push',
          ...(version && { 'dev.tagboat.version': version }),
        },
        by: name,
      }
      const bytes = new TextEncoder().encode(JSON.stringify(json))
      return [
        name,
        { mediaType: 'application/vnd.oci.image.index.v1+json', bytes, json, digest: digestOf(bytes) },
      ]
    }),
  )
}

function sourceOf({ line, tip }: Scenario): SourceRepository {
  const known = <T>(value: T) => Promise.resolve({ known: true as const, value })
  const unknown = () => Promise.resolve({ known: false as const, why: 'the test has no repository' })
  return {
    knownFromPush: () => undefined,
    forget: () => undefined,
    branchTip: () => (tip === undefined ? unknown() : known(tip)),
    pullHead: unknown,
    isDescendant: (commit, ancestor) => {
      const [one, other] = [line.indexOf(commit), line.indexOf(ancestor)]
      return known(one >= 0 && other >= 0 && one >= other)
    },
    gitTags: () => known([]),
    branches: () => known(['main']),
    branchTips: unknown,
    tagSignature: () => known({ kind: 'absent' as const }),
  }
}

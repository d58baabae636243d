import fc from 'fast-check'
import semver from 'semver'
import { singleTarget } from '../../src/bake/bake-target.ts'
import type { OnPush } from '../../src/build/run-bake.ts'
import type { PushStrategy } from '../../src/model/push-strategy.ts'
import { parseRepository } from '../../src/model/reference.ts'
import type { SourceRepository } from '../../src/model/source-repository.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import type { Trigger } from '../../src/model/trigger.ts'
import { publish } from '../../src/publish/publish.ts'
import { applyRules } from '../../src/tags/apply-rules.ts'
import { compileRules } from '../../src/tags/compile-rules.ts'
import { namesFor, namesForBranch } from '../../src/tags/other-names.ts'
import { createMemoryRegistry } from '../helpers/memory-registry.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const app = 'localhost:5000/acme/app'
const silent = {
  debug() {},
  info() {},
  notice() {},
  warning() {},
  error() {},
  annotate() {},
  mask() {},
  clean: (text: string) => text,
  report() {},
  foreign() {},
  group: <T>(_: string, body: () => Promise<T>) => body(),
}
const clock = { now: () => 0, sleep: async () => undefined, random: () => 0 }
const lines = [
  'type=semver,pattern={{version}}',
  'type=semver,pattern={{major}}.{{minor}}',
  'type=semver,pattern={{major}}',
  'type=ref,event=branch',
  'type=raw,value=latest,enable={{is_default_branch}}',
]

/** Commits are numbers as text; a higher one is a descendant of every lower one. */
function sourceAt(tip: string, gitTags: readonly string[]): SourceRepository {
  const known = <T>(value: T) => Promise.resolve({ known: true as const, value })
  return {
    knownFromPush: () => undefined,
    forget: () => undefined,
    branchTip: () => known(tip),
    pullHead: () => known(tip),
    isDescendant: (commit, ancestor) => known(Number(commit) >= Number(ancestor)),
    gitTags: () => known(gitTags),
    branches: () => known(['main']),
    branchTips: () => known(new Map([['refs/heads/main', tip]])),
    tagSignature: () => known({ kind: 'absent' as const }),
  }
}

interface Given {
  readonly registry: ReturnType<typeof createMemoryRegistry>
  readonly trigger: Trigger
  readonly tip?: string
  readonly gitTags?: readonly string[]
  readonly names?: readonly string[]
  readonly build?: (strategy: PushStrategy, onPush: OnPush) => void
}

async function run({ registry, trigger, tip = trigger.revision, gitTags = [], names = [app], build }: Given) {
  const rules = compileRules({ tags: lines, flavor: ['latest=auto'] })
  const planned = applyRules(trigger, rules)
  const version = planned.tags.flatMap(({ follows }) => ('version' in follows ? [follows.version] : []))[0]
  const annotations = {
    'org.opencontainers.image.source': trigger.repository.url,
    'org.opencontainers.image.revision': trigger.revision,
    'dev.tagboat.event': trigger.event,
    ...(version && { 'dev.tagboat.version': version }),
  }
  const builds: string[] = []
  const done = await publish({
    ports: { log: silent, clock },
    registry: registry.client,
    hasty: registry.client,
    facts: {
      source: sourceAt(tip, gitTags),
      trigger,
      guards: { overwrite: false, forwardOnly: true, requireSignedTag: false },
      namesFor: (gitTag) => namesFor(trigger, rules, gitTag),
      namesForBranch: (branch) => namesForBranch(trigger, rules, branch),
    },
    images: [
      {
        plan: {
          target: singleTarget,
          intent: { kind: 'push', reason: 'push' },
          repositories: names.map(parseRepository),
          tags: planned.tags,
          version: planned.version,
          labels: {},
          annotations: {},
          ownAnnotations: [],
          annotationsLevels: [],
          warnings: [],
        },
        platforms: [],
        ownPlatform: 'linux/amd64',
      },
    ],
    guards: { overwrite: false, forwardOnly: true },
    run: { isPullRequest: false, revision: trigger.revision },
    isCancelled: () => false,
    builder: {
      load: false,
      prepare: async () => ({
        capabilities: { driver: 'docker', rich: true, loadsIndexes: true, buildx: '0.29.1' },
        async run(strategies, onPush = () => undefined) {
          const strategy = strategies.get(singleTarget) ?? { kind: 'warm' }
          builds.push(strategy.kind)
          build?.(strategy, onPush)
          const push = (ref: string) =>
            registry.push(ref.slice(0, ref.lastIndexOf(':')), ref.slice(ref.lastIndexOf(':') + 1), {
              annotations,
              layers: [],
            })
          const digests = strategy.kind === 'anchor' ? strategy.names.map(push) : []
          const pushed = digests[0] === undefined ? {} : { digest: digests[0] }
          const targets = new Map([[singleTarget, pushed]])
          return { targets, annotations: new Map(), metadata: {}, duration: 1 }
        },
      }),
    },
  })
  return {
    ...done,
    builds,
    actions: Object.fromEntries(
      done.images.flatMap((image) => image.tags.map((tag) => [tag.ref, tag.action])),
    ),
  }
}

const atTag = (name: string, revision: string) =>
  makeTrigger({ event: 'push', ref: `refs/tags/${name}`, sha: revision, revision })
const atMain = (revision: string) => makeTrigger({ sha: revision, revision })

describe('publish', () => {
  test('a patch on an old line moves neither latest nor the line of the newer major', async () => {
    const registry = createMemoryRegistry()
    await run({ registry, trigger: atTag('v2.0.0', '2') })
    const newest = registry.tags(app)['2.0.0']
    const { actions } = await run({ registry, trigger: atTag('v1.9.9', '3'), gitTags: ['v2.0.0', 'v1.9.9'] })
    const tags = registry.tags(app)
    expect([tags.latest, tags['2'], tags['2.0']]).toEqual([newest, newest, newest])
    expect([tags['1'], tags['1.9']]).toEqual([tags['1.9.9'], tags['1.9.9']])
    expect(actions[`${app}:latest`]).toBe('kept')
  })

  test('releases in any order leave every moving tag on the highest version of its line', async () => {
    const number = fc.integer({ min: 1, max: 4 })
    const releases = fc.uniqueArray(
      fc.tuple(number, number, number).map((parts) => parts.join('.')),
      { minLength: 1, maxLength: 7 },
    )
    const property = fc.asyncProperty(releases, async (versions) => {
      const registry = createMemoryRegistry()
      const gitTags = versions.map((version) => `v${version}`)
      for (const [index, version] of versions.entries()) {
        await run({ registry, trigger: atTag(`v${version}`, String(index)), gitTags })
      }
      const tags = registry.tags(app)
      for (const [name, digest] of Object.entries(tags)) {
        const onLine = versions.filter(
          (version) => name === 'latest' || version === name || version.startsWith(`${name}.`),
        )
        const highest = semver.rsort(onLine)[0]
        expect([name, digest]).toEqual([name, tags[highest ?? '']])
      }
    })
    await fc.assert(property, { numRuns: 60 })
  })

  test('an older commit that finishes later keeps the tags of its branch', async () => {
    const registry = createMemoryRegistry()
    await run({ registry, trigger: atMain('2') })
    const before = registry.tags(app)
    const { actions, builds } = await run({ registry, trigger: atMain('1'), tip: '2' })
    expect(registry.tags(app)).toEqual(before)
    expect(Object.values(actions)).toEqual(['kept', 'kept'])
    expect(builds).toEqual([])
  })

  test('a force-push back to an older commit moves the tags of its branch', async () => {
    const registry = createMemoryRegistry()
    await run({ registry, trigger: atMain('2') })
    const { actions } = await run({ registry, trigger: atMain('1'), tip: '1' })
    expect(Object.values(actions)).toEqual(['moved', 'moved'])
  })

  test('a second run of a release builds nothing and creates the missing tag', async () => {
    const registry = createMemoryRegistry()
    const trigger = atTag('v1.2.3', '1')
    await run({ registry, trigger })
    await registry.client.removeTag(parseRepository(app), '1')
    const again = await run({ registry, trigger })
    expect(again.builds).toEqual([])
    expect(again.problems).toEqual([])
    expect(registry.tags(app)['1']).toBe(registry.tags(app)['1.2.3'])
  })

  test('a second run of a release copies the image to an additional repository', async () => {
    const registry = createMemoryRegistry()
    const trigger = atTag('v1.2.3', '1')
    await run({ registry, trigger })
    const again = await run({ registry, trigger, names: [app, 'localhost:5001/acme/app'] })
    expect(again.builds).toEqual([])
    expect(registry.tags('localhost:5001/acme/app')).toEqual(registry.tags(app))
  })

  test('another commit of a released version is refused before the build', async () => {
    const registry = createMemoryRegistry()
    await run({ registry, trigger: atTag('v1.2.3', '1') })
    const before = registry.tags(app)
    await expect(run({ registry, trigger: atTag('v1.2.3', '2') })).rejects.toThrow(TagboatError)
    expect(registry.tags(app)).toEqual(before)
  })

  test('an image for two repositories is built before anything is pushed', async () => {
    const registry = createMemoryRegistry()
    const done = await run({ registry, trigger: atMain('1'), names: [app, 'localhost:5001/acme/app'] })
    expect(done.builds).toEqual(['warm', 'anchor'])
    expect(registry.tags('localhost:5001/acme/app')).toEqual(registry.tags(app))
  })

  test('every tag is restored, whichever PUT fails for good', async () => {
    for (const failing of ['1.2.4', '1.2', '1', 'latest']) {
      let isOn = false
      const registry = createMemoryRegistry((action, _, target) => {
        if (isOn && action === 'PUT' && target === failing) {
          throw new TagboatError({ code: 'denied', what: `no ${target}.`, fix: 'Ask.' })
        }
      })
      await run({ registry, trigger: atTag('v1.2.3', '1') })
      const before = registry.tags(app)
      isOn = true
      const failed = await run({ registry, trigger: atTag('v1.2.4', '2') })
      // 1.2.4 is the anchor: the builder pushes it, so that no PUT of ours can fail for it.
      if (failing === '1.2.4') expect(failed.problems).toEqual([])
      else {
        expect(registry.tags(app)).toEqual(before)
        expect(failed.problems).toMatchObject([{ code: 'not-published' }])
        expect(failed.actions[`${app}:${failing}`]).toBe('failed')
        expect(failed.actions[`${app}:1.2.4`]).toBe('restored')
      }
    }
  })

  test('a tag that a newer run moved meanwhile is kept', async () => {
    const registry = createMemoryRegistry()
    const first = createMemoryRegistry()
    await run({ registry: first, trigger: atMain('0') })
    await run({ registry, trigger: atMain('1') })
    const { actions } = await run({
      registry,
      trigger: atMain('2'),
      tip: '3',
      build: () => {
        const digest = registry.push(app, 'latest', {
          annotations: {
            'org.opencontainers.image.source': atMain('3').repository.url,
            'org.opencontainers.image.revision': '3',
            'dev.tagboat.event': 'push',
          },
        })
        expect(registry.tags(app).latest).toBe(digest)
      },
    })
    expect(actions).toMatchObject({ [`${app}:main`]: 'moved', [`${app}:latest`]: 'kept' })
  })

  test('nothing is pushed over the tags of a newer run that finishes during the build', async () => {
    const registry = createMemoryRegistry()
    await run({ registry, trigger: atMain('1') })
    const manifest = {
      annotations: {
        'org.opencontainers.image.source': atMain('3').repository.url,
        'org.opencontainers.image.revision': '3',
        'dev.tagboat.event': 'push',
      },
    }
    const done = await run({
      registry,
      trigger: atMain('2'),
      tip: '3',
      build: () => ['main', 'latest'].forEach((tag) => void registry.push(app, tag, manifest)),
    })
    expect(done.builds).toEqual(['warm'])
    expect(Object.values(done.actions)).toEqual(['kept', 'kept'])
    expect(registry.tags(app).main).toBe(registry.push(app, undefined, manifest))
  })

  test('a failed build restores the anchor that it moved', async () => {
    const registry = createMemoryRegistry()
    await run({ registry, trigger: atMain('1') })
    const before = registry.tags(app)
    const build = (strategy: PushStrategy, onPush: OnPush) => {
      if (strategy.kind !== 'anchor') return
      const annotations = {
        'org.opencontainers.image.source': atMain('2').repository.url,
        'org.opencontainers.image.revision': '2',
        'dev.tagboat.event': 'push',
      }
      onPush({ pushed: { ref: `${app}:main`, digest: registry.push(app, 'main', { annotations }) } })
      throw new TagboatError({ code: 'build-failed', what: 'no.', fix: 'no.', original: 'exit code: 1' })
    }
    await expect(run({ registry, trigger: atMain('2'), build })).rejects.toThrow('build-failed')
    expect(registry.tags(app)).toEqual(before)
  })

  test('a build that fails before its export keeps the image of another run of this commit', async () => {
    const registry = createMemoryRegistry()
    const trigger = atMain('2')
    let theirs = ''
    const build = () => {
      const annotations = {
        'org.opencontainers.image.source': trigger.repository.url,
        'org.opencontainers.image.revision': '2',
        'dev.tagboat.event': 'push',
      }
      theirs = registry.push(app, 'main', { annotations })
      throw new TagboatError({ code: 'build-failed', what: 'no.', fix: 'no.', original: 'exit code: 1' })
    }
    await expect(run({ registry, trigger, build })).rejects.toThrow(
      /^no\. no\. \[build-failed\]\s+exit code: 1$/,
    )
    expect(registry.tags(app)).toEqual({ main: theirs })
  })

  test('a release that another run of this commit publishes during the build is the source of the other tags', async () => {
    const registry = createMemoryRegistry()
    await run({ registry, trigger: atTag('v1.0.0', '1'), tip: '1' })
    const trigger = atTag('v1.1.0', '2')
    const annotations = {
      'org.opencontainers.image.source': trigger.repository.url,
      'org.opencontainers.image.revision': '2',
      'dev.tagboat.event': 'push',
      'dev.tagboat.version': '1.1.0',
    }
    let theirs = ''
    const build = (strategy: PushStrategy) => {
      if (strategy.kind === 'warm') theirs = registry.push(app, '1.1.0', { annotations, by: 'the other' })
    }
    const registryNames = [app, 'localhost:5000/twin']
    const { builds, actions } = await run({ registry, trigger, names: registryNames, build })
    expect(builds[0]).toBe('warm')
    expect(registry.tags(app)['1.1.0']).toBe(theirs)
    expect(registry.tags(app).latest).toBe(theirs)
    expect(actions[`${app}:1.1.0`]).toBe('unchanged')
  })
})

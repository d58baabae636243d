import { singleTarget } from '../../src/bake/bake-target.ts'
import type { OnPush } from '../../src/build/run-bake.ts'
import type { PlannedTag } from '../../src/model/planned-tag.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import { publish } from '../../src/publish/publish.ts'
import { capabilities } from '../helpers/inputs.ts'
import { createMemoryRegistry } from '../helpers/memory-registry.ts'
import { createFakeClock, createFakeLog } from '../helpers/ports.ts'
import { publishRequest } from '../helpers/publish-request.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const app = parseRepository('r.test/app')
const annotationsOf = (revision: string) => ({
  'org.opencontainers.image.source': makeTrigger().repository.url,
  'org.opencontainers.image.revision': revision,
  'dev.tagboat.event': 'push',
})
const tick = () => new Promise<void>((resolve) => setImmediate(resolve))
const absent = `sha256:${'9'.repeat(64)}`

interface Push {
  /** Pushes an image of this commit under the anchor. */
  readonly own: (more?: object) => string
  /** Pushes another run's image under the anchor. */
  readonly others: (revision: string) => string
  /** An image without a tag. */
  readonly untagged: () => string
  /** A line of the builder's log. */
  readonly say: OnPush
}

interface Row {
  readonly title: string
  /** What the builder does; returns the digest that it reports. */
  readonly push: (push: Push) => string | Promise<string>
  /** The anchor exists before the run. */
  readonly isMoved?: boolean
  readonly isRelease?: boolean
  /** What the anchor holds afterwards. */
  readonly expected: 'as before' | 'this run’s' | 'another run’s'
  readonly codes: readonly string[]
  /** Part of the report about the anchor. */
  readonly reported?: string
}

const ref = 'r.test/app:main'
const release: PlannedTag['follows'] = { kind: 'release', scheme: 'semver', version: '1.2.3' }

async function run({ push, isMoved = true, isRelease = false }: Row) {
  const registry = createMemoryRegistry()
  const old = { old: true, annotations: annotationsOf('older') }
  // A new tag would become the anchor, so both tags exist or neither does.
  const [before] = isMoved ? ['main', 'other'].map((tag) => registry.push(app.name, tag, old)) : []
  const pushed = { own: '', others: '' }
  const log = createFakeLog()
  const request = publishRequest({
    ...{ registry: registry.client, log, clock: createFakeClock(), revision: 'abc' },
    ...{ tags: ['main', 'other'], repositories: [app] },
  })
  const images = request.images.map((image) => {
    const [anchor, ...tags] = image.plan.tags
    if (anchor === undefined || !isRelease) return image
    return { ...image, plan: { ...image.plan, tags: [{ ...anchor, follows: release }, ...tags] } }
  })
  const runPush = async (onPush: OnPush | undefined): Promise<string> => {
    const digest = await push({
      own: (more = {}) => {
        pushed.own = registry.push(app.name, 'main', {
          own: true,
          ...more,
          annotations: annotationsOf('abc'),
        })
        return pushed.own
      },
      others: (revision) => {
        pushed.others = registry.push(app.name, 'main', {
          others: true,
          annotations: annotationsOf(revision),
        })
        return pushed.others
      },
      untagged: () => registry.push(app.name, undefined, { part: true }),
      say: (line) => onPush?.(line),
    })
    // Lets the watch read the anchor.
    await tick()
    return digest
  }
  const done = await publish({
    ...request,
    images,
    builder: {
      load: true,
      prepare: async () => ({
        capabilities: capabilities.store,
        async run(strategies, onPush) {
          const isWarm = strategies.get(singleTarget)?.kind === 'warm'
          const built = isWarm ? {} : { digest: await runPush(onPush) }
          return {
            ...{ targets: new Map([[singleTarget, built]]), annotations: new Map() },
            ...{ metadata: {}, duration: 1 },
          }
        },
      }),
    },
  }).catch((error: unknown) => {
    if (error instanceof TagboatError) return { images: [], problems: error.problems }
    throw error
  })
  const { main: now, other } = registry.tags(app.name)
  const held = { [pushed.own]: 'this run’s', [pushed.others]: 'another run’s' }[now ?? ''] ?? now
  const report = JSON.stringify([done.problems, done.images])
  const codes = done.problems.map(({ code }) => code)
  const isOtherMoved = other !== before
  return { held: now === before ? 'as before' : held, isOtherMoved, codes, report }
}

const rewritten: Row['push'] = ({ own }) => {
  own()
  return absent
}

test.each<Row>([
  {
    title: 'restores the anchor if the registry changes the manifest',
    push: rewritten,
    expected: 'as before',
    codes: ['content-missing', 'not-published'],
    reported: 'every tag is as it was before this run',
  },
  {
    title: 'removes a new anchor if the registry changes the manifest',
    push: rewritten,
    isMoved: false,
    expected: 'as before',
    codes: ['content-missing', 'not-published'],
    reported: 'every tag is as it was before this run',
  },
  {
    title: 'restores the anchor if the changed manifest was seen there during the push',
    push: ({ own, say }) => {
      own()
      say({ pushed: { ref, digest: absent } })
      return absent
    },
    expected: 'as before',
    codes: ['content-missing'],
  },
  {
    title: 'restores the anchor if the builder reports a digest that does not exist',
    push: ({ own, say }) => {
      say({ pushed: { ref, digest: own() } })
      return absent
    },
    expected: 'as before',
    codes: ['build-digest-mismatch'],
  },
  {
    title: 'restores the anchor if the builder reports an existing part of the image',
    push: ({ own, untagged, say }) => {
      say({ pushed: { ref, digest: own() } })
      return untagged()
    },
    expected: 'as before',
    codes: ['build-digest-mismatch'],
  },
  {
    title: 'keeps and reports another run’s image of another commit after a changed push',
    push: ({ own, others }) => {
      own()
      others('other')
      return absent
    },
    expected: 'another run’s',
    codes: ['content-missing', 'not-published'],
    reported: 'stays: its image may be of this run or of another one',
  },
  {
    title: 'keeps another run’s image of the same commit after a push that the log names',
    push: ({ own, others, say }) => {
      say({ pushed: { ref, digest: own() } })
      others('abc')
      return absent
    },
    expected: 'another run’s',
    codes: ['build-digest-mismatch'],
  },
  {
    title: 'restores another run’s image that the push replaced',
    push: async ({ own, others, say }) => {
      others('other')
      say({})
      await tick()
      own()
      return absent
    },
    expected: 'another run’s',
    codes: ['content-missing'],
  },
  {
    title: 'keeps and reports a release that another run may have pushed',
    push: rewritten,
    isMoved: false,
    isRelease: true,
    expected: 'this run’s',
    codes: ['content-missing', 'not-published'],
    reported: 'stays: its image may be of this run or of another one',
  },
])('a builder whose digest differs from the anchor: $title', async (row) => {
  const { held, isOtherMoved, codes, report } = await run(row)
  expect({ held, isOtherMoved, codes }).toEqual({
    ...{ held: row.expected, isOtherMoved: false },
    codes: row.codes,
  })
  expect(report).toContain(row.reported ?? '')
})

test('a builder that reports the pushed digest publishes it', async () => {
  const row = {
    title: '',
    push: ({ own, say }: Push) => {
      const digest = own()
      say({ pushed: { ref, digest } })
      return digest
    },
    expected: 'this run’s',
    codes: [],
  } as const
  const { held, isOtherMoved, codes } = await run(row)
  expect([held, isOtherMoved, codes]).toEqual(['this run’s', true, []])
})

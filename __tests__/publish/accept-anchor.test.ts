/** An anchor that the builder pushed over another run's image: what it holds afterwards, and its outcome. */
import { singleTarget } from '../../src/bake/bake-target.ts'
import type { Change, Decision } from '../../src/decide/decide-tag.ts'
import type { Follows } from '../../src/model/planned-tag.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { acceptAnchor } from '../../src/publish/accept-anchor.ts'
import { createMemoryRegistry } from '../helpers/memory-registry.ts'
import { createFakeClock, createFakeLog } from '../helpers/ports.ts'
import { publishRequest } from '../helpers/publish-request.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const repository = parseRepository('r.test/acme/app')
const version = '1.2.3'
const decide = (name: string, follows: Follows, digest?: string): Change => ({
  kind: digest === undefined ? 'create' : 'move',
  facts: {
    target: singleTarget,
    repository,
    ref: `r.test/acme/app:${name}`,
    tag: { name, priority: 1, follows },
    ...(digest && { image: { digest } }),
  },
})

interface Given {
  readonly follows?: Follows
  /** The commit of the other run's image, and its version. */
  readonly commit?: string
  readonly released?: string
  /** What was seen under the anchor. */
  readonly seen: readonly ('ours' | 'theirs')[]
  /** What another tag of the release held at first, and holds now. */
  readonly latest?: readonly ['ours' | 'old', 'ours' | 'theirs' | 'old']
}

async function accept({ follows, commit = 'c1', released = version, seen, latest = ['old', 'old'] }: Given) {
  const registry = createMemoryRegistry()
  const image = (by: string, revision: string, of = version) =>
    registry.push(repository.name, undefined, {
      by,
      annotations: {
        'org.opencontainers.image.source': makeTrigger().repository.url,
        'org.opencontainers.image.revision': revision,
        'dev.tagboat.event': 'push',
        'dev.tagboat.version': of,
      },
    })
  const digests = {
    ours: image('ours', 'c1'),
    theirs: image('theirs', commit, released),
    old: image('old', 'c0'),
  }
  const put = async (tag: string, held: keyof typeof digests) => {
    const manifest = await registry.client.getManifest(repository, { digest: digests[held] })
    if (manifest !== undefined) await registry.client.putManifest(repository, { tag }, manifest)
  }
  await put(version, 'ours')
  await put('latest', latest[1])
  const anchor = decide(version, follows ?? { kind: 'release', scheme: 'semver', version })
  const all: Decision[] = [
    anchor,
    decide('latest', { kind: 'line', scheme: 'semver', version }, digests[latest[0]]),
  ]
  const request = publishRequest({
    registry: { ...registry.client },
    ...{
      log: createFakeLog(),
      clock: createFakeClock(),
      revision: 'c1',
      tags: [],
      repositories: [repository],
    },
  })
  const pushed = {
    sources: new Map([[singleTarget, { digest: digests.ours, parts: [], referrersOf: [] }]]),
    anchors: [anchor],
    seen: new Map([[anchor.facts.ref, seen.map((one) => digests[one])]]),
  }
  const outcome = await acceptAnchor(request, anchor, pushed, all)
  const nameOf = (digest: string | undefined) =>
    Object.entries(digests).find(([, one]) => one === digest)?.[0]
  const previous = 'previous' in outcome ? nameOf(outcome.previous) : undefined
  return [outcome.kind, previous, nameOf(registry.tags(repository.name)[version])]
}

test.each<[what: string, Given, expected: [kind: string, previous: string | undefined, held: string]]>([
  ['stays if no other image was seen under it', { seen: [] }, ['done', undefined, 'ours']],
  [
    'gets back the image of another run of the release that was first',
    { seen: ['theirs', 'ours'] },
    ['left', undefined, 'theirs'],
  ],
  ['stays if another run wrote it later', { seen: ['ours', 'theirs'] }, ['done', undefined, 'ours']],
  [
    'stays if another run has adopted this run’s image',
    { seen: ['theirs'], latest: ['old', 'ours'] },
    ['done', 'theirs', 'ours'],
  ],
  [
    'gets back another run’s image if another tag held this run’s image before the run',
    { seen: ['theirs'], latest: ['ours', 'ours'] },
    ['left', undefined, 'theirs'],
  ],
  [
    'gets back the release of another commit, and fails the run',
    { seen: ['theirs'], commit: 'c9', latest: ['old', 'theirs'] },
    ['failed', 'theirs', 'theirs'],
  ],
  [
    'stays if the image that it replaced may be replaced',
    { follows: { kind: 'branch', branch: 'main' }, seen: ['theirs'] },
    ['done', 'theirs', 'ours'],
  ],
  [
    'gets back the image of another run of the release that only a tag beside it shows',
    { seen: ['ours'], latest: ['old', 'theirs'] },
    ['left', undefined, 'theirs'],
  ],
  [
    'stays if a tag beside it got the image of another commit',
    { seen: ['ours'], commit: 'c9', latest: ['old', 'theirs'] },
    ['done', undefined, 'ours'],
  ],
  [
    'stays if a tag beside it got another version of the same commit',
    { seen: ['ours'], released: '1.1.0', latest: ['old', 'theirs'] },
    ['done', undefined, 'ours'],
  ],
  [
    'of a branch stays, whatever another tag holds',
    { follows: { kind: 'branch', branch: 'main' }, seen: ['ours'], latest: ['old', 'theirs'] },
    ['done', undefined, 'ours'],
  ],
])('an anchor %s', async (_, given, expected) => {
  expect(await accept(given)).toEqual(expected)
})

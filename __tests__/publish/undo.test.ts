/** A run that fails while another one publishes: the tags that it restores, leaves and names. */
import type { Decision } from '../../src/decide/decide-tag.ts'
import type { Follows } from '../../src/model/planned-tag.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import { rollBackUnused } from '../../src/publish/undo.ts'
import { createMemoryRegistry } from '../helpers/memory-registry.ts'

const repository = parseRepository('r.test/acme/app')
const version = '1.2.3'
const follows: Readonly<Record<string, Follows>> = {
  [version]: { kind: 'release', scheme: 'semver', version },
  latest: { kind: 'line', scheme: 'semver', version },
  main: { kind: 'branch', branch: 'main' },
  next: { kind: 'branch', branch: 'main' },
}
const denied = new TagboatError({ code: 'registry-denied', what: 'no.', fix: 'Ask.' })
const broken = new TagboatError({ code: 'registry-unreachable', what: 'gone.', fix: 'Wait.' })

interface Tag {
  /** The image that it held at the decision. */
  readonly first?: string
  /** The image that it held before this run wrote it. */
  readonly previous?: string
  readonly isWritten?: boolean
  readonly error?: TagboatError
  readonly isTried?: boolean
  /** The image that it holds when the run has failed. */
  readonly now?: string
}

/** `meanwhile`: the tags that another run writes once this one has restored its first tag. */
async function run(tags: Readonly<Record<string, Tag>>, meanwhile: Readonly<Record<string, string>> = {}) {
  const digests = new Map<string, string>()
  let isUndoing = false
  const registry = createMemoryRegistry((action, name) => {
    if ((action !== 'REMOVE' && action !== 'PUT') || isUndoing) return
    isUndoing = true
    for (const [tag, by] of Object.entries(meanwhile)) registry.push(name, tag, { by })
  })
  for (const by of ['ours', 'old', 'other'])
    digests.set(by, registry.push(repository.name, undefined, { by }))
  const digest = (by: string | undefined) => (by === undefined ? undefined : digests.get(by))
  const planned = Object.entries(tags).map(([name, tag]) => {
    if (tag.now !== undefined) registry.push(repository.name, name, { by: tag.now })
    const first = digest(tag.first)
    const decision: Decision = {
      kind: first === undefined ? 'create' : 'move',
      facts: {
        target: 'image',
        repository,
        tag: { name, priority: 1, follows: follows[name] ?? { kind: 'run' } },
        ref: `r.test/acme/app:${name}`,
        ...(first && { image: { digest: first } }),
      },
    }
    return { tag, decision, ours: digest('ours') ?? '' }
  })
  const changed = planned.flatMap(({ tag, decision, ours }) => {
    const failed = tag.error && { error: tag.error, isTried: tag.isTried ?? true }
    if (tag.isWritten !== true && failed === undefined) return []
    return [{ decision, ours, previous: digest(tag.previous), ...failed }]
  })
  const { results, left } = await rollBackUnused(registry.client, changed, planned)
  const names = new Map([...digests].map(([by, one]) => [one, by]))
  const held = Object.entries(registry.tags(repository.name)).map(([tag, one]) => [tag, names.get(one)])
  return {
    actions: Object.fromEntries(results.map(({ name, action }) => [name, action])),
    held: Object.fromEntries(held),
    left: left.map((ref) => ref.split(':').at(-1)),
  }
}

type Ending = Awaited<ReturnType<typeof run>>
const written = { isWritten: true, now: 'ours' }

test.each<[what: string, given: Parameters<typeof run>, expected: Ending]>([
  [
    'restores all tags without other runs',
    [{ [version]: written, latest: { first: 'old', previous: 'old', now: 'old', error: broken } }],
    { actions: { [version]: 'restored', latest: 'failed' }, held: { latest: 'old' }, left: [] },
  ],
  [
    'leaves a release that another run uses for a tag whose write was refused here',
    [{ [version]: written, latest: { first: 'old', previous: 'old', now: 'ours', error: denied } }],
    {
      actions: { [version]: 'created', latest: 'failed' },
      held: { [version]: 'ours', latest: 'ours' },
      left: [],
    },
  ],
  [
    'leaves a release that another run uses for a tag whose write was never tried here',
    [
      {
        [version]: written,
        latest: { first: 'old', previous: 'old', now: 'ours', error: broken, isTried: false },
      },
    ],
    {
      actions: { [version]: 'created', latest: 'failed' },
      held: { [version]: 'ours', latest: 'ours' },
      left: [],
    },
  ],
  [
    'restores a tag whose write may have succeeded',
    [{ [version]: written, latest: { first: 'old', previous: 'old', now: 'ours', error: broken } }],
    { actions: { [version]: 'restored', latest: 'restored' }, held: { latest: 'old' }, left: [] },
  ],
  [
    'names a release whose image another run adopts during the removal',
    [{ [version]: written, latest: { first: 'old', now: 'old' } }, { latest: 'ours' }],
    { actions: { [version]: 'restored' }, held: { latest: 'ours' }, left: [version] },
  ],
  [
    'leaves a tag that another run has written since',
    [{ main: { isWritten: true, first: 'old', previous: 'old', now: 'other' } }],
    { actions: { main: 'failed' }, held: { main: 'other' }, left: [] },
  ],
  [
    'names a tag of the branch that another run had left to it, now on an older image',
    [
      {
        main: { isWritten: true, first: 'old', previous: 'other', now: 'ours' },
        next: { isWritten: true, first: 'old', previous: 'old', now: 'ours' },
      },
    ],
    { actions: { main: 'restored', next: 'restored' }, held: { main: 'other', next: 'old' }, left: ['next'] },
  ],
])('a failed run %s', async (_, given, expected) => {
  expect(await run(...given)).toEqual(expected)
})

import { parseRepository, type Target } from '../../src/model/reference.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import { createGraphReader, type GraphRegistry } from '../../src/prune/read-graph.ts'
import { planDeletion } from '../../src/prune-plan/plan-deletion.ts'

const repository = parseRepository('registry.example/acme/app')
const ociIndex = 'application/vnd.oci.image.index.v1+json'
const ociManifest = 'application/vnd.oci.image.manifest.v1+json'
const digestOf = (name: string) => `sha256:${Buffer.from(name).toString('hex').padStart(64, '0')}`
const failure = new TagboatError({ code: 'registry-failed', what: 'It answers 500.', fix: '' })

interface Stored {
  readonly children?: readonly string[]
  readonly subject?: string
  /** Of each child's descriptor; that of the child by default. */
  readonly type?: string
}

interface Given {
  readonly manifests: Readonly<Record<string, Stored>>
  readonly tags: Readonly<Record<string, string>>
  /** Listed, and gone before it is read. */
  readonly vanished?: readonly string[]
  readonly broken?: readonly string[]
  /** Their tags are found, and they are not. */
  readonly hidden?: readonly string[]
  readonly complete?: boolean
  /** Set if the registry has the referrers API; the value answers for one digest. */
  readonly hasReferrers?: boolean
}

/** A registry of manifests with short names. */
function makeRegistry({
  manifests,
  tags,
  vanished = [],
  broken = [],
  hidden = [],
  complete = true,
  hasReferrers,
}: Given) {
  const names = new Map(Object.keys(manifests).map((name) => [digestOf(name), name]))
  const typeOf = (name: string) => (manifests[name]?.children ? ociIndex : ociManifest)
  const find = (target: Target) => {
    const name = 'tag' in target ? tags[target.tag] : names.get(target.digest)
    if (name !== undefined && broken.includes(name)) throw failure
    return name === undefined || vanished.includes(name) ? undefined : name
  }
  const registry: GraphRegistry = {
    listTags: async () => ({ tags: Object.keys(tags), complete }),
    headManifest: async (_, target) => {
      const name = find(target)
      return name === undefined ? undefined : { mediaType: typeOf(name), digest: digestOf(name), size: 1 }
    },
    getManifest: async (_, target) => {
      const name = find(target)
      if (name === undefined || hidden.includes(name)) return undefined
      const { children, subject, type } = manifests[name] ?? {}
      const json = {
        ...(children && {
          manifests: children.map((child) => ({ mediaType: type ?? typeOf(child), digest: digestOf(child) })),
        }),
        ...(subject !== undefined && { subject: { digest: digestOf(subject) } }),
      }
      return { mediaType: typeOf(name), digest: digestOf(name), bytes: new Uint8Array(), json }
    },
    getBlob: async () => undefined,
    listReferrers: async (_, digest) =>
      hasReferrers
        ? Object.keys(manifests).flatMap((name) =>
            digestOf(manifests[name]?.subject ?? '') === digest ? [digestOf(name)] : [],
          )
        : undefined,
  }
  return { registry, names }
}

/** Reads a repository. Returns what the graph has, with short names. */
async function read(given: Given, starts: readonly string[]) {
  const { registry, names } = makeRegistry(given)
  const reader = createGraphReader(registry, repository)
  const graph = await reader.readManifests(await reader.readTags(), starts.map(digestOf))
  const nameOf = (digest: string) => names.get(digest) ?? digest
  return {
    tags: [...graph.tags].map(([tag, to]) => `${tag}: ${nameOf(to)}`),
    manifests: Object.fromEntries(
      [...graph.manifests.values()].map(({ digest, children, subject }) => [
        nameOf(digest),
        [...children.map(nameOf), ...(subject === undefined ? [] : [`of ${nameOf(subject)}`])],
      ]),
    ),
    gaps: graph.gaps,
  }
}

test('an index of indexes is read to its end, whether its parts have tags or not', async () => {
  const manifests = { outer: { children: ['inner'] }, inner: { children: ['image'] }, image: {} }
  const found = await read({ manifests, tags: { stable: 'outer' } }, [])
  expect(found).toEqual({
    tags: ['stable: outer'],
    manifests: { outer: ['inner'], inner: ['image'], image: [] },
    gaps: [],
  })
})

test('a part of an index without a media type is read, since it may be an index', async () => {
  const manifests = { outer: { children: ['inner'], type: '' }, inner: { children: ['image'] }, image: {} }
  expect((await read({ manifests, tags: { stable: 'outer' } }, [])).manifests.inner).toEqual(['image'])
})

test('referrers of referrers are read, by the API of the registry', async () => {
  const manifests = {
    topic: { children: ['image'] },
    image: {},
    sbom: { subject: 'image' },
    seal: { subject: 'sbom' },
    list: { children: ['part'], subject: 'seal' },
    part: {},
    other: { subject: 'elsewhere' },
  }
  const found = await read({ manifests, tags: { topic: 'topic' }, hasReferrers: true }, ['topic'])
  expect(found.manifests).toEqual({
    topic: ['image'],
    image: [],
    sbom: ['of image'],
    seal: ['of sbom'],
    list: ['part', 'of seal'],
  })
})

test('a tag that goes while the list of tags is read is left out, and counts as no gap', async () => {
  const manifests = { topic: {}, main: {} }
  const found = await read({ manifests, tags: { topic: 'topic', main: 'main' }, vanished: ['topic'] }, [])
  expect(found).toMatchObject({ tags: ['main: main'], gaps: [] })
})

test.each<{ title: string; given: Given; gap: RegExp }>([
  {
    title: 'a tag that cannot be read',
    given: { manifests: { topic: {} }, tags: { topic: 'topic' }, broken: ['topic'] },
    gap: /^Tag topic could not be read: It answers 500/,
  },
  {
    title: 'an index that does not exist although its tag does',
    given: { manifests: { all: { children: [] } }, tags: { stable: 'all' }, hidden: ['all'] },
    gap: /^sha256:.* does not exist, although tag stable names it/,
  },
  {
    title: 'an index in an index that cannot be read',
    given: {
      manifests: { outer: { children: ['inner'] }, inner: { children: [] } },
      tags: { stable: 'outer' },
      broken: ['inner'],
    },
    gap: /could not be read: It answers 500/,
  },
  {
    title: 'a list of tags that ends too early',
    given: { manifests: { topic: {} }, tags: { topic: 'topic' }, complete: false },
    gap: /The list of tags of .* is not complete/,
  },
  {
    title: 'a list of tags that is too long',
    given: {
      manifests: { topic: {} },
      tags: Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`t${at}`, 'topic'])),
      complete: false,
    },
    gap: /more than 20000 tags/,
  },
])('$title is a gap of the graph', async ({ given, gap }) => {
  const { gaps } = await read(given, [])
  expect(gaps).toEqual([expect.stringMatching(gap)])
})

test('an index that does not exist at the first reading, and at the second, has its parts then', async () => {
  const manifests = new Map<string, readonly string[]>()
  const registry: GraphRegistry = {
    listTags: async () => ({ tags: ['latest'], complete: true }),
    headManifest: async () => ({ mediaType: ociIndex, digest: digestOf('index'), size: 1 }),
    getManifest: async (_, target) => {
      const children = 'digest' in target ? manifests.get(target.digest) : undefined
      const json = { manifests: children?.map((digest) => ({ mediaType: ociManifest, digest })) ?? [] }
      return children && { mediaType: ociIndex, digest: digestOf('index'), bytes: new Uint8Array(), json }
    },
    getBlob: async () => undefined,
    listReferrers: async () => undefined,
  }
  const reader = createGraphReader(registry, repository)
  const read = async () => (await reader.readManifests(await reader.readTags(), [])).manifests
  expect([...(await read()).keys()]).toEqual([])
  manifests.set(digestOf('index'), [digestOf('part')])
  expect([...(await read()).keys()]).toEqual([digestOf('index'), digestOf('part')])
})

test('the subject of an old manifest without a tag is read, because it may be the signature of an image that stays', async () => {
  const manifests = { image: {}, sig: { subject: 'image' } }
  const list = async () =>
    ['image', 'sig'].map((name) => ({
      digest: digestOf(name),
      tags: name === 'image' ? ['latest'] : [],
      uploaded: '2026-01-01T00:00:00Z',
    }))
  const { registry } = makeRegistry({ manifests, tags: { latest: 'image' } })
  const reader = createGraphReader(registry, repository, list)
  const graph = await reader.readManifests(await reader.readTags(), [digestOf('sig')])
  const plan = planDeletion({
    graph,
    remove: [],
    untagged: [digestOf('sig')],
    now: Date.parse('2026-05-01T00:00:00Z'),
  })
  expect(plan.manifests).toEqual([])
})

import { parseRepository } from '../../../src/model/reference.ts'
import { ociIndex } from '../../../src/registry/media-types.ts'
import { createFakeWorld, describeErrors, type FakeAnswer } from '../../helpers/registry.ts'
import { createFiller, createRegistryServer, type Fault } from '../../helpers/registry-server.ts'

const from = parseRepository('a.test/acme/app')
const to = parseRepository('b.test/acme/app')
const nameTag = (digest: string) => digest.replace(':', '-')

/** An index with one platform, an SBOM on the index, a signature on the SBOM, and a note on the platform. */
function makeWorld({ source = false, destination = false, fault }: Setting = {}) {
  const servers = { 'a.test': source, 'b.test': destination }
  const registries = new Map(
    Object.entries(servers).map(([host, referrers]) => [
      host,
      createRegistryServer({ referrers, ...(fault ? { fault } : {}) }),
    ]),
  )
  const open = (host: keyof typeof servers) => registries.get(host)?.open(`${host}/acme/app`) ?? fail()
  const fill = createFiller(open('a.test'))
  const attach = (subject: Described, text: string, more: object = {}) => {
    const { mediaType, digest, size } = subject
    const one = fill.image([text], {
      artifactType: `text/${text}`,
      subject: { mediaType, digest, size },
      annotations: { made: 'here' },
      ...more,
    })
    if (!source) {
      const tag = nameTag(digest)
      const listed = JSON.parse(open('a.test').manifests.get(tag)?.text ?? '{"manifests":[]}').manifests
      fill.index([...listed, one], {}, tag)
    }
    return one
  }
  const platform = fill.image(['amd64'])
  const top = fill.index([platform], {}, '1')
  const sbom = attach(top, 'sbom')
  const signature = attach(sbom, 'signature')
  const note = attach(platform, 'note')
  const world = createFakeWorld(
    (request) => registries.get(new URL(request.url).host)?.serve(request) ?? fail(),
  )
  const copy = async () => {
    await world.client.copyImage(from, to, top.digest)
    return world.client.copyReferrers(from, to, [platform.digest, top.digest])
  }
  return { ...world, open, fill, attach, copy, platform, top, sbom, signature, note }
}

interface Setting {
  readonly source?: boolean
  readonly destination?: boolean
  readonly fault?: Fault
}
interface Described {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
}

/** All three artifacts are at the destination. */
function expectAttached({ open, sbom, signature, note }: Omit<ReturnType<typeof makeWorld>, 'copy'>): void {
  const { manifests } = open('b.test')
  expect([sbom, signature, note].map(({ digest }) => manifests.has(digest))).toEqual([true, true, true])
}

function fail(): never {
  throw new Error('No such host.')
}

describe.each([
  { source: false, destination: false },
  { source: false, destination: true },
  { source: true, destination: false },
  { source: true, destination: true },
])('with the referrers API at the source: $source, at the destination: $destination', (setting) => {
  test('copies everything attached, and everything attached to that', async () => {
    const { copy, open, top, platform, sbom, signature, note } = makeWorld(setting)
    const report = await copy()
    expect(report.warnings).toEqual([])
    const held = open('b.test').manifests
    for (const one of [sbom, signature, note])
      expect(held.get(one.digest)).toEqual(open('a.test').manifests.get(one.digest))
    const tags = [...held.keys()].filter((name) => name.startsWith('sha256-'))
    expect(tags.sort()).toEqual(
      setting.destination ? [] : [top, platform, sbom].map(({ digest }) => nameTag(digest)).sort(),
    )
  })

  test('only reads when everything was copied before', async () => {
    const { copy, lines } = makeWorld(setting)
    await copy()
    const before = lines().length
    await copy()
    expect(
      lines()
        .slice(before)
        .filter((line) => /^(?:PUT|POST|PATCH)/.test(line)),
    ).toEqual([])
  })
})

describe('copyReferrers before the image has arrived', () => {
  test('reads the source, and sends nothing to the destination', async () => {
    const world = makeWorld()
    createFiller(world.open('a.test')).image(['mine'], {}, `${nameTag(world.top.digest)}.sig`)
    await world.client.copyImage(from, to, world.top.digest)
    const before = world.lines().length
    let arrive = () => {}
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve
    })
    const copying = world.client.copyReferrers(from, to, [world.top.digest], arrived)
    await new Promise((resolve) => setTimeout(resolve, 20))
    const early = world.lines().slice(before)
    expect(early.some((line) => line.includes(world.sbom.digest))).toBe(true)
    expect(early.filter((line) => line.includes('b.test'))).toEqual([])
    arrive()
    await copying
    expect(world.open('b.test').manifests.has(`${nameTag(world.top.digest)}.sig`)).toBe(true)
  })

  test('copies nothing when the image does not arrive', async () => {
    const world = makeWorld()
    const failed = Promise.reject(new Error('it did not arrive'))
    await expect(world.client.copyReferrers(from, to, [world.top.digest], failed)).rejects.toThrow(
      'it did not arrive',
    )
    expect(world.lines().filter((line) => line.includes('b.test'))).toEqual([])
  })
})

describe('the referrers tag (spec 1.1, "Referrers Tag Schema")', () => {
  test('keeps the entries of the destination, and adds type and annotations to new ones', async () => {
    const { copy, open, top, sbom } = makeWorld()
    const own = { mediaType: ociIndex, digest: `sha256:${'e'.repeat(64)}`, size: 2, artifactType: 'text/own' }
    createFiller(open('b.test')).index([own], { annotations: { kept: 'yes' } }, nameTag(top.digest))
    await copy()
    const index = JSON.parse(open('b.test').manifests.get(nameTag(top.digest))?.text ?? '')
    expect(index.annotations).toEqual({ kept: 'yes' })
    expect(index.manifests).toEqual([
      own,
      { ...sbom, artifactType: 'text/sbom', annotations: { made: 'here' } },
    ])
  })

  test('may list missing manifests and manifests of another subject, which are skipped', async () => {
    const { copy, fill, open, top, sbom, platform } = makeWorld()
    const gone = { mediaType: ociIndex, digest: `sha256:${'e'.repeat(64)}`, size: 2 }
    fill.index([gone, platform, sbom], {}, nameTag(top.digest))
    await copy()
    const index = JSON.parse(open('b.test').manifests.get(nameTag(top.digest))?.text ?? '')
    expect(index.manifests.map((one: Described) => one.digest)).toEqual([sbom.digest])
  })
})

describe("cosign's tags", () => {
  const sign = (world: ReturnType<typeof makeWorld>, host: 'a.test' | 'b.test', ...layers: string[]) =>
    createFiller(world.open(host)).image(layers, {}, `${nameTag(world.top.digest)}.sig`)

  test('are copied with their blobs', async () => {
    const world = makeWorld()
    const signed = sign(world, 'a.test', 'mine')
    const tag = `${nameTag(world.top.digest)}.sig`
    await world.copy()
    expect(world.open('b.test').manifests.get(tag)).toEqual(world.open('a.test').manifests.get(signed.digest))
    expect([...world.open('b.test').blobs.values()]).toContain('mine')
    const before = world.lines().length
    await world.copy()
    expect(
      world
        .lines()
        .slice(before)
        .filter((line) => line.startsWith('PUT')),
    ).toEqual([])
  })

  test('gain the signatures that the source gained', async () => {
    const world = makeWorld()
    sign(world, 'b.test', 'mine')
    const signed = sign(world, 'a.test', 'mine', 'another')
    await world.copy()
    expect(world.open('b.test').manifests.get(`${nameTag(world.top.digest)}.sig`)).toEqual(
      world.open('a.test').manifests.get(signed.digest),
    )
  })

  test('with signatures that the source lacks are kept, with a warning', async () => {
    const world = makeWorld()
    const theirs = sign(world, 'b.test', 'theirs')
    sign(world, 'a.test', 'mine')
    const report = await world.copy()
    expect(report.warnings.join()).toContain(`b.test/acme/app:${nameTag(world.top.digest)}.sig`)
    expect(world.open('b.test').manifests.get(`${nameTag(world.top.digest)}.sig`)?.text).toHaveLength(
      theirs.size,
    )
  })
})

describe('the copy of attached artifacts', () => {
  test('ends after four levels, with a warning', async () => {
    const world = makeWorld()
    let last = world.signature
    for (let level = 3; level <= 5; level += 1) last = world.attach(last, `level${level}`)
    const report = await world.copy()
    expect(report.warnings).toEqual(['Artifacts that are attached more than 4 levels deep were not copied.'])
    expect(world.open('b.test').manifests.has(last.digest)).toBe(false)
  })

  test('reads one list of tags, and requests only tags that exist', async () => {
    const { copy, lines } = makeWorld()
    await copy()
    const asked = lines().filter((line) => line.includes('a.test'))
    expect(asked.filter((line) => line.includes('tags/list'))).toHaveLength(1)
    expect(asked.filter((line) => line.includes('/referrers/'))).toHaveLength(1)
    expect(asked.filter((line) => /\.(?:sig|att|sbom)$/.test(line))).toEqual([])
  })

  test('requests each tag where the login may not list tags', async () => {
    const { copy, ...world } = makeWorld({
      fault: (_request, url) =>
        url.pathname.endsWith('/tags/list') ? { status: 403, body: describeErrors('DENIED') } : undefined,
    })
    await copy()
    expectAttached(world)
  })
})

describe('a referrers API that does not answer', () => {
  const elsewhere = 'https://github.test/-/v2/packages/referrers'
  const broken: readonly { name: string; answer: FakeAnswer; isWarned: boolean }[] = [
    {
      name: 'redirects to another host (GHCR)',
      answer: { status: 303, headers: { location: elsewhere } },
      isWarned: false,
    },
    { name: 'answers 429', answer: { status: 429, headers: { 'retry-after': '60' } }, isWarned: true },
    { name: 'answers 503', answer: { status: 503 }, isWarned: true },
    { name: 'breaks the connection', answer: 'ECONNRESET', isWarned: true },
  ]
  test.each(broken)(
    'and $name: artifacts listed under tags are copied, within seconds',
    async ({ answer, isWarned }) => {
      const world = makeWorld({
        fault: (_, url) => (url.pathname.includes('/referrers/') ? answer : undefined),
      })
      const { warnings } = await world.copy()
      expectAttached(world)
      expect(world.clock.sleeps.reduce((sum, time) => sum + time, 0)).toBeLessThanOrEqual(8_000)
      expect(world.lines().some((line) => line.includes('github.test'))).toBe(false)
      expect(warnings).toHaveLength(isWarned ? 1 : 0)
      if (isWarned) expect(warnings[0]).toContain('a.test did not answer the request for the referrers')
    },
  )

  test('may redirect within the same registry', async () => {
    const world = makeWorld({
      source: true,
      fault: (_, url) => {
        const isFirst = url.pathname.includes('/referrers/') && !url.searchParams.has('again')
        return isFirst ? { status: 307, headers: { location: `${url.pathname}?again=1` } } : undefined
      },
    })
    await world.copy()
    expectAttached(world)
  })
})

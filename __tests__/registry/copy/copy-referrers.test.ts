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
    const { manifests } = await world.client.copyImage(from, to, top.digest)
    return world.client.copyReferrers(
      from,
      to,
      manifests.map(({ manifest }) => manifest.digest),
    )
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

function fail(): never {
  throw new Error('No such host.')
}

describe.each([
  { source: false, destination: false },
  { source: false, destination: true },
  { source: true, destination: false },
  { source: true, destination: true },
])('with the referrers API at the source: $source, at the destination: $destination', (setting) => {
  test('everything attached comes along, also to what is attached', async () => {
    const { copy, open, top, platform, sbom, signature, note } = makeWorld(setting)
    const report = await copy()
    expect(report.warnings).toEqual([])
    expect(new Set(report.referrers)).toEqual(
      new Set([
        { subject: top.digest, digest: sbom.digest, artifactType: 'text/sbom', way: 'put' },
        { subject: platform.digest, digest: note.digest, artifactType: 'text/note', way: 'put' },
        { subject: sbom.digest, digest: signature.digest, artifactType: 'text/signature', way: 'put' },
      ]),
    )
    const held = open('b.test').manifests
    for (const one of [sbom, signature, note]) expect(held.has(one.digest)).toBe(true)
    const tags = [...held.keys()].filter((name) => name.startsWith('sha256-'))
    expect(tags.sort()).toEqual(
      setting.destination ? [] : [top, platform, sbom].map(({ digest }) => nameTag(digest)).sort(),
    )
  })

  test('a second time puts nothing', async () => {
    const { copy, lines } = makeWorld(setting)
    await copy()
    const before = lines().length
    const report = await copy()
    expect(report.referrers.map(({ way }) => way)).toEqual(['present', 'present', 'present'])
    expect(
      lines()
        .slice(before)
        .filter((line) => /^(?:PUT|POST|PATCH)/.test(line)),
    ).toEqual([])
  })
})

describe('before the image has arrived', () => {
  test('it is looked for what is attached, and the destination is left alone', async () => {
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
    expect((await copying).tags).toMatchObject([{ way: 'put' }])
  })

  test('an image that does not arrive takes nothing along', async () => {
    const world = makeWorld()
    const failed = Promise.reject(new Error('it did not arrive'))
    await expect(world.client.copyReferrers(from, to, [world.top.digest], failed)).rejects.toThrow(
      'it did not arrive',
    )
    expect(world.lines().filter((line) => line.includes('b.test'))).toEqual([])
  })
})

describe('the referrers tag (spec 1.1, "Referrers Tag Schema")', () => {
  test('keeps what is listed at the destination, and tells type and annotations', async () => {
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

  test('that names what is gone, or what has another subject, does no harm', async () => {
    const { copy, fill, top, sbom, platform } = makeWorld()
    const gone = { mediaType: ociIndex, digest: `sha256:${'e'.repeat(64)}`, size: 2 }
    fill.index([gone, platform, sbom], {}, nameTag(top.digest))
    const report = await copy()
    expect(report.referrers.filter(({ subject }) => subject === top.digest)).toHaveLength(1)
  })
})

describe("cosign's tags", () => {
  const sign = (world: ReturnType<typeof makeWorld>, host: 'a.test' | 'b.test', ...layers: string[]) =>
    createFiller(world.open(host)).image(layers, {}, `${nameTag(world.top.digest)}.sig`)

  test('come along, with their blobs', async () => {
    const world = makeWorld()
    const signed = sign(world, 'a.test', 'mine')
    const tag = `${nameTag(world.top.digest)}.sig`
    expect((await world.copy()).tags).toEqual([{ tag, digest: signed.digest, way: 'put' }])
    expect(world.open('b.test').manifests.get(tag)).toBeDefined()
    expect([...world.open('b.test').blobs.values()]).toContain('mine')
    expect((await world.copy()).tags).toMatchObject([{ way: 'present' }])
  })

  test('gain the signatures that the source gained', async () => {
    const world = makeWorld()
    sign(world, 'b.test', 'mine')
    const signed = sign(world, 'a.test', 'mine', 'another')
    expect((await world.copy()).tags).toMatchObject([{ digest: signed.digest, way: 'put' }])
  })

  test('with signatures that the source lacks are kept, with a warning', async () => {
    const world = makeWorld()
    const theirs = sign(world, 'b.test', 'theirs')
    sign(world, 'a.test', 'mine')
    const report = await world.copy()
    expect(report.tags).toMatchObject([{ way: 'kept' }])
    expect(report.warnings.join()).toContain(`b.test/acme/app:${nameTag(world.top.digest)}.sig`)
    expect(world.open('b.test').manifests.get(`${nameTag(world.top.digest)}.sig`)?.text).toHaveLength(
      theirs.size,
    )
  })
})

describe('bounds', () => {
  test('what is attached to what is attached, and so on, ends after four levels', async () => {
    const world = makeWorld()
    let last = world.signature
    for (let level = 3; level <= 5; level += 1) last = world.attach(last, `level${level}`)
    const report = await world.copy()
    expect(report.warnings).toEqual(['What is attached more than 4 levels deep did not come along.'])
    expect(world.open('b.test').manifests.has(last.digest)).toBe(false)
  })

  test('one list of tags is enough, and only tags that are there are asked for', async () => {
    const { copy, lines } = makeWorld()
    await copy()
    const asked = lines().filter((line) => line.includes('a.test'))
    expect(asked.filter((line) => line.includes('tags/list'))).toHaveLength(1)
    expect(asked.filter((line) => line.includes('/referrers/'))).toHaveLength(1)
    expect(asked.filter((line) => /\.(?:sig|att|sbom)$/.test(line))).toEqual([])
  })

  test('who may not list tags asks for each', async () => {
    const { copy } = makeWorld({
      fault: (_request, url) =>
        url.pathname.endsWith('/tags/list') ? { status: 403, body: describeErrors('DENIED') } : undefined,
    })
    expect((await copy()).referrers).toHaveLength(3)
  })
})

describe('a list of referrers that does not answer', () => {
  const elsewhere = 'https://github.test/-/v2/packages/referrers'
  const broken: readonly { name: string; answer: FakeAnswer; isSaid: boolean }[] = [
    {
      name: 'leads to another host (GHCR)',
      answer: { status: 303, headers: { location: elsewhere } },
      isSaid: false,
    },
    { name: 'answers 429', answer: { status: 429, headers: { 'retry-after': '60' } }, isSaid: true },
    { name: 'answers 503', answer: { status: 503 }, isSaid: true },
    { name: 'breaks', answer: 'ECONNRESET', isSaid: true },
  ]
  test.each(broken)('and $name: what tags list comes along, within seconds', async ({ answer, isSaid }) => {
    const world = makeWorld({
      fault: (_, url) => (url.pathname.includes('/referrers/') ? answer : undefined),
    })
    const { referrers, warnings } = await world.copy()
    expect(referrers).toHaveLength(3)
    expect(world.clock.sleeps.reduce((sum, time) => sum + time, 0)).toBeLessThanOrEqual(8_000)
    expect(world.lines().some((line) => line.includes('github.test'))).toBe(false)
    expect(warnings).toHaveLength(isSaid ? 1 : 0)
    if (isSaid) expect(warnings[0]).toContain('a.test did not answer for its list')
  })

  test('another address of the same registry is followed', async () => {
    const world = makeWorld({
      source: true,
      fault: (_, url) => {
        const isFirst = url.pathname.includes('/referrers/') && !url.searchParams.has('again')
        return isFirst ? { status: 307, headers: { location: `${url.pathname}?again=1` } } : undefined
      },
    })
    expect((await world.copy()).referrers).toHaveLength(3)
  })
})

/** Concurrent real runs, whose requests a proxy holds until the other run has reached a certain point. */
import { startFaultProxy } from '../../scripts/lib/fault-proxy.mjs'
import { headDigest } from '../../scripts/lib/registry-client.mjs'
import { sleep } from '../../scripts/lib/run.mjs'
import { base } from './setup/environment.ts'
import { login, type Step, step, useRegistry } from './setup/project.ts'
import { actionsOf, makeRemote, nameOf, short, tagsOf } from './setup/races.ts'

type Proxy = Awaited<ReturnType<typeof startFaultProxy>>
type Asked = Pick<Proxy['requests'][number], 'method' | 'path' | 'headers'>

const isOurs = ({ headers }: Asked) => headers['user-agent'] === 'tagboat'
const until = async (isTrue: () => boolean, most = 30_000) => {
  for (let waited = 0; !isTrue() && waited < most; waited += 20) await sleep(20)
}

describe('concurrent runs', () => {
  const registry = useRegistry()
  const { inputsFor } = registry
  const proxies: Proxy[] = []
  afterAll(async () => {
    for (const proxy of proxies) await proxy.stop()
  })
  const holds = (image: string, tag: string) => headDigest(registry.host, image, tag, login)
  const startProxy = async () => {
    const proxy = await startFaultProxy({ upstream: registry.host })
    proxies.push(proxy)
    return proxy
  }

  /**
   * Runs an older commit, whose builder's push waits at `holdsAt` until a newer commit's run has ended. `letGo`: the condition for
   * writing the anchor. `isBlind`: holds the older run's reads until then.
   */
  async function overlap(
    image: string,
    more: Record<string, string>,
    {
      holdsAt,
      letGo,
      isBlind = false,
    }: { holdsAt: (asked: Asked) => boolean; letGo: (looks: number) => boolean; isBlind?: boolean },
  ) {
    const proxy = await startProxy()
    const { cloneTwo, env } = makeRemote()
    const [older = '', newer = ''] = cloneTwo()
    let running: Promise<Step> | undefined
    let hasEnded = false
    let looks = 0
    let isWritten = false
    proxy.decide(async (asked) => {
      const isManifest = asked.path.endsWith('/manifests/main')
      if (isOurs(asked)) {
        if (isBlind && running !== undefined && isManifest) await until(() => isWritten)
        if (hasEnded && isManifest && asked.method === 'HEAD') looks += 1
        return undefined
      }
      if (!holdsAt(asked) && !(isManifest && asked.method === 'PUT')) return undefined
      running ??= step({ workspace: newer, env, inputs: inputsFor(image, more) })
      await running
      hasEnded = true
      if (!isManifest) return undefined
      await until(() => letGo(looks), 10_000)
      setTimeout(() => {
        isWritten = true
      }, 500)
      return undefined
    })
    const inputs = inputsFor(image, { ...more, images: `${proxy.host}/${image}`, registry: proxy.host })
    const late = await step({ workspace: older, env, inputs })
    const early = await running
    if (early === undefined) throw new Error('the newer run has not begun: nothing was held')
    return { late, early }
  }

  it.each([
    {
      what: 'it read the tag while layers were pushed',
      image: 'overlap/seen',
      more: { tags: 'type=ref,event=branch', flavor: 'latest=false' },
      when: {
        holdsAt: ({ method, path }: Asked) => method === 'POST' && path.includes('/blobs/uploads/'),
        letGo: (looks: number) => looks > 0,
      },
      action: 'kept',
    },
    {
      what: 'only another tag of the branch shows the newer image',
      image: 'overlap/shown',
      more: {},
      when: { holdsAt: () => false, letGo: () => true, isBlind: true },
      action: 'superseded',
    },
  ])(
    'an older run that overwrites the anchor tag of a newer run restores it if $what',
    async ({ image, more, when, action }) => {
      const { late, early } = await overlap(image, more, when)
      const newer = early.main.outputs.digest
      expect([early.main.code, late.main.code]).toEqual([0, 0])
      for (const tag of tagsOf(early)) expect(await holds(image, nameOf(tag))).toBe(newer)
      expect(actionsOf(late)).toMatchObject({ main: action })
    },
  )

  it('a run with superseded tags succeeds with a notice that explains them, and its outputs and summary show the published digests', async () => {
    const image = 'overlap/told'
    const { late, early } = await overlap(
      image,
      {},
      { holdsAt: () => false, letGo: () => true, isBlind: true },
    )
    const { code, annotations, outputs, summary } = late.main
    const newer = early.main.outputs.digest ?? ''
    expect(code).toBe(0)
    const notices = annotations.filter(({ level }) => level === 'notice').map(({ message }) => message)
    expect(notices).toContainEqual(
      expect.stringMatching(/:main is superseded: .*newer commit than this run's/),
    )
    expect(annotations.filter(({ level }) => level === 'error')).toEqual([])
    // Its image was pushed and can be pulled by digest, but no tag holds it.
    expect(outputs).toMatchObject({ pushed: 'true', tags: '', 'tag-names': '' })
    expect(outputs.digest).toMatch(/^sha256:/)
    expect(outputs.digest).not.toBe(newer)
    const main = tagsOf(late).find((tag) => nameOf(tag) === 'main')
    expect(main).toMatchObject({ action: 'superseded', digest: newer })
    expect(summary).toMatch(
      new RegExp(`<code>main</code> \\| superseded \\| <code>${newer}</code> \\| .*newer commit`),
    )
    expect(summary).toMatch(/^### Published .*, superseded by another run\n/)
    expect(summary).not.toContain('docker pull')
    expect(await headDigest(registry.host, image, outputs.digest ?? '', login)).toBe(outputs.digest)
  })

  /**
   * Runs one release twice. The builder of the second run pushes over the image of the first, which the second has seen. The first
   * then reads its tags again before the second continues, when `mayGoOn` allows it. That gets the number of times the first has
   * read the full version since.
   */
  async function releaseTwice(
    image: string,
    more: Record<string, string>,
    mayGoOn: (firstHasEnded: boolean, looks: number) => boolean,
  ) {
    const [one, two] = [await startProxy(), await startProxy()]
    const { clone, write, push, env } = makeRemote()
    write(`FROM ${base}\nARG which\nLABEL which=$which\n`)
    push()
    const isTag = ({ path }: Asked) => path.endsWith('/manifests/1.2.3')
    const hasPushed = ({ requests }: Proxy) =>
      requests.some((asked) => !isOurs(asked) && isTag(asked) && asked.status === 201)
    const isLook = (asked: Asked) => isOurs(asked) && isTag(asked) && asked.method === 'HEAD'
    const publish = ({ host }: Proxy, which: string) =>
      step({
        workspace: clone(),
        env,
        ref: 'refs/tags/v1.2.3',
        inputs: inputsFor(image, {
          ...more,
          images: `${host}/${image}`,
          registry: host,
          'build-args': `which=${which}`,
        }),
      })
    let running: Promise<Step> | undefined
    let [firstHasEnded, looksOfFirst, looksOfSecond] = [false, 0, 0]
    one.decide(async (asked) => {
      if (!isOurs(asked)) {
        if (isTag(asked) && asked.method === 'PUT') {
          running ??= publish(two, 'second')
          // Its builder has begun to push, since a login requests only /v2/.
          await until(() => two.requests.some((each) => !isOurs(each) && each.path !== '/v2/'))
        }
        return undefined
      }
      if (asked.method === 'GET' && asked.path.includes('/manifests/sha256:'))
        await until(() => hasPushed(two))
      if (isLook(asked) && hasPushed(two)) looksOfFirst += 1
      return undefined
    })
    two.decide(async (asked) => {
      if (isLook(asked) && hasPushed(one)) looksOfSecond += 1
      if (isOurs(asked)) {
        if (hasPushed(two)) await until(() => mayGoOn(firstHasEnded, looksOfFirst))
        return undefined
      }
      if (asked.path === '/v2/') return undefined
      // Its push begins after the first image exists, so that the first run reads its tags while layers are pushed.
      await until(() => hasPushed(one))
      if (isTag(asked) && asked.method === 'PUT') await until(() => looksOfSecond > 0)
      return undefined
    })
    const first = await publish(one, 'first')
    firstHasEnded = true
    const second = await running
    if (second === undefined) throw new Error('the second run has not begun: nothing was held')
    return [first, second] as const
  }

  it.each([
    {
      what: 'accepts the second image, which stays',
      image: 'twice/ended',
      more: short,
      mayGoOn: (hasEnded: boolean) => hasEnded,
      first: 'superseded',
    },
    {
      what: 'waits until its own image is restored if no other tag shows which one it uses',
      image: 'twice/alone',
      more: { tags: 'type=semver,pattern={{version}}', flavor: 'latest=false' },
      mayGoOn: (_: boolean, looks: number) => looks > 0,
      first: 'created',
    },
  ])(
    'a release whose image is replaced by a second run of it $what',
    async ({ image, more, mayGoOn, first }) => {
      const runs = await releaseTwice(image, more, mayGoOn)
      const release = await holds(image, '1.2.3')
      expect(runs.map(({ main }) => [main.code, main.outputs.digest])).toEqual([
        [0, release],
        [0, release],
      ])
      for (const tag of tagsOf(runs[0])) expect(await holds(image, nameOf(tag))).toBe(release)
      expect(actionsOf(runs[0])).toMatchObject({ '1.2.3': first })
    },
  )

  it('a higher version moves latest again after a lower version took it between read and write', async () => {
    const [slow, fast] = [await startProxy(), await startProxy()]
    const { clone, env } = makeRemote()
    const image = 'race/gap'
    const publish = (host: string, version: string) =>
      step({
        workspace: clone(),
        env,
        ref: `refs/tags/v${version}`,
        inputs: inputsFor(image, { ...short, images: `${host}/${image}`, registry: host }),
      })
    const isPut = ({ method, path }: Asked) => method === 'PUT' && path.endsWith('/manifests/latest')
    const wrote = (proxy: Proxy) => proxy.requests.some((one) => isPut(one) && one.status === 201)
    // 1.2.3 has read latest, and writes it only after 1.3.0. Only then does 1.3.0 read it back.
    slow.decide(async (request) => {
      if (isPut(request)) await until(() => wrote(fast))
      return undefined
    })
    fast.decide(async (request) => {
      if (isPut(request)) await until(() => slow.requests.some(isPut))
      if (request.method === 'HEAD' && request.path.endsWith('/manifests/latest') && wrote(fast))
        await until(() => wrote(slow))
      return undefined
    })
    const [lower, higher] = await Promise.all([publish(slow.host, '1.2.3'), publish(fast.host, '1.3.0')])
    expect([lower.main.code, higher.main.code]).toEqual([0, 0])
    expect(await holds(image, 'latest')).toBe(higher.main.outputs.digest)
    expect(actionsOf(higher)).toMatchObject({ latest: 'created' })
    expect(higher.main.log).toContain('was moved by another run meanwhile')
  })
})

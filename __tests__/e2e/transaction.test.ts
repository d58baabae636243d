import { startFaultProxy } from '../../scripts/lib/fault-proxy.mjs'
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { headDigest, listTags } from '../../scripts/lib/registry-client.mjs'
import { startTokenServer } from '../../scripts/lib/token-server.mjs'
import { copyImage } from './setup/copied-image.ts'
import { newFolder } from './setup/environment.ts'
import { commit, filesBelow, findSecret, login, makeProject, type Step, step } from './setup/project.ts'
import { useRemoteBuilder } from './setup/remote-builder.ts'

type Proxy = Awaited<ReturnType<typeof startFaultProxy>>
type Request = Parameters<Parameters<Proxy['decide']>[0]>[0]

const names = ['t1', 't2', 't3', 't4', 't5']
const tags = names.map((name, index) => `type=raw,value=${name},priority=${100 - index}`).join('\n')
const putsTag =
  (tag: string) =>
  ({ method, path }: Request) =>
    method === 'PUT' && path.endsWith(`/manifests/${tag}`)

describe('tags are published together or not at all:', () => {
  let registry: Awaited<ReturnType<typeof startRegistry>>
  let proxy: Proxy
  let host: string
  const { store, remote } = useRemoteBuilder()
  beforeAll(async () => {
    registry = await startRegistry({
      dir: newFolder('registry'),
      users: { [login.username]: login.password },
      delete: true,
    })
    proxy = await startFaultProxy({ upstream: registry.host })
    host = proxy.host.replace('127.0.0.1', 'localhost')
    expect((await publish(makeProject(), 'all/given')).main.code).toBe(0)
  })
  beforeEach(() => {
    proxy.decide(() => undefined)
    proxy.requests.length = 0
  })
  afterAll(async () => {
    await proxy.stop()
    await registry.stop()
  })

  const publish = (workspace: string, image: string, more: Partial<Parameters<typeof step>[0]> = {}) =>
    step({
      workspace,
      ...more,
      inputs: { images: `${host}/${image}`, registry: host, ...login, tags, ...more.inputs },
    })
  /** Publishes another image under the tags, without a step. */
  const publishOther = (image: string) => copyImage(registry.host, ['all/given', 't1'], image, names)
  const state = async (image: string) => {
    const there = await listTags(registry.host, image, login)
    const digests = await Promise.all(there.map((tag) => headDigest(registry.host, image, tag, login)))
    return Object.fromEntries(there.map((tag, index) => [tag, digests[index]]))
  }
  const actions = (done: Step): string[] =>
    JSON.parse(done.main.outputs.result || '{}').images[0].tags.map(
      ({ action }: { action: string }) => action,
    )

  it.each([
    { ...store, when: 'that existed before', image: 'all/moved', first: true },
    { ...store, when: 'that are new', image: 'all/created', first: false },
    { ...remote, when: 'that existed before', image: 'all/moved-remote', first: true },
    { ...remote, when: 'that are new', image: 'all/created-remote', first: false },
  ])('a permanently failing PUT undoes five tags $when: $name', async ({ image, first, ...where }) => {
    const workspace = makeProject()
    if (first) await publishOther(image)
    const before = first ? await state(image) : {}
    commit(workspace)
    proxy.decide((request) =>
      putsTag('t3')(request)
        ? { status: 403, body: '{"errors":[{"code":"DENIED","message":"no"}]}' }
        : undefined,
    )
    const done = await publish(workspace, image, where)
    expect(done.main.code).toBe(1)
    expect(done.errors).toHaveLength(1)
    expect(done.errors[0]?.message).toContain('[not-published]')
    expect(await state(image)).toEqual(before)
    expect(actions(done)).toContain('failed')
    expect(actions(done)).toContain('restored')
    expect(done.main.summary).toContain('every tag is as it was before this run')
    expect(done.main.outputs).toMatchObject({ pushed: 'false', tags: '' })
    expect(findSecret(done, login.password)).toEqual([])
  })

  it('a PUT is retried after two answers of 429 with Retry-After', async () => {
    let count = 0
    proxy.decide((request) => {
      if (!putsTag('t3')(request) || count >= 2) return undefined
      count += 1
      return { status: 429, headers: { 'retry-after': '2' } }
    })
    const started = Date.now()
    const done = await publish(makeProject(), 'all/patient')
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    expect(Date.now() - started).toBeGreaterThan(4_000)
    expect(Object.keys(await state('all/patient'))).toEqual(names)
  })

  it('the builder is run again after 429 on its own push for longer than BuildKit retries', async () => {
    let count = 0
    proxy.decide((request) => (putsTag('t1')(request) && count++ < 8 ? { status: 429 } : undefined))
    const done = await publish(makeProject(), 'all/pushed-again')
    expect(done.main.code).toBe(0)
    expect(done.main.log).toContain('The push failed; retrying')
    expect(Object.keys(await state('all/pushed-again'))).toEqual(names)
  })

  it('a pull-only token is refused before the build, and the error names repository and permission', async () => {
    const users = { [login.username]: login.password }
    const tokens = await startTokenServer({
      dir: newFolder('tokens'),
      users,
      grants: { [login.username]: { '*': ['pull'] } },
    })
    const bearer = await startRegistry({ dir: newFolder('bearer'), token: tokens.auth })
    const inputs = { images: `${bearer.host}/acme/app`, registry: bearer.host, ...login }
    const done = await step({ workspace: makeProject(), inputs })
    expect(done.main.code).toBe(1)
    expect(done.errors).toHaveLength(1)
    expect(done.errors[0]?.message).toContain(`${bearer.host}/acme/app`)
    expect(done.errors[0]?.message).toMatch(/push/)
    expect(done.main.log).not.toContain('::group::docker buildx bake')
    await bearer.stop()
    await tokens.stop()
  })

  it.each([store, remote])(
    'SIGINT during the moves undoes or finishes them within 5 s, and leaves no credentials: $name',
    async (where) => {
      const workspace = makeProject()
      const image = `all/cancelled-${where.name}`
      await publishOther(image)
      const before = await state(image)
      commit(workspace)
      let cancel: () => void = () => undefined
      let cancelled = 0
      proxy.decide((request) => {
        if (!putsTag('t3')(request) || cancelled > 0) return undefined
        cancelled = Date.now()
        cancel()
        return { delay: 1_000 }
      })
      const onStart = (child: { kill(signal: NodeJS.Signals): boolean }) => {
        cancel = () => void child.kill('SIGINT')
      }
      const done = await publish(workspace, image, { ...where, onStart })
      expect(Date.now() - cancelled).toBeLessThan(5_000)
      expect(filesBelow(done.temp)).toEqual([])
      const after = await state(image)
      const isNew = Object.values(after).every((digest) => digest === after.t1)
      if (done.main.code === 0) expect(isNew && after.t1 !== before.t1).toBe(true)
      else expect(after).toEqual(before)
    },
  )

  // The builder pushes the first tag; the middle and the last one are moved afterwards.
  it.each(['t1', 't3', 't5'])('a re-run after SIGKILL at the PUT of %s completes all tags', async (tag) => {
    const workspace = makeProject()
    const image = `all/killed-${tag}`
    let kill: () => void = () => undefined
    proxy.decide((request) => {
      if (putsTag(tag)(request)) kill()
      return undefined
    })
    const onStart = (child: { kill(signal: NodeJS.Signals): boolean }) => {
      kill = () => void child.kill('SIGKILL')
    }
    const killed = await publish(workspace, image, { onStart })
    expect(killed.main.code).not.toBe(0)
    expect(filesBelow(killed.temp)).toEqual([])
    proxy.decide(() => undefined)
    const done = await publish(workspace, image)
    expect(done.main.code).toBe(0)
    expect(await state(image)).toEqual(
      Object.fromEntries(names.map((name) => [name, done.main.outputs.digest])),
    )
  })
})

/**
 * Real runs side by side, without `concurrency:`. TAGBOAT_RACES says how many rounds of each race; five unless it is set,
 * 50 with `npm run test:soak`.
 */
import { writeFileSync } from 'node:fs'
import { headDigest } from '../../scripts/lib/registry-client.mjs'
import { startFaultProxy } from '../../scripts/lib/fault-proxy.mjs'
import { sleep } from '../../scripts/lib/run.mjs'
import { base, newFolder } from './setup/environment.ts'
import { git, login, makeProject, type Step, step, useRegistry } from './setup/project.ts'

const rounds = Number(process.env.TAGBOAT_RACES ?? 5)
const perRound = 60_000
const short = {
  tags: 'type=semver,pattern={{version}}\ntype=semver,pattern={{major}}.{{minor}}\ntype=semver,pattern={{major}}',
  flavor: 'latest=auto',
}

/** A request that came to a proxy. */
interface Asked {
  readonly method: string
  readonly path: string
}

interface Tag {
  readonly ref: string
  readonly action: string
  readonly digest?: string
}

const tagsOf = (done: Step): readonly Tag[] => {
  const { images } = JSON.parse(done.main.outputs.result || '{"images":[]}')
  return images.flatMap(({ tags }: { tags: readonly Tag[] }) => tags)
}
const actionsOf = (done: Step) =>
  Object.fromEntries(tagsOf(done).map(({ ref, action }) => [ref.split(':').at(-1), action]))

describe('runs side by side', () => {
  const registry = useRegistry()
  const { inputsFor } = registry
  const proxies: Awaited<ReturnType<typeof startFaultProxy>>[] = []
  afterAll(async () => {
    for (const proxy of proxies) await proxy.stop()
  })
  const holds = (image: string, tag: string) => headDigest(registry.host, image, tag, login)

  /** A remote repository, and a checkout for each run. */
  function makeRemote() {
    const remote = newFolder('remote')
    git(remote, 'init', '--quiet', '--bare', 'acme/app')
    const origin = `${remote}/acme/app`
    const main = makeProject()
    git(main, 'push', '--quiet', origin, 'HEAD:refs/heads/main')
    const clone = () => {
      const folder = newFolder('clone')
      git(folder, 'clone', '--quiet', '--branch', 'main', origin, 'project')
      return `${folder}/project`
    }
    const write = (dockerfile: string) => {
      writeFileSync(`${main}/Dockerfile`, dockerfile)
      git(main, 'commit', '--quiet', '--all', '--allow-empty', '--message', 'next')
      return git(main, 'rev-parse', 'HEAD')
    }
    const push = () => git(main, 'push', '--quiet', '--force', origin, 'HEAD:refs/heads/main')
    const env = { GITHUB_SERVER_URL: `file://${remote}` }
    return { clone, write, push, env }
  }

  /** What is wrong after a round: tags that do not hold what they should, and runs that failed. */
  async function judge(
    image: string,
    wanted: Readonly<Record<string, string | undefined>>,
    runs: readonly Step[],
  ) {
    const wrong: string[] = []
    for (const [tag, digest] of Object.entries(wanted)) {
      const there = await holds(image, tag)
      if (there !== digest) wrong.push(`${tag} holds ${there}, not ${digest}`)
    }
    for (const { main } of runs)
      if (main.code !== 0)
        wrong.push(`a run failed: ${main.annotations.map(({ message }) => message).join()}`)
    return wrong
  }

  const stagger = (most: number) => sleep(Math.random() * most)

  async function race(play: (round: number) => Promise<readonly string[]>): Promise<readonly string[]> {
    const wrong: string[] = []
    for (let round = 1; round <= rounds; round += 1) {
      const found = await play(round)
      if (found.length > 0) wrong.push(`round ${round}: ${found.join('; ')}`)
    }
    console.info(`${expect.getState().currentTestName}: ${wrong.length} of ${rounds} rounds wrong`)
    return wrong
  }

  it(
    'the same release twice: all tags hold one image, and both runs report that one',
    async () => {
      const { clone, env } = makeRemote()
      const folders = [clone(), clone()]
      const play = async (round: number) => {
        const runs = await Promise.all(
          folders.map(async (workspace) => {
            await stagger(300)
            return step({
              workspace,
              env,
              ref: `refs/tags/v${round}.2.3`,
              inputs: inputsFor('race/twice', short),
            })
          }),
        )
        const release = await holds('race/twice', `${round}.2.3`)
        const wanted = { [`${round}.2`]: release, [round]: release, latest: release }
        const told = runs.filter(({ main }) => main.outputs.digest !== release)
        return [
          ...(await judge('race/twice', wanted, runs)),
          ...told.map(
            (one) =>
              `a run reports ${one.main.outputs.digest}, not ${release}: ${JSON.stringify(actionsOf(one))}`,
          ),
        ]
      }
      expect(await race(play)).toEqual([])
    },
    rounds * perRound,
  )

  it(
    '1.2.3 next to 1.3.0: latest and 1 hold 1.3.0',
    async () => {
      const { clone, env } = makeRemote()
      const folders = [clone(), clone()]
      const play = async (round: number) => {
        const runs = await Promise.all(
          ['2.3', '3.0'].map(async (version, index) => {
            await stagger(300)
            const workspace = folders[index] ?? ''
            return step({
              workspace,
              env,
              ref: `refs/tags/v${round}.${version}`,
              inputs: inputsFor('race/lines', short),
            })
          }),
        )
        const [lower, higher] = [
          await holds('race/lines', `${round}.2.3`),
          await holds('race/lines', `${round}.3.0`),
        ]
        return judge(
          'race/lines',
          { [`${round}.2`]: lower, [`${round}.3`]: higher, [round]: higher, latest: higher },
          runs,
        )
      }
      expect(await race(play)).toEqual([])
    },
    rounds * perRound,
  )

  it.each([
    { what: 'an older and a newer commit of a branch', image: 'race/branch', older: '', wait: 300 },
    {
      what: 'an older run whose anchor push overlaps a newer run',
      image: 'race/anchor',
      older: 'RUN sleep 1\n',
      wait: 1_500,
    },
  ])(
    '$what: main and latest hold the newer commit',
    async ({ image, older, wait }) => {
      const { clone, write, push, env } = makeRemote()
      const folders = [clone(), clone()]
      const play = async (round: number) => {
        const commits = [
          write(`FROM ${base}\nLABEL round=${round}\n${older}`),
          write(`FROM ${base}\nLABEL round=${round} newer=yes\n`),
        ]
        push()
        const runs = await Promise.all(
          folders.map(async (workspace, index) => {
            git(workspace, 'fetch', '--quiet', 'origin')
            git(workspace, 'checkout', '--quiet', '--detach', commits[index] ?? '')
            if (index === 1 || older === '') await stagger(wait)
            return step({ workspace, env, inputs: inputsFor(image) })
          }),
        )
        const newer = runs[1]?.main.outputs.digest
        return judge(image, { main: newer, latest: newer }, runs)
      }
      expect(await race(play)).toEqual([])
    },
    rounds * perRound,
  )

  /**
   * An older commit's run, whose builder's push waits at `holdsAt` until a newer commit's run has ended. `letGo`: what has to be true
   * before the anchor is written.
   */
  async function overlap(
    image: string,
    more: Record<string, string>,
    { holdsAt, letGo }: { holdsAt: (asked: Asked) => boolean; letGo: (looks: number) => boolean },
  ) {
    const proxy = await startFaultProxy({ upstream: registry.host })
    proxies.push(proxy)
    const { clone, write, push, env } = makeRemote()
    const folders = [clone(), clone()]
    const commits = ['older', 'newer'].map((which) => write(`FROM ${base}\nLABEL which=${which}\n`))
    push()
    for (const [index, folder] of folders.entries()) {
      git(folder, 'fetch', '--quiet', 'origin')
      git(folder, 'checkout', '--quiet', '--detach', commits[index] ?? '')
    }
    const [older = '', newer = ''] = folders
    let running: Promise<Step> | undefined
    let hasEnded = false
    let looks = 0
    proxy.decide(async (asked) => {
      const isManifest = asked.path.endsWith('/manifests/main')
      if (asked.headers['user-agent'] === 'tagboat') {
        if (hasEnded && isManifest && asked.method === 'HEAD') looks += 1
        return undefined
      }
      if (!holdsAt(asked) && !(isManifest && asked.method === 'PUT')) return undefined
      running ??= step({ workspace: newer, env, inputs: inputsFor(image, more) })
      await running
      hasEnded = true
      if (isManifest) for (let waited = 0; !letGo(looks) && waited < 10_000; waited += 50) await sleep(50)
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
      what: 'is over while layers are pushed: the builder’s push is seen',
      image: 'overlap/seen',
      more: { tags: 'type=ref,event=branch', flavor: 'latest=false' },
      when: {
        holdsAt: ({ method, path }: Asked) => method === 'POST' && path.includes('/blobs/uploads/'),
        letGo: (looks: number) => looks > 0,
      },
      action: 'kept',
    },
    {
      what: 'is over just before the manifest arrives: another tag of the branch shows it',
      image: 'overlap/shown',
      more: {},
      when: { holdsAt: () => false, letGo: () => true },
      action: 'superseded',
    },
  ])('an older run pushes its anchor over a newer run that $what', async ({ image, more, when, action }) => {
    const { late, early } = await overlap(image, more, when)
    const newer = early.main.outputs.digest
    expect([early.main.code, late.main.code]).toEqual([0, 0])
    for (const { ref } of tagsOf(early)) expect(await holds(image, ref.split(':').at(-1) ?? '')).toBe(newer)
    expect(actionsOf(late)).toMatchObject({ main: action })
  })

  it('a release whose lower version takes latest in the gap of a higher one moves it again', async () => {
    const [slow, fast] = await Promise.all([
      startFaultProxy({ upstream: registry.host }),
      startFaultProxy({ upstream: registry.host }),
    ])
    proxies.push(slow, fast)
    const { clone, env } = makeRemote()
    const image = 'race/gap'
    const publish = (host: string, version: string) =>
      step({
        workspace: clone(),
        env,
        ref: `refs/tags/v${version}`,
        inputs: inputsFor(image, { ...short, images: `${host}/${image}`, registry: host }),
      })
    const isPut = ({ method, path }: { method: string; path: string }) =>
      method === 'PUT' && path.endsWith('/manifests/latest')
    const wrote = (proxy: typeof slow) => proxy.requests.some((one) => isPut(one) && one.status === 201)
    const until = async (isTrue: () => boolean) => {
      for (let waited = 0; !isTrue() && waited < 30_000; waited += 20) await sleep(20)
    }
    // 1.2.3 has looked at latest, and writes it only when 1.3.0 has; 1.3.0 reads it back only after that.
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

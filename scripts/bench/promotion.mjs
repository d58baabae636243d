/**
 * Promoting an image of two platforms with provenance to several tags: the action against other tools.
 * @import { Command, Peer, Task as PeerTask } from './peers.mjs'
 * @import { Scenario } from './publish.mjs'
 * @import { Setting, Store } from './setting.mjs'
 */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onPath } from '../lib/docker-client.mjs'
import { headDigest } from '../lib/registry-client.mjs'
import { mustRun, SetupError, tail } from '../lib/run.mjs'
import { PEERS } from './peers.mjs'
import { runCommands, runTagboat } from './sides.mjs'

const TAGS = 4
/** `imagetools create` sometimes fails when it copies the same blobs for four tags at once. */
const ATTEMPTS = 5
const SOURCE = { repository: 'staging/app', tag: 'build' }
const PLATFORMS = ['amd64', 'arm64']

/**
 * @typedef {{store: Store, repository: string}} Place
 * @typedef {{name: string, find: (setting: Setting, fresh: string) => Place}} Route
 * @typedef {PeerTask & Place} Task
 */

/** The destinations of the image. A new repository is empty: it has neither layers nor tags. @type {Route[]} */
const ROUTES = [
  { name: 'one repository', find: ({ store }) => ({ store, repository: SOURCE.repository }) },
  { name: 'namespaces', find: ({ store }, fresh) => ({ store, repository: `production/${fresh}` }) },
  { name: 'registries', find: ({ second }, fresh) => ({ store: second, repository: `production/${fresh}` }) },
]

/**
 * A scenario for every route at every delay.
 * @param {Setting} setting
 * @param {{delay: number[]}} options
 * @returns {Scenario[]}
 */
export function promotionScenarios(setting, { delay }) {
  /** @type {Promise<void> | undefined} */
  let built
  /** @param {number} ms */
  const prepare = async (ms) => {
    for (const { meter } of [setting.store, setting.second]) meter.delay(0)
    built ??= buildSource(setting)
    await built
    for (const { meter } of [setting.store, setting.second]) meter.delay(ms)
  }
  return ROUTES.flatMap((route) =>
    delay.map((ms) => {
      /** @param {string} slug @param {number | string} turn */
      const taskFor = (slug, turn) => describeTask(setting, route, `${slug}-${ms}-${turn}`)
      return {
        name: `${route.name}, ${ms} ms`,
        about: { route: route.name, delay: ms },
        prepare: () => prepare(ms),
        sides: [
          {
            name: 'tagboat',
            run: (/** @type {number} */ turn) => byTagboat(setting, taskFor('tagboat', turn)),
          },
          ...PEERS.map((peer) => ({
            name: peer.name,
            run: (/** @type {number} */ turn) =>
              byPeer(setting, peer, (attempt) => taskFor(peer.slug, `${turn}-${attempt}`)),
          })),
        ],
      }
    }),
  )
}

/**
 * Each platform has a layer of its own, as usual. There is no `RUN` step, so no emulator is needed.
 * @param {Setting} setting
 */
async function buildSource(setting) {
  const context = join(setting.dir, 'staging')
  mkdirSync(context)
  for (const architecture of PLATFORMS) {
    copyFileSync(onPath('busybox')[0] ?? '', join(context, `busybox-${architecture}`))
    writeFileSync(join(context, `busybox-${architecture}`), `\n${architecture}\n`, { flag: 'a' })
    writeFileSync(join(context, `hello-${architecture}.txt`), `Hello from ${architecture}.\n`)
  }
  const lines = ['FROM scratch', 'ARG TARGETARCH']
  lines.push(`COPY busybox-\${TARGETARCH} /bin/busybox`, `COPY hello-\${TARGETARCH}.txt /hello.txt`)
  writeFileSync(join(context, 'Dockerfile'), `${lines.join('\n')}\n`)
  const platforms = PLATFORMS.map((architecture) => `linux/${architecture}`).join(',')
  const names = ['--tag', nameSource(setting), '--platform', platforms, '--provenance', 'mode=max']
  await mustRun(setting.docker, ['buildx', 'build', '--push', ...names, context], { env: setting.env })
  // Otherwise `docker pull` would not have to fetch what the engine keeps of the build.
  await mustRun(setting.docker, ['builder', 'prune', '--all', '--force'], { env: setting.env })
  await mustRun(setting.docker, ['image', 'rm', '--force', nameSource(setting)], { env: setting.env })
  await setting.store.meter.take()
}

/** @param {Setting} setting */
const nameSource = ({ store }) => `${store.meter.host}/${SOURCE.repository}:${SOURCE.tag}`

/**
 * `fresh` is a name that no earlier run has used, so that each promotion creates all of its tags.
 * @param {Setting} setting
 * @param {Route} route
 * @param {string} fresh
 * @returns {Task}
 */
function describeTask(setting, route, fresh) {
  const { store, repository } = route.find(setting, fresh)
  return {
    ...{ store, repository, from: nameSource(setting), to: `${store.meter.host}/${repository}` },
    isSame: store === setting.store && repository === SOURCE.repository,
    tags: Array.from({ length: TAGS }, (_, index) => `${fresh}-t${index + 1}`),
  }
}

/** @param {Setting} setting @param {Task} task */
async function byTagboat(setting, task) {
  const { store, second, auth } = setting
  const logins = [store, second].map(({ meter }) => JSON.stringify({ registry: meter.host, ...auth }))
  const inputs = {
    from: task.from,
    images: task.to,
    tags: task.tags.map((tag) => `type=raw,value=${tag}`).join('\n'),
    // Only the registries in use need a login.
    'registry-auth': logins
      .slice(0, task.store === store ? 1 : 2)
      .map((one) => `- ${one}`)
      .join('\n'),
  }
  const sample = await runTagboat(setting, inputs)
  await checkTags(setting, task)
  return sample
}

/** @param {Setting} setting @param {Peer} peer @param {(attempt: number) => Task} taskFor */
async function byPeer(setting, peer, taskFor) {
  /** @param {Command} command @returns {Command} */
  const resolve = ([name, args]) => [name === 'docker' ? setting.docker : name, args]
  const { task, sample } = await tryOften(peer, async (attempt) => {
    const task = taskFor(attempt)
    return { task, sample: await runCommands(setting, peer.commands(task).map(resolve)) }
  })
  await checkTags(setting, task, peer.changes)
  if (peer.tidy) await mustRun(...resolve(peer.tidy(task)), { env: setting.env })
  return sample
}

/**
 * Measures only a successful run, and reports failed attempts.
 * @template T
 * @param {Peer} peer
 * @param {(attempt: number) => Promise<T>} work
 */
async function tryOften({ name }, work) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(attempt)
    } catch (error) {
      if (!(error instanceof SetupError) || attempt === ATTEMPTS) throw error
      console.log(`${name} failed and is run again: ${tail(error.message, 1)}`)
    }
  }
}

/**
 * Guards against a promotion that is fast because it misses tags or copies another image.
 * @param {Setting} setting
 * @param {Task} task
 * @param {boolean} [changes]
 */
async function checkTags({ store, auth }, task, changes = false) {
  const expected = await headDigest(store.registry, SOURCE.repository, SOURCE.tag, auth)
  const { registry } = task.store
  const digests = await Promise.all(task.tags.map((tag) => headDigest(registry, task.repository, tag, auth)))
  const isThere = digests.every((digest) => digest !== '' && digest === digests[0])
  if (isThere && (changes || digests[0] === expected)) return
  const what = changes ? 'one image' : `the image of ${task.from}`
  throw new SetupError(`${task.to}: not all of ${task.tags.length} tags hold ${what}`)
}

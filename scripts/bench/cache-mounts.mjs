/**
 * The second build of a package manager with a cache mount, on a builder that starts empty: with input `cache-mounts` and without. No
 * package manager can download here, so a `RUN` fetches files from a server on the loopback that takes its time, like a registry of packages.
 * @import { Scenario } from './publish.mjs'
 * @import { Setting } from './setting.mjs'
 */
import { randomFillSync } from 'node:crypto'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { startCacheService } from '../lib/cache-service.mjs'
import { startRegistry } from '../lib/registry.mjs'
import { mustRun } from '../lib/run.mjs'
import { onTeardown } from '../lib/teardown.mjs'
import { runTagboat } from './sides.mjs'

/** @typedef {{name: string, files: number, bytes: number, delay: number}} Packages `delay` of each answer in ms */

/** Many small packages one after another, and few large ones. @type {Packages[]} */
const MANAGERS = [
  { name: 'npm', files: 200, bytes: 50_000, delay: 20 },
  { name: 'apt', files: 20, bytes: 2_000_000, delay: 50 },
]

/**
 * @param {Setting} setting
 * @returns {Scenario[]}
 */
export function cacheMountScenarios(setting) {
  const { host } = setting.store.meter
  /** @type {{image: string, env: Setting['env']}} */
  const prepared = { image: '', env: setting.env }
  /** @param {string} name @param {number} turn @param {Record<string, string>} more */
  const build = async (name, turn, more) => {
    await mustRun(setting.docker, ['buildx', 'prune', '--all', '--force'], { env: setting.env })
    return runTagboat(
      { ...setting, env: prepared.env },
      {
        images: `${host}/acme/${name}`,
        tags: `type=raw,value=t${turn}`,
        ...{ registry: host, ...setting.auth, file: `Dockerfile.${name}` },
        ...{ network: 'host', allow: 'network.host', provenance: 'false' },
        ...more,
      },
    )
  }
  return MANAGERS.map((packages) => {
    const { name, files, bytes, delay } = packages
    const kept = () => ({ 'cache-mounts': 'true', 'cache-mounts-image': prepared.image })
    return {
      name: `second build, like ${name}: ${files} files of ${bytes / 1000} kB, ${delay} ms each`,
      about: { what: 'cache mounts' },
      prepare: async () => {
        setting.store.meter.delay(0)
        if (prepared.image === '') Object.assign(prepared, await prepareService(setting))
        await writeDockerfile(setting, packages)
        await build(name, 0, kept())
      },
      sides: [
        { name: 'with cache-mounts', run: (turn) => build(name, turn, kept()) },
        { name: 'without', run: (turn) => build(name, turn, {}) },
      ],
    }
  })
}

/** The stand-in of GitHub's cache service, and an image with a static busybox. @param {Setting} setting */
async function prepareService(setting) {
  const service = await startCacheService()
  const { host } = await startRegistry({ dir: join(setting.dir, 'busybox-registry') })
  const folder = join(setting.dir, 'busybox-image')
  mkdirSync(folder)
  copyFileSync(join(setting.project.workspace, 'busybox'), join(folder, 'busybox'))
  writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\nCOPY busybox /bin/busybox\nCOPY busybox /bin/sh\n')
  const image = `${host}/tools/busybox:1`
  const args = ['buildx', 'build', '--provenance=false', '--push', '--tag', image, folder]
  await mustRun(setting.docker, args, { env: setting.env })
  const runner = { RUNNER_ENVIRONMENT: 'github-hosted', ...service.environment('refs/heads/main') }
  return { image, env: { ...setting.env, ...runner } }
}

/** @param {Setting} setting @param {Packages} packages */
async function writeDockerfile({ project }, { name, files, bytes, delay }) {
  const body = randomFillSync(Buffer.allocUnsafe(bytes))
  const server = createServer((_, response) => void setTimeout(() => response.end(body), delay))
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  onTeardown(`the packages of ${name}`, () => void server.close())
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  const script = `for i in $(busybox seq ${files}); do [ -e /packages/$i ] || busybox wget -q -O /packages/$i ${url}/$i || exit 1; done`
  const run = JSON.stringify(['/bin/busybox', 'sh', '-c', script])
  writeFileSync(
    join(project.workspace, `Dockerfile.${name}`),
    `FROM scratch\nENV PATH=/bin\nCOPY busybox /bin/busybox\nRUN --mount=type=cache,target=/packages ${run}\n`,
  )
}

/**
 * Builders and push strategies: a tiny image on a remote builder, and a large new layer with every strategy.
 * @import { Scenario } from './publish.mjs'
 * @import { Setting } from './setting.mjs'
 */
import { randomFillSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startBuildkitProxy } from '../lib/buildkit-proxy.mjs'
import { mustRun } from '../lib/run.mjs'
import { onTeardown } from '../lib/teardown.mjs'
import { runCommand, runTagboat } from './sides.mjs'

const LAYER = 266_000_000

/**
 * @param {Setting} setting
 * @returns {Scenario[]}
 */
export function builderScenarios(setting) {
  const { host } = setting.store.meter
  /** A setting whose current builder is the remote one. */
  const remote = {
    ...setting,
    env: { ...setting.env, BUILDX_CONFIG: join(setting.dir, 'buildx'), BUILDX_BUILDER: 'outside' },
  }
  const images = (/** @type {string} */ side) => `${host}/acme/${side}`
  const inputs = (/** @type {string} */ side, /** @type {number} */ turn) => ({
    images: images(side),
    tags: `type=raw,value=t${turn}`,
    registry: host,
    ...setting.auth,
  })
  /** @param {Setting} where @param {string} side @param {number} turn @param {string[]} more */
  const byBuildx = (where, side, turn, more = []) => {
    const args = ['buildx', 'build', '--push', '--tag', `${images(side)}:t${turn}`, ...more, '.']
    return runCommand(where, setting.docker, args)
  }
  const large = { file: 'Dockerfile.large' }
  /** Runs a side with a layer that is in no registry and no cache. @template T @param {() => Promise<T>} run */
  const withNewLayer = (run) => {
    writeFileSync(join(setting.project.workspace, 'large'), randomFillSync(Buffer.allocUnsafe(LAYER)))
    return run()
  }
  return [
    {
      name: 'tiny image, remote builder',
      about: { scenario: 'remote' },
      prepare: async () => {
        setting.store.meter.delay(0)
        writeFileSync(
          join(setting.project.workspace, large.file),
          'FROM scratch\nCOPY hello.txt /hello.txt\nCOPY large /large\n',
        )
        await createRemote(remote)
        await runTagboat(remote, inputs('remote', 0))
        await byBuildx(remote, 'remote-buildx', 0)
      },
      sides: [
        { name: 'tagboat', run: (turn) => runTagboat(remote, inputs('remote', turn)) },
        { name: 'buildx', run: (turn) => byBuildx(remote, 'remote-buildx', turn) },
      ],
    },
    {
      name: '266 MB of new layers, docker driver',
      about: { scenario: 'large' },
      sides: [
        {
          name: 'tagboat (under an anchor)',
          run: (turn) => withNewLayer(() => runTagboat(setting, { ...inputs('anchor', turn), ...large })),
        },
        {
          name: 'through an OCI layout',
          run: (turn) =>
            withNewLayer(() => runTagboat(setting, { ...inputs('layout', turn), ...large, push: 'digest' })),
        },
        {
          name: 'buildx',
          run: (turn) => withNewLayer(() => byBuildx(setting, 'large-buildx', turn, ['--file', large.file])),
        },
      ],
    },
    {
      name: '266 MB of new layers, remote builder',
      about: { scenario: 'large' },
      sides: [
        {
          name: 'tagboat (by digest)',
          run: (turn) => withNewLayer(() => runTagboat(remote, { ...inputs('digest', turn), ...large })),
        },
        {
          name: 'buildx',
          run: (turn) => withNewLayer(() => byBuildx(remote, 'digest-buildx', turn, ['--file', large.file])),
        },
      ],
    },
  ]
}

/** @param {Setting} setting whose environment names the builder's configuration */
async function createRemote({ docker, env }) {
  const proxy = await startBuildkitProxy(env.DOCKER_HOST ?? '')
  onTeardown('the proxy of the remote builder', proxy.stop)
  const args = ['buildx', 'create', '--name', 'outside', '--driver', 'remote', proxy.address]
  await mustRun(docker, args, { env })
}

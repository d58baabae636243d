import type { BakeDefinition, BakeTarget } from '../bake/bake-target.ts'
import { settingOf, specsOf } from '../bake/specs.ts'
import type { BuildInputs } from '../inputs/build-inputs.ts'
import type { Inputs } from '../inputs/inputs.ts'

/** Caches that can be read without a secret: gha has the runner's token, which also writes; s3 and azblob have keys. */
const openCaches = ['registry', 'local']

/** A name alone is short for `type=registry`. */
const isOpenCache = (spec: string): boolean =>
  !spec.includes('=') || openCaches.includes(settingOf(spec, 'type') ?? '')

/** The inputs as a fork's own `pull_request` would have them. Pure. */
export function withholdInputs(inputs: Inputs): Inputs {
  const { gitAuth: _gitAuth, ...build } = inputs.build
  return {
    ...inputs,
    credentials: [],
    githubToken: '',
    exportLogin: false,
    build: {
      ...build,
      secrets: [],
      secretEnvs: [],
      secretFiles: [],
      ssh: [],
      cacheFrom: build.cacheFrom.filter(isOpenCache),
      cacheTo: [],
      // Privileged steps own the runner, and the host's network reaches what the host reaches.
      allow: [],
      network: build.network === 'host' ? '' : build.network,
    },
  }
}

/** The same of every target, whoever described it. */
export const withholdTargets = ({ targets, chosen }: BakeDefinition): BakeDefinition => ({
  chosen,
  targets: new Map([...targets].map(([name, target]) => [name, withholdTarget(target)])),
})

function withholdTarget(target: BakeTarget): BakeTarget {
  const { secret: _secret, ssh: _ssh, 'cache-to': _cache, entitlements: _rights, ...rest } = target
  const { network, 'cache-from': caches, ...kept } = rest
  const open = specsOf(target, 'cache-from').filter(isOpenCache)
  return {
    ...kept,
    ...(network !== undefined && network !== 'host' && { network }),
    ...(caches !== undefined && open.length > 0 && { 'cache-from': open }),
  }
}

/** What such a run does not get of what it asked for, for one line of the log. Names only. */
export function listWithheld(inputs: Inputs): readonly string[] {
  const { build, bake, credentials, exportLogin } = inputs
  const hosts = [...new Set(credentials.map(({ registry }) => registry))]
  const login = hosts.length > 0 ? ` (of this step: ${hosts.join(', ')})` : ''
  const list = (name: string, items: readonly string[]) =>
    items.length === 0 ? [] : [`${name} (${items.join(', ')})`]
  return [
    `all logins${login}`,
    ...list('secrets', secretIds(build)),
    ...(build.ssh.length > 0 ? ['ssh'] : []),
    ...list('cache-from', closedCaches(build)),
    ...(build.cacheTo.length > 0 ? ['cache-to'] : []),
    ...list('allow', build.allow),
    ...(build.network === 'host' ? ['network: host'] : []),
    ...(exportLogin ? ['export-login'] : []),
    ...(bake
      ? ['secrets, ssh, entitlements and cache-to of the bake files', 'the environment of this step']
      : []),
  ]
}

const secretIds = ({ secrets, secretEnvs, secretFiles, gitAuth }: BuildInputs): readonly string[] => [
  ...[...secrets, ...secretEnvs, ...secretFiles].map(({ key }) => key),
  ...(gitAuth === undefined ? [] : [gitAuth.id]),
]

const closedCaches = ({ cacheFrom }: BuildInputs): readonly string[] => {
  const closed = cacheFrom.filter((spec) => !isOpenCache(spec))
  return [...new Set(closed.map((spec) => `type=${settingOf(spec, 'type')}`))]
}

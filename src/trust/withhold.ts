import type { BakeDefinition, BakeTarget } from '../bake/bake-target.ts'
import { settingOf, specsOf } from '../bake/specs.ts'
import type { BuildInputs } from '../inputs/build-inputs.ts'
import type { BuilderDescription } from '../inputs/builder-inputs.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { Pair } from '../inputs/reader.ts'
import type { Exec } from '../ports/ports.ts'

/** Types of caches that need no secret. gha uses the runner's token, which can also write; s3 and azblob use keys. */
const openCaches = ['registry', 'local']

/** A name alone is short for `type=registry`. */
const isOpenCache = (spec: string): boolean =>
  !spec.includes('=') || openCaches.includes(settingOf(spec, 'type') ?? '')

/** The inputs without secrets, as in a fork's own `pull_request` run. */
export function withholdInputs(inputs: Inputs): Inputs {
  const { gitAuth: _gitAuth, ...build } = inputs.build
  const { registryLogin: _login, ...open } = inputs
  return {
    ...open,
    credentials: [],
    githubToken: '',
    exportLogin: false,
    ...(inputs.describedBuilder && { describedBuilder: withoutHostNetwork(inputs.describedBuilder) }),
    build: {
      ...build,
      secrets: [],
      secretEnvs: [],
      secretFiles: [],
      ssh: [],
      cacheFrom: build.cacheFrom.filter(isOpenCache),
      cacheTo: [],
      // Privileged steps control the runner, and the host's network reaches internal services.
      allow: [],
      network: build.network === 'host' ? '' : build.network,
    },
  }
}

/** The steps of a build reach the network of the builder's container. */
const isHostNetwork = ({ key, value }: Pair): boolean => key === 'network' && value === 'host'

const withoutHostNetwork = (builder: BuilderDescription): BuilderDescription => ({
  ...builder,
  nodes: builder.nodes.map((node) => ({
    ...node,
    driverOpts: node.driverOpts.filter((option) => !isHostNetwork(option)),
  })),
})

/** The same for every target. */
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

/** The secrets and rights that the run asked for and does not get, for the log. Names only. */
export function listWithheld(inputs: Inputs): readonly string[] {
  const { build, bake, credentials, exportLogin, describedBuilder } = inputs
  const options = describedBuilder?.nodes.flatMap(({ driverOpts }) => driverOpts) ?? []
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
    ...(options.some(isHostNetwork) ? ['driver-opts network=host'] : []),
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

/**
 * The environment variables that child processes of an untrusted run get. A bake file can read every variable of buildx, so
 * this lists exactly those that docker, buildx and git need, and those with which the runner describes the run. A pattern
 * could match a name that a workflow chose (DOCKER_PASSWORD, BUILDX_BAKE_GIT_AUTH_TOKEN).
 */
const needed: ReadonlySet<string> = new Set([
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'LANGUAGE', 'TZ', 'TERM', 'NO_COLOR'],
  ...['TMPDIR', 'TMP', 'TEMP', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_RUNTIME_DIR'],
  ...['SYSTEMROOT', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'PROGRAMDATA', 'PROGRAMFILES'],
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY', 'FTP_PROXY'],
  ...['SSL_CERT_FILE', 'SSL_CERT_DIR', 'KUBECONFIG'],
  ...['DOCKER_HOST', 'DOCKER_CONTEXT', 'DOCKER_CONFIG', 'DOCKER_API_VERSION', 'DOCKER_CERT_PATH'],
  ...['DOCKER_TLS', 'DOCKER_TLS_VERIFY', 'DOCKER_DEFAULT_PLATFORM', 'DOCKER_BUILDKIT'],
  ...['BUILDX_BUILDER', 'BUILDX_CONFIG', 'BUILDX_EXPERIMENTAL', 'BUILDX_BAKE_ENTITLEMENTS_FS'],
  ...['BUILDX_GIT_INFO', 'BUILDX_GIT_LABELS', 'BUILDX_GIT_CHECK_DIRTY', 'BUILDX_NO_DEFAULT_ATTESTATIONS'],
  ...['CI', 'GITHUB_ACTIONS', 'GITHUB_ACTOR', 'GITHUB_EVENT_NAME', 'GITHUB_JOB', 'GITHUB_REPOSITORY'],
  ...['GITHUB_REPOSITORY_OWNER', 'GITHUB_REF', 'GITHUB_REF_NAME', 'GITHUB_REF_TYPE', 'GITHUB_BASE_REF'],
  ...['GITHUB_HEAD_REF', 'GITHUB_RUN_ATTEMPT', 'GITHUB_RUN_ID', 'GITHUB_RUN_NUMBER', 'GITHUB_SERVER_URL'],
  ...['GITHUB_SHA', 'GITHUB_WORKFLOW', 'GITHUB_WORKSPACE', 'RUNNER_ARCH', 'RUNNER_OS', 'RUNNER_TEMP'],
])

/** Variables that the workflow names: `set: app.args.NAME` reads one from the environment, as `build-args: NAME` does. */
const namedBySet = ({ bake }: Inputs): readonly string[] =>
  (bake?.set ?? []).flatMap((override) => /^[^.=]+\.args\.([^=]+)$/.exec(override)?.[1] ?? [])

/** Whether an untrusted run withholds a variable of that name. */
export function withholdsVariable(inputs: Inputs): (name: string) => boolean {
  const named = new Set(namedBySet(inputs))
  return (name) => !named.has(name) && !needed.has(name.toUpperCase()) && !/^LC_[A-Z]+$/.test(name)
}

/** Starts every command of the run without the withheld variables. */
export const limitEnvironment =
  (exec: Exec, isWithheld: (name: string) => boolean): Exec =>
  (command, args, options = {}) =>
    exec(command, args, {
      ...options,
      without: (name) => isWithheld(name) || options.without?.(name) === true,
    })

/** Drivers of buildx. `cloud` exists only in the buildx of Docker Build Cloud. */
export const drivers = ['docker-container', 'remote', 'kubernetes', 'docker', 'cloud'] as const

export type BuilderDriver = (typeof drivers)[number]

/** Whether a driver connects to a BuildKit that exists already: only the connection belongs to the job. */
export const isConnected = (driver: string): boolean => driver === 'remote' || driver === 'cloud'

/** Schemes of endpoints that the remote driver takes (docker/buildx, driver/remote/util/endpoint.go). */
const remoteSchemes = ['tcp', 'unix', 'ssh', 'npipe', 'docker-container', 'kube-pod']
/** Schemes of an engine's address (docker/cli, opts/hosts.go, and connhelper for ssh). */
const engineSchemes = ['tcp', 'unix', 'ssh', 'npipe', 'fd', 'http', 'https']

const schemeOf = (endpoint: string): string | undefined => /^([a-z][a-z0-9+.-]*):\/\//.exec(endpoint)?.[1]

/** The name of a docker context (docker/cli, cli/context/store, `restrictedNamePattern`). */
const isContext = (endpoint: string): boolean => /^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$/.test(endpoint)

/** The ports of an engine that IANA registered for docker, and the usual names of its socket. */
const isEngine = (endpoint: string): boolean =>
  /^tcp:\/\/[^/]*:237[56]\/?$/.test(endpoint) || /\/docker(\.sock|_engine)$/.test(endpoint)

/**
 * The driver that an endpoint means; undefined for an empty or invalid one. A context, an address over SSH and the usual addresses of an
 * engine are Docker Engines, in which a docker-container builder is created. Everything else is a BuildKit that runs already.
 */
export function driverOfEndpoint(endpoint: string): BuilderDriver | undefined {
  if (endpoint === '') return undefined
  const scheme = schemeOf(endpoint)
  if (scheme === undefined) return isContext(endpoint) ? 'docker-container' : undefined
  if (scheme === 'kubernetes') return 'kubernetes'
  if (scheme === 'ssh' || isEngine(endpoint)) return 'docker-container'
  return remoteSchemes.includes(scheme) ? 'remote' : undefined
}

/** What is wrong with an endpoint of a driver; undefined if nothing is. */
export function explainEndpoint(
  endpoint: string,
  driver: BuilderDriver,
): { readonly why: string; readonly fix: string } | undefined {
  const scheme = schemeOf(endpoint)
  if (/[\s\0]/.test(endpoint)) return { why: 'contains a space', fix: 'Write one address.' }
  if (driver === 'docker' || driver === 'cloud') return undefined
  if (driver === 'kubernetes') {
    if (scheme !== 'kubernetes' || !URL.canParse(endpoint) || !isEscaped(endpoint))
      return { why: 'is not an endpoint of driver kubernetes', fix: kubernetesFix }
    const { unknown } = parseKubernetes(endpoint)
    if (unknown.length === 0) return undefined
    return { why: `has the parameter ${unknown.join(', ')}, which buildx does not read`, fix: kubernetesFix }
  }
  const known = driver === 'remote' ? remoteSchemes : engineSchemes
  const form = driver === 'remote' ? 'tcp://HOST:PORT or unix:///PATH' : 'ssh://USER@HOST or tcp://HOST:2376'
  if (scheme === undefined) {
    if (driver === 'docker-container' && isContext(endpoint)) return undefined
    return {
      why: 'has no scheme',
      fix: `Write ${form}${driver === 'remote' ? '' : ', or the name of a docker context'}.`,
    }
  }
  if (known.includes(scheme) && URL.canParse(endpoint)) return undefined
  return { why: `is not an endpoint of driver ${driver}`, fix: `Write ${form}, or another driver.` }
}

/** Whether every % begins the escape of UTF-8 bytes, as `parseKubernetes` requires. */
function isEscaped(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

const kubernetesFix =
  'Write kubernetes:///NAME?kubeconfig=/PATH, or leave endpoint out; the namespace belongs into driver-opts: namespace=NAME.'

/** The parts of `kubernetes:///NAME?deployment=NAME&kubeconfig=PATH`, the form in which buildx shows such an endpoint. */
export interface KubernetesEndpoint {
  /** The name of the deployment; empty for buildx's own choice. */
  readonly deployment: string
  /** The path of the configuration; empty for KUBECONFIG or kubectl's default. */
  readonly kubeconfig: string
  /** Parameters that buildx does not have. */
  readonly unknown: readonly string[]
}

/** Parses an endpoint that `explainEndpoint` accepts. */
export function parseKubernetes(endpoint: string): KubernetesEndpoint {
  const { pathname, searchParams } = new URL(endpoint)
  return {
    deployment: searchParams.get('deployment') || decodeURIComponent(pathname).replace(/^\/+/, ''),
    kubeconfig: searchParams.get('kubeconfig') ?? '',
    unknown: [...searchParams.keys()].filter((key) => key !== 'deployment' && key !== 'kubeconfig'),
  }
}

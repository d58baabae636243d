import type { FilledStep } from './fill-step.ts'

/** Inputs of a step that do not apply on a laptop. */
export interface LeftOut {
  readonly inputs: ReadonlyMap<string, string>
  readonly unknown: FilledStep['unknown']
  /** For the log, one clause for each. */
  readonly notes: readonly string[]
}

/** Inputs that only a runner of GitHub can follow. */
const runnerOnly = ['runners', 'export-login', 'build-record', 'cache-mounts']
/** Inputs about the builder and other programs of the machine. The file may come from a pull request, so it does not choose them. */
const machine = [
  ...['builder', 'driver', 'driver-opts', 'buildkitd-flags', 'buildkitd-config-inline', 'endpoint', 'append'],
  ...['keep-builder', 'qemu-image', 'buildx-version', 'buildx-mirror', 'cache-mounts-image', 'engine-wait'],
]
const login = ['registry', 'username', 'password']
const caches = ['cache', 'cache-from', 'cache-to']

/** Leaves out what depends on a runner, and logins whose password is unknown: docker's own login applies. */
export function leaveOut({ inputs: known, unknown: open }: FilledStep, isRunner: boolean): LeftOut {
  const inputs = new Map(known)
  const unknown = new Map(open)
  const notes: string[] = []
  const drop = (names: readonly string[], why: string) => {
    const dropped = names.filter((name) => [inputs.delete(name), unknown.delete(name)].includes(true))
    if (dropped.length > 0) notes.push(`${dropped.join(', ')} (${why})`)
  }
  // The command has a token of its own.
  unknown.delete('github-token')
  if (unknown.has('password') || unknown.has('username')) drop(login, 'the login of docker applies')
  const needsIdentity = !isRunner && /\boidc\b/.test(inputs.get('registry-auth') ?? '')
  if (unknown.has('registry-auth') || needsIdentity) drop(['registry-auth'], 'the login of docker applies')
  if (isRunner) return { inputs, unknown, notes }
  drop(runnerOnly, 'only for runners of GitHub')
  drop(machine, 'this machine has its own')
  const cached = dropGithubCache(inputs)
  if (cached.length > 0) notes.push(`${cached.join(', ')} (GitHub's cache is only on its runners)`)
  for (const name of cached) if (inputs.get(name) === '') inputs.delete(name)
  // Outside CI the command pushes unless the step says otherwise.
  if (inputs.get('push') === 'auto') inputs.delete('push')
  return { inputs, unknown, notes }
}

/** Removes lines about GitHub's cache; returns the inputs that had one. */
function dropGithubCache(inputs: Map<string, string>): readonly string[] {
  const names = caches.filter((name) => inputs.get(name)?.split('\n').some(isGithubCache))
  for (const name of names) {
    const others = inputs
      .get(name)
      ?.split('\n')
      .filter((line) => line.trim() !== '' && !isGithubCache(line))
    inputs.set(name, (others ?? []).join('\n'))
  }
  return names
}

const isGithubCache = (line: string): boolean => /^\s*gha\s*$|(^|,)\s*type=gha\b/.test(line)

/**
 * Whether a step may set a variable of the command's processes. The file may come from a pull request, so it cannot choose programs,
 * libraries, configurations or servers.
 */
export const mayStepSet = (name: string): boolean =>
  /^[A-Za-z_]\w*$/.test(name) &&
  !ownPrefix.test(name) &&
  !helperPrefix.test(name) &&
  !/^DOCKER_(?!METADATA_)/i.test(name) &&
  !systemName.test(name)

/** Variables of the runner, of docker, git and ssh, and of the linker. */
const ownPrefix =
  /^(ACTIONS|BUILDKIT|BUILDX|CI|COMPOSE|DYLD|GH|GIT|GITHUB|GITLAB|INPUT|LD|NODE|NPM_CONFIG|OTEL|RUNNER|SSH|TAGBOAT|XDG)_/i

/**
 * Variables of credential helpers, of the cloud programs and languages in which those are written, and of clusters: several name a
 * file whose content is a command (`credential_process` of AWS, `exec` of kubectl, CLOUDSDK_PYTHON).
 */
const helperPrefix =
  /^(AWS_|AZURE_|CLOUDSDK_|CURL_|GCLOUD_|GCM_|GNUPG|GOOGLE_|HELM_|JAVA_|JDK_|K3D_|KIND_|KUBE|OPENSSL_|PASSWORD_STORE_|PERL|PYTHON|RUBY)/i

/** Variables of the system: the shell, the C library, and folders in which programs look for their configuration. */
const systemName =
  /^(BASHOPTS|BASH_ENV|BROWSER|CDPATH|CI|COMSPEC|EDITOR|ENV|GCONV_PATH|GLIBC_TUNABLES|GODEBUG|HOME|HOMEDRIVE|HOMEPATH|HOSTALIASES|IFS|LOCALDOMAIN|LOCPATH|NETRC|NO_PROXY|PAGER|PATH|PATHEXT|PROMPT_COMMAND|PS4|RES_OPTIONS|SHELL|SHELLOPTS|SSL_CERT_\w+|SYSTEMROOT|TEMP|TMP|TMPDIR|USER|USERPROFILE|VISUAL|WINDIR|(LOCAL)?APPDATA)$|_PROXY$/i

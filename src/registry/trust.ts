import { certificateWithoutKey } from '../errors/registry-connection.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Tls } from '../ports/http.ts'
import type { Env, Files } from '../ports/ports.ts'

/** The certificate bundles of Linux distributions. The first that exists is used, as in Go's crypto/x509. */
const systemBundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

/** The engine's `certs.d`, which has a directory for each registry: `registry.example:5000`. */
export const dockerCertsDir = '/etc/docker/certs.d'

/**
 * The TLS settings for a host: the system's certificate authorities (like the engine; Node's own only if the system has
 * none), those in the files that SSL_CERT_FILE and NODE_EXTRA_CA_CERTS name, and the host's directory in `certs.d`: authorities in
 * `*.crt`, client certificates in `*.cert` with their keys in `*.key`, as in docker's "Verify repository client with certificates".
 */
export function createTrust(
  files: Files,
  env: Env,
  certsDir: string = dockerCertsDir,
): (host: string, verify: boolean) => Promise<Tls> {
  let shared: Promise<{ ca: readonly string[]; bundled: boolean }> | undefined
  return async (host, verify) => {
    shared ??= readShared(files, [env.SSL_CERT_FILE, env.NODE_EXTRA_CA_CERTS])
    const { ca, bundled } = await shared
    // A user may have named the directory with TLS's default port, which an address never has.
    const names = /:\d+$/.test(host) ? [host] : [host, `${host}:443`]
    const own = await Promise.all(names.map((name) => readHostDirectory(files, `${certsDir}/${name}`)))
    const client = own.flatMap((one) => one.client)
    return { ca: [...ca, ...own.flatMap((one) => one.ca)], bundled, client, verify }
  }
}

async function readShared(files: Files, caFiles: readonly (string | undefined)[]) {
  const extra: string[] = []
  for (const path of caFiles) {
    const text = path ? await files.read(path) : undefined
    if (text) extra.push(text)
  }
  for (const path of systemBundles) {
    const system = await files.read(path)
    if (system) return { ca: [system, ...extra], bundled: false }
  }
  return { ca: extra, bundled: true }
}

async function readHostDirectory(files: Files, directory: string): Promise<Pick<Tls, 'ca' | 'client'>> {
  const names = (await files.list(directory)).sort()
  const read = async (name: string) => (await files.read(`${directory}/${name}`)) ?? ''
  const ca = await Promise.all(names.filter((name) => name.endsWith('.crt')).map(read))
  const client = names
    .filter((name) => name.endsWith('.cert'))
    .map(async (name) => {
      const key = name.replace(/\.cert$/, '.key')
      if (!names.includes(key)) throw new TagboatError(certificateWithoutKey(directory, name, key))
      return { cert: await read(name), key: await read(key) }
    })
  return { ca, client: await Promise.all(client) }
}

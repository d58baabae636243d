/** HTTPS in front of a registry, by nginx, with a certificate of a private CA. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeCertificates } from './certificates.mjs'
import { onPath } from './docker-client.mjs'
import { endProcesses, startDetached, waitUntil } from './processes.mjs'
import { freePort } from './registry.mjs'
import { registryRequest } from './registry-client.mjs'
import { SetupError } from './run.mjs'
import { onTeardown } from './teardown.mjs'

/**
 * Starts nginx and waits until it answers.
 * @param {{dir: string, upstream: string, hostname?: 'localhost' | '127.0.0.1'}} options `dir` is made by this and
 *   removed on stop; `upstream` is the registry's `host:port`
 * @returns {Promise<{host: string, port: number, caFile: string, pid: number, stop: () => Promise<void>}>}
 *   A docker engine does not verify certificates on loopback; other clients need `caFile`.
 * @throws {Error} with the log's last lines, if it does not start
 */
export async function startTlsFront({ dir, upstream, hostname = 'localhost' }) {
  const [program] = onPath('nginx')
  if (!program)
    throw new SetupError('"nginx" is not installed: run "node scripts/lib/packages.mjs nginx" first')
  mkdirSync(dir, { recursive: true })
  const certificates = await makeCertificates(join(dir, 'certificates'))
  const port = await freePort()
  const file = join(dir, 'nginx.conf')
  const logFile = join(dir, 'nginx.log')
  writeFileSync(file, nginxConfig({ dir, port, upstream, ...certificates }))
  const started = startDetached([program, ['-c', file, '-p', dir, '-e', logFile]], { logFile })
  const stop = async () => {
    forget()
    await endProcesses([started.pid], 3_000)
    rmSync(dir, { recursive: true, force: true })
  }
  const forget = onTeardown(`nginx on port ${port}`, stop)
  const ca = readFileSync(certificates.caFile)
  const ready = () => registryRequest(`127.0.0.1:${port}`, '/v2/', { ca }).catch(() => undefined)
  await waitUntil(ready, { what: 'nginx', process: started, logFile, limit: 20_000 })
  return { host: `${hostname}:${port}`, port, caFile: certificates.caFile, pid: started.pid, stop }
}

/**
 * A single process in the foreground, which can be killed by id.
 * @param {{dir: string, port: number, upstream: string, certFile: string, keyFile: string}} options
 */
function nginxConfig({ dir, port, upstream, certFile, keyFile }) {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  return `daemon off;
master_process off;
pid ${dir}/nginx.pid;
events {}
http {
  access_log off;
${temporary.map((name) => `  ${name}_temp_path ${dir}/${name};`).join('\n')}
  server {
    listen 127.0.0.1:${port} ssl;
    ssl_certificate ${certFile};
    ssl_certificate_key ${keyFile};
    client_max_body_size 0;
    location / {
      proxy_pass http://${upstream.replace(/^localhost:/, '127.0.0.1:')};
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-Proto https;
      proxy_request_buffering off;
      proxy_buffering off;
    }
  }
}
`
}

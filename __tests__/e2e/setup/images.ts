/** Docker of a user with a login, to inspect published images. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mustRun } from '../../../scripts/lib/run.mjs'
import { engines, newFolder } from './environment.ts'
import { login } from './project.ts'

/** Runs docker commands with a login to the host, in their own configuration. */
export function dockerAt(host: string, engine: keyof typeof engines = 'store') {
  const folder = newFolder('docker')
  const auth = Buffer.from(`${login.username}:${login.password}`).toString('base64')
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ auths: { [host]: { auth } } }))
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, DOCKER_HOST: engines[engine], DOCKER_CONFIG: folder }
  return (...args: string[]): Promise<string> => mustRun('docker', args, { env })
}

/** The text of files in an image with busybox, by path. */
export async function readFiles(
  docker: ReturnType<typeof dockerAt>,
  reference: string,
  paths: readonly string[],
): Promise<Record<string, string>> {
  const read = async (path: string) =>
    [path, await docker('run', '--rm', '--network=none', reference, 'busybox', 'cat', path)] as const
  return Object.fromEntries(await Promise.all(paths.map(read)))
}

/** Docker of a user with a login, to inspect published images. */
import { readFileSync, writeFileSync } from 'node:fs'
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

/** The text of files in an image, by path. Nothing runs, so the image may have no program. `pull` is an option of `docker create`. */
export async function readFiles(
  docker: ReturnType<typeof dockerAt>,
  reference: string,
  paths: readonly string[],
  pull: 'missing' | 'never' = 'missing',
): Promise<Record<string, string>> {
  const folder = newFolder('files')
  const created = await docker('create', '--quiet', `--pull=${pull}`, '--network=none', reference, 'nothing')
  const container = created.trim()
  try {
    const texts: Record<string, string> = {}
    for (const [index, path] of paths.entries()) {
      const copy = join(folder, String(index))
      await docker('cp', '--quiet', `${container}:${path}`, copy)
      texts[path] = readFileSync(copy, 'utf8')
    }
    return texts
  } finally {
    await docker('rm', container)
  }
}

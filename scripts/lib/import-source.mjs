/** Imports a module of src/, which Node 20 cannot: it is bundled in memory first. */
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

/**
 * @template T
 * @param {string} path relative to the repository, a module without dependencies in node_modules
 * @returns {Promise<T>} its exports
 */
export async function importSource(path) {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const build = await rolldown({ cwd: root, input: path, platform: 'node' })
  const { output } = await build.generate({ format: 'esm' })
  await build.close()
  return import(`data:text/javascript,${encodeURIComponent(output[0].code)}`)
}

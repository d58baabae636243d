/** Chunks that the action and the command share. Each file that Node loads costs the action half a millisecond, so there are few. */
/** @import { InputOptions } from 'rolldown' */
import { rolldown } from 'rolldown'

/** @typedef {{atStart: Set<string>, all: Set<string>}} Modules of one entry; `atStart`: without those of `import()` */

/**
 * The groups for Rolldown's `codeSplitting`: what all entries need, what main and post need, what main and
 * the command need, and what the command needs for --help.
 * @param {InputOptions} options with the inputs `index`, `post/index` and `cli`
 */
export async function planChunks(options) {
  /** @type {Record<string, string>} */
  const entries = Object.fromEntries(Object.entries(options.input ?? {}))
  const [main, post, cli] = await Promise.all(
    ['index', 'post/index', 'cli'].map((name) => listModules({ ...options, input: entries[name] ?? '' })),
  )
  if (main === undefined || post === undefined || cli === undefined) throw new Error('An entry is missing')
  /** @param {string} id */
  const inMain = (id) => main.atStart.has(id)
  return {
    groups: [
      { name: 'common', priority: 4, test: (/** @type {string} */ id) => inMain(id) && cli.atStart.has(id) },
      {
        name: 'main-post',
        priority: 3,
        test: (/** @type {string} */ id) => inMain(id) && post.atStart.has(id),
      },
      { name: 'core', priority: 2, test: (/** @type {string} */ id) => inMain(id) && cli.all.has(id) },
      {
        name: 'command',
        priority: 1,
        test: (/** @type {string} */ id) => cli.atStart.has(id) && !isEntry(id),
      },
    ],
  }
}

/** @param {string} id */
const isEntry = (id) => /\/src\/(?:main|post|cli)\.ts$/.test(id)

/** @param {InputOptions} options with one input @returns {Promise<Modules>} */
async function listModules(options) {
  const build = await rolldown(options)
  const { output } = await build.generate({ format: 'esm' })
  await build.close()
  const chunks = output.flatMap((file) => (file.type === 'chunk' ? [file] : []))
  /** @type {Set<string>} names of files */
  const loaded = new Set()
  /** @param {string} name */
  const load = (name) => {
    if (loaded.has(name)) return
    loaded.add(name)
    for (const other of chunks.find(({ fileName }) => fileName === name)?.imports ?? []) load(other)
  }
  load(chunks.find(({ isEntry }) => isEntry)?.fileName ?? '')
  const atStart = chunks.filter(({ fileName }) => loaded.has(fileName))
  return {
    atStart: new Set(atStart.flatMap(({ moduleIds }) => moduleIds)),
    all: new Set(chunks.flatMap(({ moduleIds }) => moduleIds)),
  }
}

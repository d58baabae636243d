// Bundles the entries that action.yml names: `npm run build`. The result is committed; docs/decisions/bundler.md has the reasons.
/** @import { InputOptions, LogLevel, LogOrStringHandler, OutputOptions, RolldownLog } from 'rolldown' */
import { rmSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { listLicenses } from './lib/licenses.mjs'
import { planChunks } from './lib/shared-chunks.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')

/** The entries of the actions and of the command. They share chunks. */
const entries = {
  index: 'src/main.ts',
  'post/index': 'src/post.ts',
  cli: 'src/cli.ts',
  describe: 'src/describe-main.ts',
  prune: 'src/prune-main.ts',
}
/** Libraries that load on first use: the subpath imports of package.json. Each becomes a separate bundle. */
const lazy = { handlebars: 'handlebars', pep440: '@renovate/pep440', toml: 'smol-toml', yaml: 'yaml' }

rmSync(dist, { recursive: true, force: true })
const ours = { input: entries, treeshake: { moduleSideEffects: hasSideEffects } }
const modules = await bundle(
  ours,
  { format: 'esm', codeSplitting: await planChunks(withDefaults(ours)) },
  'js',
)
for (const [name, module] of Object.entries(lazy)) {
  // Handlebars works without source-map, and tags need no source maps.
  const input = { input: { [`libraries/${name}`]: module }, external: ['source-map'] }
  // smol-toml has named exports beside a default one.
  const exports = name === 'toml' ? 'named' : 'auto'
  modules.push(...(await bundle(input, { format: 'cjs', exports }, 'cjs')))
}
writeFileSync(join(dist, 'licenses.txt'), listLicenses(modules))
const imports = Object.fromEntries(Object.keys(lazy).map((name) => [`#${name}`, `./libraries/${name}.cjs`]))
writeFileSync(join(dist, 'package.json'), `${JSON.stringify({ type: 'module', imports }, null, 2)}\n`)

/**
 * @param {InputOptions} options
 * @param {OutputOptions} output
 * @param {string} extension
 * @returns the paths of the modules that the bundle contains
 */
async function bundle(options, output, extension) {
  const build = await rolldown(withDefaults(options))
  const written = await build.write({
    dir: dist,
    ...output,
    entryFileNames: `[name].${extension}`,
    chunkFileNames: `chunks/[name].${extension}`,
  })
  await build.close()
  return written.output.flatMap((file) => {
    if (file.type !== 'chunk') return []
    console.log(`dist/${file.fileName}: ${Math.round(file.code.length / 1000)} kB`)
    return file.moduleIds
  })
}

/** @param {InputOptions} options @returns {InputOptions} */
function withDefaults(options) {
  return { cwd: root, platform: 'node', onLog, ...options }
}

/**
 * Our own modules and the toolkit's have no side effects, so unused ones are left out, undici included.
 * @param {string} id
 */
function hasSideEffects(id) {
  return !isBuiltin(id) && !/\/(?:src|node_modules\/@actions)\//.test(id)
}

/** A warning fails the build. @param {LogLevel} level @param {RolldownLog} log @param {LogOrStringHandler} report */
function onLog(level, log, report) {
  report(level === 'warn' ? 'error' : level, log)
}

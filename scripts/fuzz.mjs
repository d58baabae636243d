// Runs the fuzz targets of __tests__/fuzz for a given time, and reports the number of cases of each. Run by `npm run fuzz`.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FuzzOptionError, readFuzzOptions, tabulateRuns, unfinishedTarget } from './lib/fuzz-options.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'tagboat-fuzz-'))
const journal = join(folder, 'journal')

try {
  const options = readFuzzOptions(process.argv.slice(2), Math.floor(Math.random() * 2 ** 31))
  console.log(`seed ${options.seed}, ${options.seconds} s${options.only ? `, only ${options.only}` : ''}`)
  const code = await runJest(options)
  const entries = existsSync(journal) ? readFileSync(journal, 'utf8') : ''
  console.log(tabulateRuns(entries))
  const stuck = unfinishedTarget(entries)
  if (stuck !== undefined) console.error(`Target '${stuck}' did not end.`)
  if (code !== 0)
    console.error(`To repeat: npm run fuzz -- --seed ${options.seed} --only 'NAME OF THE TARGET'`)
  process.exitCode = code === 0 && stuck === undefined ? 0 : 1
} catch (error) {
  if (!(error instanceof FuzzOptionError)) throw error
  console.error(error.message)
  process.exitCode = 2
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/**
 * Runs jest, and kills it, with a case that hangs, long after the budget is used up.
 * @param {ReturnType<typeof readFuzzOptions>} options
 * @returns {Promise<number>}
 */
function runJest({ seconds, seed, only }) {
  const flags = ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules']
  const args = [...flags, join(root, 'node_modules/jest/bin/jest.js'), '--config', 'jest.fuzz.config.js']
  const env = {
    ...process.env,
    TAGBOAT_FUZZ_SECONDS: String(seconds),
    TAGBOAT_FUZZ_SEED: String(seed),
    TAGBOAT_FUZZ_ONLY: only,
    TAGBOAT_FUZZ_JOURNAL: journal,
  }
  const child = spawn(process.execPath, [...args, '--runInBand'], { cwd: root, env, stdio: 'inherit' })
  const watchdog = setTimeout(() => child.kill('SIGKILL'), (seconds * 3 + 300) * 1000)
  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearTimeout(watchdog)
      resolve(code ?? 1)
    })
  })
}

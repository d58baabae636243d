// Checks that the committed bundle matches the sources, and that it starts. Run by `npm run check:dist`.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const root = fileURLToPath(new URL('..', import.meta.url))

await import('./build.mjs')
checkFresh()
/** @type {{runs: {main: string, post: string}}} */
const { runs } = parse(readFileSync(join(root, 'action.yml'), 'utf8'))
// An input that is invalid in any environment, so that a bundle that loads always ends with the same error.
checkStarts(runs.main, { INPUT_PUSH: 'perhaps' }, (done) => done.status === 1 && isTagboatError(done.stdout))
checkStarts(runs.post, {}, (done) => done.status === 0)
/** @type {{version: string, bin: {tagboat: string}}} */
const { version, bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
checkStarts(bin.tagboat, {}, (done) => isVersion(done.stdout), ['--version'])
// Fails in an empty folder, after the core has loaded.
checkStarts(bin.tagboat, {}, (done) => done.status === 2 && isCommandError(done.stderr), ['plan'])
for (const folder of ['describe', 'prune']) {
  /** @type {{runs: {main: string}}} */
  const action = parse(readFileSync(join(root, folder, 'action.yml'), 'utf8'))
  // Without an event it has no ref.
  checkStarts(join(folder, action.runs.main), {}, (done) => done.status === 1 && isTagboatError(done.stdout))
}
checkLibraries(runs.main)
console.log('dist/ is fresh, its entries and the command start, and its libraries load')

function checkFresh() {
  const changes = execFileSync('git', ['status', '--porcelain', '--untracked-files=all', 'dist'], {
    cwd: root,
    encoding: 'utf8',
  })
  if (changes === '') return
  fail(`dist/ did not match src/:\n${changes}It has been rebuilt: review it and commit it.`)
}

/**
 * Runs a bundle in an empty folder with an almost empty environment, so that it cannot depend on anything else.
 * @param {string} file
 * @param {Record<string, string>} env
 * @param {(done: import('node:child_process').SpawnSyncReturns<string>) => boolean} isRight
 * @param {string[]} [args]
 */
function checkStarts(file, env, isRight, args = []) {
  const folder = mkdtempSync(join(tmpdir(), 'tagboat-check-'))
  try {
    const done = spawnSync(process.execPath, [join(root, file), ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, RUNNER_TEMP: folder, ...env },
      timeout: 60_000,
    })
    if (!isRight(done)) {
      const how = done.signal ? `was ended by ${done.signal}` : `exited with ${done.status}`
      fail(`${file} does not start as it should; it ${how}:\n${done.stdout}${done.stderr}`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Checks that the bundle finds every library that loads on first use. @param {string} main */
function checkLibraries(main) {
  const load = createRequire(join(root, main))
  /** @type {{imports: Record<string, string>}} */
  const { imports } = JSON.parse(readFileSync(join(root, 'dist/package.json'), 'utf8'))
  for (const name of Object.keys(imports)) {
    if (Object.keys(load(name)).length === 0) fail(`${name} of dist/package.json is empty`)
  }
}

/** Whether the output has one annotation that ends with an error code, and no stack. @param {string} stdout */
function isTagboatError(stdout) {
  return /^::error.*\[[a-z0-9-]+\]/m.test(stdout) && !/^\s+at .+:\d+:\d+/m.test(stdout)
}

/** @param {string} stdout */
function isVersion(stdout) {
  return stdout === `${version}\n`
}

/** Whether the output ends with an error code, and has no stack. @param {string} stderr */
function isCommandError(stderr) {
  return /\[[a-z0-9-]+\]\s*$/.test(stderr) && !/^\s+at .+:\d+:\d+/m.test(stderr)
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message)
  process.exit(1)
}

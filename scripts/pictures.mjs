/**
 * `npm run pictures`: writes the pictures of README.md into docs/pictures, from real runs: a terminal with `tagboat plan`, and the job
 * summary of the action. Needs an engine or the right to start one, and chromium. Build first. Options: --yes (install missing programs).
 * @import { Theme } from './pictures/terminal-svg.mjs'
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { marked } from 'marked'
import { prepareEngine } from './demo/engine.mjs'
import { checkOut, makeRepository } from './demo/repository.mjs'
import { startRegistry } from './lib/registry.mjs'
import { describeError, mustRun } from './lib/run.mjs'
import { runStep } from './lib/runner.mjs'
import { isEnding, onTeardown, teardown } from './lib/teardown.mjs'
import { drawTerminal, themes } from './pictures/terminal-svg.mjs'

const { values } = parseArgs({ options: { yes: { type: 'boolean', default: false } } })
const root = fileURLToPath(new URL('..', import.meta.url))
const pictures = join(root, 'docs/pictures')
const columns = 132
const tags = [
  'type=semver,pattern={{version}}',
  'type=semver,pattern={{major}}.{{minor}}',
  'type=ref,event=branch',
].join('\n')

async function draw() {
  const dir = mkdtempSync(join(tmpdir(), 'tagboat-pictures-'))
  onTeardown(dir, () => rmSync(dir, { recursive: true, force: true }))
  const { env } = await prepareEngine({ dir, yes: values.yes, say: console.log })
  const registry = await startRegistry({ dir: join(dir, 'registry'), port: 5000 })
  const source = join(dir, 'repository')
  await makeRepository(source)
  const inputs = { images: `${registry.host}/acme/web`, tags }
  const step = { dir, source, env, inputs }
  const summary = await publish({
    ...step,
    ref: 'refs/tags/v1.2.3',
    name: 'v1.2.3',
    platforms: 'linux/amd64,linux/arm64',
  })
  mkdirSync(pictures, { recursive: true })
  await drawPlan(source, env, { images: `${registry.host}/acme/app`, tags })
  await drawSummary(dir, summary)
}

/**
 * Publishes a ref as a runner does. Returns the job summary.
 * @param {{
 *   dir: string, source: string, env: NodeJS.ProcessEnv, inputs: Record<string, string>, ref: string, name: string, platforms: string,
 * }} options
 */
async function publish({ dir, source, env, inputs, ref, name, platforms }) {
  const workspace = join(dir, `workspace-${name}`)
  const { sha, event } = await checkOut(source, workspace, { ref, name })
  const { PATH, HOME, DOCKER_HOST, DOCKER_CONFIG } = env
  // The second platform has no program that runs, so that nothing is emulated.
  writeFileSync(
    join(workspace, 'Dockerfile'),
    'FROM scratch\nCOPY busybox /bin/busybox\nCOPY hello.txt /hello.txt\n',
  )
  const { main } = await runStep({
    root,
    workspace,
    temp: join(dir, `temp-${name}`),
    inputs: { ...inputs, platforms },
    ref,
    sha,
    event,
    eventName: 'push',
    env: { PATH, HOME, DOCKER_HOST, DOCKER_CONFIG },
  })
  if (main.code !== 0) throw new Error(`The action failed:\n${main.log}`)
  return main.summary
}

/**
 * The plan of a new git tag, with the settings of a workflow.
 * @param {string} folder @param {NodeJS.ProcessEnv} env @param {Record<string, string>} inputs
 */
async function drawPlan(folder, env, inputs) {
  const git = (/** @type {string[]} */ ...args) => mustRun('git', ['-C', folder, ...args], { env })
  await git('checkout', '--quiet', 'main')
  await git('remote', 'add', 'origin', folder)
  mkdirSync(join(folder, '.github/workflows'), { recursive: true })
  const steps = [{ uses: 'tagboat/tagboat@v1', with: inputs }]
  const workflow = { on: 'push', jobs: { image: { 'runs-on': 'ubuntu-latest', steps } } }
  writeFileSync(join(folder, '.github/workflows/image.yml'), JSON.stringify(workflow))
  const tagboat = join(root, 'bin/tagboat.js')
  const release = ['publish', '--workflow', 'image.yml', '--ref', 'v1.2.3', '--allow-release']
  // The workflow is a new file.
  await git('add', '.github')
  await git(
    '-c',
    'user.name=Demo',
    '-c',
    'user.email=demo@example.com',
    'commit',
    '--quiet',
    '--message',
    'Publish',
  )
  await git('tag', '--force', 'v1.2.3')
  await mustRun(process.execPath, [tagboat, ...release], { cwd: folder, env })
  const args = 'plan --workflow image.yml --ref v1.3.0'
  const command = `${quote(process.execPath)} ${quote(tagboat)} ${args}`
  const output = await mustRun(
    'script',
    ['-qec', `stty cols ${columns}; cd ${quote(folder)}; ${command}`, '/dev/null'],
    { env: { ...env, TERM: 'xterm-256color' } },
  )
  const shown = [`$ tagboat ${args}`, ...output.replaceAll('\r', '').trimEnd().split('\n')]
  for (const [name, theme] of Object.entries(themes)) {
    writeFileSync(
      join(pictures, `plan-${name}.svg`),
      drawTerminal(shown, theme, 'The output of tagboat plan'),
    )
  }
}

/** Renders the summary as GitHub shows it, and crops the picture to its height. @param {string} dir @param {string} summary */
async function drawSummary(dir, summary) {
  const body = await marked.parse(summary)
  for (const [name, theme] of Object.entries(themes)) {
    const css = await readFile(
      join(root, `node_modules/github-markdown-css/github-markdown-${name}.css`),
      'utf8',
    )
    const page = join(dir, `summary-${name}.html`)
    const html = (/** @type {string} */ style) =>
      `<!doctype html><meta charset="utf-8"><style>${css} body { margin: 0; ${style} } .markdown-body { padding: 24px }</style><article class="markdown-body">${body}</article>`
    writeFileSync(page, html(`background: ${theme.background}`))
    const height = await measure(dir, page)
    await chromium(dir, [
      `--window-size=1010,${height}`,
      `--screenshot=${join(pictures, `summary-${name}.png`)}`,
      `file://${page}`,
    ])
  }
}

/** The height of a page, in pixels, at the width of the picture. @param {string} dir @param {string} page */
async function measure(dir, page) {
  const text = await readFile(page, 'utf8')
  const measured = join(dir, 'measured.html')
  writeFileSync(
    measured,
    `${text}<script>document.title = document.querySelector('article').offsetHeight</script>`,
  )
  const dom = await chromium(dir, ['--window-size=1010,600', '--dump-dom', `file://${measured}`])
  return Number(/<title>(\d+)<\/title>/.exec(dom)?.[1] ?? 600)
}

/** @param {string} dir @param {string[]} args */
function chromium(dir, args) {
  const usual = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    `--user-data-dir=${join(dir, 'chromium')}`,
  ]
  return mustRun('chromium', [...usual, ...args], { env: { ...process.env, HOME: dir } })
}

/** @param {string} text */
function quote(text) {
  return `'${text.replaceAll("'", "'\\''")}'`
}

try {
  await draw()
} catch (error) {
  if (!isEnding()) console.error(describeError(error))
  process.exitCode = 1
}
if ((await teardown()).length > 0) process.exitCode = 1

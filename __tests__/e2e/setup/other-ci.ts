/** The files of docs/other-ci.md, run as far as this machine can. */
import { spawn } from 'node:child_process'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { compileCache, engines, newFolder, node24 } from './environment.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const page = readFileSync(join(root, 'docs/other-ci.md'), 'utf8')

/** A complete file of the page, by the path in its first line, with another registry. */
export function fileOf(path: string, registry: string): string {
  const blocks = [...page.matchAll(/^```\w+\n(?:#|\/\/) (\S+)\n([\s\S]*?)^```$/gm)]
  const found = blocks.find(([, name]) => name === path)?.[2]
  if (found === undefined) throw new Error(`docs/other-ci.md has no file ${path}.`)
  return found.replaceAll('registry.example', registry)
}

/** The shell lines of each file. */
export const scripts = {
  '.forgejo/workflows/image.yaml': (text: string) => {
    const { steps } = parse(text).jobs.image as { steps: readonly { run?: string }[] }
    return steps.flatMap(({ run }) => run ?? []).join('\n')
  },
  Jenkinsfile: (text: string) => text.split("'''")[1] ?? '',
  '.buildkite/image.sh': (text: string) => text,
} as const

export interface ShellDone {
  readonly code: number | null
  readonly output: string
}

export interface ShellOptions {
  readonly folder: string
  readonly env: Record<string, string>
}

/** Runs a script as these CI systems do: with sh, which ends at the first error. */
export const runScript = (script: string, options: ShellOptions): Promise<ShellDone> =>
  start('sh', ['-e', '-c', script], options)

/** Runs `.gitlab-ci.yml` of the folder in gitlab-ci-local, with the variables of a pipeline. It expands variables: `$$` is a `$`. */
export function runGitlab(variables: Record<string, string>, options: ShellOptions): Promise<ShellDone> {
  const program = join(root, 'node_modules/gitlab-ci-local/dist/index.js')
  const set = Object.entries(variables).flatMap(([name, value]) => [
    '--variable',
    `${name}=${value.replaceAll('$', '$$$$')}`,
  ])
  const ignored = `--ignore-predefined-vars=${Object.keys(variables).join(',')}`
  return start(node24, [program, '--force-shell-executor', ignored, ...set], options)
}

async function start(
  command: string,
  args: readonly string[],
  { folder, env }: ShellOptions,
): Promise<ShellDone> {
  const { PATH = '', TMPDIR } = process.env
  const child = spawn(command, args, {
    cwd: folder,
    env: {
      PATH: `${makePrograms()}:${PATH}`,
      TMPDIR,
      HOME: newFolder('home'),
      DOCKER_HOST: engines.store,
      NODE_COMPILE_CACHE: compileCache,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 100_000,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  return { code, output }
}

/** In place of the packages that a job installs: `apk` does nothing, and `npx tagboat@1` is this version. */
function makePrograms(): string {
  const folder = newFolder('programs')
  const programs = {
    apk: 'exit 0',
    npx: `[ "$1 $2" = "--yes tagboat@1" ] || exit 64\nshift 2\nexec ${node24} ${join(root, 'bin/tagboat.js')} "$@"`,
  }
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`)
    chmodSync(join(folder, name), 0o755)
  }
  return folder
}

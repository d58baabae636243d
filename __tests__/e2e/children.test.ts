import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startArtifactService } from '../../scripts/lib/artifact-service.mjs'
import { mustRun } from '../../scripts/lib/run.mjs'
import { engines, newFolder } from './setup/environment.ts'
import { login, makeProject, step, useRegistry } from './setup/project.ts'

/** The runner's variables in an action's environment, which a child process gets only if it needs them. */
const runner = [
  ...['ACTIONS_CACHE_SERVICE_V2', 'ACTIONS_CACHE_URL', 'ACTIONS_RESULTS_URL', 'ACTIONS_RUNTIME_TOKEN'],
  ...[
    'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
    'ACTIONS_ID_TOKEN_REQUEST_URL',
    'ACTIONS_RUNTIME_URL',
    'ACTIONS_CACHE_MODE',
  ],
]

/** The runner's variables that each child process gets, from the table in docs/security.md. */
function readTable(): ReadonlyMap<string, readonly string[]> {
  const text = readFileSync(fileURLToPath(new URL('../../docs/security.md', import.meta.url)), 'utf8')
  const [, section = ''] = /\n## Child processes\n(.*?)\n## /s.exec(text) ?? []
  const rows = section.matchAll(/^\| `([^|]+)` \| [^|]+ \| ([^|]+) \|$/gm)
  return new Map([...rows].map(([, child = '', kept = '']) => [child, kept.match(/ACTIONS_\w+/g) ?? []]))
}

interface Child {
  readonly row: string
  readonly names: readonly string[]
  readonly git: readonly string[]
}

/** Wrappers that record their command and environment, and then run the real programs. */
async function makeRecorders() {
  const [folder, home] = [newFolder('recorders'), newFolder('home')]
  const notes = join(folder, 'notes')
  const bin = join(folder, 'bin')
  const plugins = join(home, '.docker/cli-plugins')
  mkdirSync(bin)
  mkdirSync(plugins, { recursive: true })
  const put = (path: string, then: string) => {
    const note = `{ echo "= \${0##*/} $*"; env | cut -d= -f1; env | grep ^GIT_; } > ${notes}.$$`
    writeFileSync(path, `#!/bin/sh\n${note}\ncat ${notes}.$$ >> ${notes}; rm ${notes}.$$\n${then}\n`)
    chmodSync(path, 0o755)
  }
  const find = async (name: string) => (await mustRun('sh', ['-c', `command -v ${name}`])).trim()
  for (const name of ['git', 'docker']) put(join(bin, name), `exec ${await find(name)} "$@"`)
  const info = await mustRun(
    'docker',
    ['info', '--format', '{{range .ClientInfo.Plugins}}{{.Name}} {{.Path}}\n{{end}}'],
    {
      env: { ...process.env, DOCKER_HOST: engines.store },
    },
  )
  const buildx = /^buildx (\S+)$/m.exec(info)?.[1] ?? ''
  put(join(plugins, 'docker-buildx'), `exec ${buildx} "$@"`)
  const credential = JSON.stringify({ Username: login.username, Secret: login.password })
  put(
    join(bin, 'docker-credential-rec'),
    `cat > /dev/null; printf '%s' '${credential.replaceAll("'", "'\\''")}'`,
  )
  put(join(bin, 'aws'), 'echo a-password')
  const read = (): readonly Child[] =>
    (existsSync(notes) ? readFileSync(notes, 'utf8') : '').split(/^= /m).slice(1).map(asChild)
  return { env: { HOME: home, PATH: `${bin}:${process.env.PATH}` }, read }
}

/** The row of the table for a command. */
function asChild(note: string): Child {
  const [command = '', ...lines] = note.split('\n')
  const [program = '', first = '', second = ''] = command.split(' ')
  const row = (): string => {
    if (program.startsWith('docker-credential-')) return 'docker-credential-*'
    // Docker starts the plugin with its own name as the first argument.
    if (first === 'buildx') return `docker buildx ${second}${second === 'bake' ? ' --print' : ''}`
    // Tagboat's own git always gets GIT_DIR.
    if (program === 'git' && !lines.some((line) => line.startsWith('GIT_DIR='))) return 'git of buildx'
    if (program === 'docker') return `docker ${first}`
    return program === 'docker-buildx' ? `buildx ${first}` : program
  }
  return {
    row: row(),
    names: lines.filter((line) => /^(INPUT|ACTIONS)_[^=]*$/.test(line)).sort(),
    git: lines.filter((line) => /^GIT_[^=]*=/.test(line)),
  }
}

describe('the child processes of a step', () => {
  const registry = useRegistry()

  it('are the rows of the table in docs/security.md, with the variables it lists', async () => {
    const recorders = await makeRecorders()
    const variables = Object.fromEntries(runner.map((name) => [name, `the-runners-${name}`]))
    const env = { ...recorders.env, ...variables, ACTIONS_CACHE_SERVICE_V2: 'True' }
    const workspace = makeProject(undefined, { 'docker-bake.hcl': 'target "default" {}\n' })
    const images = `${registry.host}/children`
    const helper = { images, 'registry-auth': `- { registry: "${registry.host}", helper: rec }` }
    await mustRun('docker', ['build', '--quiet', '--tag', 'test/children:1', workspace], {
      env: { ...process.env, DOCKER_HOST: engines.store },
    })
    const steps: readonly Record<string, string>[] = [
      { ...registry.inputsFor('children'), 'cache-from': 'type=gha' },
      { ...registry.inputsFor('children'), 'bake-files': 'docker-bake.hcl', 'build-record': 'true' },
      { ...registry.inputsFor('children'), builder: 'default', load: 'true', provenance: 'false' },
      { ...registry.inputsFor('children'), from: 'docker-daemon:test/children:1', tags: 'from-daemon' },
      { ...helper, from: `${registry.host}/children:main`, tags: 'again' },
      {
        images: '123456789012.dkr.ecr.eu-central-1.amazonaws.com/app',
        'registry-auth': '- { registry: 123456789012.dkr.ecr.eu-central-1.amazonaws.com, ecr: auto }',
        'dry-run': 'true',
      },
    ]
    // Without an artifact service, no record is exported.
    const service = await startArtifactService()
    for (const [index, inputs] of steps.entries()) {
      const withService = inputs['build-record'] ? service.environment() : {}
      const done = await step({ workspace, inputs, env: { ...env, ...withService } })
      expect([index, done.main.code, done.errors]).toEqual([index, 0, []])
    }
    await service.stop()
    const table = readTable()
    const children = recorders.read().filter(({ row }) => !isPluginCheck(row))
    expect([...new Set(children.map(({ row }) => row))].sort()).toEqual([...table.keys()].sort())
    for (const { row, names, git } of children) {
      const most = table.get(row) ?? []
      expect([row, names.filter((name) => !most.includes(name))]).toEqual([row, []])
      expect([row, git]).toEqual([
        row,
        expect.arrayContaining(['GIT_NO_LAZY_FETCH=1', 'GIT_TERMINAL_PROMPT=0']),
      ])
      expect([row, git.filter((line) => line.endsWith('=safe.bareRepository'))]).toEqual([
        row,
        [expect.any(String)],
      ])
    }
    for (const [row, most] of table) {
      const seen = children.filter((child) => child.row === row).map(({ names }) => names)
      expect([row, seen.some((names) => names.length === most.length)]).toEqual([row, true])
    }
  })
})

/** Docker queries the metadata of each plugin with each of its own commands. */
const isPluginCheck = (row: string): boolean => row === 'buildx docker-cli-plugin-metadata'

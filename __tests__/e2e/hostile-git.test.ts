import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { base, newFolder } from './setup/environment.ts'
import { commit, git, makeProject, simpleDockerfile, step, useRegistry } from './setup/project.ts'

/** A malicious script that writes the environments of all its parent processes to a file. */
function makeThief() {
  const folder = newFolder('thief')
  const [loot, script] = [join(folder, 'loot'), join(folder, 'steal')]
  const lines = [
    '#!/bin/sh',
    'pid=$PPID',
    'while [ "$pid" -gt 1 ]; do',
    `  tr '\\0' '\\n' < /proc/$pid/environ >> ${loot}`,
    '  pid=$(sed -n "s/^PPid:\\t//p" /proc/$pid/status)',
    'done',
  ]
  writeFileSync(script, `${lines.join('\n')}\n`)
  chmodSync(script, 0o755)
  return { script, hasStolen: () => existsSync(loot) }
}

/** Git settings that start the script: to fetch a missing commit, to check files, to show output. */
function arm(gitDir: string, script: string): void {
  const settings = {
    'core.sshCommand': script,
    'core.fsmonitor': script,
    'core.pager': script,
    'filter.steal.clean': script,
    'remote.origin.url': 'ssh://none/x',
    'remote.origin.promisor': 'true',
    'extensions.partialClone': 'origin',
    'core.repositoryFormatVersion': '1',
  }
  for (const [key, value] of Object.entries(settings))
    git(gitDir, 'config', '--file', join(gitDir, 'config'), key, value)
}

/** Makes a repository in the folder `app` of the workspace, whose HEAD is a missing commit. */
function plant(workspace: string, script: string, { isBare }: { isBare: boolean }): void {
  const app = join(workspace, 'app')
  mkdirSync(app, { recursive: true })
  cpSync(join(workspace, 'hello'), join(app, 'hello'))
  writeFileSync(join(app, 'Dockerfile'), simpleDockerfile)
  const gitDir = isBare ? app : join(app, '.git')
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', gitDir])
  rmSync(join(gitDir, 'hooks'), { recursive: true })
  git(gitDir, 'config', '--file', join(gitDir, 'config'), 'core.bare', String(isBare))
  arm(gitDir, script)
  writeFileSync(join(gitDir, 'refs/heads/main'), `${'1'.repeat(40)}\n`)
  // Git keeps no empty folders.
  for (const folder of ['objects', 'refs']) writeFileSync(join(gitDir, folder, 'kept'), '')
}

/** A git without the environment variables that older versions do not support. */
function makeOlderGit(): string {
  const folder = newFolder('older-git')
  // GIT_CONFIG_COUNT came with 2.31, GIT_NO_LAZY_FETCH with 2.44 (release notes of git).
  const lines = ['#!/bin/sh', 'unset GIT_CONFIG_COUNT GIT_NO_LAZY_FETCH', 'exec /usr/bin/git "$@"']
  writeFileSync(join(folder, 'git'), `${lines.join('\n')}\n`)
  chmodSync(join(folder, 'git'), 0o755)
  return folder
}

const bakeFile = 'target "default" { context = "app" }\n'
const tokens = { ACTIONS_RUNTIME_TOKEN: 'token-for-caches', BUILDX_GIT_CHECK_DIRTY: 'true' }

describe('a repository in the checkout', () => {
  const registry = useRegistry()

  interface Attack {
    readonly name: string
    readonly isBare: boolean
    readonly inputs: Record<string, string>
    readonly olderGit?: boolean
  }

  const attacks: readonly Attack[] = [
    {
      name: 'a bare repository of plain files, in a dry run',
      isBare: true,
      inputs: { context: 'app', 'dry-run': 'true' },
    },
    { name: 'a bare repository of plain files', isBare: true, inputs: { context: 'app' } },
    {
      name: 'a bare repository of plain files, with an older git',
      isBare: true,
      inputs: { context: 'app' },
      olderGit: true,
    },
    { name: 'a .git folder, in a dry run', isBare: false, inputs: { context: 'app', 'dry-run': 'true' } },
    { name: 'a .git folder', isBare: false, inputs: { context: 'app' } },
    { name: 'a .git folder, with an older git', isBare: false, inputs: { context: 'app' }, olderGit: true },
    {
      name: 'a .git folder around a bake target',
      isBare: false,
      inputs: { 'bake-files': 'docker-bake.hcl' },
    },
    {
      name: 'a .git folder around a bake target, with an older git',
      isBare: false,
      inputs: { 'bake-files': 'docker-bake.hcl' },
      olderGit: true,
    },
  ]

  it.each(attacks)('runs no command: $name', async ({ isBare, inputs, olderGit = false }) => {
    const { script, hasStolen } = makeThief()
    const workspace = makeProject(undefined, {
      'docker-bake.hcl': bakeFile,
      '.gitattributes': '* filter=steal\n',
    })
    plant(workspace, script, { isBare })
    if (isBare) {
      git(workspace, 'add', '--all', '--force')
      commit(workspace)
    }
    const done = await step({
      workspace,
      inputs: registry.inputsFor('hostile', inputs),
      env: { ...tokens, ...(olderGit && { PATH: `${makeOlderGit()}:${process.env.PATH}` }) },
    })
    expect(hasStolen()).toBe(false)
    expect(done.main).toMatchObject({ code: 0, signal: '' })
  })

  it('made by actions/checkout is the source in the image’s labels', async () => {
    const workspace = makeProject()
    const nested = makeProject()
    commit(nested)
    cpSync(nested, join(workspace, 'app'), { recursive: true })
    const done = await step({ workspace, inputs: registry.inputsFor('nested', { context: 'app' }) })
    expect(done.main.code).toBe(0)
    expect(done.main.outputs.labels).toContain(
      `org.opencontainers.image.revision=${git(nested, 'rev-parse', 'HEAD')}`,
    )
    const seconds = Number(git(nested, 'log', '-1', '--format=%ct'))
    const created = new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
    expect(done.main.outputs.labels).toContain(`org.opencontainers.image.created=${created}`)
  })
})

describe('a credential helper in the workspace', () => {
  const registry = useRegistry()

  it('is not run by docker, for any PATH', async () => {
    const { script, hasStolen } = makeThief()
    const seed = await step({ workspace: makeProject(), inputs: registry.inputsFor('seed') })
    expect(seed.main.code).toBe(0)
    const workspace = makeProject(`FROM ${registry.host}/seed:main\n`)
    mkdirSync(join(workspace, 'bin'))
    cpSync(script, join(workspace, 'bin/docker-credential-evil'))
    const home = newFolder('home')
    mkdirSync(join(home, '.docker'))
    const credHelpers = { [registry.host]: 'evil' }
    writeFileSync(join(home, '.docker/config.json'), JSON.stringify({ credHelpers }))
    const done = await step({
      workspace,
      inputs: { images: `${base.split('/')[0]}/tagboat-test/helper` },
      env: { HOME: home, PATH: `${join(workspace, 'bin')}:${process.env.PATH}` },
    })
    expect(hasStolen()).toBe(false)
    expect(done.main.code).toBe(1)
    expect(done.main.log).toContain('docker-credential-evil')
  })
})

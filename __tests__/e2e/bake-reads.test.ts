import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newFolder } from './setup/environment.ts'
import { dockerAt } from './setup/images.ts'
import { commit, findSecret, git, makeProject, simpleDockerfile, step, useRegistry } from './setup/project.ts'

const canary = 'canary-5f2c9e7d'
const service = (more: string) =>
  `services:\n  app:\n    build:\n      context: .\n      args:\n        - TOKEN\n        - ODD\n${more}`
const compose = service('')
const labelled = `${simpleDockerfile}ARG TOKEN\nARG ODD\nLABEL token=$TOKEN odd=$ODD\n`
const included = { 'compose.yml': `include: [other/compose.yml]\n${compose}` }

/** Files outside the workspace, as on a runner; `TREE` in a text stands for their folder. */
function makeOutside(): string {
  const folder = newFolder('outside')
  const files = {
    'good.env': `TOKEN=${canary}\n`,
    'bad.env': `[x]\n"${canary}" = 1\n`,
    'compose.yml': `services:\n  base:\n    environment:\n      TOKEN: ${canary}\n    build:\n      args:\n        TOKEN: ${canary}\n`,
    'bad.yml': `services:\n  base:\n    ${canary}: [\n`,
    'docker-bake.hcl': `target "default" {\n  ${canary} = nowhere\n`,
    Dockerfile: `FROM scratch\nCOPY hello /hello\nLABEL token=${canary}\n`,
    '.dockerignore': `!!${canary}\n`,
    'docker-bake.json': `{"target":{"default":{"args":{"TOKEN":"${canary}"}}}}`,
    'context/hello': canary,
    'context/Dockerfile': 'FROM scratch\nCOPY hello /file\n',
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, 'context'), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

/** A project with links: the text `-> PATH` makes a link. OUTSIDE stands for the folder outside the workspace. */
function makeLinked(outside: string, files: Readonly<Record<string, string>>): string {
  const texts = Object.entries(files).map(
    ([name, text]) => [name, text.replaceAll('OUTSIDE', outside)] as const,
  )
  const isLink = (text: string) => text.startsWith('-> ')
  const plain = Object.fromEntries(texts.filter(([, text]) => !isLink(text)))
  const workspace = makeProject(files.Dockerfile === undefined ? labelled : '', plain)
  for (const [name, text] of texts) {
    if (!isLink(text)) continue
    if (name === 'Dockerfile') git(workspace, 'rm', '--quiet', '--force', name)
    mkdirSync(join(workspace, name, '..'), { recursive: true })
    symlinkSync(text.slice(3), join(workspace, name))
  }
  git(workspace, 'add', '--all')
  commit(workspace)
  return workspace
}

describe('files outside the workspace', () => {
  const registry = useRegistry()
  const run = (
    outside: string,
    files: Readonly<Record<string, string>>,
    inputs: Readonly<Record<string, string>>,
  ) => {
    const texts = Object.entries(inputs).map(([name, text]) => [name, text.replaceAll('OUTSIDE', outside)])
    const env = { FROM_ENV: `${outside}/good.env` }
    return step({
      workspace: makeLinked(outside, files),
      inputs: registry.inputsFor('reads/app', Object.fromEntries(texts)),
      env,
    })
  }
  const bake = { 'bake-files': 'compose.yml' }
  const hcl = 'target "default" {\n  args = { TOKEN = TOKEN }\n}\nvariable "TOKEN" {}\n'

  it.each([
    {
      what: 'env_file of a compose service',
      files: { 'compose.yml': service('    env_file: OUTSIDE/good.env\n') },
      inputs: bake,
      code: 'read-outside',
    },
    {
      what: 'env_file in its long form, in a merged service',
      files: {
        'compose.yml': `x-base: &base\n  env_file:\n    - {path: OUTSIDE/bad.env, required: false}\n${service('    <<: *base\n')}`,
      },
      inputs: bake,
      code: 'read-outside',
    },
    {
      what: 'env_file with a variable of the runner',
      files: { 'compose.yml': service('    env_file: ${FROM_ENV:-.env}\n') },
      inputs: bake,
      code: 'read-outside',
    },
    {
      what: 'env_file with a variable from a committed .env',
      files: { 'compose.yml': service('    env_file: $WHERE/good.env\n'), '.env': 'WHERE=OUTSIDE\n' },
      inputs: bake,
      code: 'read-outside',
    },
    {
      what: 'include with a path',
      files: { 'compose.yml': `include: [OUTSIDE/bad.yml]\n${compose}` },
      inputs: bake,
      code: 'read-outside',
    },
    {
      what: 'include with an env_file',
      files: {
        'compose.yml': `include:\n  - path: [other/compose.yml]\n    env_file: OUTSIDE/good.env\n`,
        'other/compose.yml': service('').replace('- TOKEN', '- "TOKEN=$TOKEN"'),
      },
      inputs: bake,
      code: 'read-outside',
    },
    {
      what: 'the .env beside an included file',
      files: { ...included, 'other/compose.yml': 'services: {}\n', 'other/.env': '-> OUTSIDE/bad.env' },
      inputs: bake,
      code: 'read-outside',
    },
    {
      what: 'extends with a file',
      files: { 'compose.yml': service('    extends: {file: OUTSIDE/compose.yml, service: base}\n') },
      inputs: bake,
      code: 'read-outside',
    },
    {
      what: 'a committed .env that is a link, beside an HCL file',
      files: { 'docker-bake.hcl': hcl, '.env': '-> OUTSIDE/bad.env' },
      inputs: { 'bake-files': 'docker-bake.hcl' },
      code: 'read-outside',
    },
    {
      what: 'a committed .env that is a link, beside a compose file',
      files: { 'compose.yml': compose, '.env': '-> OUTSIDE/good.env' },
      inputs: bake,
      code: 'read-outside',
    },
    {
      what: 'a bake file that is a link',
      files: { 'docker-bake.hcl': '-> OUTSIDE/docker-bake.hcl' },
      inputs: { 'bake-files': 'docker-bake.hcl' },
      code: 'read-outside',
    },
    {
      what: 'a bake file in a folder that is a link',
      files: { ci: '-> OUTSIDE' },
      inputs: { 'bake-files': 'ci/docker-bake.json' },
      code: 'read-outside',
    },
    {
      what: 'a remote include',
      files: { 'compose.yml': `include: [https://example.com/compose.yml]\n${compose}` },
      inputs: bake,
      code: 'compose-reference',
    },
    {
      what: 'a compose file that YAML 1.1 and 1.2 read differently',
      files: { 'compose.yml': `${compose}# \u2028include: [OUTSIDE/bad.yml]\n` },
      inputs: bake,
      code: 'compose-unclear',
    },
    {
      what: 'a Dockerfile that is a link',
      files: { Dockerfile: '-> OUTSIDE/Dockerfile' },
      inputs: {},
      code: 'read-outside',
    },
    {
      what: 'the Dockerfile of a bake target that is a link',
      files: {
        'bake.json': '{"target":{"default":{"dockerfile":"a.Dockerfile"}}}',
        'a.Dockerfile': '-> OUTSIDE/Dockerfile',
      },
      inputs: { 'bake-files': 'bake.json' },
      code: 'read-outside',
    },
    {
      what: 'a .dockerignore that is a link',
      files: { '.dockerignore': '-> OUTSIDE/.dockerignore' },
      inputs: {},
      code: 'read-outside',
    },
    {
      what: 'a context that is a link',
      files: { app: '-> OUTSIDE/context' },
      inputs: { context: 'app' },
      code: 'read-outside',
    },
    {
      what: 'a named context that is a link',
      files: { lib: '-> OUTSIDE/context' },
      inputs: { 'build-contexts': 'lib=lib' },
      code: 'read-outside',
    },
    {
      what: 'a layout that is a link',
      files: { layout: '-> OUTSIDE/context' },
      inputs: { 'build-contexts': 'lib=oci-layout://layout:x' },
      code: 'read-outside',
    },
    {
      what: 'a layout to publish that is a link',
      files: { layout: '-> OUTSIDE/context' },
      inputs: { from: 'oci-layout:layout' },
      code: 'read-outside',
    },
    {
      what: 'a secret that is a link',
      files: { '.npmrc': '-> OUTSIDE/good.env' },
      inputs: { 'secret-files': 'npmrc=.npmrc' },
      code: 'read-outside',
    },
    {
      what: 'a device in place of a bake file',
      files: { 'docker-bake.hcl': '-> /dev/null' },
      inputs: { 'bake-files': 'docker-bake.hcl' },
      code: 'bake-file-missing',
    },
    {
      what: 'a device in place of .env',
      files: { 'docker-bake.hcl': hcl, '.env': '-> /dev/null' },
      inputs: { 'bake-files': 'docker-bake.hcl' },
      code: 'read-outside',
    },
  ])('$what is refused, and its content is not shown', async ({ files, inputs, code }) => {
    const outside = makeOutside()
    const done = await run(outside, files, inputs)
    expect(done.main.code).toBe(1)
    expect(done.errors.map(({ message }) => message).join('\n')).toContain(`[${code}]`)
    expect(findSecret(done, canary)).toEqual([])
    expect(done.main.log).not.toMatch(/^\s+at .+:\d+:\d+/m)
  })

  it('a local cache is not written through a link to a folder outside the workspace, even if buildx does not check it', async () => {
    const outside = makeOutside()
    const files = {
      'docker-bake.hcl': 'target "default" {\n  cache-to = ["type=local,dest=out/new"]\n}\n',
      out: '-> OUTSIDE',
    }
    const done = await step({
      workspace: makeLinked(outside, files),
      inputs: registry.inputsFor('reads/cache', { 'bake-files': 'docker-bake.hcl' }),
      env: { BUILDX_BAKE_ENTITLEMENTS_FS: '0' },
    })
    expect(existsSync(join(outside, 'new'))).toBe(false)
    expect(done.errors[0]?.message).toContain('[read-outside]')
  })

  it('an invalid line of an env file inside the workspace is not shown', async () => {
    const files = { 'compose.yml': service('    env_file: creds\n'), creds: `a = 1\nx "${canary}"\n` }
    const done = await run(makeOutside(), files, bake)
    expect(done.errors[0]?.message).toContain('[bake-read]')
    expect(done.errors[0]?.message).toContain('line 2: it is not a line of an env file')
    expect(findSecret(done, canary)).toEqual([])
  })

  describe('are read if the workflow names them', () => {
    const expectLabels = async (reference: string, labels: Readonly<Record<string, string>>) => {
      const docker = dockerAt(registry.host)
      await docker('pull', '--quiet', reference)
      expect(
        JSON.parse(await docker('inspect', '--format', '{{json .Config.Labels}}', reference)),
      ).toMatchObject(labels)
    }

    it.each([
      {
        what: 'a compose project inside the workspace',
        files: {
          'deploy/compose.yml': `include:\n  - path: deploy/more/compose.yml\n    env_file: deploy/include.env\n`,
          'deploy/more/compose.yml': service(
            '    env_file: [".env.${STAGE:-dev}"]\n    extends: {file: ../base.yml, service: base}\n',
          ).replace('context: .', 'context: ../..'),
          'deploy/more/.env.dev': 'TOKEN=from-dev\n',
          'deploy/base.yml': 'services:\n  base:\n    env_file: [base.env]\n',
          'deploy/base.env': 'ODD="a b" # note\nTOKEN=base\n',
          'deploy/include.env': '# nothing\nUNUSED=pa$$word\n',
          '.env': 'SHARED=1\n',
        },
        inputs: { 'bake-files': 'deploy/compose.yml', targets: 'app' },
        labels: { token: 'from-dev', odd: 'a b' },
      },
      {
        what: 'an outside path granted by allow',
        files: { 'compose.yml': service('    env_file: OUTSIDE/good.env\n') },
        inputs: { ...bake, allow: 'fs.read=OUTSIDE' },
        labels: { token: canary },
      },
      {
        what: 'links inside the workspace',
        files: {
          Dockerfile: '-> docker/app.Dockerfile',
          'docker/app.Dockerfile': `${labelled}LABEL from=link\n`,
          '.dockerignore': '-> docker/ignored',
          'docker/ignored': 'docs\n',
        },
        inputs: {},
        labels: { from: 'link' },
      },
      {
        what: 'an outside Dockerfile named by input file',
        files: {},
        inputs: { file: 'OUTSIDE/Dockerfile' },
        labels: { token: canary },
      },
      {
        what: 'an outside bake file named by bake-files',
        files: {},
        inputs: { 'bake-files': 'OUTSIDE/docker-bake.json' },
        labels: { token: canary },
      },
      {
        what: 'an outside cache granted by allow, in the first run',
        files: {
          'docker-bake.hcl':
            'target "default" {\n  cache-from = ["type=local,src=OUTSIDE/cache"]\n  cache-to = ["type=local,dest=OUTSIDE/cache"]\n}\n',
        },
        inputs: { 'bake-files': 'docker-bake.hcl', allow: 'fs=OUTSIDE' },
        labels: {},
      },
      {
        what: 'a variable from a .env file with quotation marks and escapes',
        files: {
          '.env': `STAGE=dev\nNOTE="it's"\nJSON='{"a": 1}'\nLINES="a\\nb"\n`,
          '.env.dev': 'TOKEN=of-dev\n',
          'compose.yml': service('    env_file: .env.$STAGE\n'),
        },
        inputs: bake,
        labels: { token: 'of-dev' },
      },
      {
        what: 'a link to a path granted by allow',
        files: { app: '-> OUTSIDE/context' },
        inputs: { context: 'app', allow: 'fs.read=OUTSIDE' },
        labels: {},
      },
    ])('$what', async ({ files, inputs, labels }) => {
      const done = await run(makeOutside(), files, inputs)
      expect({ code: done.main.code, errors: done.errors }).toEqual({ code: 0, errors: [] })
      await expectLabels(done.main.outputs.tags?.split('\n')[0] ?? '', labels)
    })
  })
})

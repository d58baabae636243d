import { tagboat } from './setup/command.ts'
import { base } from './setup/environment.ts'
import { dockerAt } from './setup/images.ts'
import { makeProject, useRegistry } from './setup/project.ts'

const dockerfile = [
  `FROM ${base}`,
  'ARG CHANNEL VERSION',
  'RUN --mount=type=secret,id=npm test "$(cat /run/secrets/npm)" = s3cret-t0ken',
  'LABEL channel=$CHANNEL version-argument=$VERSION',
].join('\n')

/** A workflow as a user has it: a matrix, variables, secrets, a login, GitHub's cache. */
const workflow = (host: string): string => `
on: push
env:
  VERSION: 1.4.\${{ github.ref_name == 'main' && '2' || '1' }}
  PATH: /nowhere
jobs:
  images:
    strategy:
      matrix:
        app: [web, api]
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - id: publish
        uses: tagboat/tagboat@v1
        env:
          NPM_TOKEN: \${{ secrets.NPM_TOKEN }}
        with:
          images: ${host}/workflow/\${{ matrix.app }}
          push: \${{ github.event_name != 'pull_request' }}
          build-args: |
            VERSION
            CHANNEL=\${{ vars.CHANNEL }}
          secret-envs: npm=NPM_TOKEN
          registry: ${host}
          username: \${{ vars.USER }}
          password: \${{ secrets.PASSWORD }}
          cache-from: type=gha
          driver: remote
`

describe('--workflow', () => {
  const registry = useRegistry()
  const path = '.github/workflows/publish.yml'
  let folder = ''
  beforeAll(() => {
    folder = makeProject(dockerfile, { [path]: workflow(registry.host) })
  })

  it('lists every value that only GitHub has, and the flag that gives it', async () => {
    const done = await tagboat(['build', '--workflow', path], { folder })
    expect([done.code, done.stdout]).toEqual([2, ''])
    expect(done.stderr).toContain('Add --matrix app=VALUE (web, api), or give --images.')
    expect(done.stderr).toContain('Add --workflow-value vars.CHANNEL=VALUE, or give --build-args.')
  })

  it('builds with the inputs and variables of the step, and the values of the user', async () => {
    const given = ['--matrix', 'app=web', '--workflow-value', 'vars.CHANNEL=edge']
    const env = { NPM_TOKEN: 's3cret-t0ken' }
    const done = await tagboat(['build', '--workflow', 'publish.yml', ...given], { folder, env })
    expect(done).toMatchObject({ code: 0, stdout: `${registry.host}/workflow/web:build\n` })
    expect(done.stderr).toContain('registry, username, password (the login of docker applies)')
    expect(done.stderr).not.toContain('s3cret-t0ken')
    const docker = dockerAt(registry.host)
    const labels = JSON.parse(
      await docker('image', 'inspect', done.stdout.trim(), '--format', '{{json .Config.Labels}}'),
    )
    expect(labels).toMatchObject({ channel: 'edge', 'version-argument': '1.4.2' })
  })

  it('gives way to flags', async () => {
    const image = `${registry.host}/workflow/other`
    const flags = ['--image', image, '--build-arg', 'VERSION=9', '--push=true', '--tag', 'x', '--json']
    const done = await tagboat(['plan', '--workflow', path, ...flags], { folder })
    expect(JSON.parse(done.stdout).images[0].tags[0].ref).toBe(`${image}:x`)
  })
})

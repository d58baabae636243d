import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { headDigest } from '../../scripts/lib/registry-client.mjs'
import { base, newFolder } from './setup/environment.ts'
import { dockerAt, readFiles } from './setup/images.ts'
import { findSecret, git, login, makeProject, step, useRegistry } from './setup/project.ts'
import { reportedImages } from './setup/reported.ts'

/** A fake AWS CLI with the documented behaviour of `aws ecr get-login-password`, since the tests have no AWS account. */
function makeAws(): { path: string; calls: string } {
  const folder = newFolder('aws')
  const calls = join(folder, 'calls')
  writeFileSync(
    join(folder, 'aws'),
    `#!/bin/sh
echo "$* key=$AWS_ACCESS_KEY_ID token=$AWS_SESSION_TOKEN" >> ${calls}
case "$*" in *"--profile one") echo password-of-one; exit;; esac
[ "$AWS_SECRET_ACCESS_KEY" = "secret of two" ] && [ -z "$AWS_SESSION_TOKEN" ] && echo password-of-two && exit
echo "Unable to locate credentials" >&2; exit 255
`,
  )
  chmodSync(join(folder, 'aws'), 0o755)
  return { path: `${folder}:${process.env.PATH}`, calls }
}

describe('two accounts of Amazon ECR in one step', () => {
  it('each registry is logged in to with its own credentials', async () => {
    const start = (name: string, password: string) =>
      startRegistry({ dir: newFolder(name), users: { AWS: password } })
    const [one, two] = await Promise.all([start('one', 'password-of-one'), start('two', 'password-of-two')])
    try {
      const done = await step({
        workspace: makeProject(),
        env: { PATH: makeAws().path, AWS_SESSION_TOKEN: 'of another role' },
        inputs: {
          images: `${one.host}/app\n${two.host}/app`,
          tags: 'type=raw,value=1',
          'registry-auth': `
- registry: ${one.host}
  ecr: true
  profile: one
- registry: ${two.host}
  ecr: true
  username: AKIAIOSFODNN7EXAMPLE
  password: secret of two
`,
        },
      })
      expect(done.main).toMatchObject({ code: 0, annotations: [] })
      for (const [host, password] of [
        [one.host, 'password-of-one'],
        [two.host, 'password-of-two'],
      ] as const) {
        const user = { username: 'AWS', password }
        expect(await headDigest(host, 'app', '1', user)).toBe(done.main.outputs.digest)
      }
      expect(findSecret(done, 'password-of-one', 'password-of-two', 'secret of two')).toEqual([])
    } finally {
      await Promise.all([one.stop(), two.stop()])
    }
  })
})

describe('an owner with capitals', () => {
  const registry = useRegistry()

  it('names in images, references, caches and named contexts become lowercase', async () => {
    const dockerfile = 'FROM base\nCOPY Dockerfile /file\n'
    const from = `${registry.host}/Acme/App`
    const first = await step({
      workspace: makeProject(),
      inputs: registry.inputsFor('Acme/App', { tags: `${from}:Base` }),
    })
    expect(first.main).toMatchObject({ code: 0, annotations: [] })
    const done = await step({
      workspace: makeProject(dockerfile),
      inputs: registry.inputsFor('Acme/{{branch}}', {
        'build-contexts': `base=docker-image://${from}:Base`,
        'cache-from': `${from}:Cache`,
        'cache-to': `type=registry,ref=${from}:Cache,mode=max`,
      }),
    })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    expect(done.main.outputs.images).toBe(`${registry.host}/acme/main`)
    expect(await headDigest(registry.host, 'acme/app', 'Cache', login)).toMatch(/^sha256:/)
    const promoted = await step({
      workspace: makeProject(),
      inputs: registry.inputsFor('Acme/Promoted', { from: `${from}:Base` }),
    })
    expect(promoted.main).toMatchObject({ code: 0, annotations: [] })
  })

  it('the default name is lowercase', async () => {
    const env = { GITHUB_REPOSITORY: 'Acme/App', DOCKER_HOST: 'unix:///nowhere.sock' }
    const done = await step({ workspace: makeProject(), inputs: { 'dry-run': 'true', push: 'false' }, env })
    expect(done.main.outputs.images).toBe('ghcr.io/acme/app')
  })
})

describe('composite actions and called workflows', () => {
  const registry = useRegistry()

  it('a composite action builds from its own folder, which is outside the workspace', async () => {
    const action = join(newFolder('_actions'), 'acme/build/v1')
    mkdirSync(action, { recursive: true })
    writeFileSync(
      join(action, 'app.Dockerfile'),
      `FROM ${base}\nCOPY file /file\nCOPY --from=caller Dockerfile /caller\n`,
    )
    writeFileSync(join(action, 'file'), 'of the action\n')
    const workspace = makeProject('of the caller\n')
    const done = await step({
      workspace,
      env: { GITHUB_ACTION_PATH: action, GITHUB_ACTION_REPOSITORY: 'acme/build', GITHUB_ACTION_REF: 'v1' },
      inputs: registry.inputsFor('composite/app', {
        context: action,
        file: `${action}/app.Dockerfile`,
        'build-contexts': 'caller=.',
      }),
    })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    const [image] = reportedImages(done)
    const files = await readFiles(dockerAt(registry.host), `${image?.name}@${image?.digest}`, [
      '/file',
      '/caller',
    ])
    expect(files).toEqual({ '/file': 'of the action\n', '/caller': 'of the caller\n' })
    const { labels } = JSON.parse(done.main.outputs.json ?? '{}')
    expect(labels['org.opencontainers.image.revision']).toBe(git(workspace, 'rev-parse', 'HEAD'))
  })

  it('a called workflow publishes the references passed by its caller, on the caller’s event', async () => {
    const env = {
      GITHUB_WORKFLOW_REF: 'acme/app/.github/workflows/release.yml@refs/tags/v1.2.3',
      GITHUB_JOB_WORKFLOW_REF: 'acme/shared/.github/workflows/image.yml@refs/heads/main',
    }
    const name = `${registry.host}/called/app`
    const done = await step({
      workspace: makeProject(),
      ref: 'refs/tags/v1.2.3',
      env,
      inputs: { registry: registry.host, ...login, tags: `${name}:1.2.3\n${name}:stable` },
    })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    expect(done.main.outputs.tags?.split('\n')).toEqual([`${name}:1.2.3`, `${name}:stable`])
  })
})

describe('an ARM runner', () => {
  const registry = useRegistry()

  it('compares with an image of its own platform in a dry run', async () => {
    const workspace = makeProject()
    const inputs = registry.inputsFor('arm/app', { 'only-changed': 'true' })
    expect((await step({ workspace, inputs })).main).toMatchObject({ code: 0, annotations: [] })
    const dry = async (architecture: string) => {
      const env = { DOCKER_HOST: 'unix:///nowhere.sock', RUNNER_ARCH: architecture }
      const done = await step({ workspace, inputs: { ...inputs, 'dry-run': 'true' }, env })
      return reportedImages(done)[0]?.content
    }
    const own = process.arch === 'arm64' ? 'ARM64' : 'X64'
    expect([await dry(own), await dry(own === 'X64' ? 'ARM64' : 'X64')]).toEqual(['reused', 'built'])
  })
})

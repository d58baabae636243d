import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodeBasic } from '../../src/basic-auth.ts'
import { tagboat } from './setup/command.ts'
import { newFolder } from './setup/environment.ts'
import { dockerAt } from './setup/images.ts'
import { commit, git, login, makeProject, useRegistry } from './setup/project.ts'

describe('the command', () => {
  const registry = useRegistry()

  it('builds an image and prints its name alone on standard output', async () => {
    const folder = makeProject()
    const done = await tagboat(['build', '--images', `${registry.host}/command/build`], { folder })
    expect(done).toMatchObject({ code: 0, stdout: `${registry.host}/command/build:build\n` })
    const docker = dockerAt(registry.host)
    expect(await docker('image', 'inspect', done.stdout.trim(), '--format', '{{.Id}}')).toMatch(/^sha256:/)
  })
  describe('with the login of docker', () => {
    const DOCKER_CONFIG = newFolder('docker-config')
    const env = { DOCKER_CONFIG }
    beforeAll(() => {
      const auth = encodeBasic({ user: login.username, password: login.password })
      writeFileSync(
        join(DOCKER_CONFIG, 'config.json'),
        JSON.stringify({ auths: { [registry.host]: { auth } } }),
      )
    })

    it('promotes an image outside a working copy', async () => {
      const image = `${registry.host}/command/promote`
      const published = await tagboat(['publish', '--allow-release', '--images', image], {
        folder: makeProject(),
        env,
      })
      expect(published).toMatchObject({ code: 0, stdout: expect.stringContaining(`${image}@sha256:`) })
      const promoted = await tagboat(['promote', `${image}:main`, `${image}:stable`], {
        folder: newFolder('empty'),
        env,
      })
      expect(promoted).toMatchObject({ code: 0, stdout: published.stdout })
    })

    it('does not move a branch back from an older clone, because its remote has a newer commit', async () => {
      const args = ['publish', '--allow-release', '--images', `${registry.host}/command/older`]
      const newer = makeProject()
      const bare = newFolder('bare')
      git(bare, 'init', '--quiet', '--bare', '--initial-branch=main')
      git(newer, 'push', '--quiet', bare, 'main')
      const older = newFolder('older')
      git(older, 'clone', '--quiet', bare, '.')
      commit(newer)
      git(newer, 'push', '--quiet', bare, 'main')
      expect(await tagboat(args, { folder: newer, env })).toMatchObject({ code: 0 })
      expect(await tagboat(args, { folder: older, env })).toMatchObject({
        code: 0,
        stderr: expect.stringMatching(/kept +\S+:main \S+: its image was built from \S+, a newer commit/),
      })
    })
  })
})

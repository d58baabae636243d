import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodeBasic } from '../../src/basic-auth.ts'
import { tagboat } from './setup/command.ts'
import { newFolder } from './setup/environment.ts'
import { dockerAt } from './setup/images.ts'
import { login, makeProject, useRegistry } from './setup/project.ts'

describe('the command', () => {
  const registry = useRegistry()

  it('builds an image and prints its name alone on standard output', async () => {
    const folder = makeProject()
    const done = await tagboat(['build', '--images', `${registry.host}/command/build`], { folder })
    expect(done).toMatchObject({ code: 0, stdout: `${registry.host}/command/build:build\n` })
    const docker = dockerAt(registry.host)
    expect(await docker('image', 'inspect', done.stdout.trim(), '--format', '{{.Id}}')).toMatch(/^sha256:/)
  })
  it('promotes an image outside a working copy, with the login of docker', async () => {
    const DOCKER_CONFIG = newFolder('docker-config')
    const auth = encodeBasic({ user: login.username, password: login.password })
    writeFileSync(
      join(DOCKER_CONFIG, 'config.json'),
      JSON.stringify({ auths: { [registry.host]: { auth } } }),
    )
    const env = { DOCKER_CONFIG }
    const image = `${registry.host}/command/promote`
    const published = await tagboat(['publish', '--images', image], { folder: makeProject(), env })
    expect(published).toMatchObject({ code: 0, stdout: expect.stringContaining(`${image}@sha256:`) })
    const promoted = await tagboat(['promote', `${image}:main`, `${image}:stable`], {
      folder: newFolder('empty'),
      env,
    })
    expect(promoted).toMatchObject({ code: 0, stdout: published.stdout })
  })
})

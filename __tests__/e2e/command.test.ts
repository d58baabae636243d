import { tagboat } from './setup/command.ts'
import { dockerAt } from './setup/images.ts'
import { makeProject, useRegistry } from './setup/project.ts'

describe('the command', () => {
  const registry = useRegistry()

  it('builds an image and prints its name alone on standard output', async () => {
    const folder = makeProject()
    const done = await tagboat(['build', '--images', `${registry.host}/command/build`], { folder })
    expect(done).toMatchObject({ code: 0, stdout: `${registry.host}/command/build:build\n` })
    const docker = dockerAt(registry.host)
    expect(await docker('image', 'inspect', done.stdout.trim(), '--format', '{{.Id}}')).toMatch(/^sha256:/)
  })
})

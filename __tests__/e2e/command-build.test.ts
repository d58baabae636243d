import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { basename, join } from 'node:path'
import { tagboat } from './setup/command.ts'
import { base, newFolder } from './setup/environment.ts'
import { dockerAt } from './setup/images.ts'
import { git, makeProject } from './setup/project.ts'

const program = `FROM ${base}\nENTRYPOINT ["sh", "-c", "echo hello"]\n`

describe('tagboat build', () => {
  it.each(['store', 'legacy'] as const)(
    'loads an image that docker runs by the printed name, on an engine with the %s image store',
    async (engine) => {
      const folder = makeProject(program)
      const done = await tagboat(['build', '--flavor', 'suffix=-dev'], { folder, engine })
      // Without input images and without a remote the folder names the image.
      expect(done).toMatchObject({ code: 0, stdout: `${basename(folder).toLowerCase()}:build\n` })
      const docker = dockerAt('registry.invalid', engine)
      const run = ['run', '--rm', '--network=none', '--pull=never']
      expect(await docker(...run, done.stdout.trim())).toBe('hello\n')
    },
  )

  it('needs no registry, no login and no clean working copy', async () => {
    let connections = 0
    const server = createServer((socket) => {
      connections += 1
      socket.destroy()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const image = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}/acme/app`
    const folder = makeProject()
    writeFileSync(join(folder, 'hello'), 'changed\n')
    const done = await tagboat(['build', '--images', image, '--planned-tags', '--json'], { folder })
    server.close()
    expect(done.code).toBe(0)
    expect(connections).toBe(0)
    const [{ tags }] = JSON.parse(done.stdout).images
    expect(tags.map(({ ref }: { ref: string }) => ref)).toEqual([`${image}:build`, `${image}:main-dirty`])
    const names = await dockerAt(image)(
      'image',
      'inspect',
      `${image}:build`,
      '--format',
      '{{json .RepoTags}}',
    )
    expect(JSON.parse(names).sort()).toEqual([`${image}:build`, `${image}:main-dirty`])
  })

  it('does not log in to the registry of a git server whose token is in the environment', async () => {
    const folder = makeProject()
    git(folder, 'remote', 'add', 'origin', 'https://github.com/acme/app.git')
    const done = await tagboat(['build', '--quiet'], { folder, env: { GH_TOKEN: 'token-of-ada' } })
    expect(done).toMatchObject({ code: 0, stdout: 'ghcr.io/acme/app:build\n', stderr: '' })
  })

  it('prints the name of each target of a bake file, and gives none of them a planned tag', async () => {
    const folder = makeProject(undefined, {
      'docker-bake.hcl': 'group "default" { targets = ["api", "web"] }\ntarget "api" {}\ntarget "web" {}\n',
    })
    const image = 'registry.invalid/bake'
    const args = ['build', '--bake-files', 'docker-bake.hcl', '--images', `${image}/{{target}}`, '--quiet']
    const done = await tagboat(args, { folder })
    expect(done).toMatchObject({ code: 0, stdout: `${image}/api:build\n${image}/web:build\n`, stderr: '' })
    const names = await dockerAt(image)(
      'image',
      'inspect',
      `${image}/web:build`,
      '--format',
      '{{json .RepoTags}}',
    )
    expect(JSON.parse(names)).not.toContain(`${image}/web:main`)
  })

  it('refuses images that would have one name, and builds none', async () => {
    const builds = '- name: slim\n  suffix: -slim\n- name: full\n'
    const image = 'registry.invalid/shared/app'
    const done = await tagboat(['build', '--builds', builds, '--images', image], { folder: makeProject() })
    expect(done).toMatchObject({ code: 2, stdout: '' })
    expect(done.stderr).toContain(`slim, full would all be loaded as ${image}:build`)
    expect(done.stderr).toContain('[build-name-shared]')
  })

  describe('with --load', () => {
    /** Programs that record how they are called, in place of kind and minikube. */
    const makePrograms = () => {
      const folder = newFolder('programs')
      const record = join(folder, 'calls')
      for (const name of ['kind', 'minikube']) {
        writeFileSync(join(folder, name), `#!/bin/sh\necho "${name} $*" >>${record}\necho loading\n`)
        chmodSync(join(folder, name), 0o755)
      }
      return { PATH: `${folder}:${process.env.PATH}`, record }
    }

    it('copies the image into kind and minikube, without attestations that they could not import', async () => {
      const { PATH, record } = makePrograms()
      const name = 'registry.invalid/clusters/app:build'
      const clusters = ['kind', 'kind:dev', 'minikube'].map((cluster) => `--load=${cluster}`)
      const folder = makeProject()
      const args = ['build', '--images', 'registry.invalid/clusters/app', ...clusters]
      const done = await tagboat(args, { folder, env: { PATH } })
      expect(done).toMatchObject({ code: 0, stdout: `${name}\n` })
      expect(readFileSync(record, 'utf8').split('\n')).toEqual([
        'kind version',
        'minikube version',
        `kind load docker-image ${name}`,
        `kind load docker-image ${name} --name dev`,
        `minikube image load --daemon ${name}`,
        '',
      ])
      const docker = dockerAt('registry.invalid')
      const type = await docker('image', 'inspect', name, '--format', '{{.Descriptor.MediaType}}')
      expect(type).toContain('image.manifest')
    })

    it.each([
      ['another cluster', 'k3d', 2, "--load: 'k3d' is not kind, kind:CLUSTER or minikube"],
      ['a missing program', 'kind', 1, 'the program kind is not on the PATH'],
    ])('fails for %s', async (_, cluster, code, words) => {
      const done = await tagboat(['build', '--load', cluster], { folder: makeProject() })
      expect(done).toMatchObject({ code, stdout: '' })
      expect(done.stderr).toContain(words)
    })
  })
})

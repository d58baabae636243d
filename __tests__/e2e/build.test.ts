import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { getConfig, getManifest } from '../../scripts/lib/registry-client.mjs'
import { base, newFolder } from './setup/environment.ts'
import { dockerAt } from './setup/images.ts'
import { findSecret, login, makeProject, simpleDockerfile, step, useRegistry } from './setup/project.ts'
import { useRemoteBuilder } from './setup/remote-builder.ts'

describe('a build', () => {
  const registry = useRegistry()
  const { inputsFor } = registry
  const { store, legacy, remote, besideLegacy } = useRemoteBuilder()
  const readConfig = async (image: string, tag: string) => {
    const top = await getManifest(registry.host, image, tag, login)
    const child = top.manifest.manifests?.[0]
    const { manifest } = child ? await getManifest(registry.host, image, child.digest, login) : top
    return {
      top: top.manifest,
      config: await getConfig(registry.host, image, manifest, login),
    }
  }

  it('passes build arguments and labels unchanged, annotates the index, and takes its timestamps from the commit', async () => {
    const workspace = makeProject(`${simpleDockerfile}ARG A\nARG FROM_ENV\nLABEL a=$A from.env=$FROM_ENV\n`)
    const labels = 'quoted=say "${homedir()}" and %{ if true }\nlast=$${x}'
    const done = await step({
      workspace,
      inputs: inputsFor('build/args', { 'build-args': 'A=${HOME}\nFROM_ENV', labels }),
      env: { FROM_ENV: 'seen' },
    })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    const { top, config } = await readConfig('build/args', 'main')
    expect(config.config?.Labels).toMatchObject({
      a: '${HOME}',
      'from.env': 'seen',
      quoted: 'say "${homedir()}" and %{ if true }',
      last: '$${x}',
      'org.opencontainers.image.description': 'An "app"\nof two lines',
    })
    expect(top.mediaType).toBe('application/vnd.oci.image.index.v1+json')
    expect(top.annotations).toMatchObject({
      'dev.tagboat.event': 'push',
      'org.opencontainers.image.version': 'main',
      'org.opencontainers.image.description': 'An "app"\nof two lines',
    })
    expect(config.config?.Labels).toMatchObject({ 'org.opencontainers.image.created': config.created })
  })

  it.each([store, remote])(
    'builds two platforms into one index, and reports their sizes: $name',
    async (where) => {
      const workspace = makeProject(`FROM ${base}\nCMD ["sh", "-c", "echo hello"]\n`)
      const inputs = inputsFor(`build/platforms-${where.name}`, { platforms: 'linux/amd64,linux/arm64' })
      const done = await step({ workspace, ...where, inputs })
      expect(done.main).toMatchObject({ code: 0, annotations: [] })
      const [image] = JSON.parse(done.main.outputs.result ?? '').images
      expect(image.platforms.map(({ platform }: { platform: string }) => platform)).toEqual([
        'linux/amd64',
        'linux/arm64',
      ])
      for (const { size } of image.platforms) expect(size).toBeGreaterThan(100_000)
      expect(done.main.summary).toMatch(/<code>linux\/arm64<\/code> \| \d\.\d MB/)
    },
  )

  it('annotates a single manifest if provenance is off', async () => {
    const inputs = inputsFor('build/single', { provenance: 'false', annotations: 'com.example.team=blue' })
    const done = await step({ workspace: makeProject(), inputs })
    expect(done.main.code).toBe(0)
    const { top } = await readConfig('build/single', 'main')
    expect(top.mediaType).toBe('application/vnd.oci.image.manifest.v1+json')
    expect(top.annotations).toMatchObject({ 'com.example.team': 'blue', 'dev.tagboat.event': 'push' })
  })

  it.each([store, remote])(
    'reproduces the platform manifest with rewrite-timestamp: $name',
    async (where) => {
      const workspace = makeProject(`FROM ${base}\nRUN echo x > /x\n`)
      const digests = []
      for (const image of [1, 2].map((time) => `build/again-${where.name}-${time}`)) {
        const inputs = inputsFor(image, {
          'rewrite-timestamp': 'true',
          provenance: 'false',
          'no-cache': 'true',
        })
        digests.push((await step({ workspace, ...where, inputs })).main.outputs.digest)
      }
      expect(digests[0]).toMatch(/^sha256:/)
      expect(digests[1]).toBe(digests[0])
    },
  )

  it.each([store, legacy, remote])(
    'passes secrets of all three kinds to the build and to no log: $name',
    async (where) => {
      const read = (id: string) =>
        `RUN --mount=type=secret,id=${id} sh -c 'echo "got $(cat /run/secrets/${id})" && cat /run/secrets/${id} | busybox wc -c'`
      const workspace = makeProject(`FROM ${base}\n${['value', 'env', 'file'].map(read).join('\n')}\n`)
      const outside = newFolder('outside')
      writeFileSync(join(outside, 'secret.txt'), 'value-in-a-file')
      mkdirSync(join(workspace, 'sub'))
      const done = await step({
        workspace,
        ...where,
        inputs: inputsFor(`build/secrets-${where.name}`, {
          secrets: '"value=first line of it\nsecond ${line} of it"',
          'secret-envs': 'env=MY_SECRET',
          'secret-files': `file=${join(outside, 'secret.txt')}`,
          'no-cache': 'true',
        }),
        env: { ...where.env, MY_SECRET: 'value-in-a-variable' },
      })
      expect(done.main).toMatchObject({ code: 0, annotations: [] })
      expect(done.main.log).toContain('got ***')
      expect(done.main.log).toMatch(/ 37\n/)
      expect(
        findSecret(done, 'second ${line} of it', 'value-in-a-variable', 'value-in-a-file', login.password),
      ).toEqual([])
    },
  )

  const plain = { push: 'true', rewrite: 'false', provenance: '' }
  const rewritten = { ...plain, rewrite: 'true' }
  it.each([
    { ...store, ...plain },
    { ...store, ...plain, push: 'false' },
    { ...remote, ...plain },
    { ...remote, ...rewritten },
    { ...remote, ...rewritten, provenance: 'false' },
    { ...remote, ...rewritten, push: 'false' },
    { ...besideLegacy, ...plain },
    { ...besideLegacy, ...rewritten },
  ])(
    'loads the image into the engine: $name, push $push, rewrite-timestamp $rewrite, provenance "$provenance"',
    async ({ push, rewrite, provenance, ...where }) => {
      const workspace = makeProject(
        `FROM ${base}\nRUN echo x > /x\nCMD ["busybox", "stat", "-c", "%Y", "/x"]\n`,
      )
      const image = `build/load-${where.name}-${push}-${rewrite}-is-${provenance || 'plain'}`
      const flags = { load: 'true', push, 'rewrite-timestamp': rewrite, provenance, tags: 'main\nother' }
      const epoch = { 'build-args': 'SOURCE_DATE_EPOCH=1000000000' }
      const done = await step({ workspace, ...where, inputs: inputsFor(image, { ...flags, ...epoch }) })
      expect(done.main).toMatchObject({ code: 0, annotations: [], outputs: { pushed: push } })
      expect(done.main.log).toContain(`driver ${where.driver}`)
      const docker = dockerAt(registry.host, where.engine)
      const reference = `${registry.host}/${image}:other`
      const time = await docker('run', '--rm', '--network=none', '--pull=never', reference)
      expect(time.trim() === '1000000000').toBe(rewrite === 'true')
      if (push === 'false') return
      const top = await getManifest(registry.host, image, 'main', login)
      expect(done.main.outputs.digest).toBe(top.digest)
      // An engine with the legacy image store identifies images by their config digest.
      const pushed = where.engine === 'legacy' ? top.manifest.config?.digest : top.digest
      expect((await docker('image', 'inspect', '--format', '{{.Id}}', reference)).trim()).toBe(pushed)
    },
  )

  it('refuses load with rewrite-timestamp before the build if the engine’s own builder would build', async () => {
    const flags = { load: 'true', 'rewrite-timestamp': 'true' }
    const pushed = await step({ workspace: makeProject(), inputs: inputsFor('build/conflict', flags) })
    expect(pushed.main).toMatchObject({ code: 1, outputs: {} })
    expect(pushed.errors.map(({ message }) => message)).toEqual([expect.stringContaining('[input-conflict]')])
    expect(pushed.main.log).not.toContain('::group::docker buildx bake')
    const inputs = inputsFor('build/conflict', { ...flags, push: 'false' })
    const loaded = await step({ workspace: makeProject(), inputs })
    expect(loaded.main.code).toBe(0)
    expect(loaded.main.annotations).toMatchObject([
      {
        level: 'notice',
        message: expect.stringContaining('rewrite-timestamp is ignored for the loaded image'),
      },
    ])
  })

  it('uses named contexts, another Dockerfile and a target outside the context', async () => {
    const other = newFolder('other')
    writeFileSync(join(other, 'note'), 'from another place')
    const workspace = makeProject('FROM nowhere.invalid/x\n', {
      'docker/app.Dockerfile': `FROM ${base} AS wanted\nCOPY --from=extra note /note\nCOPY own /own\nLABEL it=is\nFROM scratch\n`,
      'app/own': 'own',
    })
    const inputs = inputsFor('build/contexts', {
      context: 'app',
      file: 'docker/app.Dockerfile',
      target: 'wanted',
      'build-contexts': `extra=${other}`,
    })
    const done = await step({ workspace, inputs })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    expect((await readConfig('build/contexts', 'main')).config.config?.Labels?.it).toBe('is')
  })
})

/** Input `outputs`, and targets of bake files that write files. */
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { headDigest, listTags } from '../../scripts/lib/registry-client.mjs'
import { mustRun } from '../../scripts/lib/run.mjs'
import { newFolder } from './setup/environment.ts'
import { dockerAt } from './setup/images.ts'
import { commit, filesBelow, git, login, makeProject, type Step, step, useRegistry } from './setup/project.ts'
import { useRemoteBuilder } from './setup/remote-builder.ts'
import { builds, listTagDigests, reportedImages } from './setup/reported.ts'

const dockerfile =
  'FROM scratch AS bin\nCOPY tool /tool\nFROM scratch\nCOPY hello /hello\nCOPY --from=bin /tool /tool\n'
const project = (files: Record<string, string> = {}, main = dockerfile) =>
  makeProject(main, { tool: 'a tool\n', '.dockerignore': '.git\n', ...files })

const filesOf = (done: Step): Record<string, unknown>[] =>
  JSON.parse(done.main.outputs.result || '{}').files ?? []

/** The image names that `docker load` would take from an archive. */
const namesIn = async (archive: string): Promise<string[]> => {
  const index = JSON.parse(await mustRun('tar', ['-xOf', archive, 'index.json']))
  return index.manifests.map(({ annotations }: { annotations: Record<string, string> }) => {
    return annotations['io.containerd.image.name']
  })
}

describe('outputs of a single image', () => {
  const remote = useRemoteBuilder()
  const images = 'registry.example/acme/app'

  it.each([
    { driver: 'docker', env: {} },
    { driver: 'remote', env: remote.env },
  ])(
    'driver $driver: each type is written, and archives carry the planned names, with which they can be loaded',
    async ({ driver, env }) => {
      const workspace = project()
      const outputs = [
        'type=oci,dest=oci.tar',
        'type=docker,dest=docker.tar',
        'type=local,dest=out',
        'type=tar,dest=files.tar',
      ]
      const done = await step({
        workspace,
        env,
        inputs: { images, tags: 'a\nb', outputs: outputs.join('\n') },
      })
      expect(done.main).toMatchObject({ code: 0, annotations: [] })
      expect(done.main.log).toContain(`driver ${driver}`)
      expect(done.main.log).toContain('build, not push (input outputs is set)')
      expect(done.main.outputs).toMatchObject({
        pushed: 'false',
        tags: `${images}:a\n${images}:b`,
        version: 'a',
      })
      expect(filesOf(done)).toMatchObject([
        { type: 'oci', path: 'oci.tar' },
        { type: 'docker', path: 'docker.tar' },
        { type: 'local', path: 'out' },
        { type: 'tar', path: 'files.tar' },
      ])
      for (const { path, size } of filesOf(done)) {
        expect(size).toBeGreaterThan(0)
        expect(done.main.summary).toContain(String(path))
        expect(done.main.log).toContain(`written   ${path} (`)
      }
      for (const name of ['oci.tar', 'docker.tar']) {
        expect(await namesIn(join(workspace, name))).toEqual([`${images}:a`, `${images}:b`])
      }
      expect(readFileSync(join(workspace, 'out/tool'), 'utf8')).toBe('a tool\n')
      expect(await mustRun('tar', ['-xOf', join(workspace, 'files.tar'), 'tool'])).toBe('a tool\n')
      const docker = dockerAt('registry.example')
      expect(await docker('load', '--input', join(workspace, 'docker.tar'))).toContain(`${images}:b`)
      await docker('image', 'rm', `${images}:a`, `${images}:b`)
    },
  )

  it('write the files of a stage without names, tags or a login, on both image stores', async () => {
    for (const engine of ['store', 'legacy'] as const) {
      const workspace = project()
      const inputs = {
        outputs: 'dist\ntype=tar,dest=tool.tar',
        target: 'bin',
        images: '',
        username: 'ada',
        registry: 'registry.example',
      }
      const done = await step({ workspace, engine, inputs })
      expect(done.main).toMatchObject({
        code: 0,
        outputs: { tags: '', images: '', digest: '', pushed: 'false', version: 'main' },
      })
      expect(reportedImages(done)).toEqual([])
      expect(readFileSync(join(workspace, 'dist/tool'), 'utf8')).toBe('a tool\n')
      expect(existsSync(join(workspace, 'tool.tar'))).toBe(true)
      // As with docker/build-push-action, a public repository gets provenance beside the files.
      expect(existsSync(join(workspace, 'dist/provenance.json'))).toBe(engine === 'store')
    }
  })

  it('write no provenance beside the files of a private repository unless requested', async () => {
    const workspace = project()
    const event = { repository: { default_branch: 'main', private: true, full_name: 'acme/app' } }
    const inputs = { outputs: 'dist', target: 'bin' }
    expect((await step({ workspace, event, inputs })).main.code).toBe(0)
    expect(filesBelow(join(workspace, 'dist'))).toEqual([join(workspace, 'dist/tool')])
    expect((await step({ workspace, event, inputs: { ...inputs, provenance: 'true' } })).main.code).toBe(0)
    expect(filesBelow(join(workspace, 'dist'))).toContain(join(workspace, 'dist/provenance.json'))
  })

  it('are reported by a dry run, which writes nothing', async () => {
    const workspace = project()
    const inputs = { outputs: 'type=oci,dest=image.tar\nout', 'dry-run': 'true' }
    const done = await step({ workspace, inputs, env: { DOCKER_HOST: 'unix:///nowhere.sock' } })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    expect(filesOf(done)).toEqual([
      { type: 'oci', path: 'image.tar' },
      { type: 'local', path: 'out' },
    ])
    expect(done.main.log).toContain('to write  image.tar (oci)')
    expect(git(workspace, 'status', '--short')).toBe('')
  })

  it.each([
    { outputs: 'type=registry', fix: 'push: true' },
    { outputs: 'out', push: 'true', fix: 'from: oci-layout:' },
    { outputs: 'out', push: 'digest', fix: 'from: oci-layout:' },
    { outputs: 'out', 'bake-files': 'x.hcl', fix: 'TARGET.output=' },
    { outputs: 'out', from: 'ghcr.io/acme/app:1', fix: 'Leave one of them out' },
  ])(
    'set to $outputs with $push$from are refused in a dry run with a suggested fix',
    async ({ fix, ...inputs }) => {
      const given = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, value ?? '']))
      const done = await step({ workspace: project(), inputs: { ...given, 'dry-run': 'true' } })
      expect(done.main.code).toBe(1)
      expect(done.errors[0]?.message).toContain(fix)
    },
  )
})

describe('scan before push', () => {
  const registry = useRegistry()

  it('the image that was written and scanned is published afterwards with the same digest', async () => {
    const workspace = project()
    const first = await step({
      workspace,
      inputs: { images: `${registry.host}/scan/app`, outputs: 'type=oci,tar=false,dest=image' },
    })
    expect(first.main).toMatchObject({ code: 0, annotations: [], outputs: { pushed: 'false' } })
    const { digest } = first.main.outputs
    const index = JSON.parse(readFileSync(join(workspace, 'image/index.json'), 'utf8'))
    expect(index.manifests[0].digest).toBe(digest)
    const second = await step({
      workspace,
      inputs: registry.inputsFor('scan/app', { from: 'oci-layout:image:main' }),
    })
    expect(second.main).toMatchObject({ code: 0, outputs: { digest, pushed: 'true' } })
    expect(await headDigest(registry.host, 'scan/app', 'main', login)).toBe(digest)
  })
})

describe('targets of a bake file that write files', () => {
  const registry = useRegistry()
  const bakeFile = `
group "default" { targets = ["app", "tool", "docs", "check"] }
target "app" {}
target "tool" {
  target = "bin"
  output = ["type=local,dest=dist"]
}
target "docs" {
  target = "bin"
  output = ["type=tar,dest=docs.tar"]
}
target "check" { output = ["type=cacheonly"] }
`
  const inputs = (more: Record<string, string> = {}) =>
    registry.inputsFor('mixed', { 'bake-files': 'docker-bake.hcl', ...more })

  it('are built together with pushed images, get no tags, and are written again even if no tag moves', async () => {
    const workspace = project({ 'docker-bake.hcl': bakeFile })
    const release = { workspace, ref: 'refs/tags/v1.0.0', inputs: inputs() }
    const done = await step(release)
    expect(done.main).toMatchObject({ code: 0, annotations: [], outputs: { pushed: 'true' } })
    expect(reportedImages(done).map(({ target }) => target)).toEqual(['app'])
    expect(filesOf(done)).toMatchObject([
      { target: 'docs', type: 'tar', path: 'docs.tar' },
      { target: 'tool', type: 'local', path: 'dist' },
    ])
    expect(readFileSync(join(workspace, 'dist/tool'), 'utf8')).toBe('a tool\n')
    expect(Object.keys(await listTagDigests(registry.host, ['mixed']))).toEqual(['mixed:1.0.0'])
    expect(await listTags(registry.host, 'mixed/tool', login)).toEqual([])

    await mustRun('rm', ['-rf', join(workspace, 'dist')])
    const again = await step(release)
    expect(again.main).toMatchObject({ code: 0, outputs: { pushed: 'false' } })
    expect(builds(again)).toBe(1)
    expect(readFileSync(join(workspace, 'dist/tool'), 'utf8')).toBe('a tool\n')
  })

  it('stop the run before any push if they cannot be built', async () => {
    const broken = bakeFile.replace('target = "bin"', 'target = "nowhere"')
    const workspace = project({ 'docker-bake.hcl': broken })
    const done = await step({ workspace, inputs: { ...inputs(), images: `${registry.host}/broken` } })
    expect(done.main.code).toBe(1)
    expect(await listTags(registry.host, 'broken', login)).toEqual([])
  })

  it('need no image name, tags or login on their own, can be written outside the workspace by input set, and refuse push: true', async () => {
    const outside = newFolder('chosen')
    const workspace = project({ 'docker-bake.hcl': bakeFile })
    const alone = {
      'bake-files': 'docker-bake.hcl',
      targets: 'tool,docs,check',
      set: `docs.output=type=local,dest=${outside}`,
      allow: `fs.write=${outside}`,
    }
    const done = await step({ workspace, inputs: alone })
    expect(done.main).toMatchObject({
      code: 0,
      annotations: [],
      outputs: { tags: '', images: '', pushed: 'false' },
    })
    expect(filesOf(done)).toMatchObject([
      { target: 'tool', path: 'dist' },
      { target: 'docs', path: outside },
    ])
    expect(readFileSync(join(outside, 'tool'), 'utf8')).toBe('a tool\n')
    const pushed = await step({ workspace, inputs: { ...alone, push: 'true' } })
    expect(pushed.errors[0]?.message).toContain('[no-image]')
  })

  it('cannot also be images, and the error shows the fix', async () => {
    const workspace = project({
      'docker-bake.hcl': 'target "app" { \n output = ["type=image", "type=local,dest=out"]\n}\n',
    })
    const done = await step({ workspace, inputs: inputs({ targets: 'app' }) })
    expect(done.errors[0]?.message).toContain('[bake-mixed-output]')
    expect(done.errors[0]?.message).toContain('inherits')
  })
})

describe('unsafe output paths', () => {
  const kept = 'precious\n'
  /** Whether this version of buildx opens output files only when it writes them. */
  let isLazy: boolean
  beforeAll(async () => {
    const [, minor = ''] = / v?0\.(\d+)\./.exec(await mustRun('docker', ['buildx', 'version'])) ?? []
    isLazy = Number(minor) >= 30
  })
  /** A folder beside the workspace, whose content must not change. */
  const makeOutside = () => {
    const folder = newFolder('outside')
    writeFileSync(join(folder, 'kept'), kept)
    mkdirSync(join(folder, 'folder'))
    return folder
  }
  const link = (workspace: string, name: string, target: string) => {
    mkdirSync(join(workspace, name, '..'), { recursive: true })
    symlinkSync(target, join(workspace, name))
    git(workspace, 'add', '--all')
    commit(workspace)
  }
  const output = (spec: string) => `target "default" {\n  output = ["${spec}"]\n}\n`
  const expectUntouched = (outside: string) => {
    expect(filesBelow(outside)).toEqual([join(outside, 'kept')])
    expect(readFileSync(join(outside, 'kept'), 'utf8')).toBe(kept)
  }

  interface Row {
    readonly what: string
    readonly file: string
    readonly link?: string
    readonly code: string
    readonly isPassedByNewer?: boolean
  }
  const tryRow = async ({ file, code, ...more }: Row, dryRuns: readonly ('true' | 'false')[]) => {
    const outside = makeOutside()
    const beside = outside.split('/').at(-1) ?? ''
    const text = file.replaceAll('OUTSIDE', outside).replaceAll('BESIDE', beside)
    const workspace = project({ 'docker-bake.hcl': text })
    if (more.link !== undefined) link(workspace, 'link', join(outside, more.link))
    for (const dry of dryRuns) {
      const inputs = {
        images: 'registry.example/acme/app',
        'bake-files': 'docker-bake.hcl',
        push: 'false',
        'dry-run': dry,
      }
      const done = await step({ workspace, inputs })
      expectUntouched(outside)
      expect(git(workspace, 'status', '--short')).toBe('')
      if (more.isPassedByNewer === true && isLazy) continue
      expect(done.errors[0]?.message).toMatch(new RegExp(`\\[(${code})\\]`))
      expect(done.main.code).toBe(1)
    }
  }

  it.each<Row>([
    { what: 'an absolute path', file: output('type=tar,dest=OUTSIDE/kept'), code: 'read-outside' },
    { what: 'a link to a file', file: output('type=tar,dest=link'), link: 'kept', code: 'read-outside' },
    {
      what: 'an archive of a target that makes an image',
      file: output('type=docker,dest=OUTSIDE/kept'),
      code: 'read-outside',
      // buildx 0.30 and newer does not open the archive, and the image is built.
      isPassedByNewer: true,
    },
    {
      what: 'an expression',
      file: 'target "default" {\n  output = [join("=", ["type", "tar,dest", "OUTSIDE/kept"])]\n}\n',
      code: 'bake-output-unclear|read-outside',
    },
    { what: 'the hooks of git', file: output('type=local,dest=.git/hooks'), code: 'write-git' },
  ])('are not written if a bake file names $what, in a dry run too', (row) => tryRow(row, ['true', 'false']))

  // The same checks, which do not depend on whether it is a dry run.
  it.each<Row>([
    {
      what: 'an absolute path of a new file',
      file: output('type=oci,dest=OUTSIDE/new'),
      code: 'read-outside',
    },
    { what: 'a path with ..', file: output('type=tar,dest=../BESIDE/kept'), code: 'read-outside' },
    { what: 'a folder', file: output('type=local,dest=OUTSIDE/folder'), code: 'read-outside' },
    { what: 'a dangling link', file: output('type=tar,dest=link'), link: 'new', code: 'read-outside' },
    {
      what: 'a link to a folder',
      file: output('type=local,dest=link'),
      link: 'folder',
      code: 'read-outside',
    },
    {
      what: 'a comment before the value',
      file: 'target "default" {\n  output /* */ = ["type=tar,dest=OUTSIDE/kept"]\n}\n',
      code: 'bake-output-unclear|read-outside',
    },
    { what: 'a folder that holds a git repository', file: output('type=local,dest=.'), code: 'write-git' },
  ])('are not written if a bake file names $what', (row) => tryRow(row, ['false']))

  it.each([
    {
      name: 'JSON',
      file: 'bake.json',
      text: '{"target":{"default":{"outp\\u0075t":["type=tar,dest=OUTSIDE/kept"]}}}',
    },
    {
      name: 'compose',
      file: 'compose.yml',
      text: 'services:\n  app:\n    build:\n      context: .\n      x-bake:\n        output:\n          - type=tar,dest=OUTSIDE/kept\n',
    },
  ])('are not written if a bake file in $name names them', async ({ file, text }) => {
    const outside = makeOutside()
    const workspace = project({ [file]: text.replaceAll('OUTSIDE', outside) })
    const done = await step({
      workspace,
      inputs: { images: 'registry.example/acme/app', 'bake-files': file, push: 'false' },
    })
    expectUntouched(outside)
    expect(done.main.code).toBe(1)
  })

  it.each([
    { what: 'a file', name: 'out.tar', to: 'kept', outputs: 'type=tar,dest=out.tar' },
    { what: 'a file that does not exist', name: 'out.tar', to: 'new', outputs: 'type=tar,dest=out.tar' },
    { what: 'a folder', name: 'out', to: 'folder', outputs: 'out' },
    {
      what: 'a file in an image layout',
      name: 'image/index.json',
      to: 'kept',
      outputs: 'type=oci,tar=false,dest=image',
    },
    {
      what: 'the blobs of an image layout',
      name: 'image/blobs',
      to: 'folder',
      outputs: 'type=oci,tar=false,dest=image',
    },
  ])(
    'are refused in input outputs if the checkout made the path a link to $what',
    async ({ name, to, outputs }) => {
      const outside = makeOutside()
      const workspace = project()
      link(workspace, name, join(outside, to))
      const done = await step({ workspace, inputs: { outputs } })
      expectUntouched(outside)
      expect(done.errors[0]?.message).toContain('[read-outside]')
    },
  )

  it('are not reached through links in an output folder, which are replaced, but are written if the workflow names them', async () => {
    const outside = makeOutside()
    const chosen = newFolder('chosen')
    const workspace = project()
    link(workspace, 'out/tool', join(outside, 'kept'))
    const outputs = `out\ntype=local,dest=${chosen}/new\ntype=oci,dest=${chosen}/image.tar`
    const done = await step({ workspace, inputs: { outputs, target: 'bin' } })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    expectUntouched(outside)
    expect(readFileSync(join(workspace, 'out/tool'), 'utf8')).toBe('a tool\n')
    expect(readFileSync(join(chosen, 'new/tool'), 'utf8')).toBe('a tool\n')
    expect(existsSync(join(chosen, 'image.tar'))).toBe(true)
  })
})

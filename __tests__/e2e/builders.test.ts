/** Differences between builders: the engine's own, with both image stores, and one with the remote driver. */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  entriesOf,
  getJsonBlob,
  getManifest,
  headDigest,
  listTags,
} from '../../scripts/lib/registry-client.mjs'
import { mustRun } from '../../scripts/lib/run.mjs'
import { arrayAt, at, stringAt } from '../../src/json.ts'
import { base, engines, newFolder } from './setup/environment.ts'
import { dockerAt } from './setup/images.ts'
import { commit, login, makeProject, type Step, step, useRegistry } from './setup/project.ts'
import { useRemoteBuilder } from './setup/remote-builder.ts'
import { startRewritingRegistry } from './setup/rewriting-registry.ts'

const flags = ['--plain-http', '--username', login.username, '--password', login.password]

describe('a release, on each builder', () => {
  const registry = useRegistry()
  const { store, legacy, remote } = useRemoteBuilder()

  it.each([store, legacy, remote])(
    'can be read back completely by oras, under every tag: $name',
    async (where) => {
      const image = `release/${where.name}`
      const tags = 'type=semver,pattern={{version}}\ntype=semver,pattern={{major}}.{{minor}}'
      const platforms = where.engine === 'legacy' ? '' : 'linux/amd64,linux/arm64'
      const inputs = registry.inputsFor(image, { tags, flavor: 'latest=auto', platforms })
      const workspace = makeProject(`FROM ${base}\nCMD ["sh", "-c", "echo hello"]\n`)
      const done = await step({ workspace, ...where, ref: 'refs/tags/v1.2.3', inputs })
      expect(done.main.code).toBe(0)
      expect(done.main.log).toContain(`driver ${where.driver}`)
      for (const tag of ['1.2.3', '1.2', 'latest']) {
        const reference = `${registry.host}/${image}:${tag}`
        expect((await mustRun('oras', ['resolve', ...flags, reference])).trim()).toBe(
          done.main.outputs.digest,
        )
      }
      // oras checks each manifest and each blob against its digest.
      const source = flags.map((flag) => flag.replace(/^--/, '--from-'))
      const layout = newFolder('layout')
      const reference = `${registry.host}/${image}:1.2.3`
      await mustRun('oras', ['cp', ...source, '--to-oci-layout', reference, `${layout}:copy`])
      const copy = JSON.parse(readFileSync(join(layout, 'index.json'), 'utf8'))
      expect(copy.manifests[0].digest).toBe(done.main.outputs.digest)
    },
  )

  it.each([
    { ...store, subject: '1.2.3' },
    // BuildKit refuses a tag with a push by digest, and adds the default tag to a name without one.
    { ...remote, subject: 'latest' },
  ])(
    'has provenance that names its digest, platform and repository: $name',
    async ({ subject, ...where }) => {
      const image = `provenance/${where.name}`
      const inputs = registry.inputsFor(image, { flavor: 'latest=false' })
      const done = await step({ workspace: makeProject(), ...where, ref: 'refs/tags/v1.2.3', inputs })
      expect(done.main).toMatchObject({ code: 0, annotations: [] })
      const { digest, about } = await readProvenance(image)
      expect(about).toEqual([
        {
          name: expect.stringMatching(
            new RegExp(`^pkg:docker/${registry.host}/${image}@${subject}\\?platform=linux/\\w+$`),
          ),
          digest: { sha256: digest.replace('sha256:', '') },
        },
      ])
      // No other tag is written, whatever name the statement uses.
      expect(await listTags(registry.host, image, login)).toEqual(['1.2.3'])
    },
  )

  it('BuildKit refuses a tag with a push by digest', async () => {
    const image = `${base.slice(0, base.lastIndexOf('/'))}/refused`
    const output = `type=image,name=${image}:1.2.3,push=true,push-by-digest=true`
    const { PATH, HOME } = process.env
    const env = { PATH, HOME, DOCKER_HOST: engines.store, ...remote.env }
    const built = mustRun('docker', ['buildx', 'build', '--output', output, makeProject()], { env })
    await expect(built).rejects.toThrow("can't push tagged ref")
    const [host = '', ...path] = image.split('/')
    expect(await listTags(host, path.join('/'))).toEqual([])
  })

  async function readProvenance(image: string) {
    const { manifest } = await getManifest(registry.host, image, '1.2.3', login)
    const [platform, attached] = entriesOf(manifest)
    const { manifest: statements } = await getManifest(registry.host, image, attached?.digest ?? '', login)
    const [layer] = statements.layers ?? []
    const statement = await getJsonBlob(registry.host, image, layer?.digest ?? '', login)
    expect(statement.predicateType).toContain('slsa.dev/provenance')
    const about = arrayAt(statement, 'subject').map((subject) => ({
      name: decodeURIComponent(stringAt(subject, 'name') ?? ''),
      digest: at(subject, 'digest'),
    }))
    return { digest: platform?.digest ?? '', about }
  }
})

describe('a cache in a registry', () => {
  const registry = useRegistry()
  const { store, legacy, remote } = useRemoteBuilder()
  const { remote: other } = useRemoteBuilder(engines.legacy)

  it.each([
    { ...store, reader: legacy },
    { ...remote, reader: other },
  ])(
    'is written by a run that publishes, and read by another builder: $name',
    async ({ reader, ...where }) => {
      const workspace = makeProject(
        `FROM ${base}\nRUN cat /proc/sys/kernel/random/uuid > /random\nCMD ["busybox", "cat", "/random"]\n`,
      )
      const ref = `type=registry,ref=${registry.host}/cache/${where.name}`
      const image = `cached/${where.name}`
      const inputs = registry.inputsFor(image, { 'cache-to': `${ref}:cache,mode=max` })
      const written = await step({ workspace, ...where, inputs })
      expect(written.main).toMatchObject({ code: 0, annotations: [] })
      expect(await listTags(registry.host, `cache/${where.name}`, login)).toEqual(['cache'])
      const docker = dockerAt(registry.host)
      const random = await docker('run', '--rm', '--network=none', `${registry.host}/${image}:main`)
      const more = { 'cache-from': `${ref}:cache`, outputs: 'type=local,dest=out' }
      const { images: _, ...readInputs } = registry.inputsFor(image, more)
      const read = await step({ workspace, ...reader, inputs: readInputs })
      expect(read.main).toMatchObject({ code: 0, annotations: [] })
      expect(read.main.log).toContain(`driver ${where.driver}`)
      expect(readFileSync(join(workspace, 'out/random'), 'utf8')).toBe(random)
    },
  )
})

describe('a digest mismatch between the builder and the registry', () => {
  const registry = useRegistry()
  const { store, legacy, remote } = useRemoteBuilder()
  let rewriting: Awaited<ReturnType<typeof startRewritingRegistry>>
  beforeAll(async () => {
    rewriting = await startRewritingRegistry(registry.host)
  })
  afterAll(() => rewriting.stop())

  const state = async (image: string): Promise<Record<string, string>> => {
    const tags = await listTags(registry.host, image, login)
    const digests = tags.map(async (tag) => [tag, await headDigest(registry.host, image, tag, login)])
    return Object.fromEntries(await Promise.all(digests))
  }
  const expectAsBefore = async (done: Step, image: string, before: Record<string, string>) => {
    expect(done.main.code).toBe(1)
    expect(await state(image)).toEqual(before)
    expect(done.main.outputs.pushed).not.toBe('true')
    expect(done.errors.map(({ message }) => message).join()).not.toMatch(/another run|left-behind/)
  }

  it.each([
    { ...store, isNew: false, load: 'false' },
    { ...store, isNew: true, load: 'false' },
    // With load the builder pushes under a tag too.
    { ...remote, isNew: false, load: 'true' },
  ])(
    'leaves every tag unchanged if the registry changes manifests: $name, new $isNew',
    async ({ isNew, load, ...where }) => {
      const image = `rewritten/${where.name}-${isNew}`
      const workspace = makeProject()
      const publish = () => {
        const more = {
          images: `${rewriting.host}/${image}`,
          registry: rewriting.host,
          tags: 'one\ntwo',
          load,
        }
        return step({ workspace, ...where, inputs: registry.inputsFor(image, more) })
      }
      rewriting.rewrite(false)
      if (!isNew) expect((await publish()).main).toMatchObject({ code: 0 })
      const before = await state(image)
      commit(workspace)
      rewriting.rewrite(true)
      await expectAsBefore(await publish(), image, before)
    },
  )

  it.each([store, legacy])(
    'leaves every tag unchanged if the builder reports another digest: $name',
    async (where) => {
      const image = `reported/${where.name}`
      const workspace = makeProject()
      const inputs = registry.inputsFor(image, { tags: 'one\ntwo' })
      expect((await step({ workspace, ...where, inputs })).main.code).toBe(0)
      const before = await state(image)
      commit(workspace)
      const done = await step({ workspace, ...where, env: lyingBuildx(), inputs })
      await expectAsBefore(done, image, before)
      const codes = /\[(build-digest-mismatch|content-missing)\]/
      expect(done.errors[0]?.message).toMatch(codes)
    },
  )
})

/** A home folder with a buildx that writes another digest into its build metadata. */
function lyingBuildx(): { HOME: string } {
  const home = newFolder('home')
  const plugin = join(home, '.docker/cli-plugins/docker-buildx')
  mkdirSync(join(home, '.docker/cli-plugins'), { recursive: true })
  const info = execFileSync('docker', ['info', '--format', '{{json .ClientInfo.Plugins}}'], {
    ...{ encoding: 'utf8', stdio: 'pipe' },
  })
  const buildx = JSON.parse(info).find(({ Name }: { Name: string }) => Name === 'buildx').Path
  const other = `sha256:${'9'.repeat(64)}`
  const script = [
    '#!/bin/sh',
    `${buildx} "$@" || exit`,
    'while [ $# -gt 1 ]; do',
    `  [ "$1" = --metadata-file ] && sed -i 's/sha256:[0-9a-f]\\{64\\}/${other}/g' "$2"`,
    '  shift',
    'done',
    'exit 0',
  ]
  writeFileSync(plugin, `${script.join('\n')}\n`)
  chmodSync(plugin, 0o755)
  return { HOME: home }
}

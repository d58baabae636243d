import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { startRegistry } from '../../scripts/lib/registry.mjs'
import {
  entriesOf,
  getJsonBlob,
  getManifest,
  headDigest,
  listTags,
} from '../../scripts/lib/registry-client.mjs'
import { mustRun } from '../../scripts/lib/run.mjs'
import { engines, newFolder } from './setup/environment.ts'
import { findSecret, login, makeProject, type Step, step } from './setup/project.ts'

describe('publishing by digest and from OCI layouts', () => {
  let registry: Awaited<ReturnType<typeof startRegistry>>
  let other: Awaited<ReturnType<typeof startRegistry>>
  beforeAll(async () => {
    const users = { [login.username]: login.password }
    registry = await startRegistry({ dir: newFolder('registry'), users })
    other = await startRegistry({ dir: newFolder('other') })
  })
  afterAll(async () => {
    await registry.stop()
    await other.stop()
  })
  const inputsFor = (images: string, more: Record<string, string> = {}) => ({
    images,
    registry: registry.host,
    ...login,
    ...more,
  })
  const builds = (done: Step) => done.main.log.split('::group::docker buildx bake').length - 1
  const expectClean = (done: Step) => {
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    expect(findSecret(done, login.password)).toEqual([])
    expect(readdirSync(done.temp).filter((name) => name.startsWith('tagboat'))).toEqual([])
  }
  /** A layout made by plain buildx, by default of one platform without attestations. */
  const makeLayout = async (args: readonly string[] = [], dockerfile?: string) => {
    const [context, folder] = [makeProject(dockerfile), newFolder('layout')]
    const output = ['--output', `type=oci,tar=false,dest=${folder}`]
    await mustRun('docker', ['buildx', 'build', ...output, ...args, context], {
      env: { ...process.env, DOCKER_HOST: engines.store },
    })
    return folder
  }

  it('push: digest publishes without a tag, and a second step publishes that digest under the planned tags', async () => {
    const workspace = makeProject()
    const image = `${registry.host}/digest/app`
    const pushedByDigest = await step({ workspace, inputs: inputsFor(image, { push: 'digest' }) })
    expectClean(pushedByDigest)
    const { digest = '', pushed, tags, version } = pushedByDigest.main.outputs
    expect({ pushed, tags, version }).toEqual({ pushed: 'true', tags: '', version: 'main' })
    expect(JSON.parse(pushedByDigest.main.outputs.result ?? '').images[0].platforms).toHaveLength(1)
    expect(pushedByDigest.main.summary).toContain(`docker pull ${image}@${digest}`)
    expect(await headDigest(registry.host, 'digest/app', digest, login)).toBe(digest)
    expect(await listTags(registry.host, 'digest/app', login)).toEqual([])

    const published = await step({ workspace, inputs: inputsFor(image, { from: `${image}@${digest}` }) })
    expectClean(published)
    expect(published.main.outputs).toMatchObject({ digest, pushed: 'true' })
    expect(builds(published)).toBe(0)
    expect(await listTags(registry.host, 'digest/app', login)).toEqual(['latest', 'main'])
    expect(await headDigest(registry.host, 'digest/app', 'latest', login)).toBe(digest)
  })

  it('the provenance of an image pushed from a layout names that image', async () => {
    const images = ['provenance/one', 'provenance/two'].map((name) => `${registry.host}/${name}`)
    const done = await step({ workspace: makeProject(), inputs: inputsFor(images.join('\n')) })
    expectClean(done)
    const { manifest } = await getManifest(registry.host, 'provenance/one', 'main', login)
    const [image, attestation] = entriesOf(manifest).map((entry) => entry.digest)
    const { layers } = (await getManifest(registry.host, 'provenance/one', attestation ?? '', login)).manifest
    const statement = await getJsonBlob(registry.host, 'provenance/one', layers?.[0]?.digest ?? '', login)
    const sha256 = image?.replace('sha256:', '')
    expect(statement.subject).toEqual(
      images.map((name) => ({ name: expect.stringContaining(`${name}@main`), digest: { sha256 } })),
    )
  })

  it('push: digest of an existing image copies it by digest', async () => {
    const workspace = makeProject()
    const image = `${registry.host}/digest/source`
    const built = await step({ workspace, inputs: inputsFor(image) })
    const { digest = '' } = built.main.outputs
    const inputs = inputsFor(`${other.host}/digest/copy`, { from: `${image}:latest`, push: 'digest' })
    const done = await step({ workspace, inputs })
    expectClean(done)
    expect(done.main.outputs).toMatchObject({ digest, pushed: 'true', tags: '' })
    expect(await headDigest(other.host, 'digest/copy', digest)).toBe(digest)
    expect(await listTags(other.host, 'digest/copy')).toEqual([])
  })

  it('push: digest with the legacy image store is a reason for a temporary builder', async () => {
    const inputs = inputsFor(`${registry.host}/digest/legacy`, { push: 'digest' })
    const { main } = await step({ workspace: makeProject(), inputs, engine: 'legacy' })
    expect(main.log).toMatch(
      /is created for this job, because the current one does not support: push: digest\./,
    )
  })

  it('push: digest with a named builder on the legacy image store is refused before the build', async () => {
    const inputs = inputsFor(`${registry.host}/digest/legacy`, { push: 'digest', builder: 'default' })
    const done = await step({ workspace: makeProject(), inputs, engine: 'legacy' })
    expect(done.main.code).toBe(1)
    expect(done.errors).toHaveLength(1)
    expect(done.errors[0]?.message).toContain('does not support: push: digest.')
    expect(builds(done)).toBe(0)
  })

  it('two registries get the same digest from one build', async () => {
    const images = `${registry.host}/twice/app\n${other.host}/twice/app`
    const platforms = 'linux/amd64,linux/arm64'
    const workspace = makeProject('FROM scratch\nARG TARGETARCH\nCOPY hello /$TARGETARCH\n')
    const done = await step({ workspace, inputs: inputsFor(images, { platforms }) })
    expectClean(done)
    expect(builds(done)).toBe(1)
    expect(done.main.log).toContain('Pushing: by digest, through an OCI image layout')
    const { digest } = done.main.outputs
    for (const tag of ['latest', 'main']) {
      expect(await headDigest(registry.host, 'twice/app', tag, login)).toBe(digest)
      expect(await headDigest(other.host, 'twice/app', tag)).toBe(digest)
    }
  })

  it('a layout from another tool is published unchanged, without docker', async () => {
    const folder = await makeLayout(['--platform', 'linux/amd64,linux/arm64', '--provenance', 'mode=max'])
    const images = `${registry.host}/layout/app\n${other.host}/layout/app`
    const done = await step({
      workspace: makeProject(),
      inputs: inputsFor(images, { from: `oci-layout:${folder}`, platforms: 'linux/amd64,linux/arm64' }),
      env: { DOCKER_HOST: 'tcp://127.0.0.1:1' },
    })
    expectClean(done)
    const { digest } = done.main.outputs
    expect(await headDigest(registry.host, 'layout/app', 'latest', login)).toBe(digest)
    expect(await headDigest(other.host, 'layout/app', 'main')).toBe(digest)
  })

  it('a single image in a layout is selected by tag and stays a single manifest, and a second run writes nothing', async () => {
    const folder = await makeLayout(['--provenance=false', '--tag', 'acme/app:1.2'])
    const image = `${registry.host}/layout/single`
    const inputs = inputsFor(image, { from: `oci-layout:${folder}:1.2` })
    const workspace = makeProject()
    const done = await step({ workspace, inputs })
    expectClean(done)
    const { digest } = done.main.outputs
    expect(await headDigest(registry.host, 'layout/single', 'latest', login)).toBe(digest)
    const again = await step({ workspace, inputs })
    expect(again.main.outputs).toMatchObject({ digest, pushed: 'false' })
  })

  it.each([
    { name: 'a missing folder', from: () => '/nowhere', said: "'/nowhere' is not a folder" },
    { name: 'a folder without a layout', from: () => newFolder('empty'), said: 'is not an OCI image layout' },
    {
      name: 'a tag that the layout lacks',
      from: async () => `${await makeLayout()}:9`,
      said: 'no image tagged 9',
    },
    {
      name: 'a platform that the layout lacks',
      from: () => makeLayout(),
      said: 'lacks linux/s390x',
      platforms: 'linux/s390x',
    },
  ])('$name is refused, and no tag moves', async ({ from, said, platforms = '' }) => {
    const source = `oci-layout:${await from()}`
    const inputs = inputsFor(`${registry.host}/layout/bad`, { from: source, platforms })
    const done = await step({ workspace: makeProject(), inputs })
    expect(done.main.code).toBe(1)
    expect(done.errors).toHaveLength(1)
    expect(done.errors[0]?.message).toContain(said)
    expect(await listTags(registry.host, 'layout/bad', login)).toEqual([])
  })

  it('a layout moves no tag if one of several repositories denies the push', async () => {
    const images = `${other.host}/half/app\n${registry.host}/half/app`
    const folder = join(await makeLayout())
    const done = await step({ workspace: makeProject(), inputs: { images, from: `oci-layout:${folder}` } })
    expect(done.main.code).toBe(1)
    expect(await listTags(other.host, 'half/app')).toEqual([])
  })
})

/** The operations of the registry matrix. Each one runs a step against an imitation, and reads the outcome from the registry behind it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startProfile } from '../../../scripts/lib/imitate-registry.mjs'
import { getManifest, headDigest, listTags, registryRequest } from '../../../scripts/lib/registry-client.mjs'
import { computeDigest } from '../../../src/registry/digest.ts'
import { ociIndex, ociManifest } from '../../../src/registry/media-types.ts'
import { commit, login, makeProject, type Step, step } from './project.ts'

export type Profile = Parameters<typeof startProfile>[0] & { readonly name: string }

/** The setting in which the operations of one profile run. */
export interface Stage {
  readonly profile: Profile
  readonly proxy: Awaited<ReturnType<typeof startProfile>>
  /** The host of the registry behind the imitation. */
  readonly backend: string
  readonly workspace: string
}

export async function openStage(profile: Profile, backend: string): Promise<Stage> {
  const file = (name: string) => `FROM scratch\nCOPY ${name} /${name}\n`
  const targets = ['one', 'two', 'three']
  const files = {
    ...Object.fromEntries(targets.map((name) => [name, `${name} of ${profile.name}\n`])),
    ...Object.fromEntries(targets.map((name) => [`${name}.Dockerfile`, file(name)])),
    'docker-bake.hcl': [
      `group "default" { targets = [${targets.map((name) => `"${name}"`).join(', ')}] }`,
      ...targets.map((name) => `target "${name}" { dockerfile = "${name}.Dockerfile" }`),
    ].join('\n'),
  }
  const workspace = makeProject(file('one'), files)
  return { profile, proxy: await startProfile(profile, backend), backend, workspace }
}

const releaseTags = [
  'type=semver,pattern={{version}}',
  'type=semver,pattern={{major}}.{{minor}}',
  'type=semver,pattern={{major}}',
].join('\n')
const three = ['t1', 't2', 't3'].map((name) => `type=raw,value=${name}`).join('\n')

/** Runs a step with logins to the imitation and to the registry behind it. */
function run({ proxy, backend, workspace }: Stage, inputs: Record<string, string>, ref = 'refs/tags/v2.0.0') {
  const named = [inputs.from, inputs.images].join(' ')
  const logins = [proxy.host, backend]
    .filter((host) => named.includes(`${host}/`))
    .map((registry) => ({ registry, ...login }))
  return step({ workspace, ref, inputs: { 'registry-auth': JSON.stringify(logins), ...inputs } })
}

const at = ({ profile, proxy }: Stage, image: string) => `${proxy.host}/${profile.name}/${image}`
const there = ({ profile, backend }: Stage, image: string, tag: string) =>
  headDigest(backend, `${profile.name}/${image}`, tag, login)

/** The tags of an image with their digests, without the referrers tags. */
async function state(stage: Stage, image: string): Promise<Record<string, string>> {
  const listed = await listTags(stage.backend, `${stage.profile.name}/${image}`, login)
  const tags = listed.filter((tag) => !tag.startsWith('sha256-'))
  const digests = tags.map(async (tag) => [tag, await there(stage, image, tag)] as const)
  return Object.fromEntries(await Promise.all(digests))
}

/** Each tag's action by the report. */
const actions = (done: Step): Record<string, string> => {
  const { images } = JSON.parse(done.main.outputs.result || '{"images":[]}')
  return Object.fromEntries(
    images.flatMap(({ tags }: { tags: { ref: string; action: string }[] }) =>
      tags.map(({ ref, action }) => [ref.split(':').at(-1), action]),
    ),
  )
}

const succeed = (done: Step): Step => {
  expect([done.main.code, done.errors.map(({ message }) => message)]).toEqual([0, []])
  return done
}

const builds = (done: Step): number => done.main.log.match(/::group::docker buildx bake/g)?.length ?? 0

/** Each operation returns its result, a key of `results` in the profiles, or throws if an assertion fails. */
export const perform: Record<string, (stage: Stage) => Promise<string>> = {
  async publish(stage) {
    const done = succeed(await run(stage, { images: at(stage, 'app'), tags: releaseTags }))
    const digest = done.main.outputs.digest ?? ''
    expect(await state(stage, 'app')).toEqual({ '2.0.0': digest, '2.0': digest, '2': digest, latest: digest })
    return 'works'
  },

  async again(stage) {
    const before = await state(stage, 'app')
    const inputs = { images: at(stage, 'app'), tags: releaseTags }
    const done = succeed(await run(stage, inputs))
    expect([builds(done), done.main.outputs.pushed]).toEqual([0, 'false'])
    commit(stage.workspace)
    const other = await run(stage, inputs)
    expect([other.main.code, builds(other)]).toEqual([1, 0])
    expect(other.errors[0]?.message).toContain('[release-taken]')
    expect(await state(stage, 'app')).toEqual(before)
    return 'works'
  },

  async older(stage) {
    const before = await state(stage, 'app')
    writeFileSync(join(stage.workspace, 'one'), 'an older line\n')
    commit(stage.workspace)
    const done = succeed(
      await run(stage, { images: at(stage, 'app'), tags: releaseTags }, 'refs/tags/v1.9.9'),
    )
    const digest = done.main.outputs.digest ?? ''
    expect(await state(stage, 'app')).toEqual({ ...before, '1.9.9': digest, '1.9': digest, '1': digest })
    expect(actions(done)).toMatchObject({ '1.9.9': 'created', latest: 'kept' })
    return 'works'
  },

  async within(stage) {
    const { digest, attached } = await promoteApp(stage)
    expect(await state(stage, 'prod')).toMatchObject({ good: digest })
    expect(await attachedTo(stage, stage.proxy.host, `${stage.profile.name}/prod`, digest)).toContain(
      attached,
    )
    return 'works'
  },

  async into(stage) {
    const attached = await attach(stage, stage.backend, seedOf(stage), await seed(stage))
    const digest = await headDigest(stage.backend, seedOf(stage), '1', login)
    const inputs = { from: `${stage.backend}/${seedOf(stage)}:1`, images: at(stage, 'into') }
    succeed(await run(stage, { ...inputs, tags: 'type=raw,value=good' }))
    expect(await state(stage, 'into')).toMatchObject({ good: digest })
    expect(await attachedTo(stage, stage.proxy.host, `${stage.profile.name}/into`, digest)).toContain(
      attached,
    )
    return 'works'
  },

  async out(stage) {
    const { digest, attached } = await promoteApp(stage)
    expect(await state(stage, 'out')).toMatchObject({ good: digest })
    expect(await attachedTo(stage, stage.backend, `${stage.profile.name}/out`, digest)).toContain(attached)
    return 'works'
  },

  async bake(stage) {
    const inputs = {
      images: `${at(stage, 'bake')}/{{target}}`,
      'bake-files': 'docker-bake.hcl',
      tags: releaseTags,
    }
    succeed(await run(stage, inputs))
    for (const target of ['one', 'two', 'three']) {
      const tags = await state(stage, `bake/${target}`)
      expect([target, Object.keys(tags)]).toEqual([target, ['2', '2.0', '2.0.0', 'latest']])
      expect(new Set(Object.values(tags)).size).toBe(1)
    }
    return 'works'
  },

  async digest(stage) {
    const done = succeed(await run(stage, { images: at(stage, 'digest'), push: 'digest' }))
    const digest = done.main.outputs.digest ?? ''
    expect(await there(stage, 'digest', digest)).toBe(digest)
    expect(await state(stage, 'digest')).toEqual({})
    return 'works'
  },

  async dry(stage) {
    const before = await state(stage, 'app')
    const sent = stage.proxy.requests.length
    const inputs = { images: at(stage, 'app'), tags: releaseTags, 'dry-run': 'true' }
    const done = succeed(await run(stage, inputs, 'refs/tags/v2.1.0'))
    expect(actions(done)).toEqual({ '2.1.0': 'created', '2.1': 'created', '2': 'moved', latest: 'moved' })
    const methods = stage.proxy.requests.slice(sent).map(({ method }) => method)
    expect(methods.filter((method) => method !== 'GET' && method !== 'HEAD')).toEqual([])
    expect(await state(stage, 'app')).toEqual(before)
    return 'works'
  },

  async 'rollback-new'(stage) {
    const done = await failAt(stage, 'back')
    const after = await state(stage, 'back')
    const digest = await there(stage, 'app', '2.0.0')
    if (Object.keys(after).length === 0) {
      expect(actions(done)).toEqual({ t1: 'restored', t2: 'restored', t3: 'failed' })
      expect(done.errors[0]?.message).toContain('every tag is as it was before this run')
      return 'works'
    }
    expect(after).toEqual({ t1: digest, t2: digest })
    expect(actions(done)).toEqual({ t1: 'created', t2: 'created', t3: 'failed' })
    for (const tag of ['t1', 't2']) expect(done.errors[0]?.message).toContain(`${at(stage, 'back')}:${tag}`)
    expect(done.errors[0]?.message).toContain('not all could be put back')
    return 'stays'
  },

  async 'rollback-old'(stage) {
    const {
      manifest: _,
      raw,
      mediaType,
    } = await getManifest(stage.backend, `${stage.profile.name}/app`, '1.9.9', login)
    for (const tag of ['t1', 't2', 't3']) {
      await put(stage.backend, `${stage.profile.name}/app`, tag, mediaType, raw)
    }
    const before = await state(stage, 'app')
    const done = await failAt(stage, 'app')
    expect(await state(stage, 'app')).toEqual(before)
    expect(actions(done)).toEqual({ t1: 'restored', t2: 'restored', t3: 'failed' })
    return 'works'
  },
}

const promotions = new WeakMap<Stage, ReturnType<typeof promoteBoth>>()

/** The promotion of 2.0.0, with an attached artifact, that the operations `within` and `out` share. */
function promoteApp(stage: Stage): ReturnType<typeof promoteBoth> {
  const promotion = promotions.get(stage) ?? promoteBoth(stage)
  promotions.set(stage, promotion)
  return promotion
}

/** One step promotes to another repository of the imitation, `prod`, and to one of the registry behind it, `out`. */
async function promoteBoth(stage: Stage): Promise<{ digest: string; attached: string }> {
  const source = `${stage.profile.name}/app`
  const digest = await there(stage, 'app', '2.0.0')
  const attached = await attach(stage, stage.proxy.host, source, digest)
  const images = [at(stage, 'prod'), `${stage.backend}/${stage.profile.name}/out`].join('\n')
  const inputs = { from: `${stage.proxy.host}/${source}:2.0.0`, images, tags: 'type=raw,value=good' }
  const done = succeed(await run(stage, inputs))
  expect(done.main.annotations).toEqual([])
  return { digest, attached }
}

/** Promotes 2.0.0 to three tags, the last of which is refused. */
async function failAt(stage: Stage, image: string): Promise<Step> {
  const { host } = stage.proxy
  const path = `/v2/${stage.profile.name}/${image}/manifests/t3`
  const denied = { status: 403, body: '{"errors":[{"code":"DENIED","message":"no"}]}' }
  stage.proxy.decide((request) => (request.method === 'PUT' && request.path === path ? denied : undefined))
  const from = `${host}/${stage.profile.name}/app:2.0.0`
  const done = await run(stage, { from, images: at(stage, image), tags: three })
  stage.proxy.decide(() => undefined)
  expect(done.main.code).toBe(1)
  expect(done.errors[0]?.message).toContain('[not-published]')
  return done
}

/** A repository of each profile's own: distribution 2.8 fails where two bring a blob at the same time. */
const seedOf = ({ profile }: Stage) => `seed/${profile.name}`

/** An image of one layer in the registry behind, under the tag 1. */
async function seed(stage: Stage): Promise<string> {
  const { backend } = stage
  const config = await putBlob(backend, seedOf(stage), '{"os":"linux","architecture":"amd64","rootfs":{}}')
  const layer = await putBlob(backend, seedOf(stage), 'a layer')
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: ociManifest,
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...config },
    layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar', ...layer }],
  })
  await put(backend, seedOf(stage), '1', ociManifest, manifest)
  return computeDigest(Buffer.from(manifest))
}

const lists = (stage: Stage, host: string) =>
  host === stage.proxy.host && stage.profile.quirks.includes('referrers')

/** Attaches an artifact as an OCI client does: listed under a tag, where the registry does not list it itself. */
async function attach(stage: Stage, host: string, repository: string, subject: string): Promise<string> {
  // A unique blob: distribution 2.8 fails if two clients upload the same blob at the same time.
  const blob = await putBlob(host, repository, JSON.stringify({ of: repository, subject }))
  const config = { mediaType: 'application/vnd.acme.note+json', ...blob }
  const described = await getManifest(stage.backend, repository, subject, login)
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: ociManifest,
    artifactType: 'text/note',
    config,
    layers: [config],
    subject: { mediaType: described.mediaType, digest: subject, size: described.raw.byteLength },
  })
  const digest = computeDigest(Buffer.from(manifest))
  await put(host, repository, digest, ociManifest, manifest)
  const listed = { mediaType: ociManifest, digest, size: manifest.length, artifactType: 'text/note' }
  const index = JSON.stringify({ schemaVersion: 2, mediaType: ociIndex, manifests: [listed] })
  if (!lists(stage, host)) await put(host, repository, referrersTag(subject), ociIndex, index)
  return digest
}

/** The artifacts that a client finds by the OCI specification. */
async function attachedTo(
  stage: Stage,
  host: string,
  repository: string,
  subject: string,
): Promise<string[]> {
  const path = lists(stage, host)
    ? `/v2/${repository}/referrers/${subject}`
    : `/v2/${repository}/manifests/${referrersTag(subject)}`
  const answer = await registryRequest(host, path, { auth: login, headers: { accept: ociIndex } })
  expect([path, answer.status]).toEqual([path, 200])
  return JSON.parse(answer.body.toString()).manifests.map(({ digest }: { digest: string }) => digest)
}

const referrersTag = (digest: string) => digest.replace(':', '-')

async function put(host: string, repository: string, name: string, mediaType: string, body: string | Buffer) {
  const path = `/v2/${repository}/manifests/${name}`
  const headers = { 'content-type': mediaType }
  const answer = await registryRequest(host, path, { method: 'PUT', auth: login, headers, body })
  expect([path, answer.status]).toEqual([path, 201])
}

async function putBlob(host: string, repository: string, content: string) {
  const digest = computeDigest(Buffer.from(content))
  const begun = await registryRequest(host, `/v2/${repository}/blobs/uploads/`, {
    method: 'POST',
    auth: login,
  })
  const { pathname, search } = new URL(String(begun.headers.location), `http://${host}`)
  const path = `${pathname}${search}${search === '' ? '?' : '&'}digest=${encodeURIComponent(digest)}`
  const headers = { 'content-type': 'application/octet-stream' }
  const answer = await registryRequest(host, path, { method: 'PUT', auth: login, headers, body: content })
  expect(answer.status).toBe(201)
  return { digest, size: content.length }
}

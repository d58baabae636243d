/** What cosign and oras say about a repository after a prune: they verify and copy what is left. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onPath } from '../../scripts/lib/docker-client.mjs'
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { mustRun, run } from '../../scripts/lib/run.mjs'
import { teardown } from '../../scripts/lib/teardown.mjs'
import { type GitServer, startGitServer } from '../helpers/git-server.ts'
import { newFolder } from './setup/environment.ts'
import { copyEveryTag, copyWhole, oras } from './setup/oras.ts'
import { git, makeProject, step } from './setup/project.ts'
import { createPusher, type Descriptor, marksOf } from './setup/pruned-images.ts'

const action = fileURLToPath(new URL('../../prune', import.meta.url))

let registry: Awaited<ReturnType<typeof startRegistry>>
let server: GitServer
let workspace: string
let keys: string

beforeAll(async () => {
  registry = await startRegistry({ dir: newFolder('registry') })
  const root = newFolder('remote')
  git(root, 'init', '--quiet', '--bare', 'acme/app')
  workspace = makeProject(undefined, { 'hello.json': '{"hello": 1}' })
  git(workspace, 'push', '--quiet', `${root}/acme/app`, 'HEAD:refs/heads/main')
  server = await startGitServer({ root })
  keys = newFolder('keys')
})
afterAll(async () => {
  await server.stop()
  await teardown()
})

const at = (name: string) => `${registry.host}/${name}`
const environment = () => ({ ...process.env, HOME: keys, COSIGN_PASSWORD: '' })

/** The flags keep cosign 3 away from the services of sigstore, which are on the internet. */
const cosign = (verb: string, ...args: string[]) => run('cosign', [verb, ...args], { env: environment() })
const formats = [[], ['--new-bundle-format=false']]

async function makeKeys() {
  await mustRun('cosign', ['generate-key-pair', '--output-key-prefix', join(keys, 'cosign')], {
    env: environment(),
  })
}

/** Signs and attests a digest in both formats: a bundle as a referrer, and the tags `sha256-<hex>.sig` and `.att`. */
async function sign(reference: string) {
  const common = ['--yes', '--key', join(keys, 'cosign.key'), '--allow-http-registry']
  const offline = [...common, '--tlog-upload=false', '--use-signing-config=false']
  const predicate = ['--type', 'custom', '--predicate', join(workspace, 'hello.json')]
  // One after another: each adds to the list of referrers.
  for (const format of formats) {
    for (const args of [['sign'], ['attest', ...predicate]]) {
      const done = await cosign(args[0] ?? '', ...args.slice(1), ...offline, ...format, reference)
      if (done.code !== 0) throw new Error(`cosign ${args[0]}: ${done.stderr}`)
    }
  }
}

/** The exit codes of all verifications of a digest. */
async function verify(reference: string) {
  const common = ['--key', join(keys, 'cosign.pub'), '--allow-http-registry', '--insecure-ignore-tlog']
  const verifications = formats.flatMap((format) => [
    cosign('verify', ...common, ...format, reference),
    cosign('verify-attestation', '--type', 'custom', ...common, ...format, reference),
  ])
  return (await Promise.all(verifications)).map(({ code }) => code)
}

const resolve = async (reference: string) => (await oras('resolve', '--plain-http', reference)).trim()

interface Found {
  readonly digest: string
  readonly referrers?: readonly Found[]
}
const allBelow = ({ referrers = [] }: Pick<Found, 'referrers'>): string[] =>
  referrers.flatMap((one) => [one.digest, ...allBelow(one)])

/** The digests of everything that is attached to a digest. */
async function attachmentsOf(name: string, { digest }: Descriptor) {
  const listed = await oras('discover', '--plain-http', '--format', 'json', `${at(name)}@${digest}`)
  const referrers = allBelow(JSON.parse(listed))
  const tags = ['', '.sig', '.att'].map((end) => `${at(name)}:${digest.replace(':', '-')}${end}`)
  return [...referrers, ...(await Promise.all(tags.map(resolve)))]
}

/** Adds an artifact to one that is attached itself. */
function seal(reference: string) {
  const file = `${join(workspace, 'hello.json')}:text/plain`
  const flags = ['--plain-http', '--disable-path-validation', '--artifact-type', 'text/seal']
  return oras('attach', ...flags, reference, file)
}

/** `latest` and branch `topic` share a platform; `stable` lists the index of branch `nested`; branch `hotfix` has the image of a release. */
async function fill(name: string) {
  const to = createPusher(registry.host, name)
  const source = `${server.url}/acme/app`
  const [shared, own] = [await to.image('shared'), await to.image('own')]
  const latest = await to.index([shared], marksOf(source, 'main'), 'latest')
  const topic = await to.index([shared, own], marksOf(source, 'topic'), 'topic')
  const nested = await to.index([shared, await to.image('deep')], marksOf(source, 'nested'), 'nested')
  await to.index([nested], marksOf(source, 'main'), 'stable')
  const released = await to.index([await to.image('released')], marksOf(source, 'hotfix'), '1.2.3')
  await to.tag(released, 'hotfix')
  return { to, shared, own, latest, topic, released }
}

// Debian has cosign; this machine may be another.
const hasCosign = onPath('cosign').length > 0
const signedTest = hasCosign ? test : test.skip

signedTest(
  `after a prune cosign verifies what is left, oras copies every tag completely, and no signature is left of what went${hasCosign ? '' : ' (skipped: cosign is not installed)'}`,
  async () => {
    await makeKeys()
    const { to, shared, own, latest, topic, released } = await fill('signed')
    const signed = [latest, topic, shared, own, released]
    await Promise.all(signed.map(({ digest }) => sign(`${at('signed')}@${digest}`)))
    const [signature = ''] = await attachmentsOf('signed', topic)
    await seal(`${at('signed')}@${signature}`)
    const attached = await Promise.all([topic, own].map((one) => attachmentsOf('signed', one)))
    const gone = [topic.digest, own.digest, ...attached.flat()]
    const staying = ['latest', 'stable', '1.2.3'].map((tag) => `${at('signed')}:${tag}`)
    const before = await Promise.all(staying.map(copyWhole))

    const done = await step({
      ...{ action, workspace, eventName: 'schedule', event: {} },
      inputs: { images: at('signed'), 'github-token': 'ghs_token' },
      env: { GITHUB_SERVER_URL: server.url },
    })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    expect(done.main.outputs.removed?.split('\n').toSorted()).toEqual(
      ['hotfix', 'nested', 'topic'].map((tag) => `${at('signed')}:${tag}`),
    )
    expect(await Promise.all(staying.map(copyWhole))).toEqual(before)
    for (const { digest } of [latest, shared, released]) {
      expect(await verify(`${at('signed')}@${digest}`)).toEqual([0, 0, 0, 0])
    }
    expect(await Promise.all(gone.map(to.has))).toEqual(gone.map(() => false))
    const tags = await copyEveryTag(registry.host, 'signed')
    const subjects = tags.flatMap((tag) => /^sha256-[0-9a-f]{64}/.exec(tag)?.[0].replace('-', ':') ?? [])
    expect(subjects).toHaveLength(3 * 3)
    expect(await Promise.all(subjects.map(to.has))).toEqual(subjects.map(() => true))
  },
)

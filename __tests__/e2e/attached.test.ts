/** A promotion copies whatever belongs to an image: attestations, artifacts attached by oras, and cosign's tags. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { entriesOf, getManifest, headDigest } from '../../scripts/lib/registry-client.mjs'
import { mustRun } from '../../scripts/lib/run.mjs'
import { teardown } from '../../scripts/lib/teardown.mjs'
import { startTokenServer } from '../../scripts/lib/token-server.mjs'
import { base, newFolder } from './setup/environment.ts'
import { login, makeProject, step } from './setup/project.ts'

const platforms = 'linux/amd64,linux/arm64'
const destinations = ['prod/app', 'prod/twin']

/** A scanner that implements BuildKit's protocol: it writes in-toto statements to a folder (BuildKit's docs/attestations/sbom-protocol.md). */
const scanner = `#!/bin/sh
cat > "$BUILDKIT_SCAN_DESTINATION/image.spdx.json" <<END
{"_type": "https://in-toto.io/Statement/v0.1", "predicateType": "https://spdx.dev/Document",
 "predicate": {"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "name": "image", "packages": []}}
END
`

let registry: Awaited<ReturnType<typeof startRegistry>>

beforeAll(async () => {
  registry = await startRegistry({ dir: newFolder('registry'), users: { [login.username]: login.password } })
  const made = makeProject(`FROM ${base}\nCOPY --chmod=755 scan /scan\nENTRYPOINT ["/scan"]\n`, {
    scan: scanner,
  })
  await publish({
    workspace: made,
    images: at('tools/scanner'),
    tags: 'type=raw,value=1',
    provenance: 'false',
  })
})
afterAll(teardown)

const at = (name: string) => `${registry.host}/${name}`

async function publish({ workspace = makeProject(), ...inputs }: Record<string, string>) {
  const done = await step({ workspace, inputs: { registry: registry.host, ...login, ...inputs } })
  expect(done.main).toMatchObject({ code: 0, annotations: [] })
  return done.main
}

/** Two platforms with provenance and an SBOM, at `<name>:build`. */
async function build(name: string) {
  const { outputs } = await publish({
    ...{ images: at(name), tags: 'type=raw,value=build', platforms, provenance: 'mode=max' },
    sbom: `generator=${at('tools/scanner')}:1`,
    workspace: makeProject(`FROM ${base}\nLABEL made=${name}\n`),
  })
  const digest = outputs.digest ?? ''
  const { manifest } = await getManifest(registry.host, name, digest, login)
  return {
    digest,
    platform: entriesOf(manifest).find((entry) => entry.platform.os === 'linux')?.digest ?? '',
  }
}

const promote = (inputs: Record<string, string>) => publish({ tags: 'type=raw,value=good', ...inputs })

/** Both registries accept this login, one as a password and one for tokens. */
const oras = (verb: string, ...args: string[]) =>
  mustRun(
    'oras',
    [verb, '--plain-http', '--username', login.username, '--password-stdin', '--format', 'json', ...args],
    { input: login.password, env: { ...process.env, HOME: newFolder('home') } },
  )

async function attach(reference: string, kind: string): Promise<string> {
  const file = join(newFolder('attached'), 'file.txt')
  writeFileSync(file, `${kind} of ${reference}`)
  const flags = ['--disable-path-validation', '--artifact-type', `text/${kind}`]
  return JSON.parse(await oras('attach', ...flags, reference, `${file}:text/plain`)).digest
}

/** Stores a signature as cosign does: an image of one layer, under a tag derived from the digest. */
async function sign(name: string, digest: string): Promise<string> {
  const file = join(newFolder('signed'), 'payload.json')
  writeFileSync(file, `{"critical": {"image": {"docker-manifest-digest": "${digest}"}}}`)
  const flags = ['--disable-path-validation', '--image-spec', 'v1.0']
  const layer = `${file}:application/vnd.dev.cosign.simplesigning.v1+json`
  return JSON.parse(await oras('push', ...flags, `${at(name)}:${cosignTag(digest)}`, layer)).digest
}
const cosignTag = (digest: string) => `${digest.replace(':', '-')}.sig`

interface Found {
  readonly digest: string
  readonly referrers?: readonly Found[]
}
const allBelow = ({ referrers = [] }: Pick<Found, 'referrers'>): string[] =>
  referrers.flatMap((one) => [one.digest, ...allBelow(one)])
const discover = async (reference: string) => allBelow(JSON.parse(await oras('discover', reference))).sort()

/** The predicate types of each platform's attestation. */
async function attestations(host: string, name: string, digest: string, auth: Auth) {
  const { manifest } = await getManifest(host, name, digest, auth)
  const about = entriesOf(manifest).filter((entry) => entry.platform.os === 'unknown')
  return Promise.all(
    about.map(async (entry) => {
      const { layers = [] } = (await getManifest(host, name, entry.digest, auth)).manifest
      return layers.map(({ annotations }) => annotations?.['in-toto.io/predicate-type']).sort()
    }),
  )
}
type Auth = typeof login | { readonly token: string }
const both = ['https://slsa.dev/provenance/v0.2', 'https://spdx.dev/Document']

const logSize = () => readFileSync(registry.logFile, 'utf8').length
const requestsSince = (start: number, wanted: RegExp) =>
  [
    ...readFileSync(registry.logFile, 'utf8')
      .slice(start)
      .matchAll(/"((?:GET|HEAD|POST|PUT|PATCH|DELETE) [^" ]+)/g),
  ].flatMap(([, line = '']) => (wanted.test(line) ? [line] : []))

describe('promoting two platforms with provenance, an SBOM, an attached artifact, and a signature', () => {
  const other = async () => {
    const users = { [login.username]: login.password }
    const grants = { [login.username]: { '*': ['pull', 'push'] } }
    const tokens = await startTokenServer({ dir: newFolder('tokens'), users, grants })
    const { host } = await startRegistry({ dir: newFolder('registry'), token: tokens.auth })
    return {
      host,
      auth: {
        token: tokens.token(
          login.username,
          destinations.map((one) => `repository:${one}:pull`),
        ),
      },
    }
  }
  it.each([
    {
      where: 'within a registry',
      name: 'here/app',
      find: async () => ({ host: registry.host, auth: login }),
    },
    { where: 'to another registry', name: 'there/app', find: other },
  ])('copies all of them under the same digest $where', async ({ name, find }) => {
    const { digest, platform } = await build(name)
    expect(await attestations(registry.host, name, digest, login)).toEqual([both, both])
    const scan = await attach(`${at(name)}@${digest}`, 'scan')
    const note = await attach(`${at(name)}@${platform}`, 'note')
    const seal = await attach(`${at(name)}@${scan}`, 'seal')
    const signature = await sign(name, digest)

    const { host, auth } = await find()
    const start = logSize()
    const logins = [registry.host, host].map((one) => ({ registry: one, ...login }))
    const { outputs } = await promote({
      ...{ registry: '', username: '', password: '' },
      'registry-auth': JSON.stringify(logins.slice(host === registry.host ? 1 : 0)),
      from: `${at(name)}:build`,
      images: destinations.map((one) => `${host}/${one}`).join('\n'),
      platforms,
    })
    if (host === registry.host) expect(requestsSince(start, /^GET .*\/blobs\//)).toEqual([])
    expect(outputs.digest).toBe(digest)
    for (const one of destinations) {
      expect(await headDigest(host, one, 'good', auth)).toBe(digest)
      expect(await attestations(host, one, digest, auth)).toEqual([both, both])
      expect(await discover(`${host}/${one}@${digest}`)).toEqual([scan, seal].sort())
      expect(await discover(`${host}/${one}@${platform}`)).toEqual([note])
      expect(await headDigest(host, one, cosignTag(digest), auth)).toBe(signature)
    }
  })
})

it('a second promotion copies artifacts that were attached since the first, and a third writes nothing', async () => {
  const { digest } = await build('later/app')
  const inputs = { from: `${at('later/app')}:build`, images: at('later/prod') }
  await promote(inputs)
  const scan = await attach(`${at('later/app')}@${digest}`, 'scan')
  const signature = await sign('later/app', digest)
  const second = await promote(inputs)
  expect(second.outputs).toMatchObject({ digest, pushed: 'false' })
  expect(await discover(`${at('later/prod')}@${digest}`)).toEqual([scan])
  expect(await headDigest(registry.host, 'later/prod', cosignTag(digest), login)).toBe(signature)
  const start = logSize()
  await promote(inputs)
  expect(requestsSince(start, /^(PUT|PATCH)/)).toEqual([])
})

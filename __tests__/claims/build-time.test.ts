import { readBuildTime } from '../../src/claims/build-time.ts'
import type { Json } from '../../src/json.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'

const repository = parseRepository('registry.example/acme/app')
const digestOf = (digit: string) => `sha256:${digit.repeat(64)}`
const index = {
  manifests: [
    { digest: digestOf('1') },
    { digest: digestOf('2'), annotations: { 'vnd.docker.reference.type': 'attestation-manifest' } },
  ],
}
const attestation = {
  layers: [
    { digest: digestOf('4'), annotations: { 'in-toto.io/predicate-type': 'https://spdx.dev/Document' } },
    { digest: digestOf('3'), annotations: { 'in-toto.io/predicate-type': 'https://slsa.dev/provenance/v1' } },
  ],
}

const read = (blob: Json, manifests: Readonly<Record<string, Json>> = {}) =>
  readBuildTime(
    {
      getManifest: async (_, target) => {
        const digest = 'digest' in target ? target.digest : ''
        const json = { [digestOf('0')]: index, [digestOf('2')]: attestation, ...manifests }[digest]
        if (json === 'broken') throw new TagboatError({ code: 'registry-failed', what: '', fix: '' })
        return { digest, json: json ?? {} }
      },
      getBlob: async (_, digest) =>
        digest === digestOf('3') ? Buffer.from(JSON.stringify(blob)) : undefined,
    },
    repository,
    digestOf('0'),
  )

const time = '2026-05-01T11:58:00.123456789Z'
test.each<{ title: string; blob: Json; manifests?: Record<string, Json>; expected: string | undefined }>([
  {
    title: 'SLSA provenance 0.2 has the time of the build',
    blob: { predicate: { metadata: { buildFinishedOn: time } } },
    expected: '2026-05-01T11:58:00Z',
  },
  {
    title: 'SLSA provenance 1 has the time of the build',
    blob: { predicate: { runDetails: { metadata: { finishedOn: time } } } },
    expected: '2026-05-01T11:58:00Z',
  },
  { title: 'provenance without a time has none', blob: { predicate: {} }, expected: undefined },
  {
    title: 'provenance with another text has none',
    blob: { predicate: { metadata: { buildFinishedOn: 'x' } } },
    expected: undefined,
  },
  {
    title: 'an image without provenance has none',
    blob: {},
    manifests: { [digestOf('0')]: {} },
    expected: undefined,
  },
  {
    title: 'provenance that cannot be read has none',
    blob: {},
    manifests: { [digestOf('2')]: 'broken' },
    expected: undefined,
  },
])('$title', async ({ blob, manifests, expected }) => {
  expect(await read(blob, manifests)).toBe(expected)
})

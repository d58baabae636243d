import { isAttested, planAttests, type ResultKinds } from '../../src/docker/attestations.ts'
import type { BuilderCapabilities } from '../../src/docker/builder-capabilities.ts'
import { capabilities } from '../helpers/inputs.ts'

const noSbom = 'type=sbom,disabled=true'

test.each<{
  name: string
  asked?: string[]
  isPrivate?: boolean
  builder?: BuilderCapabilities
  load?: boolean
  files?: Partial<ResultKinds>
  expected: string[]
}>([
  {
    name: 'a public repository tells everything of how it was built',
    expected: ['type=provenance,mode=max', noSbom],
  },
  {
    name: 'a private one leaves build arguments out',
    isPrivate: true,
    expected: ['type=provenance,mode=min', noSbom],
  },
  {
    name: 'provenance that was asked for stays as it is',
    asked: ['type=provenance,mode=min'],
    expected: ['type=provenance,mode=min', noSbom],
  },
  {
    name: 'provenance that was refused stays refused, also as the last field',
    asked: ['disabled=true,type=provenance'],
    expected: ['disabled=true,type=provenance', noSbom],
  },
  {
    name: 'an SBOM that was asked for is not refused beside it',
    asked: ['type=sbom,generator=scanner:1'],
    expected: ['type=sbom,generator=scanner:1', 'type=provenance,mode=max'],
  },
  {
    name: 'an attestation of another type replaces neither',
    asked: ['type=provenance-of-mine'],
    expected: ['type=provenance-of-mine', 'type=provenance,mode=max', noSbom],
  },
  { name: 'the older image store takes none', builder: capabilities.legacy, expected: [] },
  {
    name: 'a docker-container builder carries them',
    builder: capabilities.containerBesideLegacy,
    expected: ['type=provenance,mode=max', noSbom],
  },
  {
    name: 'an engine that loads no index gets no provenance by default',
    builder: capabilities.containerBesideLegacy,
    load: true,
    expected: ['type=provenance,disabled=true', noSbom],
  },
  {
    name: 'an engine that loads indexes gets it',
    builder: capabilities.container,
    load: true,
    expected: ['type=provenance,mode=max', noSbom],
  },
  {
    name: 'files of a public repository tell it in provenance.json',
    files: { isFilesOnly: true },
    expected: ['type=provenance,mode=max', noSbom],
  },
  {
    name: 'files of a private one have none beside them',
    isPrivate: true,
    files: { isFilesOnly: true },
    expected: ['type=provenance,mode=min,inline-only=true', noSbom],
  },
  {
    name: 'an archive of type docker cannot hold one',
    files: { hasDockerArchive: true },
    expected: ['type=provenance,disabled=true', noSbom],
  },
])(
  '$name',
  ({ asked = [], isPrivate = false, builder = capabilities.store, load = false, files, expected }) => {
    expect(planAttests(asked, isPrivate, builder, { load, ...files })).toEqual(expected)
  },
)

test.each<[name: string, attests: string[], expected: boolean]>([
  ['none is no attestation', [], false],
  ['refused ones are none', ['type=provenance,disabled=true', 'disabled=true,type=sbom'], false],
  ['one is enough', ['type=provenance,disabled=true', 'type=sbom'], true],
  ['a field that only looks like a refusal is none', ['type=sbom,generator=disabled=true-scanner'], true],
])('an image is attested or not: %s', (_, attests, expected) => {
  expect(isAttested(attests)).toBe(expected)
})

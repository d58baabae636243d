import { isAttested, planAttests, type ResultKinds } from '../../src/builder/attestations.ts'
import type { BuilderCapabilities } from '../../src/builder/builder-capabilities.ts'
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
    name: 'a public repository gets provenance with mode=max',
    expected: ['type=provenance,mode=max', noSbom],
  },
  {
    name: 'a private repository gets provenance without build arguments',
    isPrivate: true,
    expected: ['type=provenance,mode=min', noSbom],
  },
  {
    name: 'requested provenance stays unchanged',
    asked: ['type=provenance,mode=min'],
    expected: ['type=provenance,mode=min', noSbom],
  },
  {
    name: 'disabled provenance stays disabled, even as the last field',
    asked: ['disabled=true,type=provenance'],
    expected: ['disabled=true,type=provenance', noSbom],
  },
  {
    name: 'a requested SBOM is kept beside provenance',
    asked: ['type=sbom,generator=scanner:1'],
    expected: ['type=sbom,generator=scanner:1', 'type=provenance,mode=max'],
  },
  {
    name: 'an attestation of another type replaces neither provenance nor SBOM',
    asked: ['type=provenance-of-mine'],
    expected: ['type=provenance-of-mine', 'type=provenance,mode=max', noSbom],
  },
  { name: 'the legacy image store gets no attestations', builder: capabilities.legacy, expected: [] },
  {
    name: 'a docker-container builder supports attestations',
    builder: capabilities.containerBesideLegacy,
    expected: ['type=provenance,mode=max', noSbom],
  },
  {
    name: 'an engine that cannot load indexes gets no provenance by default',
    builder: capabilities.containerBesideLegacy,
    load: true,
    expected: ['type=provenance,disabled=true', noSbom],
  },
  {
    name: 'an engine that can load indexes gets provenance',
    builder: capabilities.container,
    load: true,
    expected: ['type=provenance,mode=max', noSbom],
  },
  {
    name: 'files of a public repository come with provenance.json',
    files: { isFilesOnly: true },
    expected: ['type=provenance,mode=max', noSbom],
  },
  {
    name: 'files of a private repository come without provenance',
    isPrivate: true,
    files: { isFilesOnly: true },
    expected: ['type=provenance,mode=min,inline-only=true', noSbom],
  },
  {
    name: 'an archive of type docker cannot hold attestations',
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
  ['an empty list has no attestation', [], false],
  ['disabled attestations do not count', ['type=provenance,disabled=true', 'disabled=true,type=sbom'], false],
  ['one attestation is enough', ['type=provenance,disabled=true', 'type=sbom'], true],
  [
    'a field that only resembles disabled=true does not count',
    ['type=sbom,generator=disabled=true-scanner'],
    true,
  ],
])('an image is attested or not: %s', (_, attests, expected) => {
  expect(isAttested(attests)).toBe(expected)
})

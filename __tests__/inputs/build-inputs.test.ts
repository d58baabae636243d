import { type BuildInputs, readBuildInputs } from '../../src/inputs/build-inputs.ts'
import { makeReader, type Texts } from '../helpers/inputs.ts'

test('unset inputs keep the defaults of docker', () => {
  const reader = makeReader({})
  expect(readBuildInputs(reader)).toEqual({
    context: '.',
    file: '',
    target: '',
    platforms: [],
    buildArgs: [],
    buildContexts: [],
    secrets: [],
    secretEnvs: [],
    secretFiles: [],
    ssh: [],
    cacheFrom: [],
    cacheTo: [],
    noCache: false,
    noCacheFilters: [],
    pull: false,
    load: false,
    outputs: [],
    network: '',
    addHosts: [],
    shmSize: '',
    ulimit: [],
    allow: [],
    attests: [],
    rewriteTimestamp: false,
    builder: '',
  })
  expect(reader.problems).toEqual([])
})

test.each<{ name: string; texts: Texts; expected: Partial<BuildInputs> }>([
  {
    name: 'commas separate items where docker separates them',
    texts: {
      platforms: 'linux/amd64, linux/arm64',
      ssh: 'default,key=/k',
      'no-cache-filters': 'a,b',
      'add-hosts': 'a:1.2.3.4,b:::1',
      allow: 'network.host,security.insecure',
      'secret-envs': 'a=A,b=B',
    },
    expected: {
      platforms: ['linux/amd64', 'linux/arm64'],
      ssh: ['default', 'key=/k'],
      noCacheFilters: ['a', 'b'],
      addHosts: ['a:1.2.3.4', 'b:::1'],
      allow: ['network.host', 'security.insecure'],
      secretEnvs: [
        { key: 'a', value: 'A' },
        { key: 'b', value: 'B' },
      ],
    },
  },
  {
    name: 'commas do not separate items elsewhere',
    texts: {
      'build-args': 'LIST=a,b,c',
      'cache-from': 'type=gha,scope=x',
      'cache-to': 'type=gha,mode=max',
      secrets: 'a=b,c=d',
      'secret-files': 'f=/x,y',
      'build-contexts': 'base=docker-image://x,y',
    },
    expected: {
      buildArgs: ['LIST=a,b,c'],
      cacheFrom: ['type=gha,scope=x'],
      cacheTo: ['type=gha,mode=max'],
      secrets: [{ key: 'a', value: 'b,c=d' }],
      secretFiles: [{ key: 'f', value: '/x,y' }],
      buildContexts: [{ key: 'base', value: 'docker-image://x,y' }],
    },
  },
  {
    name: 'platforms are unique, despite different spellings',
    texts: { platforms: 'linux/arm64,linux/aarch64\nlinux/arm64/v8,linux/arm' },
    expected: { platforms: ['linux/arm64', 'linux/arm/v7'] },
  },
  {
    name: 'provenance and sbom accept booleans',
    texts: { provenance: 'false', sbom: 'true' },
    expected: { attests: ['type=provenance,disabled=true', 'type=sbom'] },
  },
  {
    name: 'provenance and sbom accept settings',
    texts: { provenance: 'mode=max', sbom: 'generator=scanner:1' },
    expected: { attests: ['type=provenance,mode=max', 'type=sbom,generator=scanner:1'] },
  },
  {
    name: 'attests are not changed',
    texts: { attests: 'type=sbom,generator=x\ntype=provenance,mode=min' },
    expected: { attests: ['type=sbom,generator=x', 'type=provenance,mode=min'] },
  },
  {
    name: 'provenance and sbom override attests of their type',
    texts: { attests: 'type=provenance,mode=max\ntype=sbom', provenance: 'false' },
    expected: { attests: ['type=provenance,disabled=true', 'type=sbom'] },
  },
  {
    name: 'hosts may have both forms',
    texts: { 'add-hosts': 'a:1.2.3.4\nb=host-gateway\nc:::1\nd=[::1]' },
    expected: { addHosts: ['a:1.2.3.4', 'b=host-gateway', 'c:::1', 'd=[::1]'] },
  },
])('$name', ({ texts, expected }) => {
  const reader = makeReader(texts)
  expect(readBuildInputs(reader)).toMatchObject(expected)
  expect(reader.problems).toEqual([])
})

test.each<{ name: string; texts: Texts; what: string; fix: string }>([
  {
    name: 'an architecture alone',
    texts: { platforms: 'arm64' },
    what: "Input platforms: 'arm64' is not a platform.",
    fix: 'Write linux/arm64.',
  },
  {
    name: 'text that is not a platform',
    texts: { platforms: 'linux arm64' },
    what: "Input platforms: 'linux arm64' is not a platform.",
    fix: 'Write os/architecture, like linux/arm64.',
  },
  {
    name: 'provenance that is neither a boolean nor settings',
    texts: { provenance: 'max' },
    what: "Input provenance: 'max' is neither a boolean nor a list of settings.",
    fix: 'Write true, false or mode=max.',
  },
  {
    name: 'sbom that is neither a boolean nor settings',
    texts: { sbom: 'yes' },
    what: "Input sbom: 'yes' is neither a boolean nor a list of settings.",
    fix: 'Write true, false or generator=IMAGE.',
  },
  {
    name: 'an attestation without a type',
    texts: { attests: 'mode=max' },
    what: "Input attests: 'mode=max' names no type.",
    fix: 'Write for example type=sbom.',
  },
  {
    name: 'a host without an address',
    texts: { 'add-hosts': 'db' },
    what: "Input add-hosts: 'db' is not of the form host:ip.",
    fix: 'Write for example db:10.0.0.7.',
  },
  {
    name: 'a secret from a variable without a name',
    texts: { 'secret-envs': 'TOKEN' },
    what: "Input secret-envs: 'TOKEN' is not of the form id=NAME.",
    fix: 'Write id=NAME_OF_VARIABLE.',
  },
  {
    name: 'a secret without an id, whose value is not shown',
    texts: { secrets: 's3cret' },
    what: "Input secrets: 'item 1' is not of the form name=value.",
    fix: 'Write one name=value per line.',
  },
  {
    name: 'a repeated secret',
    texts: { secrets: 'a=1\na=2' },
    what: "Input secrets: 'a' is set twice.",
    fix: 'Give every secret an id of its own.',
  },
  {
    name: 'a secret of two kinds',
    texts: { secrets: 'a=1', 'secret-envs': 'a=A' },
    what: "Input secret-envs: 'a' is also an id in secrets.",
    fix: 'Give every secret an id of its own.',
  },
  {
    name: 'an invalid boolean',
    texts: { 'no-cache': '1' },
    what: "Input no-cache: '1' is not a boolean.",
    fix: 'Write true or false.',
  },
])('$name is an error', ({ texts, what, fix }) => {
  const reader = makeReader(texts)
  readBuildInputs(reader)
  expect(reader.problems).toEqual([{ code: 'input-value', what, fix }])
})

import {
  isOtherMachine,
  planTemporaryBuilder,
  type UsedRegistry,
} from '../../src/builder/temporary-builder.ts'
import { createDocker } from '../../src/docker/docker.ts'
import type { Engine } from '../../src/docker/find-engine.ts'
import type { Scheme } from '../../src/registry/endpoint.ts'
import { createFakeExec } from '../helpers/fake-exec.ts'
import { makeEngine, makeInputs, type Texts } from '../helpers/inputs.ts'
import { createFakeFiles } from '../helpers/ports.ts'
import { problemsIn } from '../helpers/problems.ts'

const used = (host: string, over: Partial<UsedRegistry> = {}): UsedRegistry => ({
  host,
  usedBy: 'images',
  isNeeded: true,
  ...over,
})
const loopback = ['127.0.0.0/8', '::1/128']

interface Setting {
  readonly registries: readonly UsedRegistry[]
  readonly engine?: Partial<Engine>
  readonly schemes?: Readonly<Record<string, Scheme>>
  readonly address?: string
  readonly files?: Readonly<Record<string, string>>
  /** Inputs that describe a builder. */
  readonly texts?: Texts
}

function plan({ registries, engine = {}, schemes = {}, address = '', files = {}, texts = {} }: Setting) {
  const { exec } = createFakeExec(({ args }) =>
    args.includes('far') ? 'ssh://ada@far.test\n' : 'unix:///run/docker.sock\n',
  )
  const addresses: Record<string, string[]> = {
    'registry.lan': ['10.1.2.3'],
    'here.test': ['127.0.0.1'],
    'registry.test': ['203.0.113.9'],
  }
  const ports = {
    docker: createDocker(exec, {}),
    files: createFakeFiles(files),
    env: { DOCKER_HOST: address },
    resolve: async (host: string) => addresses[host] ?? [],
  }
  return planTemporaryBuilder(ports, {
    engine: makeEngine({ insecureRegistries: loopback, ...engine }),
    registries,
    schemeOf: (host) => schemes[host],
    buildxConfig: '/home/buildx',
    described: makeInputs(texts).describedBuilder,
  })
}

test.each<{ name: string; setting: Setting; hostNetwork: boolean; config: string }>([
  {
    name: 'a registry with TLS needs no configuration',
    setting: { registries: [used('registry.test')] },
    hostNetwork: false,
    config: '',
  },
  ...['localhost:5000', '127.0.0.1:5000', '127.8.9.1'].map((host) => ({
    name: `${host} is on loopback, and may speak either`,
    setting: { registries: [used(host)] },
    hostNetwork: true,
    config: `[registry."${host}"]\n  http = true\n  insecure = true\n`,
  })),
  {
    name: '[::1] needs the host network, but no table',
    setting: { registries: [used('[::1]:5000')] },
    hostNetwork: true,
    config: '',
  },
  {
    name: 'the scheme that Tagboat’s own client found: plain HTTP',
    setting: { registries: [used('localhost:5000')], schemes: { 'localhost:5000': 'http' } },
    hostNetwork: true,
    config: '[registry."localhost:5000"]\n  http = true\n',
  },
  {
    name: 'the scheme that Tagboat’s own client found: TLS',
    setting: { registries: [used('localhost:5000')], schemes: { 'localhost:5000': 'https' } },
    hostNetwork: true,
    config: '[registry."localhost:5000"]\n  insecure = true\n',
  },
  ...['registry.test:99999', '256.1.1.1', '1.2.3.4.5:5000'].map((host) => ({
    name: `${host} is a host by the grammar of references, and no address`,
    setting: { registries: [used(host, { isNeeded: false })] },
    hostNetwork: false,
    config: '',
  })),
  {
    name: 'a name with an address on loopback',
    setting: { registries: [used('here.test')], schemes: { 'here.test': 'http' } },
    hostNetwork: true,
    // The engine decides over the address of a name only by ranges that hold more than loopback.
    config: '',
  },
  {
    name: 'the engine’s list by name, including registries that the run does not use',
    setting: { registries: [used('registry.test')], engine: { insecureRegistries: ['a.lan:5000', 'b.lan'] } },
    hostNetwork: false,
    config:
      '[registry."a.lan:5000"]\n  http = true\n  insecure = true\n\n[registry."b.lan"]\n  http = true\n  insecure = true\n',
  },
  {
    name: 'the engine’s list by range: the run’s registries in it',
    setting: {
      registries: [used('registry.lan'), used('registry.test'), used('10.9.9.9:80')],
      engine: { insecureRegistries: [...loopback, '10.0.0.0/8'] },
      schemes: { 'registry.lan': 'https' },
    },
    hostNetwork: false,
    config:
      '[registry."registry.lan"]\n  insecure = true\n\n[registry."10.9.9.9:80"]\n  http = true\n  insecure = true\n',
  },
  {
    name: 'mirrors of Docker Hub',
    setting: {
      registries: [],
      engine: { mirrors: ['https://m.test/', 'http://n.lan:5000/hub/', 'nonsense'] },
    },
    hostNetwork: false,
    config:
      '[registry."docker.io"]\n  mirrors = ["m.test", "n.lan:5000/hub"]\n\n[registry."n.lan:5000"]\n  http = true\n',
  },
  {
    name: 'the user’s default configuration replaces Tagboat’s',
    setting: {
      registries: [used('localhost:5000')],
      files: { '/home/buildx/buildkitd.default.toml': '' },
    },
    hostNetwork: true,
    config: '',
  },
  {
    name: 'an unreachable cache on loopback does not fail the run',
    setting: {
      registries: [used('localhost:5000', { usedBy: 'cache-from', isNeeded: false })],
      schemes: { 'localhost:5000': 'http' },
      address: 'ssh://ada@far.test',
    },
    hostNetwork: false,
    config: '[registry."localhost:5000"]\n  http = true\n',
  },
  {
    name: 'the user’s network replaces the machine’s',
    setting: { registries: [used('localhost:5000')], texts: { 'driver-opts': 'network=mine' } },
    hostNetwork: false,
    config: '[registry."localhost:5000"]\n  http = true\n  insecure = true\n',
  },
  {
    name: 'the user’s configuration comes first, and tables of other registries follow',
    setting: {
      registries: [used('localhost:5000')],
      engine: { mirrors: ['https://m.test/'] },
      schemes: { 'localhost:5000': 'http' },
      texts: { 'buildkitd-config-inline': '[registry."docker.io"]\n  mirrors = ["own.test"]\n' },
    },
    hostNetwork: true,
    config:
      '[registry."docker.io"]\n  mirrors = ["own.test"]\n\n[registry."localhost:5000"]\n  http = true\n',
  },
  {
    name: 'the user’s configuration in the inputs replaces the default one',
    setting: {
      registries: [],
      files: { '/home/buildx/buildkitd.default.toml': '' },
      texts: { 'buildkitd-config-inline': 'debug = true' },
    },
    hostNetwork: false,
    config: 'debug = true',
  },
  {
    name: 'a remote BuildKit has its own network and configuration',
    setting: { registries: [used('localhost:5000')], texts: { endpoint: 'tcp://buildkit.test:1234' } },
    hostNetwork: false,
    config: '',
  },
  {
    name: 'pods do not share the machine’s network, but get its registries without TLS',
    setting: {
      registries: [used('localhost:5000')],
      schemes: { 'localhost:5000': 'http' },
      texts: { driver: 'kubernetes' },
    },
    hostNetwork: false,
    config: '[registry."localhost:5000"]\n  http = true\n',
  },
])('a temporary builder: $name', async ({ setting, hostNetwork, config }) => {
  expect(await plan(setting)).toEqual({ hostNetwork, config })
})

test.each<{ name: string; setting: Setting; message: string }>([
  {
    name: 'an engine on another machine',
    setting: { registries: [used('localhost:5000')], address: 'tcp://far.test:2375' },
    message:
      'cannot reach localhost:5000 (images): that address is this machine itself, and the engine at tcp://far.test:2375 runs on another machine.',
  },
  {
    name: 'a rootless engine',
    setting: {
      registries: [used('registry.test'), used('127.0.0.1:5000', { usedBy: 'a base image' })],
      engine: { isRootless: true },
    },
    message:
      'cannot reach 127.0.0.1:5000 (a base image): that address is this machine itself, and the engine at unix:///run/docker.sock is rootless.',
  },
  {
    name: 'a docker context of an engine on another machine',
    setting: { registries: [used('localhost:5000')], texts: { endpoint: 'far' } },
    message: 'the engine at ssh://ada@far.test runs on another machine.',
  },
  {
    name: 'a second node on another machine',
    setting: { registries: [used('localhost:5000')], texts: { append: '- endpoint: ssh://ada@arm.test' } },
    message: 'the engine at ssh://ada@arm.test runs on another machine.',
  },
])('$name and a registry on loopback are refused', async ({ setting, message }) => {
  const [problem, ...more] = await problemsIn(() => plan(setting))
  expect([problem?.code, more]).toEqual(['builder-registry', []])
  expect(problem?.what).toContain(message)
})

test.each<[address: string, expected: boolean]>([
  ['unix:///var/run/docker.sock', false],
  ['npipe:////./pipe/docker_engine', false],
  ['fd://', false],
  ['', false],
  ['tcp://127.0.0.1:2375', false],
  ['tcp://localhost:2375', false],
  ['tcp://[::1]:2375', false],
  ['tcp://10.0.0.1:2376', true],
  ['tcp://docker:2376', true],
  ['tcp://localhost.evil.test:2376', true],
  ['tcp://[2001:db8::1]:2376', true],
  ['ssh://ada@far.test', true],
  ['ssh://ada@localhost:22', false],
])('the engine at %j is on another machine: %j', (address, expected) => {
  expect(isOtherMachine(address)).toBe(expected)
})

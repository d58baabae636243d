import { driverOfEndpoint } from '../../src/inputs/builder-endpoint.ts'
import { readBuilder } from '../../src/inputs/builder-inputs.ts'
import { makeReader, type Texts } from '../helpers/inputs.ts'

/** The description, and the problems as texts: code, what and fix. */
function read(texts: Texts) {
  const reader = makeReader(texts)
  const builder = readBuilder(reader)
  return { builder, problems: reader.problems.map(({ code, what, fix }) => `${code}: ${what} ${fix}`) }
}

test.each<Texts>([{}, { 'keep-builder': 'false' }, { builder: 'mine' }, { 'driver-opts': '  \n' }])(
  'no builder is described by %j',
  (texts) => {
    expect(read(texts)).toEqual({ builder: undefined, problems: [] })
  },
)

test('every input of docker/setup-buildx-action is read in its notation', () => {
  const { builder, problems } = read({
    driver: 'docker-container',
    'driver-opts': 'image=moby/buildkit:master\n"env.no_proxy=localhost,127.0.0.1"\nenv.EMPTY=',
    'buildkitd-flags': '--debug',
    'buildkitd-config-inline': 'debug = true',
    endpoint: 'mycontext',
    append: [
      '- name: arm',
      '  endpoint: ssh://me@graviton2',
      '  platforms: linux/arm64, linux/arm/v7',
      '  driver-opts:',
      '    - network=host',
      '    - \'"env.A=1,2"\'',
      '  buildkitd-flags: --debug',
      '- endpoint: other',
      '  platforms: [linux/riscv64]',
      '  driver-opts: image=a,network=b',
    ].join('\n'),
    'keep-builder': 'true',
  })
  expect(problems).toEqual([])
  expect(builder).toEqual({
    driver: 'docker-container',
    config: 'debug = true',
    keep: true,
    nodes: [
      {
        name: '',
        endpoint: 'mycontext',
        platforms: [],
        driverOpts: [
          { key: 'image', value: 'moby/buildkit:master' },
          { key: 'env.no_proxy', value: 'localhost,127.0.0.1' },
          { key: 'env.EMPTY', value: '' },
        ],
        buildkitdFlags: '--debug',
      },
      {
        name: 'arm',
        endpoint: 'ssh://me@graviton2',
        platforms: ['linux/arm64', 'linux/arm/v7'],
        driverOpts: [
          { key: 'network', value: 'host' },
          { key: 'env.A', value: '1,2' },
        ],
        buildkitdFlags: '--debug',
      },
      {
        name: '',
        endpoint: 'other',
        platforms: ['linux/riscv64'],
        driverOpts: [
          { key: 'image', value: 'a' },
          { key: 'network', value: 'b' },
        ],
        buildkitdFlags: '',
      },
    ],
  })
})

test.each<[endpoint: string, driver: string | undefined]>([
  ['', undefined],
  ['tcp://buildkit.test:1234', 'remote'],
  ['tcp://10.0.0.7:1234', 'remote'],
  ['unix:///run/buildkit/buildkitd.sock', 'remote'],
  ['docker-container://buildkitd', 'remote'],
  ['kube-pod://buildkitd-0', 'remote'],
  ['tcp://docker:2376', 'docker-container'],
  ['tcp://docker:2375', 'docker-container'],
  ['unix:///var/run/docker.sock', 'docker-container'],
  ['npipe:////./pipe/docker_engine', 'docker-container'],
  ['ssh://ada@arm.test', 'docker-container'],
  ['my-context', 'docker-container'],
  ['kubernetes:///builder?deployment=a', 'kubernetes'],
  ['buildkit.test:1234', undefined],
  ['ftp://buildkit.test', undefined],
])('the endpoint %j means driver %j', (endpoint, driver) => {
  expect(driverOfEndpoint(endpoint)).toBe(driver)
})

test('input driver decides over the endpoint', () => {
  const { builder, problems } = read({ driver: 'remote', endpoint: 'ssh://ada@arm.test' })
  expect([builder?.driver, problems]).toEqual(['remote', []])
})

test.each<[name: string, texts: Texts, problem: string]>([
  [
    'an unknown driver',
    { driver: 'podman' },
    'Write one of docker-container, remote, kubernetes, docker, cloud.',
  ],
  ['an option without a value', { 'driver-opts': 'image' }, 'is not of the form key=value'],
  [
    'a value with a comma',
    { 'driver-opts': 'env.A=1,2' },
    "'2' is not of the form key=value. Write for example image=NAME. Put an item whose value has a comma in quotation marks.",
  ],
  ['a variable without a name', { 'driver-opts': 'env.=1' }, 'is not of the form key=value'],
  ['an option that is set twice', { 'driver-opts': 'image=a\nimage=b' }, "'image' is set twice"],
  [
    'an endpoint without a scheme',
    { endpoint: 'buildkit.test:1234' },
    "'buildkit.test:1234' has no scheme. Write ssh://USER@HOST",
  ],
  [
    'a remote endpoint without a scheme',
    { driver: 'remote', endpoint: 'b.test' },
    'has no scheme. Write tcp://HOST:PORT',
  ],
  [
    'a scheme of another driver',
    { driver: 'docker-container', endpoint: 'kube-pod://a' },
    'is not an endpoint of driver docker-container',
  ],
  [
    'a name of a deployment with a wrong escape',
    { endpoint: 'kubernetes:///%zz' },
    'is not an endpoint of driver kubernetes',
  ],
  [
    'kubernetes with an engine',
    { driver: 'kubernetes', endpoint: 'tcp://a:1' },
    'is not an endpoint of driver kubernetes',
  ],
  [
    'a parameter that buildx does not read',
    { endpoint: 'kubernetes:///a?namespace=ci' },
    'has the parameter namespace',
  ],
  ['driver remote without an endpoint', { driver: 'remote' }, 'input-missing: Input endpoint is missing'],
  [
    'a remote node without an endpoint',
    { endpoint: 'tcp://a:1', append: '- name: b' },
    'Input append is missing',
  ],
  [
    'flags for a BuildKit that runs already',
    { endpoint: 'tcp://a:1', 'buildkitd-flags': '--debug' },
    'buildkitd-flags would not reach it',
  ],
  [
    'a configuration for a BuildKit that runs already',
    { endpoint: 'tcp://a:1', 'buildkitd-config-inline': 'debug = true' },
    'buildkitd-config-inline would not reach it',
  ],
  [
    'a remote builder to keep',
    { endpoint: 'tcp://a:1', 'keep-builder': 'true' },
    'keep-builder has nothing to keep',
  ],
  [
    'settings of the engine’s own builder',
    { driver: 'docker', 'driver-opts': 'network=host' },
    'driver: docker is the builder inside the engine, which has no settings: driver-opts.',
  ],
  [
    'an existing builder beside a new one',
    { builder: 'mine', 'driver-opts': 'network=host' },
    'Input builder names an existing builder, and driver-opts describes a new one. Leave builder out, or driver-opts.',
  ],
  [
    'nothing to build',
    { from: 'alpine:3', driver: 'remote', endpoint: 'tcp://a:1' },
    'With input from nothing is built, and driver, endpoint are about a builder.',
  ],
  [
    'endpoints of two drivers',
    { endpoint: 'tcp://a:1', append: '- endpoint: context' },
    'The endpoints of one builder have different drivers: remote and docker-container.',
  ],
  [
    'no TOML',
    { 'buildkitd-config-inline': 'debug = true\nsecret "x"' },
    'buildkitd-config: Input buildkitd-config-inline, line 2: it is not valid TOML',
  ],
  [
    'a list that is not YAML',
    { append: 'endpoint: x' },
    'input-append: Input append, line 1: it is not a list.',
  ],
  [
    'an unknown key',
    { append: '- endpoint: a1\n  platform: linux/arm64' },
    'Input append, line 1: an item has the unknown key platform.',
  ],
  [
    'two nodes of one name',
    { append: '- {name: a, endpoint: x1}\n- {name: a, endpoint: x2}' },
    'Input append, line 2, node a: has the name of another node.',
  ],
  [
    'two nodes at one endpoint',
    { endpoint: 'one', append: '- endpoint: one' },
    'has the endpoint of another node, one.',
  ],
  [
    'a name that buildx refuses',
    { append: '- name: 1st\n  endpoint: a1' },
    'has a name that buildx does not allow',
  ],
  [
    'a platform that does not exist',
    { append: '- endpoint: a1\n  platforms: linux/amd46' },
    "has a platform 'linux/amd46'",
  ],
  [
    'an option of a node without a value',
    { append: '- endpoint: a1\n  driver-opts: [image]' },
    "has driver-opts in which 'image' is not of the form key=value",
  ],
])('is refused: %s', (_, texts, problem) => {
  const { problems } = read(texts)
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain(problem)
})

test('an error in the configuration does not show its text, which may hold a password', () => {
  const { problems } = read({ 'buildkitd-config-inline': 'a = 1\nkey = "hunter2\n' })
  expect(problems).toHaveLength(1)
  expect(problems[0]).not.toContain('hunter2')
})

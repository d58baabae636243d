import { type BuilderSpec, specify } from '../../src/builder/builder-spec.ts'
import { createBuilder, removeBuilder } from '../../src/builder/create-builder.ts'
import { createBuildx } from '../../src/docker/docker.ts'
import { isHubLimit } from '../../src/docker/docker-hub-mirror.ts'
import { type Answer, type Call, createFakeExec } from '../helpers/fake-exec.ts'
import { makeInputs, type Texts } from '../helpers/inputs.ts'
import { createFakeFiles, createFakeLog } from '../helpers/ports.ts'
import { problemsIn } from '../helpers/problems.ts'

/** The builder that these inputs describe, or Tagboat's own. */
const specOf = (texts: Texts = {}, over = {}): BuilderSpec => {
  const inputs = makeInputs(texts)
  const settings = { hostNetwork: false, config: '', ...over }
  return specify(inputs.describedBuilder, settings, inputs.build)
}

function prepare(answer: (call: Call, count: number) => Answer = () => '', env = {}) {
  const { exec, calls, lines } = createFakeExec(answer)
  const written: Record<string, string> = {}
  const files = {
    ...createFakeFiles({}),
    write: async (path: string, text: string) => {
      written[path] = text
    },
  }
  const log = createFakeLog()
  const ports = { files, log, env, buildx: createBuildx(exec, undefined, {}) }
  const explain = (original: string) => ({ code: 'builder-create', what: '', fix: '', original })
  const create = (spec: BuilderSpec) =>
    createBuilder(ports, { name: 'tagboat-x', spec, scratch: '/temp', explain })
  return {
    create,
    calls,
    log,
    written,
    lines: () => lines().map((line) => line.replace('docker buildx ', '')),
  }
}

const start = 'create --name tagboat-x --driver'
const running = (name: string) => `Name: ${name}\nEndpoint: tcp://${name}:1\nStatus: running\n`
const inspected = (...nodes: string[]) => `Name: tagboat-x\nDriver: remote\n\nNodes:\n${nodes.join('\n')}`

const arm = '- endpoint: tcp://arm:1\n  platforms: linux/arm64'

test.each<[name: string, platforms: string, append: string, expected: readonly string[]]>([
  [
    'gets the requested platform that the other nodes do not have, since it may emulate theirs',
    'linux/amd64,linux/arm64',
    arm,
    ['linux/amd64'],
  ],
  ['gets none if all are on other nodes', 'linux/arm64', arm, []],
  [
    'gets no variant that another node may execute',
    'linux/amd64,linux/arm64,linux/arm/v7',
    arm,
    ['linux/amd64'],
  ],
  ['gets none of several architectures', 'linux/amd64,linux/s390x,linux/arm64', arm, []],
  [
    'gets none beside another node without platforms',
    'linux/amd64,linux/arm64',
    `${arm}\n- endpoint: tcp://any:1`,
    [],
  ],
  ['gets none if it is the only one', 'linux/amd64,linux/arm64', '', []],
])('the first node %s', (_, platforms, append, expected) => {
  const spec = specOf({ driver: 'remote', endpoint: 'tcp://amd:1', platforms, append })
  expect(spec.nodes[0]?.platforms).toEqual(expected)
})

test.each<{ name: string; spec: BuilderSpec; expected: readonly string[] }>([
  {
    name: 'Tagboat’s own builder has no options',
    spec: specOf(),
    expected: [`${start} docker-container --bootstrap`],
  },
  {
    name: 'Tagboat’s own builder on the host’s network, with a configuration',
    spec: specOf({}, { hostNetwork: true, config: 'x' }),
    expected: [
      `${start} docker-container --driver-opt network=host --buildkitd-config /temp/buildkitd.toml --bootstrap`,
    ],
  },
  {
    name: 'options of the driver, of which one has a comma and one quotation marks',
    spec: specOf({
      'driver-opts': 'image=moby/buildkit:master,network=host\n"env.NO_PROXY=a,b"\nenv.TEXT=say "hi"',
    }),
    expected: [
      `${start} docker-container --driver-opt image=moby/buildkit:master --driver-opt network=host --driver-opt "env.NO_PROXY=a,b" --driver-opt "env.TEXT=say ""hi""" --bootstrap`,
    ],
  },
  {
    name: 'the user’s network replaces the host’s',
    spec: specOf({ 'driver-opts': 'network=mine' }, { hostNetwork: true }),
    expected: [`${start} docker-container --driver-opt network=mine --bootstrap`],
  },
  {
    name: 'flags of BuildKit are one argument',
    spec: specOf({ 'buildkitd-flags': '--debug --oci-worker-net bridge', allow: 'security.insecure' }),
    expected: [`${start} docker-container --buildkitd-flags --debug --oci-worker-net bridge --bootstrap`],
  },
  {
    name: 'BuildKit grants the privileged steps that input allow requests',
    spec: specOf({ driver: 'docker-container', allow: 'security.insecure' }),
    expected: [
      `${start} docker-container --buildkitd-flags --allow-insecure-entitlement security.insecure --allow-insecure-entitlement network.host --bootstrap`,
    ],
  },
  {
    name: 'a docker context',
    spec: specOf({ endpoint: 'arm-host' }),
    expected: [`${start} docker-container --bootstrap arm-host`],
  },
  {
    name: 'a remote BuildKit with certificates',
    spec: specOf({ endpoint: 'tcp://b.test:1234', 'driver-opts': 'cacert=/c/ca.pem\nservername=b' }),
    expected: [
      `${start} remote --driver-opt cacert=/c/ca.pem --driver-opt servername=b --bootstrap tcp://b.test:1234`,
    ],
  },
  {
    name: 'an endpoint of kubernetes is the name of its node',
    spec: specOf({
      endpoint: 'kubernetes:///?deployment=arm&kubeconfig=/k/config',
      'driver-opts': 'namespace=ci',
    }),
    expected: [`${start} kubernetes --node arm --driver-opt namespace=ci --bootstrap`],
  },
  {
    name: 'several nodes are appended with their own settings, and then started together',
    spec: specOf({
      endpoint: 'tcp://amd:1',
      append:
        '- name: arm\n  endpoint: tcp://arm:1\n  platforms: linux/arm64,linux/arm/v7\n  driver-opts:\n    - servername=arm.test',
    }),
    expected: [
      `${start} remote tcp://amd:1`,
      `${start} remote --append --node arm --driver-opt servername=arm.test --platform linux/arm64,linux/arm/v7 tcp://arm:1`,
      'inspect --bootstrap tagboat-x',
    ],
  },
])('a builder is created: $name', async ({ spec, expected }) => {
  const { create, lines, written } = prepare(({ args }) =>
    args.includes('inspect') ? inspected(running('a0'), running('arm')) : '',
  )
  await create(spec)
  expect(lines()).toEqual(expected)
  expect(written).toEqual(spec.config === '' ? {} : { '/temp/buildkitd.toml': spec.config })
})

test('a node’s own kubeconfig is in the environment of its command', async () => {
  const { create, calls } = prepare()
  await create(specOf({ endpoint: 'kubernetes:///arm?kubeconfig=/k/config' }))
  expect(calls.map(({ options }) => options.env)).toEqual([{ KUBECONFIG: '/k/config' }])
})

test('a builder that cannot be created is an error with buildx’s message', async () => {
  const { create, lines } = prepare(() => ({ code: 1, stderr: 'pull access denied' }))
  expect(await problemsIn(() => create(specOf()))).toMatchObject([
    { code: 'builder-create', original: 'pull access denied' },
  ])
  expect(lines()).toHaveLength(1)
})

test.each([
  ['reports an error', 'Name: arm\nEndpoint: tcp://arm:1\nError: no route to host', 'no route to host'],
  ['does not run', 'Name: arm\nEndpoint: tcp://arm:1\nStatus: inactive', 'its status is inactive'],
])('a builder with a node that %s is an error that names the node', async (_, node, original) => {
  const { create } = prepare(({ args }) => (args.includes('inspect') ? inspected(running('a0'), node) : ''))
  const spec = specOf({ endpoint: 'tcp://amd:1', append: '- endpoint: tcp://arm:1' })
  const problems = await problemsIn(() => create(spec))
  expect(problems).toMatchObject([{ code: 'builder-node', original }])
  expect(problems[0]?.what).toContain("Node 'arm' (tcp://arm:1)")
})

test('a node that does not start is named, although buildx does not name it', async () => {
  const silent = 'Name: arm\nEndpoint: tcp://arm:1\nStatus: inactive'
  const { create } = prepare(({ args }) => {
    if (args.includes('--bootstrap')) return { code: 1, stderr: 'ERROR: context deadline exceeded' }
    return args.includes('inspect') ? inspected(running('a0'), silent) : ''
  })
  const spec = specOf({ endpoint: 'tcp://amd:1', append: '- endpoint: tcp://arm:1' })
  expect(await problemsIn(() => create(spec))).toMatchObject([
    {
      code: 'builder-node',
      what: "Node 'arm' (tcp://arm:1) of the builder did not start.",
      original: 'ERROR: context deadline exceeded',
    },
  ])
})

describe('the mirror of Docker Hub', () => {
  const limited = 'ERROR: Error response from daemon: toomanyrequests: You have reached your pull rate limit.'
  /** Only images of the mirror can be pulled. */
  const refuse = ({ args }: Call): Answer =>
    args.includes('create') && !args.some((arg) => arg.includes('mirror.gcr.io'))
      ? { code: 1, stderr: limited }
      : ''

  test.each([
    ['the default image', '', 'image=mirror.gcr.io/moby/buildkit:buildx-stable-1'],
    [
      'the user’s image on Docker Hub',
      'image=moby/buildkit:master',
      'image=mirror.gcr.io/moby/buildkit:master',
    ],
    ['an official image', 'image=docker.io/buildkit', 'image=mirror.gcr.io/library/buildkit:latest'],
  ])('is used once if Docker Hub refuses %s, and the log says so', async (_, opts, image) => {
    const { create, lines, log } = prepare(refuse)
    await create(specOf({ driver: 'docker-container', 'driver-opts': opts }))
    expect(lines().slice(1)).toEqual([
      'rm --force tagboat-x',
      `${start} docker-container --driver-opt ${image} --bootstrap`,
    ])
    expect(log.at('warning').join()).toContain(`the builder uses ${image.replace('image=', '')}`)
  })

  test.each<[name: string, texts: Texts, env: object, output: string]>([
    ['an image of another registry', { 'driver-opts': 'image=ghcr.io/acme/buildkit:1' }, {}, limited],
    ['an image that buildx verifies', {}, { BUILDX_DEFAULT_POLICY: '1' }, limited],
    ['another error', {}, {}, 'manifest unknown: manifest unknown'],
  ])('is not used for %s', async (_, texts, env, stderr) => {
    const { create, lines } = prepare(() => ({ code: 1, stderr }), env)
    expect(await problemsIn(() => create(specOf(texts)))).toMatchObject([{ original: stderr }])
    expect(lines()).toHaveLength(1)
  })

  test('is tried once', async () => {
    const { create, lines } = prepare(({ args }) => (args.includes('rm') ? '' : { code: 1, stderr: limited }))
    expect(await problemsIn(() => create(specOf()))).toMatchObject([{ original: limited }])
    expect(lines()).toHaveLength(3)
  })
})

test.each<[output: string, expected: boolean]>([
  [
    'Error response from daemon: toomanyrequests: You have reached your unauthenticated pull rate limit',
    true,
  ],
  ['failed with status code [manifests buildx-stable-1]: 429 Too Many Requests', true],
  ['#1 ERROR: Error response from daemon: unknown: \n------', true],
  ['Error response from daemon: unknown:', true],
  ['Error response from daemon: manifest unknown: manifest unknown', false],
  ['unknown: repository name not known to registry', false],
  ['Error response from daemon: Get "https://registry-1.docker.io/v2/": dial tcp: i/o timeout', false],
])('%j is a refusal by Docker Hub’s limit: %j', (output, expected) => {
  expect(isHubLimit(output)).toBe(expected)
})

test.each<[name: string, answer: Answer, expected: boolean]>([
  ['is removed', '', true],
  ['did not exist any more', { code: 1, stderr: 'ERROR: no builder "tagboat-x" found' }, true],
  ['cannot be removed', { code: 1, stderr: 'Cannot connect to the Docker daemon' }, false],
])('a builder that is removed %s', async (_, answer, expected) => {
  const { exec, calls, lines } = createFakeExec(() => answer)
  expect(await removeBuilder(createBuildx(exec, undefined, {}), 'tagboat-x')).toBe(expected)
  expect(lines()).toEqual(['docker buildx rm --force tagboat-x'])
  // An engine that never answers must not block the job, nor the removal of the login.
  expect(calls[0]?.options.timeout).toBe(60_000)
})

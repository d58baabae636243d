import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { type BuilderSpec, createArgs, isTagboatBuilder, nameKept } from '../../src/builder/builder-spec.ts'

const pair = fc.record({ key: fc.stringMatching(/^[a-z.]{1,6}$/), value: fc.string() })
const node = fc.record({
  name: fc.string(),
  endpoint: fc.string(),
  platforms: fc.uniqueArray(fc.constantFrom('linux/amd64', 'linux/arm64', 'linux/arm/v7')),
  driverOpts: fc.uniqueArray(pair, { selector: ({ key }) => key, maxLength: 4 }),
  buildkitdFlags: fc.string(),
  kubeconfig: fc.string(),
})
const spec: fc.Arbitrary<BuilderSpec> = fc.record({
  driver: fc.constantFrom('docker-container', 'kubernetes'),
  nodes: fc.array(node, { minLength: 1, maxLength: 3 }),
  config: fc.string(),
})

test('the name of a kept builder does not depend on the order of options and platforms', () => {
  fc.assert(
    fc.property(spec, (given) => {
      const nodes = given.nodes.map((each) => ({
        ...each,
        platforms: [...each.platforms].reverse(),
        driverOpts: [...each.driverOpts].reverse(),
      }))
      expect(nameKept({ ...given, nodes }, 'push')).toBe(nameKept(given, 'push'))
      expect(isTagboatBuilder(nameKept(given, 'push'))).toBe(true)
    }),
  )
})

/** The settings in which the order of options and platforms does not count. */
const settings = ({ nodes, ...rest }: BuilderSpec) =>
  JSON.stringify(
    {
      ...rest,
      nodes: nodes.map((each) => ({
        ...each,
        platforms: [...each.platforms].sort(),
        driverOpts: each.driverOpts.map(({ key, value }) => JSON.stringify([key, value])).sort(),
      })),
    },
    (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort())
        : value,
  )

test('kept builders of different settings or groups of runs have different names', () => {
  fc.assert(
    fc.property(spec, spec, fc.constantFrom('push', 'pull-request'), (one, other, scope) => {
      const isSame = settings(one) === settings(other) && scope === 'push'
      expect(nameKept(one, 'push') === nameKept(other, scope)).toBe(isSame)
    }),
  )
})

test.each<[change: string, over: (given: BuilderSpec) => BuilderSpec]>([
  ['the driver', (given) => ({ ...given, driver: 'kubernetes' })],
  ['the configuration', (given) => ({ ...given, config: 'debug = true' })],
  ['another node', (given) => ({ ...given, nodes: [...given.nodes, ...given.nodes] })],
  ...(['name', 'endpoint', 'buildkitdFlags', 'kubeconfig'] as const).map(
    (key): [string, (given: BuilderSpec) => BuilderSpec] => [
      key,
      (given) => ({ ...given, nodes: given.nodes.map((each) => ({ ...each, [key]: 'x' })) }),
    ],
  ),
  ['platforms', (given) => ({ ...given, nodes: given.nodes.map((each) => ({ ...each, platforms: ['a'] })) })],
  [
    'an option',
    (given) => ({
      ...given,
      nodes: given.nodes.map((each) => ({ ...each, driverOpts: [{ key: 'image', value: 'x' }] })),
    }),
  ],
])('a change of %s gives a kept builder another name', (_, over) => {
  const plain = { name: '', endpoint: '', platforms: [], driverOpts: [], buildkitdFlags: '', kubeconfig: '' }
  const given = { driver: 'docker-container', nodes: [plain], config: '' }
  expect(nameKept(over(given), 'push')).not.toBe(nameKept(given, 'push'))
})

test('buildx reads every option as it is, whatever characters its value has', () => {
  fc.assert(
    fc.property(pair, fc.string(), ({ key }, value) => {
      const plain = { name: '', endpoint: '', platforms: [], buildkitdFlags: '', kubeconfig: '' }
      const given = {
        driver: 'docker-container',
        nodes: [{ ...plain, driverOpts: [{ key, value }] }],
        config: '',
      }
      const args = createArgs('x', given, 0, undefined)
      const option = args[args.indexOf('--driver-opt') + 1] ?? ''
      // csv-parse without options reads CSV as buildx does: RFC 4180.
      expect(parse(option)).toEqual([[`${key}=${value}`]])
    }),
  )
})

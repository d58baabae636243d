import fc from 'fast-check'
import { parse } from 'smol-toml'
import {
  addToConfig,
  formatBuildkitdConfig,
  quote,
  type RegistryEntry,
} from '../../src/builder/buildkitd-config.ts'
import { problemsIn } from '../helpers/problems.ts'

test.each<{ name: string; entries: RegistryEntry[]; expected: string }>([
  { name: 'nothing', entries: [], expected: '' },
  {
    name: 'plain HTTP',
    entries: [{ host: 'a.test:5000', insecure: 'http' }],
    expected: '[registry."a.test:5000"]\n  http = true\n',
  },
  {
    name: 'TLS without verification',
    entries: [{ host: '127.0.0.1:5000', insecure: 'https' }],
    expected: '[registry."127.0.0.1:5000"]\n  insecure = true\n',
  },
  {
    name: 'hosts that cannot be the name of a table',
    entries: [
      { host: '[::1]:5000', insecure: 'http' },
      { host: 'a"]\n[worker.oci]', insecure: 'unknown' },
      { host: '', insecure: 'http' },
    ],
    expected: '',
  },
  {
    name: 'a registry with an unknown scheme',
    entries: [{ host: 'a.test', insecure: 'unknown' }],
    expected: '[registry."a.test"]\n  http = true\n  insecure = true\n',
  },
  {
    name: 'mirrors',
    entries: [{ host: 'docker.io', mirrors: ['m.test:5000/hub', 'n.test'] }],
    expected: '[registry."docker.io"]\n  mirrors = ["m.test:5000/hub", "n.test"]\n',
  },
  {
    name: 'two entries of one host',
    entries: [
      { host: 'docker.io', mirrors: ['m.test'] },
      { host: 'b.test', insecure: 'http' },
      { host: 'docker.io', insecure: 'https' },
    ],
    expected:
      '[registry."docker.io"]\n  mirrors = ["m.test"]\n  insecure = true\n\n[registry."b.test"]\n  http = true\n',
  },
])('buildkitd.toml for $name', ({ entries, expected }) => {
  expect(formatBuildkitdConfig(entries)).toBe(expected)
})

// TOML 1.0, basic-unescaped and escape: the characters that are allowed between the quotation marks.
const basicString =
  /^"(?:[ \t!\x23-\x5b\x5d-\x7e\x80-\u{d7ff}\u{e000}-\u{10ffff}]|\\(?:["\\bfnrt]|u[0-9A-Fa-f]{4}))*"$/u

test('any quoted text is exactly one TOML string', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const quoted = quote(text)
      expect(quoted).toMatch(basicString)
      expect(JSON.parse(quoted)).toBe(text)
    }),
  )
})

test.each(['"]\n[worker.oci]\nbinary = "/x', 'a\\', '\u007f', '\u0000'])(
  '%j stays within its string',
  (text) => {
    expect(quote(text)).toMatch(basicString)
  },
)

const ours: readonly RegistryEntry[] = [
  { host: 'docker.io', mirrors: ['m.test'] },
  { host: 'b.test', insecure: 'http' },
]
const table = '[registry."b.test"]\n  http = true\n'

test.each<{ name: string; text: string; expected: string }>([
  { name: 'no text', text: '', expected: formatBuildkitdConfig(ours) },
  {
    name: 'a table of the same registry counts alone',
    text: '[registry."docker.io"]\nhttp = false',
    expected: `[registry."docker.io"]\nhttp = false\n\n${table}`,
  },
  {
    name: 'dotted keys and quotation marks of another kind name a registry, too',
    text: "registry.'docker.io'.mirrors = ['x.test']\n# a comment",
    expected: `registry.'docker.io'.mirrors = ['x.test']\n# a comment\n\n${table}`,
  },
  {
    name: 'the last table of the text does not go on',
    text: '[worker.oci]\nmax-parallelism = 2\n\n',
    expected: `[worker.oci]\nmax-parallelism = 2\n\n${formatBuildkitdConfig(ours)}`,
  },
  {
    name: 'a number that JavaScript cannot hold stays as it is',
    text: 'x = 9223372036854775807',
    expected: `x = 9223372036854775807\n\n${formatBuildkitdConfig(ours)}`,
  },
])('the user’s configuration and our tables: $name', ({ text, expected }) => {
  expect(addToConfig(text, ours)).toBe(expected)
})

test('a configuration whose registries are one inline table is refused, if tables must be added', async () => {
  const text = 'registry = {"docker.io" = {mirrors = ["x.test"]}}'
  expect(addToConfig(text, ours.slice(0, 1))).toBe(text)
  const [problem, ...more] = await problemsIn(async () => addToConfig(text, ours))
  expect([problem?.code, more]).toEqual(['buildkitd-config', []])
  expect(problem?.what).toContain('the entries for b.test cannot be added')
})

test('added tables change nothing of the user’s settings, and add the other registries', () => {
  const host = fc.constantFrom('docker.io', 'b.test', 'c.test:5000', 'd.test')
  const theirs = fc.uniqueArray(host, { maxLength: 3 })
  const added = fc.uniqueArray(host, { minLength: 1 })
  fc.assert(
    fc.property(theirs, added, (hosts, others) => {
      const text = hosts.map((name) => `[registry."${name}"]\nmirrors = ["own.test"]\n`).join('')
      const joined = parse(
        addToConfig(
          `debug = true\n${text}`,
          others.map((name) => ({ host: name, insecure: 'http' })),
        ),
      )
      const expected = Object.fromEntries([
        ...others.map((name) => [name, { http: true }]),
        ...hosts.map((name) => [name, { mirrors: ['own.test'] }]),
      ])
      expect(joined).toEqual({ debug: true, registry: expected })
    }),
  )
})

import fc from 'fast-check'
import { formatBuildkitdConfig, quote, type RegistryEntry } from '../../src/docker/buildkitd-config.ts'

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

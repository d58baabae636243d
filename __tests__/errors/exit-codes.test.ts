import { readdirSync, readFileSync } from 'node:fs'
import { exitCodeOf, guardCodes, usageCodes } from '../../src/errors/exit-codes.ts'

/**
 * Codes of failures: the machine, a tool, the network, a registry or the content. A new code of src/ belongs here, or in `usageCodes` or
 * `guardCodes`. The exit codes are a contract: a code never moves to another list.
 */
const failureCodes = `
  bake-empty bake-file-missing bake-mixed-output bake-no-image bake-output-path bake-output-unclear bake-platform bake-print bake-read
  bake-set-lost build-digest build-digest-mismatch build-failed build-metadata builder-create builder-lost builder-missing builder-node
  builder-registry builder-unreachable builder-weak buildx-feature buildx-machine buildx-missing buildx-old buildx-unknown cache-gha-runner
  cache-gha-version cache-mounts-failed cache-service cancelled cancelled-early cancelled-no-answer cancelled-no-time checks-failed
  checksum-wrong compose-reference compose-too-large compose-unclear content-missing context-missing credential-helper-failed
  credential-helper-missing credential-helper-name aws-failed aws-missing digest-push digests-conflict digests-foreign digests-missing
  digests-service digests-unavailable disk-full docker-config docker-config-invalid docker-failed docker-missing dockerfile-missing git-missing
  download-failed emulation-crashed emulation-missing emulation-off engine-permission engine-silent engine-system event-file file-size
  file-type from-daemon from-layout from-missing from-no-image from-platform from-platform-twice from-version identity-failed
  identity-missing left-behind load-name login-failed login-refused login-registry not-published not-verified oidc-failed oidc-refused
  output-missing output-overlap path-not-readable path-not-writable pin-missing pins-unreadable platform-missing podman qemu-not-registered
  ref-unknown registry-body-limit registry-content registry-content-missing registry-denied registry-downgrade registry-endless
  registry-failed registry-login-redirect registry-manifest-invalid registry-name-unknown registry-page registry-quota registry-realm
  registry-redirects registry-tag-immutable registry-tls registry-too-many-requests registry-unauthorized registry-unreachable
  cluster-load-failed cluster-program-missing gitlab-variables not-on-github nothing-to-build offline record-service secret-file-missing
  page-denied page-failed page-login-refused page-not-found page-repository-unknown page-throttled prune-incomplete prune-lost prune-packages prune-pull prune-refs prune-restore hub-failed hub-login hub-throttled
  readme-missing workflow-exists workspace-empty
`
  .trim()
  .split(/\s+/)

const text = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(`src/${name}`, 'utf8'))
  .join('\n')
/** The forms of a code, as in docs/troubleshooting.test.ts. */
const written = /\bcode:\s*(?:\w+\s*\?\s*'([a-z0-9-]+)'\s*:\s*)?'([a-z0-9-]+)'|\bproblem\(\s*'([a-z0-9-]+)'/g
const codes = [
  ...new Set(
    [...text.matchAll(written)].flatMap((match) => match.slice(1).filter((code) => code !== undefined)),
  ),
]

test.each(codes)('error code %s has exactly one exit code', (code) => {
  const lists = { usage: usageCodes, refused: guardCodes, failed: failureCodes }
  const found = Object.entries(lists).flatMap(([name, list]) => (list.includes(code) ? [name] : []))
  expect([code, found]).toEqual([code, [expect.any(String)]])
})

test('no list of exit codes has a code that does not exist', () => {
  expect([...usageCodes, ...guardCodes, ...failureCodes].filter((code) => !codes.includes(code))).toEqual([])
})

test.each<{ title: string; given: readonly string[]; expected: number }>([
  { title: 'a run without a problem exits with 0', given: [], expected: 0 },
  { title: 'a wrong flag exits with 2', given: ['unknown-flag'], expected: 2 },
  { title: 'a wrong input exits with 2', given: ['input-value', 'unknown-flag'], expected: 2 },
  { title: 'a refusal exits with 3', given: ['release-taken'], expected: 3 },
  { title: 'a refusal beside a wrong input exits with 3', given: ['input-value', 'dirty-tree'], expected: 3 },
  { title: 'a failure beside a refusal exits with 1', given: ['dirty-tree', 'registry-failed'], expected: 1 },
  { title: 'an unknown code exits with 1', given: ['no-such-code'], expected: 1 },
])('$title', ({ given, expected }) => {
  expect(exitCodeOf(given.map((code) => ({ code })))).toBe(expected)
})

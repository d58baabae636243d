import { isPinnedToCommit } from '../../src/bake/context-address.ts'
import { normalizeReference, pinnedDigest } from '../../src/content/base-reference.ts'

const digest = `sha256:${'a'.repeat(64)}`
const commit = 'b'.repeat(40)

test.each<[text: string, expected: string | undefined]>([
  ['alpine', 'docker.io/library/alpine:latest'],
  ['alpine:3.20', 'docker.io/library/alpine:3.20'],
  ['acme/app', 'docker.io/acme/app:latest'],
  ['index.docker.io/acme/app', 'docker.io/acme/app:latest'],
  ['localhost:5000/app', 'localhost:5000/app:latest'],
  ['localhost:5000/app:1', 'localhost:5000/app:1'],
  ['ghcr.io/acme/app:1', 'ghcr.io/acme/app:1'],
  [`alpine@${digest}`, `docker.io/library/alpine@${digest}`],
  [`alpine:3@${digest}`, `docker.io/library/alpine:3@${digest}`],
  ['', undefined],
  ['alpine:', undefined],
  ['alpine@sha256:1', undefined],
  ['a b', undefined],
  ['https://ghcr.io/x', undefined],
])('image %s normalizes to %s', (text, expected) => {
  expect(normalizeReference(text)).toBe(expected)
})

test('only a reference with a digest is pinned', () => {
  expect(pinnedDigest(`docker.io/library/alpine:3@${digest}`)).toBe(digest)
  expect(pinnedDigest('docker.io/library/alpine:3')).toBeUndefined()
})

test.each<[address: string, expected: boolean]>([
  [`https://github.com/acme/app.git#${commit}`, true],
  [`https://github.com/acme/app.git#${commit}:docker`, true],
  [`git@github.com:acme/app.git#${commit}`, true],
  [`ssh://git@example.com/app#${commit}`, true],
  ['https://github.com/acme/app.git', false],
  ['https://github.com/acme/app.git#main', false],
  [`https://github.com/acme/app.git#${commit.slice(0, 7)}`, false],
  [`https://example.com/app.tar.gz#${commit}`, false],
])('address %s is pinned to a commit: %s', (address, expected) => {
  expect(isPinnedToCommit(address)).toBe(expected)
})

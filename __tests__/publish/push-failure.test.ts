import { buildFailed } from '../../src/errors/build.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import { explainPush, isRefusedPush, isTransientPushFailure } from '../../src/publish/push-failure.ts'

const put = 'unexpected status from PUT request to http://localhost:5000/v2/acme/app/manifests/1.0.0'
const solve = 'ERROR: failed to solve: failed to push localhost:5000/acme/app:1.0.0'

test.each<{ text: string; code: string }>([
  { text: `${solve}: ${put}: 412 Precondition Failed`, code: 'build-failed' },
  {
    text: `${solve}: ${put}: 412 Precondition Failed\nPRECONDITION: 'app:1.0.0' configured as immutable`,
    code: 'registry-tag-immutable',
  },
  {
    text: `${solve}: unknown: 'app:1.0.0' configured as immutable, cannot be updated`,
    code: 'registry-tag-immutable',
  },
  {
    text: `${solve}: denied: adding 1.2 MiB of storage resource, which when updated to current usage of 9.5 MiB will exceed the configured upper limit of 10.0 MiB.`,
    code: 'registry-quota',
  },
  { text: `${solve}: ${put}: 403 Forbidden`, code: 'registry-denied' },
  {
    text: `${solve}: failed to copy: unexpected status from PUT request to http://localhost:5000/v2/acme/app/blobs/uploads/x: 413 Request Entity Too Large`,
    code: 'registry-body-limit',
  },
  {
    text: `${solve}: error parsing HTTP 413 response body: invalid character '<' looking for beginning of value`,
    code: 'registry-body-limit',
  },
  { text: 'ERROR: failed to solve: process "/bin/sh -c exit 1": exit code: 1', code: 'build-failed' },
])('explainPush reports $code for "$text"', ({ text, code }) => {
  const problem = buildFailed(1, `#5 exceeds the quota limit\n------\n${text}`)
  expect(explainPush(problem)).toMatchObject({ code, original: problem.original })
})

test.each([
  { status: '503 Service Unavailable', isFinal: false },
  { status: '429 Too Many Requests', isFinal: false },
  { status: '408 Request Timeout', isFinal: false },
  { status: '412 Precondition Failed', isFinal: true },
  { status: '413 Request Entity Too Large', isFinal: true },
  { status: '409 Conflict', isFinal: true },
  { status: '403 Forbidden', isFinal: true },
])('a push that fails with $status is refused for good: $isFinal', ({ status, isFinal }) => {
  const text = `${solve}: ${put}: ${status}`
  expect([isTransientPushFailure(text), isRefusedPush(new TagboatError(buildFailed(1, text)))]).toEqual([
    !isFinal,
    isFinal,
  ])
})

test('an engine’s push is refused for good if the registry answers without a digest (Harbor)', () => {
  const text = `${solve}: failed commit on ref "manifest-sha256:1": invalid content digest in response: invalid checksum digest format`
  expect([isTransientPushFailure(text), isRefusedPush(new TagboatError(buildFailed(1, text)))]).toEqual([
    false,
    true,
  ])
})

test('a failed build is not a refused push', () => {
  const error = new TagboatError(buildFailed(1, 'ERROR: failed to solve: not found'))
  expect([isRefusedPush(error), isRefusedPush(new Error('x'))]).toEqual([false, false])
})

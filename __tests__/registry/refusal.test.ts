import type { RequestSubject } from '../../src/errors/registry.ts'
import { explainRefusal, parseRefusal } from '../../src/registry/refusal.ts'
import { describeErrors } from '../helpers/registry.ts'

const push: RequestSubject = { host: 'r.test', name: 'r.test/acme/app:1.2.3', action: 'push' }
const read: RequestSubject = { ...push, action: 'read' }
const json = 'application/json'

describe('explainRefusal', () => {
  test.each([
    { name: 'a missing permission', status: 403, body: describeErrors('DENIED'), code: 'registry-denied' },
    { name: 'a 403 without a body', status: 403, body: '', code: 'registry-denied' },
    {
      name: 'an unknown repository',
      status: 404,
      body: describeErrors('NAME_UNKNOWN'),
      code: 'registry-name-unknown',
    },
    {
      name: 'a 404 to a push',
      status: 404,
      body: describeErrors('NOT_FOUND'),
      code: 'registry-name-unknown',
    },
    {
      name: 'a rate limit',
      status: 429,
      body: describeErrors('TOOMANYREQUESTS'),
      code: 'registry-too-many-requests',
    },
    {
      name: "Amazon ECR's immutable tag",
      status: 400,
      body: describeErrors(
        'TAG_INVALID',
        "The image tag '1.2.3' already exists in the 'app' repository and cannot be overwritten because the tag is immutable.",
      ),
      code: 'registry-tag-immutable',
    },
    {
      name: "Amazon ECR's immutable tag by its exception",
      status: 400,
      body: '{"__type":"ImageTagAlreadyExistsException","message":"x"}',
      code: 'registry-tag-immutable',
    },
    {
      name: "Artifact Registry's immutable tag",
      status: 400,
      body: describeErrors(
        'MANIFEST_INVALID',
        'cannot update tag 1.2.3. The repository has enabled tag immutability',
      ),
      code: 'registry-tag-immutable',
    },
    {
      name: "Harbor's immutable tag",
      status: 412,
      body: describeErrors(
        'PRECONDITION',
        "Failed to process request due to 'acme/app:1.2.3' configured as immutable.",
      ),
      code: 'registry-tag-immutable',
    },
    {
      name: "Alibaba's immutable tag",
      status: 403,
      body: describeErrors('DENIED', 'The requested tag already exists and cannot be overwritten.'),
      code: 'registry-tag-immutable',
    },
    {
      name: "Azure's locked image",
      status: 405,
      body: describeErrors('DENIED', 'The operation is disallowed on this registry, repository or image.'),
      code: 'registry-tag-immutable',
    },
    {
      name: "Harbor's quota",
      status: 403,
      body: describeErrors(
        'DENIED',
        'adding 1 MiB of storage resource, which will exceed the configured upper limit',
      ),
      code: 'registry-quota',
    },
    { name: 'a full disk', status: 507, body: '', code: 'registry-quota' },
    {
      name: 'a bad manifest',
      status: 400,
      body: describeErrors('MANIFEST_INVALID'),
      code: 'registry-manifest-invalid',
    },
    {
      name: 'a manifest whose blobs are missing',
      status: 404,
      body: describeErrors('MANIFEST_BLOB_UNKNOWN'),
      code: 'registry-manifest-invalid',
    },
    { name: 'a body that is too large', status: 413, body: '', code: 'registry-body-limit' },
    {
      name: 'nginx’s page about the size of a body',
      status: 413,
      body: '<html><head><title>413 Request Entity Too Large</title></head></html>',
      code: 'registry-body-limit',
    },
    {
      name: "a proxy's page",
      status: 403,
      type: 'text/html; charset=utf-8',
      body: '<!DOCTYPE html><title>Blocked by policy</title>',
      code: 'registry-page',
    },
    { name: 'a page without a media type', status: 404, type: '', body: '<html>', code: 'registry-page' },
    {
      name: 'an unknown status',
      status: 418,
      type: 'text/plain',
      body: 'short and stout',
      code: 'registry-failed',
    },
  ])('$name is $code', ({ status, body, type = json, code }) => {
    expect(explainRefusal(push, parseRefusal(status, type.split(';')[0] ?? '', body)).code).toBe(code)
  })

  test('ignores text about quotas and immutable tags in the answer to a read', () => {
    const refusal = parseRefusal(400, json, describeErrors('UNKNOWN', 'quota exceeded; tags are immutable'))
    expect(explainRefusal(read, refusal).code).toBe('registry-failed')
  })

  test('suggests the permissions block for GHCR', () => {
    const asked: RequestSubject = { host: 'ghcr.io', name: 'ghcr.io/acme/app', action: 'push' }
    const text = describeErrors('DENIED', 'installation not allowed to Create organization package')
    const problem = explainRefusal(asked, parseRefusal(403, json, text))
    expect(problem.fix).toContain('permissions:\n      contents: read\n      packages: write')
    expect(problem.original).toBe('DENIED: installation not allowed to Create organization package')
  })

  test('suggests a token with Read & Write access for Docker Hub', () => {
    const asked: RequestSubject = { host: 'docker.io', name: 'acme/app', action: 'push' }
    expect(explainRefusal(asked, parseRefusal(403, json, '')).fix).toContain("'Read & Write'")
  })

  test('suggests creating the repository for Amazon ECR', () => {
    const host = '123456789012.dkr.ecr.eu-west-1.amazonaws.com'
    const asked: RequestSubject = { host, name: `${host}/app`, action: 'push' }
    const problem = explainRefusal(asked, parseRefusal(404, json, describeErrors('NAME_UNKNOWN')))
    expect(problem.fix).toContain('aws ecr create-repository')
  })
})

describe('parseRefusal', () => {
  test('lists every error with its message and textual detail', () => {
    const body = JSON.stringify({
      errors: [{ code: 'DENIED', message: 'no', detail: 'because' }, { code: 'X' }, 'junk', null],
    })
    expect(parseRefusal(403, json, body)).toEqual({
      status: 403,
      codes: ['DENIED', 'X'],
      text: 'DENIED: no: because\nX',
      kind: 'errors',
    })
  })

  test('shows only the title of a page', () => {
    const body = '<html><head><title> Sign in </title></head><body>secret</body></html>'
    expect(parseRefusal(200, 'text/html', body).text).toBe('HTTP 200: Sign in')
  })
})

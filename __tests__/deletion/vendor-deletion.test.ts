import type { DeletionOutcome } from '../../src/deletion/deletion-ports.ts'
import { createOciDeleter } from '../../src/deletion/oci-deleter.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { createFakeWorld, describeErrors, type FakeAnswer } from '../helpers/registry.ts'
import { createVendorRegistry, imageOf, type VendorRequest } from '../helpers/vendor-registry.ts'

interface Vendor {
  readonly title: string
  /** Replaces the answers of a registry that deletes tags and digests. */
  readonly answer: (request: VendorRequest) => FakeAnswer | undefined
  /** The image of each tag; `topic` is the one to go. */
  readonly tags?: Readonly<Record<string, string>>
  /** Something else needs the image. */
  readonly isNeeded?: boolean
  readonly expected: DeletionOutcome
  readonly left: readonly string[]
  /** The tag was written. */
  readonly isMoved?: boolean
}

const repository = parseRepository('registry.example/acme/app')
const deletes = ({ method }: VendorRequest) => method === 'DELETE'
const onDelete = (answer: FakeAnswer) => (request: VendorRequest) => (deletes(request) ? answer : undefined)
const json = (status: number, code: string, message?: string): FakeAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: describeErrors(code, message),
})

function start({ tags = { topic: 'a' }, answer }: Pick<Vendor, 'tags' | 'answer'>) {
  const registry = createVendorRegistry(tags, answer)
  const world = createFakeWorld(registry.serve)
  return { registry, world, deleter: createOciDeleter(world.client, repository) }
}

/** goharbor/harbor: src/server/registry/manifest.go refuses tags, with the code UNSUPPORTED, which src/lib/http/error.go answers with 400. */
const harbor = (rule?: FakeAnswer) => (request: VendorRequest) => {
  if (deletes(request) && !request.isDigest) return json(400, 'UNSUPPORTED', 'unsupported digest topic')
  // A rule concerns what exists.
  return request.tags.length > 0 && (deletes(request) || request.method === 'PUT') ? rule : undefined
}
/** quay/quay, endpoints/v2/manifest.py: both DELETE routes raise TagImmutable. The code: its tests. */
const quayImmutable = json(409, 'TAG_IMMUTABLE', "tag 'topic' is immutable")
/** goharbor/harbor, src/controller/tag/controller.go; src/server/middleware/immutable has `cannot be updated` for a push. */
const harborImmutable = json(412, 'PRECONDITION', 'the tag topic configured as immutable, cannot be deleted')
/** project-zot/zot, pkg/api/routes.go, DeleteManifest: ErrManifestReferenced. */
const zotInUse = json(405, 'DENIED', 'requested access to the resource is denied')

const tables: readonly Vendor[] = [
  {
    title: 'GitLab, Quay and Artifact Registry answer 202 and remove the tag by its name',
    answer: () => undefined,
    expected: { kind: 'deleted' },
    left: [],
  },
  {
    title: 'Quay keeps an immutable tag: 409 TAG_IMMUTABLE',
    answer: onDelete(quayImmutable),
    expected: {
      kind: 'refused',
      isRule: true,
      why: "it is locked or immutable: the registry answered 409: TAG_IMMUTABLE: tag 'topic' is immutable. Change that rule in the settings of the registry, or name the tag in input keep",
    },
    left: ['topic'],
  },
  {
    title: 'Harbor deletes no tag by its name, and the image goes by its digest',
    answer: harbor(),
    expected: { kind: 'deleted', tookImage: true },
    left: [],
  },
  {
    title: 'Harbor loses one tag of a needed image, which stays',
    answer: harbor(),
    tags: { topic: 'a', main: 'a' },
    isNeeded: true,
    expected: { kind: 'deleted' },
    left: ['main'],
    isMoved: true,
  },
  {
    title: 'Harbor keeps the image of an immutable tag: 412 PRECONDITION',
    answer: harbor(harborImmutable),
    expected: {
      kind: 'refused',
      isRule: true,
      why: 'it is locked or immutable: the registry answered 412: PRECONDITION: the tag topic configured as immutable, cannot be deleted. Change that rule in the settings of the registry, or name the tag in input keep',
    },
    left: ['topic'],
  },
  {
    title: 'Harbor keeps an immutable tag of a needed image, which cannot move',
    answer: harbor(harborImmutable),
    isNeeded: true,
    expected: {
      kind: 'refused',
      isRule: true,
      why: expect.stringMatching(/^it is locked or immutable: .*PRECONDITION: the tag topic configured/),
    },
    left: ['topic'],
    isMoved: true,
  },
  {
    title: 'zot keeps a tag whose manifest an index lists: 405 DENIED',
    answer: (request) => (deletes(request) ? zotInUse : undefined),
    isNeeded: true,
    expected: {
      kind: 'refused',
      isRule: true,
      why: 'the registry keeps it, because something refers to it: the registry answered 405: DENIED: requested access to the resource is denied',
    },
    left: ['topic'],
  },
  {
    // quay/quay, endpoints/v2/errors.py, ReadOnlyMode.
    title: 'Quay in read-only mode fails with its message: 405 DENIED',
    answer: onDelete(json(405, 'DENIED', 'System is currently read-only.')),
    expected: {
      kind: 'refused',
      isRule: false,
      why: 'the registry answered 405: DENIED: System is currently read-only',
    },
    left: ['topic'],
  },
  {
    // containers/image issue 1010; skopeo issue 819.
    title: "ECR's plain-text 404 is no deletion, and the tag is looked up",
    answer: onDelete({ status: 404, headers: { 'content-type': 'text/plain' }, body: '404 page not found' }),
    expected: {
      kind: 'refused',
      isRule: false,
      why: 'the registry does not delete it: the registry answered 404: 404 page not found',
    },
    left: ['topic'],
  },
  {
    // OCI distribution spec 1.1, "Deleting tags": 400 or 405 where deletion is disabled.
    title: 'a registry with deletion disabled fails with its code: 405 UNSUPPORTED',
    answer: onDelete(json(405, 'UNSUPPORTED', 'The operation is unsupported.')),
    expected: {
      kind: 'refused',
      isRule: false,
      why: 'the registry does not delete it: the registry answered 405: UNSUPPORTED: The operation is unsupported',
    },
    left: ['topic'],
  },
  {
    title: 'a login that may not delete fails with the words of the registry: 403 DENIED',
    answer: onDelete(json(403, 'DENIED', 'insufficient scope')),
    expected: {
      kind: 'refused',
      isRule: false,
      why: 'the registry does not allow it to this login: the registry answered 403: DENIED: insufficient scope',
    },
    left: ['topic'],
  },
  {
    title: 'a tag that the registry says to have deleted, and still serves, is not removed',
    answer: onDelete({ status: 202 }),
    expected: {
      kind: 'refused',
      isRule: false,
      why: 'the registry confirmed the deletion of the tag, but still serves it',
    },
    left: ['topic'],
    isMoved: true,
  },
]

describe('a tag', () => {
  test.each(tables)(
    '$title',
    async ({ answer, tags = { topic: 'a' }, isNeeded, expected, left, isMoved }) => {
      const { registry, world, deleter } = start({ answer, tags })
      const outcome = await deleter.removeTag('topic', imageOf('a'), async () => isNeeded !== true)
      expect(outcome).toEqual(expected)
      // A tag that stays, or that moved and moved back, names its image.
      expect([...registry.tags]).toEqual(left.map((tag) => [tag, imageOf('a')]))
      expect(registry.manifests.has(imageOf('a'))).toBe(left.length > 0 || !('tookImage' in outcome))
      expect(world.requests.some(({ method }) => method === 'PUT')).toBe(isMoved === true)
    },
  )

  test('an immutable tag does not stop the removal of the next one by its name', async () => {
    const { registry, world, deleter } = start({
      tags: { topic: 'a', other: 'b' },
      answer: ({ method, reference }) =>
        method === 'DELETE' && reference === 'topic' ? quayImmutable : undefined,
    })
    await deleter.removeTag('topic', imageOf('a'), async () => true)
    expect(await deleter.removeTag('other', imageOf('b'), async () => true)).toEqual({ kind: 'deleted' })
    expect([...registry.tags.keys()]).toEqual(['topic'])
    expect(world.requests.some(({ method }) => method === 'PUT')).toBe(false)
  })

  test('the words of a registry are shortened, on one line, and without a token', async () => {
    const long = `Bearer abcdefghijklmnop\n${'x'.repeat(2000)}`
    const { deleter } = start({ answer: onDelete(json(409, 'CONFLICT', long)) })
    const outcome = await deleter.removeTag('topic', imageOf('a'), async () => false)
    const why = outcome.kind === 'refused' ? outcome.why : ''
    expect(why).toMatch(/^the registry answered 409: CONFLICT: Bearer \*\*\* x+ \.\.\.$/)
    expect(why.length).toBeLessThan(400)
  })
})

describe('a manifest', () => {
  /** GoogleCloudPlatform/gcr-cleaner, pkg/gcrcleaner/cleaner.go; the messages: users' logs of the registry. */
  const google = (code: string, message: string) => (request: VendorRequest) =>
    deletes(request) && request.isDigest ? json(400, code, message) : undefined
  const used = (said: string): DeletionOutcome => ({
    kind: 'refused',
    why: `the registry keeps it, because something refers to it: the registry answered ${said}`,
    stays: 'used',
  })
  test.each<{ title: string; answer: Vendor['answer']; expected: DeletionOutcome; isLeft: boolean }>([
    {
      title: 'goes by its digest: 202',
      answer: () => undefined,
      expected: { kind: 'deleted' },
      isLeft: false,
    },
    {
      title: 'stays in Artifact Registry while a tag names it',
      answer: google('GOOGLE_MANIFEST_DANGLING_TAG', 'Manifest is still referenced by tag: v1'),
      expected: used('400: GOOGLE_MANIFEST_DANGLING_TAG: Manifest is still referenced by tag: v1'),
      isLeft: true,
    },
    {
      title: 'stays in Artifact Registry while an index or a referrer points to it',
      answer: google('GOOGLE_MANIFEST_DANGLING_PARENT_IMAGE', 'Manifest has a parent'),
      expected: used('400: GOOGLE_MANIFEST_DANGLING_PARENT_IMAGE: Manifest has a parent'),
      isLeft: true,
    },
    {
      title: 'stays in zot while an index lists it',
      answer: onDelete(zotInUse),
      expected: used('405: DENIED: requested access to the resource is denied'),
      isLeft: true,
    },
    {
      // goharbor/harbor, src/controller/artifact/controller.go, deleteDeeply.
      title: 'stays in Harbor while an index lists it',
      answer: harbor(
        json(412, 'VIOLATE_FOREIGN_KEY_CONSTRAINT', 'the deleting artifact is referenced by others'),
      ),
      expected: used('412: VIOLATE_FOREIGN_KEY_CONSTRAINT: the deleting artifact is referenced by others'),
      isLeft: true,
    },
    {
      title: 'stays in Harbor with an immutable tag',
      answer: harbor(harborImmutable),
      expected: {
        kind: 'refused',
        why: expect.stringMatching(/^it is locked or immutable: .* 412: PRECONDITION/),
      },
      isLeft: true,
    },
    {
      // quay/quay, endpoints/v2/manifest.py, delete_manifest_by_digest: 404 without a tag, and the digest is still served.
      title: 'that Quay does not find without a tag, and still serves, waits for the garbage collection',
      answer: onDelete(json(404, 'MANIFEST_UNKNOWN')),
      expected: {
        kind: 'refused',
        why: 'the registry keeps it until its garbage collection',
        stays: 'uncollected',
      },
      isLeft: true,
    },
    {
      title: 'of a registry that deletes no digests waits for the garbage collection',
      answer: ({ method, isDigest }) =>
        method === 'DELETE' && isDigest ? json(405, 'UNSUPPORTED') : undefined,
      expected: {
        kind: 'refused',
        why: 'the registry keeps it until its garbage collection: the registry does not delete it: the registry answered 405: UNSUPPORTED: unsupported',
        stays: 'uncollected',
      },
      isLeft: true,
    },
  ])('$title', async ({ answer, expected, isLeft }) => {
    const { registry, deleter } = start({ answer })
    expect(await deleter.deleteManifest(imageOf('a'), [])).toEqual(expected)
    expect(registry.manifests.has(imageOf('a'))).toBe(isLeft)
  })

  test('that does not exist is absent', async () => {
    const { deleter } = start({ answer: () => undefined })
    expect(await deleter.deleteManifest(imageOf('b'), [])).toEqual({ kind: 'absent' })
  })
})

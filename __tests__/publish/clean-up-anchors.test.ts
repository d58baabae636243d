import { singleTarget } from '../../src/bake/bake-target.ts'
import type { Change } from '../../src/decide/decide-tag.ts'
import { formatIdentity } from '../../src/model/identity.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import { identityKey } from '../../src/plan/labels.ts'
import { cleanUpAnchors } from '../../src/publish/moved-anchors.ts'
import { createMemoryRegistry } from '../helpers/memory-registry.ts'
import { createFakeClock, createFakeLog } from '../helpers/ports.ts'
import { problemsIn } from '../helpers/problems.ts'
import { publishRequest } from '../helpers/publish-request.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const app = parseRepository('r.test/app')
const revision = 'org.opencontainers.image.revision'
const failure = new TagboatError({ code: 'build-failed', what: 'The push failed.', fix: 'Fix it.' })

const identity = { file: 'Dockerfile', context: '.' }
const ofOurCommit = { [revision]: 'abc', 'org.opencontainers.image.source': makeTrigger().repository.url }

/** A push of `main` failed. `labels`: of the image that it holds now, if it changed. `fails`: whether reading the tag fails. */
async function cleanUp(
  labels: Record<string, string> | undefined,
  fails = false,
  /** The digest that the builder's log names (`current`: the one under the anchor), and whether the log is complete. */
  log: { readonly logged?: string; readonly loggedBefore?: string; readonly isLogComplete?: boolean } = {},
) {
  const registry = createMemoryRegistry((action) => {
    if (fails && action === 'HEAD') throw failure
  })
  const before = registry.push(app.name, 'main', { old: true })
  const current =
    labels === undefined ? before : registry.push(app.name, 'main', { config: { digest: 'sha256:config' } })
  const ref = 'r.test/app:main'
  const digests: Record<string, string> = { current, stored: before, absent: 'sha256:absent' }
  const { logged, loggedBefore, isLogComplete = false } = log
  const watched = {
    ...{ isLogComplete, logged: new Map(logged === undefined ? [] : [[ref, digests[logged] ?? '']]) },
    loggedBefore: new Map(loggedBefore === undefined ? [] : [[ref, [digests[loggedBefore] ?? '']]]),
  }
  const config = new TextEncoder().encode(JSON.stringify({ config: { Labels: labels } }))
  const request = publishRequest({
    registry: { ...registry.client, getBlob: async () => config },
    ...{ log: createFakeLog(), clock: createFakeClock(), revision: 'abc' },
    ...{ tags: ['main'], repositories: [app] },
  })
  const own = { [revision]: 'short', team: 'x' }
  const images = request.images.map((image) => ({ ...image, identity, plan: { ...image.plan, labels: own } }))
  const tag = { name: 'main', priority: 1, follows: { kind: 'branch', branch: 'main' } } as const
  const facts = {
    target: singleTarget,
    repository: app,
    tag,
    ref,
    image: { digest: before },
  }
  const anchor: Change = { kind: 'move', facts }
  const problems = await problemsIn(() => cleanUpAnchors({ ...request, images }, [anchor], failure, watched))
  return { isRestored: registry.tags(app.name).main === before, codes: problems.map(({ code }) => code) }
}

test.each<[what: string, given: Parameters<typeof cleanUp>, expected: Awaited<ReturnType<typeof cleanUp>>]>([
  ['that was not moved stays as it was', [undefined], { isRestored: true, codes: ['build-failed'] }],
  [
    'whose image has all labels of this run is restored, although the user set the revision',
    [{ [revision]: 'short', team: 'x', more: 'y' }],
    { isRestored: true, codes: ['build-failed'] },
  ],
  [
    'that another run may have moved is left and reported',
    [{ [revision]: 'other', team: 'x' }],
    { isRestored: false, codes: ['build-failed', 'left-behind'] },
  ],
  [
    'that holds this image of this commit is restored',
    [{ ...ofOurCommit, [identityKey]: formatIdentity(identity) }],
    { isRestored: true, codes: ['build-failed'] },
  ],
  [
    'that holds another image of this commit is left',
    [{ ...ofOurCommit, [identityKey]: formatIdentity({ ...identity, file: 'other.Dockerfile' }) }],
    { isRestored: false, codes: ['build-failed'] },
  ],
  [
    'whose digest the builder’s log names is restored',
    [ofOurCommit, false, { logged: 'current', isLogComplete: true }],
    { isRestored: true, codes: ['build-failed'] },
  ],
  [
    'whose digest the log names for a retried push is restored',
    [ofOurCommit, false, { logged: 'absent', loggedBefore: 'current', isLogComplete: true }],
    { isRestored: true, codes: ['build-failed'] },
  ],
  [
    'is left to another run if the log names a different digest that arrived',
    [ofOurCommit, false, { logged: 'stored' }],
    { isRestored: false, codes: ['build-failed'] },
  ],
  [
    'is left and reported if the log names a different digest that did not arrive',
    [ofOurCommit, false, { logged: 'absent' }],
    { isRestored: false, codes: ['build-failed', 'left-behind'] },
  ],
  [
    'is left and reported if the log names no push',
    [ofOurCommit, false, { isLogComplete: true }],
    { isRestored: false, codes: ['build-failed', 'left-behind'] },
  ],
  [
    'that cannot be read is reported',
    [undefined, true],
    { isRestored: true, codes: ['build-failed', 'left-behind'] },
  ],
])('after a failed push an anchor %s', async (_, given, expected) => {
  expect(await cleanUp(...given)).toEqual(expected)
})

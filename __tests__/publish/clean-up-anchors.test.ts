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
const failure = new TagboatError({ code: 'build-failed', what: 'The push failed.', fix: 'Mend it.' })

const identity = { file: 'Dockerfile', context: '.' }
const ofOurCommit = { [revision]: 'abc', 'org.opencontainers.image.source': makeTrigger().repository.url }

/** A push of `main` failed; `labels` are those of the image that is under it now, `fails` whether it can be read. */
async function cleanUp(
  labels: Record<string, string> | undefined,
  fails = false,
  /** What the builder's log names, `there`: what is under the anchor, and whether it names everything. */
  told: { readonly logged?: string; readonly loggedBefore?: string; readonly isLogComplete?: boolean } = {},
) {
  const registry = createMemoryRegistry((action) => {
    if (fails && action === 'HEAD') throw failure
  })
  const before = registry.push(app.name, 'main', { old: true })
  const there =
    labels === undefined ? before : registry.push(app.name, 'main', { config: { digest: 'sha256:config' } })
  const ref = 'r.test/app:main'
  const digests: Record<string, string> = { there, stored: before, absent: 'sha256:absent' }
  const { logged, loggedBefore, isLogComplete = false } = told
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
  return { isBack: registry.tags(app.name).main === before, codes: problems.map(({ code }) => code) }
}

test.each<[what: string, given: Parameters<typeof cleanUp>, expected: Awaited<ReturnType<typeof cleanUp>>]>([
  ['that was not moved is as before', [undefined], { isBack: true, codes: ['build-failed'] }],
  [
    'with all the labels of this run is put back, whatever revision a person wrote',
    [{ [revision]: 'short', team: 'x', more: 'y' }],
    { isBack: true, codes: ['build-failed'] },
  ],
  [
    'that somebody else may have moved is left, and told',
    [{ [revision]: 'other', team: 'x' }],
    { isBack: false, codes: ['build-failed', 'left-behind'] },
  ],
  [
    'with this image of this commit is put back',
    [{ ...ofOurCommit, [identityKey]: formatIdentity(identity) }],
    { isBack: true, codes: ['build-failed'] },
  ],
  [
    'with another image of this commit, which is not of this run, is left',
    [{ ...ofOurCommit, [identityKey]: formatIdentity({ ...identity, file: 'other.Dockerfile' }) }],
    { isBack: false, codes: ['build-failed'] },
  ],
  [
    'that the builder’s log names is put back',
    [ofOurCommit, false, { logged: 'there', isLogComplete: true }],
    { isBack: true, codes: ['build-failed'] },
  ],
  [
    'that the log names of a push that was tried again is put back',
    [ofOurCommit, false, { logged: 'absent', loggedBefore: 'there', isLogComplete: true }],
    { isBack: true, codes: ['build-failed'] },
  ],
  [
    'with an image of this commit, and a log that names another one which has arrived, is another run’s',
    [ofOurCommit, false, { logged: 'stored' }],
    { isBack: false, codes: ['build-failed'] },
  ],
  [
    'with an image of this commit, and a log that names another one which has not arrived, is left, and told',
    [ofOurCommit, false, { logged: 'absent' }],
    { isBack: false, codes: ['build-failed', 'left-behind'] },
  ],
  [
    'with an image of this commit, and a log that names no push, is left, and told',
    [ofOurCommit, false, { isLogComplete: true }],
    { isBack: false, codes: ['build-failed', 'left-behind'] },
  ],
  [
    'that cannot be read is told',
    [undefined, true],
    { isBack: true, codes: ['build-failed', 'left-behind'] },
  ],
])('after a failed push an anchor %s', async (_, given, expected) => {
  expect(await cleanUp(...given)).toEqual(expected)
})

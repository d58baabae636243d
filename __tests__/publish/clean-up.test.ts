import { singleTarget } from '../../src/bake/bake-target.ts'
import type { Change } from '../../src/decide/decide.ts'
import { formatIdentity } from '../../src/model/identity.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import { identityKey } from '../../src/plan/labels.ts'
import { cleanUpAnchors } from '../../src/publish/clean-up.ts'
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
async function cleanUp(labels: Record<string, string> | undefined, fails = false) {
  const registry = createMemoryRegistry((action) => {
    if (fails && action === 'HEAD') throw failure
  })
  const before = registry.push(app.name, 'main', { old: true })
  if (labels !== undefined) registry.push(app.name, 'main', { config: { digest: 'sha256:config' } })
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
    ref: 'r.test/app:main',
    image: { digest: before },
  }
  const anchor: Change = { kind: 'move', facts }
  const problems = await problemsIn(() => cleanUpAnchors({ ...request, images }, [anchor], failure))
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
    'that cannot be read is told',
    [undefined, true],
    { isBack: true, codes: ['build-failed', 'left-behind'] },
  ],
])('after a failed push an anchor %s', async (_, given, expected) => {
  expect(await cleanUp(...given)).toEqual(expected)
})

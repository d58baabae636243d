/** A workflow that builds the same commit every night. */
import { headDigest } from '../../scripts/lib/registry-client.mjs'
import { base } from './setup/environment.ts'
import {
  commit,
  login,
  makeProject,
  type Step,
  type StepOptions,
  step,
  useRegistry,
} from './setup/project.ts'
import { builds } from './setup/reported.ts'

/** A change without a commit: here an argument, in practice a base image or a package. */
const dockerfile = `FROM ${base}\nARG NIGHT=0\nLABEL night=$NIGHT\n`
const version = '1.28.2-alpine-slim'
const tags = `type=raw,value=${version}\ntype=raw,value=stable`

const actionsOf = (done: Step): Record<string, string> => {
  const { images } = JSON.parse(done.main.outputs.result || '{"images":[]}')
  return Object.fromEntries(
    images.flatMap((image: { tags: { ref: string; action: string }[] }) =>
      image.tags.map(({ ref, action }) => [ref.split(':').at(-1), action]),
    ),
  )
}
const said = (done: Step) => done.main.annotations.map(({ message }) => message).join('\n')

describe('a scheduled run at the commit of a release', () => {
  const registry = useRegistry()
  const digest = (image: string, tag: string) => headDigest(registry.host, image, tag, login)
  const runner =
    (workspace: string, image: string) =>
    (eventName: string, inputs: Record<string, string> = {}, more: Partial<StepOptions> = {}) =>
      step({ workspace, eventName, inputs: registry.inputsFor(image, { tags, ...inputs }), ...more })
  const tonight = { 'build-args': 'NIGHT=1' }

  it.each(['store', 'legacy'] as const)(
    'builds, keeps the version with a notice, and moves stable: engine %s',
    async (engine) => {
      const image = `night/rebuild-${engine}`
      const run = runner(makeProject(dockerfile), image)
      const first = await run('push', {}, { engine })
      expect(first.main).toMatchObject({ code: 0, annotations: [] })
      const dry = await run('schedule', { ...tonight, 'dry-run': 'true' }, { engine })
      expect(actionsOf(dry)).toEqual({ [version]: 'kept', stable: 'moved' })
      for (const night of ['1', '2']) {
        const done = await run('schedule', { 'build-args': `NIGHT=${night}` }, { engine })
        expect(done.main.code).toBe(0)
        expect(actionsOf(done)).toEqual({ [version]: 'kept', stable: 'moved' })
        expect(said(done)).toContain(`${image}:${version} is kept`)
        expect(said(done)).toContain('overwrite: scheduled')
        expect(await digest(image, version)).toBe(first.main.outputs.digest)
        expect(await digest(image, 'stable')).toBe(done.main.outputs.digest)
        expect(done.main.outputs.digest).not.toBe(first.main.outputs.digest)
      }
    },
  )

  it('moves the version too with overwrite: scheduled, also from a later commit, while a push does not', async () => {
    const workspace = makeProject(dockerfile)
    const image = 'night/rolled'
    const run = runner(workspace, image)
    const overwrite = { overwrite: 'scheduled' }
    expect((await run('push', overwrite)).main.code).toBe(0)
    const rolled = await run('schedule', { ...overwrite, ...tonight })
    expect(actionsOf(rolled)).toEqual({ [version]: 'moved', stable: 'moved' })
    for (const tag of [version, 'stable']) expect(await digest(image, tag)).toBe(rolled.main.outputs.digest)
    const again = await run('push', { ...overwrite, 'build-args': 'NIGHT=2' })
    expect([again.main.code, builds(again), again.main.outputs.digest]).toEqual([
      0,
      0,
      rolled.main.outputs.digest,
    ])
    commit(workspace)
    const pushed = await run('push', overwrite)
    expect(pushed.errors[0]?.message).toContain('[release-taken]')
    const later = await run('schedule', { ...overwrite, 'build-args': 'NIGHT=3' })
    expect(actionsOf(later)).toEqual({ [version]: 'moved', stable: 'moved' })
    const other = await run('schedule', { ...overwrite, context: '.', target: 'late', file: 'Dockerfile' })
    expect(other.main.code).toBe(1)
    expect(await digest(image, version)).toBe(later.main.outputs.digest)
  })

  it('is refused at a later commit without overwrite, and the error suggests overwrite: scheduled', async () => {
    const workspace = makeProject(dockerfile)
    const run = runner(workspace, 'night/later')
    expect((await run('push')).main.code).toBe(0)
    commit(workspace)
    const done = await run('schedule', tonight)
    expect(done.errors[0]?.message).toContain('[release-taken]')
    expect(done.errors[0]?.message).toContain('overwrite: scheduled')
  })

  it('completes a partly published version before any build', async () => {
    const image = 'night/half'
    const run = runner(makeProject(dockerfile), image)
    const rules = ['{{version}}', '{{major}}.{{minor}}'].map(
      (one) => `type=semver,pattern=${one},value=1.28.2`,
    )
    const all = { tags: [...rules, 'stable'].join('\n'), flavor: 'latest=auto' }
    const first = await run('push', { tags: rules[0] ?? '', flavor: 'latest=false' })
    const second = await run('schedule', { ...all, ...tonight })
    expect(builds(second)).toBe(0)
    for (const tag of ['1.28.2', '1.28', 'latest', 'stable'])
      expect(await digest(image, tag)).toBe(first.main.outputs.digest)
    const third = await run('schedule', { ...all, ...tonight })
    expect(actionsOf(third)).toEqual({ '1.28.2': 'kept', '1.28': 'kept', latest: 'kept', stable: 'moved' })
    for (const tag of ['1.28.2', '1.28', 'latest'])
      expect(await digest(image, tag)).toBe(first.main.outputs.digest)
    expect(await digest(image, 'stable')).toBe(third.main.outputs.digest)
  })

  it('builds nothing with only-changed if nothing changed', async () => {
    const run = runner(makeProject(dockerfile), 'night/changed')
    const inputs = { 'only-changed': 'true' }
    const first = await run('push', inputs)
    expect(first.main.code).toBe(0)
    const second = await run('schedule', inputs)
    expect([second.main.code, builds(second), second.main.outputs.digest]).toEqual([
      0,
      0,
      first.main.outputs.digest,
    ])
  })

  it('moves nightly and branch tags as usual', async () => {
    const run = runner(makeProject(dockerfile), 'night/moving')
    const inputs = { tags: 'type=raw,value=nightly\ntype=ref,event=branch' }
    expect((await run('push', inputs)).main.code).toBe(0)
    const done = await run('schedule', { ...inputs, ...tonight })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    expect(actionsOf(done)).toEqual({ nightly: 'moved', main: 'moved' })
  })

  it.each([
    ['workflow_dispatch', {}],
    ['push', {}],
    ['push', { ref: `refs/tags/v${version}` }],
    ['schedule', { ref: `refs/tags/v${version}` }],
  ] as const)('builds nothing on the event %s %j, and explains why and how to build', async (event, more) => {
    const run = runner(makeProject(dockerfile), `night/other-${event}-${'ref' in more ? 'tag' : 'branch'}`)
    const first = await run('push')
    const done = await run(event, { ...tonight, 'no-cache': 'true' }, more)
    expect([done.main.code, builds(done), done.main.outputs.digest]).toEqual([
      0,
      0,
      first.main.outputs.digest,
    ])
    const notices = done.main.annotations.filter(({ message }) => message.includes('nothing is built'))
    expect(notices).toEqual([expect.objectContaining({ level: 'notice' })])
    expect(said(done)).toContain('overwrite: true')
    const forced = await run(event, { ...tonight, overwrite: 'true' }, more)
    expect(actionsOf(forced)).toEqual({ [version]: 'moved', stable: 'moved' })
  })
})

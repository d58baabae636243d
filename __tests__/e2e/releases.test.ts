import { cpSync, writeFileSync } from 'node:fs'
import { getManifest, headDigest, listTags } from '../../scripts/lib/registry-client.mjs'
import { copyImage } from './setup/copied-image.ts'
import { base, newFolder } from './setup/environment.ts'
import { commit, git, login, makeProject, type Step, step, useRegistry } from './setup/project.ts'
import { useRemoteBuilder, type Where } from './setup/remote-builder.ts'

const rules = [
  'type=semver,pattern={{version}}',
  'type=semver,pattern={{major}}.{{minor}}',
  'type=semver,pattern={{major}}',
].join('\n')
const short = { tags: rules, flavor: 'latest=auto' }

const actionsOf = (done: Step): Record<string, string> => {
  const { images } = JSON.parse(done.main.outputs.result || '{"images":[]}')
  return Object.fromEntries(
    images.flatMap(({ tags }: { tags: { ref: string; action: string }[] }) =>
      tags.map(({ ref, action }) => [ref.split(':').at(-1), action]),
    ),
  )
}

describe('releases and branches only move forward', () => {
  const registry = useRegistry()
  const { inputsFor } = registry
  const { store, legacy, remote } = useRemoteBuilder()
  const digest = (image: string, tag: string) => headDigest(registry.host, image, tag, login)
  const bakes = (done: Step) => done.main.log.match(/::group::docker buildx bake/g)?.length ?? 0

  const released = new Map<string, Promise<{ project: string; digest: string }>>()

  /** The first publication of 1.2.3, once for each builder: a clone of its project, and its image under the tag 1.2.3. */
  const releaseFirst = async (where: Where, image: string) => {
    const from = `go/first-${where.name}`
    const publish = async () => {
      const project = makeProject()
      const inputs = inputsFor(from, { tags: 'type=semver,pattern={{version}}', flavor: 'latest=false' })
      const { main } = await step({ workspace: project, ...where, ref: 'refs/tags/v1.2.3', inputs })
      expect(main.code).toBe(0)
      return { project, digest: main.outputs.digest ?? '' }
    }
    const first = released.get(where.name) ?? publish()
    released.set(where.name, first)
    const { project, digest } = await first
    expect(await copyImage(registry.host, [from, '1.2.3'], image, ['1.2.3'])).toBe(digest)
    const workspace = newFolder('project')
    cpSync(project, workspace, { recursive: true })
    return { workspace, digest }
  }

  it('v1.9.9 after v2.0.0 leaves latest and 2 on 2.0.0', async () => {
    const workspace = makeProject()
    const publish = (ref: string) => step({ workspace, ref, inputs: inputsFor('go/lines', short) })
    expect((await publish('refs/tags/v2.0.0')).main).toMatchObject({ code: 0 })
    commit(workspace)
    const second = await publish('refs/tags/v1.9.9')
    expect(second.main.code).toBe(0)
    expect(actionsOf(second)).toEqual({
      '1.9.9': 'created',
      '1.9': 'created',
      '1': 'created',
      latest: 'kept',
    })
    const [two, one] = [await digest('go/lines', '2.0.0'), await digest('go/lines', '1.9.9')]
    expect(two).not.toBe(one)
    for (const tag of ['2', '2.0', 'latest']) expect([tag, await digest('go/lines', tag)]).toEqual([tag, two])
    for (const tag of ['1', '1.9']) expect([tag, await digest('go/lines', tag)]).toEqual([tag, one])
    expect(second.main.log).toContain('is kept: it is on 2.0.0, which is higher than 1.9.9')
    expect(second.main.summary).toContain('which is higher than 1.9.9')
  })

  it('an older commit of main that finishes later does not move latest and main, but a force-push to it does', async () => {
    const workspace = makeProject()
    const remote = newFolder('remote')
    git(remote, 'init', '--quiet', '--bare', 'acme/app')
    const origin = `${remote}/acme/app`
    const publish = (revision: string) => {
      git(workspace, 'checkout', '--quiet', '--detach', revision)
      const env = { GITHUB_SERVER_URL: `file://${remote}` }
      return step({ workspace, env, inputs: inputsFor('go/main') })
    }
    const older = git(workspace, 'rev-parse', 'HEAD')
    commit(workspace)
    const newer = git(workspace, 'rev-parse', 'HEAD')
    git(workspace, 'push', '--quiet', origin, `${newer}:refs/heads/main`)
    const first = await publish(newer)
    expect(first.main.code).toBe(0)
    const late = await publish(older)
    expect(late.main.code).toBe(0)
    expect(actionsOf(late)).toEqual({ main: 'kept', latest: 'kept' })
    expect(bakes(late)).toBe(0)
    expect(late.main.log).toContain('a newer commit than this run')
    expect(await digest('go/main', 'latest')).toBe(first.main.outputs.digest)
    git(workspace, 'push', '--quiet', '--force', origin, `${older}:refs/heads/main`)
    const back = await publish(older)
    expect(actionsOf(back)).toEqual({ main: 'moved', latest: 'moved' })
    expect(await digest('go/main', 'latest')).toBe(back.main.outputs.digest)
  })

  it('an older run that still builds while a newer one publishes does not move latest and main', async () => {
    const remote = newFolder('remote')
    git(remote, 'init', '--quiet', '--bare', 'acme/app')
    const origin = `${remote}/acme/app`
    const env = { GITHUB_SERVER_URL: `file://${remote}` }
    const slow = makeProject(`FROM ${base}\nRUN sleep 4 && date > /when\n`)
    git(slow, 'push', '--quiet', origin, 'HEAD:refs/heads/main')
    const fast = newFolder('fast')
    git(fast, 'clone', '--quiet', '--branch', 'main', origin, 'project')
    const quick = `${fast}/project`
    expect((await step({ workspace: quick, env, inputs: inputsFor('go/overlap') })).main.code).toBe(0)
    let started: () => void = () => undefined
    const building = new Promise<void>((resolve) => {
      started = resolve
    })
    const onOutput = (text: string) => void (text.includes('RUN sleep') && started())
    const late = step({
      workspace: slow,
      env,
      onOutput,
      inputs: inputsFor('go/overlap', { 'no-cache': 'true' }),
    })
    await building
    writeFileSync(`${quick}/Dockerfile`, `FROM ${base}\nLABEL newer=yes\n`)
    git(quick, 'commit', '--quiet', '--all', '--message', 'newer')
    git(quick, 'push', '--quiet', origin, 'HEAD:refs/heads/main')
    const newer = await step({ workspace: quick, env, inputs: inputsFor('go/overlap') })
    expect(actionsOf(newer)).toEqual({ main: 'moved', latest: 'moved' })
    const done = await late
    expect(done.main.code).toBe(0)
    expect(actionsOf(done)).toEqual({ main: 'kept', latest: 'kept' })
    for (const tag of ['main', 'latest'])
      expect(await digest('go/overlap', tag)).toBe(newer.main.outputs.digest)
  })

  it('the version and revision inherited from a base image are ignored', async () => {
    const labels =
      'LABEL org.opencontainers.image.version=99.0.0 org.opencontainers.image.revision=abc org.opencontainers.image.source=https://github.com/other/base'
    const workspace = makeProject(`FROM ${base}\n${labels}\n`)
    const inherited = await step({
      workspace,
      engine: 'legacy',
      ref: 'refs/tags/v1.0.0',
      inputs: inputsFor('go/base', short),
    })
    expect(inherited.main.code).toBe(0)
    const second = await step({
      workspace,
      engine: 'legacy',
      ref: 'refs/tags/v1.0.1',
      inputs: inputsFor('go/base', short),
    })
    expect(actionsOf(second)).toMatchObject({ '1.0.1': 'created', '1': 'moved', latest: 'moved' })
  })

  it.each([store, remote])(
    'a second run of 1.2.3 from one commit builds nothing, and moves the tags that the first run left: $name',
    async (where) => {
      const image = `go/twice-${where.name}`
      const first = await releaseFirst(where, image)
      const release = () =>
        step({
          workspace: first.workspace,
          ...where,
          ref: 'refs/tags/v1.2.3',
          inputs: inputsFor(image, short),
        })
      const second = await release()
      expect(second.main).toMatchObject({
        code: 0,
        outputs: { digest: first.digest, pushed: 'true' },
      })
      expect(bakes(second)).toBe(0)
      expect(actionsOf(second)).toEqual({
        '1.2.3': 'unchanged',
        '1.2': 'created',
        '1': 'created',
        latest: 'created',
      })
      const third = await release()
      expect(bakes(third)).toBe(0)
      expect(new Set(Object.values(actionsOf(third)))).toEqual(new Set(['unchanged']))
    },
  )

  it.each([store, legacy, remote])(
    '1.2.3 from another commit is refused before the build unless overwrite allows it: $name',
    async (where) => {
      const image = `go/refused-${where.name}`
      const first = await releaseFirst(where, image)
      const { workspace } = first
      const release = (more = {}) =>
        step({ workspace, ...where, ref: 'refs/tags/v1.2.3', inputs: inputsFor(image, more) })
      const revision = git(workspace, 'rev-parse', 'HEAD')
      commit(workspace)
      const second = await release()
      expect(second.main.code).toBe(1)
      expect(bakes(second)).toBe(0)
      expect(second.errors).toHaveLength(1)
      expect(second.errors[0]?.message).toContain('[release-taken]')
      for (const shown of [revision, git(workspace, 'rev-parse', 'HEAD'), first.digest]) {
        expect(second.errors[0]?.message).toContain(shown)
      }
      expect(await digest(image, '1.2.3')).toBe(first.digest)
      const third = await release({ overwrite: 'true' })
      expect(third.main.code).toBe(0)
      expect(await digest(image, '1.2.3')).toBe(third.main.outputs.digest)
    },
  )

  it('a pull request moves its own tag, and does not replace the image of a push', async () => {
    const workspace = makeProject()
    const image = 'go/pull'
    expect((await step({ workspace, ref: 'refs/heads/topic', inputs: inputsFor(image) })).main.code).toBe(0)
    const pull_request = {
      number: 7,
      head: { ref: 'topic', sha: git(workspace, 'rev-parse', 'HEAD'), repo: { id: 1 } },
      base: { ref: 'main', repo: { id: 1 } },
    }
    commit(workspace)
    const inputs = inputsFor(image)
    const done = await step({
      workspace,
      eventName: 'pull_request',
      ref: 'refs/pull/7/merge',
      event: { action: 'synchronize', pull_request },
      inputs,
    })
    expect(done.main.code).toBe(0)
    expect(actionsOf(done)).toEqual({ 'pr-7': 'created', topic: 'kept' })
    expect(await listTags(registry.host, image, login)).toEqual(['pr-7', 'topic'])
    const { manifest } = await getManifest(registry.host, image, 'pr-7', login)
    expect(manifest.annotations).toMatchObject({
      'dev.tagboat.event': 'pull_request',
      'dev.tagboat.head': pull_request.head.sha,
    })
  })
})

import { base, newFolder } from './setup/environment.ts'
import { dockerAt } from './setup/images.ts'
import { all, makeManyImages, writeFile } from './setup/many-images.ts'
import { step, useRegistry } from './setup/project.ts'
import { builds, byTarget, digestsOf, listTagDigests, reportedImages, targetsWith } from './setup/reported.ts'

const sorted = [...all].sort()

describe('only-changed with an external base image', () => {
  const registry = useRegistry()
  const inputs = (path: string, os: string, more: Record<string, string> = {}) =>
    registry.inputsFor(`${path}/{{target}}`, {
      'bake-files': 'docker-bake.hcl',
      vars: `OS=${os}`,
      'only-changed': 'true',
      ...more,
    })

  /** Pushes a base image to the tag, like another workflow. */
  async function publishBase(tag: string, generation: number): Promise<void> {
    const context = newFolder('base')
    writeFile(context, 'Dockerfile', `FROM ${base}\nENV GENERATION=${generation}\n`)
    await dockerAt(registry.host)('buildx', 'build', '--push', '--provenance=false', '--tag', tag, context)
  }

  it('builds nothing on schedule until the base moves, and then its direct and indirect dependents', async () => {
    const os = `${registry.host}/nightly/os:1`
    await publishBase(os, 1)
    const workspace = makeManyImages()
    // A target that does not depend on the base image.
    writeFile(workspace, 'alone/Dockerfile', 'FROM scratch\nCOPY file /\n')
    writeFile(workspace, 'alone/file', 'alone\n')
    writeFile(workspace, 'alone.hcl', 'target "alone" {\n  context = "alone"\n}\n')
    const more = { 'bake-files': 'docker-bake.hcl\nalone.hcl', targets: 'default,alone' }
    const run = (eventName: string) => step({ workspace, eventName, inputs: inputs('nightly', os, more) })

    const first = await run('push')
    expect(first.main).toMatchObject({ code: 0, annotations: [] })
    expect(targetsWith(first, 'built')).toEqual(['alone', ...sorted])

    const quiet = await run('schedule')
    expect(quiet.main).toMatchObject({ code: 0, annotations: [] })
    expect([builds(quiet), targetsWith(quiet, 'built')]).toEqual([0, []])
    expect(digestsOf(quiet)).toEqual(digestsOf(first))
    expect(reportedImages(quiet)[0]?.tags.map(({ ref, action }) => [ref.split(':').at(-1), action])).toEqual([
      ['nightly', 'created'],
      ['main', 'unchanged'],
      ['latest', 'unchanged'],
    ])

    await publishBase(os, 2)
    const moved = await run('schedule')
    expect(moved.main).toMatchObject({ code: 0, annotations: [] })
    expect([targetsWith(moved, 'built'), targetsWith(moved, 'reused')]).toEqual([sorted, ['alone']])
    expect(byTarget(moved, ({ why }) => why)).toMatchObject({
      base: `base ${os} moved`,
      'components-debug': 'target base-debug changed',
      tap: 'target core changed',
    })
    const there = await listTagDigests(
      registry.host,
      ['alone', ...all].map((name) => `nightly/${name}`),
    )
    for (const [name, digest] of Object.entries(digestsOf(moved))) {
      for (const tag of ['nightly', 'main', 'latest']) {
        expect([name, tag, there[`nightly/${name}:${tag}`]]).toEqual([name, tag, digest])
      }
    }
  })

  it('builds if the base image is missing, and the build reports it', async () => {
    const workspace = makeManyImages()
    const os = `${registry.host}/unasked/os:1`
    await publishBase(os, 1)
    await step({ workspace, inputs: inputs('unasked', os) })
    const done = await step({ workspace, inputs: inputs('unasked', `${registry.host}/unasked/os:2`) })
    expect(done.main.code).toBe(1)
    expect(builds(done)).toBe(1)
    expect(done.errors[0]?.message).toContain('unasked/os:2')
  })
})

import { startRegistry } from '../../scripts/lib/registry.mjs'
import { headDigest, listTags } from '../../scripts/lib/registry-client.mjs'
import { newFolder } from './setup/environment.ts'
import { findSecret, git, login, makeProject, step } from './setup/project.ts'

describe('a push becomes tags', () => {
  let registry: Awaited<ReturnType<typeof startRegistry>>
  const workspace = makeProject()
  beforeAll(async () => {
    registry = await startRegistry({
      dir: newFolder('registry'),
      users: { [login.username]: login.password },
    })
  })
  afterAll(() => registry.stop())

  const publish = (ref: string, image: string, engine: 'store' | 'legacy') =>
    step({
      workspace,
      ref,
      engine,
      inputs: { images: `${registry.host}/${image}`, registry: registry.host, ...login },
    })

  const rows = [
    { name: 'the default branch', ref: 'refs/heads/main', tags: ['latest', 'main'], version: 'main' },
    {
      name: 'a branch with a slash',
      ref: 'refs/heads/tickets/DM-42',
      tags: ['tickets-DM-42'],
      version: 'tickets-DM-42',
    },
    { name: 'a version with v', ref: 'refs/tags/v1.2.3', tags: ['1.2.3'], version: '1.2.3' },
    { name: 'a prerelease', ref: 'refs/tags/v1.2.3-rc.1', tags: ['1.2.3-rc.1'], version: '1.2.3-rc.1' },
    {
      name: 'a branch named like a shell command',
      ref: 'refs/heads/a;touch pwned',
      tags: ['a-touch-pwned'],
      version: 'a-touch-pwned',
    },
    {
      name: 'a branch named like a command substitution',
      ref: 'refs/heads/$(id)',
      tags: ['id-'],
      version: 'id-',
    },
    {
      name: 'a branch named like an HCL expression',
      ref: 'refs/heads/${upper("x")}',
      tags: ['upper-x-'],
      version: 'upper-x-',
    },
  ]
  const cases = rows.flatMap((row, index) => [
    { ...row, engine: 'store' as const, image: `refs/store-${index}` },
    ...(index < 4 ? [{ ...row, engine: 'legacy' as const, image: `refs/legacy-${index}` }] : []),
  ])

  it.each(cases)('$name, engine $engine: $tags', async ({ ref, image, engine, tags, version }) => {
    const done = await publish(ref, image, engine)
    // A branch that loses more than slashes gets a warning, since another branch may have the same tag.
    const [, branch = ''] = /^refs\/heads\/(.*[^\w/-].*)$/.exec(ref) ?? []
    const warnings =
      branch === '' ? [] : [expect.stringContaining(`Branch '${branch}' is published as '${version}'`)]
    expect(done.main.code).toBe(0)
    expect(done.main.annotations.map(({ message }) => message)).toEqual(warnings)
    expect(await listTags(registry.host, image, login)).toEqual(tags)
    const digest = await headDigest(registry.host, image, tags[0] ?? '', login)
    expect(done.main.outputs).toMatchObject({
      digest,
      version,
      pushed: 'true',
      images: `${registry.host}/${image}`,
    })
    const refs = tags.map((tag) => `${registry.host}/${image}:${tag}`)
    expect(done.main.outputs.tags?.split('\n').sort()).toEqual(refs.sort())
    expect(done.main.summary).toContain(`docker pull ${registry.host}/${image}:`)
    expect(done.post).toMatchObject({ code: 0 })
    expect(findSecret(done, login.password, `${login.username}:${login.password}`)).toEqual([])
    expect(git(workspace, 'status', '--porcelain')).toBe('')
  })

  it('three refs in one repository publish only their own tags', async () => {
    for (const ref of ['refs/heads/main', 'refs/heads/tickets/DM-42', 'refs/tags/v1.2.3']) {
      expect((await publish(ref, 'acme/app', 'store')).main.code).toBe(0)
    }
    const tags = await listTags(registry.host, 'acme/app', login)
    expect(tags.sort()).toEqual(['1.2.3', 'latest', 'main', 'tickets-DM-42'])
  })

  it('a second run of the same commit reports moved and unchanged tags', async () => {
    const first = await publish('refs/heads/twice', 'acme/twice', 'store')
    const again = await publish('refs/heads/twice', 'acme/twice', 'store')
    const result = JSON.parse(again.main.outputs.result ?? '')
    expect(result.images[0].tags[0].previous).toBe(first.main.outputs.digest)
    expect(['unchanged', 'moved']).toContain(result.images[0].tags[0].action)
  })
})

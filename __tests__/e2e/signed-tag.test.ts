import { startRegistry } from '../../scripts/lib/registry.mjs'
import { listTags } from '../../scripts/lib/registry-client.mjs'
import { startGithubApi } from '../helpers/github-api.ts'
import { newFolder } from './setup/environment.ts'
import { git, login, makeProject, step } from './setup/project.ts'

describe('require-signed-tag', () => {
  let registry: Awaited<ReturnType<typeof startRegistry>>
  const workspace = makeProject()
  const commit = git(workspace, 'rev-parse', 'HEAD')
  const object = (letter: string) => letter.repeat(40)
  let api: Awaited<ReturnType<typeof startGithubApi>>
  beforeAll(async () => {
    registry = await startRegistry({
      dir: newFolder('registry'),
      users: { [login.username]: login.password },
    })
    const signed = (tag: string, verified: boolean, reason: string) => ({
      tag,
      object: { type: 'commit' as const, sha: commit },
      verified,
      reason,
    })
    api = await startGithubApi({
      token: 'ghs_fixture',
      refs: {
        'refs/tags/v1.0.0': { type: 'commit', sha: commit },
        'refs/tags/v2.0.0': { type: 'tag', sha: object('b') },
        'refs/tags/v3.0.0': { type: 'tag', sha: object('c') },
        'refs/tags/v4.0.0': { type: 'tag', sha: object('d') },
      },
      tags: {
        [object('b')]: signed('v2.0.0', false, 'unsigned'),
        [object('c')]: signed('v3.0.0', false, 'unknown_key'),
        [object('d')]: signed('v4.0.0', true, 'valid'),
      },
    })
  })
  afterAll(async () => {
    await api.stop()
    await registry.stop()
  })
  const publish = (ref: string) =>
    step({
      workspace,
      ref,
      env: { GITHUB_API_URL: api.url, GITHUB_TOKEN: 'ghs_fixture' },
      inputs: {
        images: `${registry.host}/signed/app`,
        registry: registry.host,
        ...login,
        'require-signed-tag': 'true',
      },
    })

  it.each([
    { ref: 'refs/tags/v1.0.0', what: 'a lightweight tag', says: 'lightweight' },
    { ref: 'refs/tags/v2.0.0', what: 'an unsigned tag', says: 'not signed' },
    { ref: 'refs/tags/v3.0.0', what: 'a tag signed with an unknown key', says: 'unknown_key' },
  ])('$what is refused before the build, and the message says why', async ({ ref, says }) => {
    const done = await publish(ref)
    expect(done.main.code).toBe(1)
    expect(done.errors).toHaveLength(1)
    expect(done.errors[0]?.message).toContain('[tag-not-signed]')
    expect(done.errors[0]?.message).toContain(says)
    expect(done.main.log).not.toContain('::group::docker buildx bake')
    expect(done.main.log).not.toContain('ghs_fixture')
    expect(await listTags(registry.host, 'signed/app', login)).toEqual([])
  })

  it('a verified tag is published', async () => {
    const done = await publish('refs/tags/v4.0.0')
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    expect(await listTags(registry.host, 'signed/app', login)).toEqual(['4.0.0'])
  })

  it('does not affect branches', async () => {
    expect((await publish('refs/heads/topic')).main.code).toBe(0)
  })
})

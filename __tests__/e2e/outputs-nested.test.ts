/** A target cannot use the files that another target writes to reach outside the workspace. */
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newFolder } from './setup/environment.ts'
import { commit, filesBelow, git, makeProject, step, useRegistry } from './setup/project.ts'

const dockerfile = `
FROM scratch AS tree
COPY links /
FROM scratch AS slow
COPY busybox /bin/sh
COPY busybox /bin/sleep
RUN sleep 3 && echo evil > /evil
FROM scratch AS evil
COPY --from=slow /evil /evil
`

describe('since a folder that a target writes can contain links,', () => {
  const registry = useRegistry()
  const makeOutside = () => {
    const folder = newFolder('outside')
    writeFileSync(join(folder, 'kept'), 'precious\n')
    return folder
  }
  /** A project whose image contains `links/x`, which points outside the workspace. */
  const makeWorkspace = (outside: string, bake: string) => {
    const workspace = makeProject(dockerfile, {
      'docker-bake.hcl': bake,
      'out/keep': '',
      '.dockerignore': '.git\n',
    })
    mkdirSync(join(workspace, 'links'))
    symlinkSync(outside, join(workspace, 'links/x'))
    symlinkSync('out', join(workspace, 'later'))
    git(workspace, 'add', '--all')
    commit(workspace)
    return workspace
  }
  const tree = 'target "tree" {\n  target = "tree"\n  output = ["type=local,dest=out"]\n}\n'

  it.each([
    { what: 'an output', second: 'target = "evil"\n  output = ["type=local,dest=out/x"]' },
    {
      what: 'an output through a link to it',
      second: 'target = "evil"\n  output = ["type=local,dest=later/x"]',
    },
    { what: 'an archive', second: 'target = "evil"\n  output = ["type=tar,dest=out/x.tar"]' },
    { what: 'a cache', second: 'target = "evil"\n  cache-to = ["type=local,dest=out/x/cache"]' },
    {
      what: 'a context',
      second: 'context = "out/x"\n  dockerfile-inline = "FROM scratch\\nCOPY kept /kept"',
    },
    {
      what: 'a named context',
      second: 'contexts = { x = "out/x" }\n  dockerfile-inline = "FROM scratch\\nCOPY --from=x kept /kept"',
    },
    { what: 'a Dockerfile', second: 'dockerfile = "out/x/kept"' },
  ])('$what below it is refused', async ({ second }) => {
    const outside = makeOutside()
    const bake = `group "default" { targets = ["tree", "second"] }\n${tree}target "second" {\n  ${second}\n}\n`
    const workspace = makeWorkspace(outside, bake)
    const done = await step({
      workspace,
      inputs: registry.inputsFor('nested', { 'bake-files': 'docker-bake.hcl' }),
    })
    expect(filesBelow(outside)).toEqual([join(outside, 'kept')])
    expect(readFileSync(join(outside, 'kept'), 'utf8')).toBe('precious\n')
    expect(done.errors[0]?.message).toContain('[output-overlap]')
  })
})

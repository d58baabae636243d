/** What a build says: Dockerfile checks, the summary's build section, a failing step and the build record. */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startArtifactService } from '../../scripts/lib/artifact-service.mjs'
import { startFaultProxy } from '../../scripts/lib/fault-proxy.mjs'
import { listTags } from '../../scripts/lib/registry-client.mjs'
import { base, newFolder } from './setup/environment.ts'
import { findSecret, git, login, makeProject, simpleDockerfile, step, useRegistry } from './setup/project.ts'

/** Two rules are violated, on lines 2 and 5. */
const checked = (first = '#') => `${first}
FROM ${base} as one
RUN echo built
FROM one
CMD echo "::error::hello"
`
const hcl = `
target "base" { context = "base" }
target "app" {
  context = "app"
  contexts = { base = "target:base" }
}
`

describe('the output of a build', () => {
  const registry = useRegistry()
  let service: Awaited<ReturnType<typeof startArtifactService>>
  beforeAll(async () => {
    service = await startArtifactService()
  })
  afterAll(() => service.stop())
  const annotationsOf = ({ main }: Awaited<ReturnType<typeof step>>) =>
    main.annotations.map(({ level, file, line, message }) => [level, file, line, message.replace(/:.*/s, '')])

  it('annotates violated checks on their lines, and the summary counts the steps', async () => {
    const workspace = makeProject(checked())
    const done = await step({
      workspace,
      inputs: registry.inputsFor('output/checked', { 'no-cache': 'true' }),
    })
    expect(done.main.code).toBe(0)
    expect(annotationsOf(done)).toEqual([
      ['warning', 'Dockerfile', 2, 'FromAsCasing'],
      ['warning', 'Dockerfile', 5, 'JSONArgsRecommended'],
    ])
    expect(done.main.summary).toContain('Dockerfile checks: 2 warnings')
    expect(done.main.summary).toMatch(
      /\| steps executed \| from cache \| time in steps \|\n.*\n\| 1 \| 0 \| \d+\.\d s \|/,
    )
    expect(done.main.summary).toMatch(
      /<code>&#91;one 2\/2&#93; RUN echo built<\/code> \| \d+\.\d s|exporting to image/,
    )
    expect(done.main.outputs.metadata).not.toContain('buildx.build.warnings')
  })

  it('compares each image in the summary with the one that its tag held before', async () => {
    const workspace = makeProject(`FROM ${base}\nCOPY hello /hello\n`, {
      'Dockerfile.tool': simpleDockerfile,
    })
    const builds = '- {name: app}\n- {name: tool, file: Dockerfile.tool}'
    const inputs = registry.inputsFor('compared/{{target}}', { builds })
    const first = await step({ workspace, inputs })
    expect(first.main.summary).not.toMatch(/new layers|Compared/)
    writeFileSync(join(workspace, 'hello'), 'hello, world\n')
    git(workspace, 'add', 'hello')
    git(workspace, 'commit', '--quiet', '--message', 'change')
    const second = await step({ workspace, inputs })
    expect(second.main).toMatchObject({ code: 0, annotations: [] })
    const { summary } = second.main
    expect(summary).toMatch(
      /\| <code>app<\/code> \| \d\.\d MB \| [+-]\d+ B \| 1 of \d, \d+ B \| unchanged \|/,
    )
    expect(summary).toMatch(/\| <code>tool<\/code> \| \d+ B \| [+-]\d+ B \| 1 of 1, \d+ B \| {2}\|/)
    expect(summary).toMatch(
      /Compared with <code>sha256:\w+<\/code>, which <code>\w+<\/code> held before\. Base images: unchanged\./,
    )
    // A provenance that does not arrive costs less than a second, and only the base images are missing.
    const proxy = await startFaultProxy({
      upstream: registry.host,
      decide: ({ method, path }) =>
        method === 'GET' && path.includes('/blobs/') ? { stall: true } : undefined,
    })
    writeFileSync(join(workspace, 'hello'), 'hello\n')
    git(workspace, 'commit', '--quiet', '--all', '--message', 'change back')
    const started = Date.now()
    const third = await step({
      workspace,
      inputs: { ...inputs, registry: proxy.host, images: `${proxy.host}/compared/{{target}}` },
    })
    expect(third.main).toMatchObject({ code: 0, annotations: [] })
    expect(third.main.summary).toMatch(
      /\| <code>app<\/code> \| \d\.\d MB \| -\d+ B \| 1 of \d, \d+ B \| {2}\|/,
    )
    expect(Date.now() - started).toBeLessThan(30_000)
    expect(proxy.requests.some(({ path, status }) => path.includes('/blobs/') && status === 0)).toBe(true)
    await proxy.stop()
  })

  it('names files relative to a repository that is checked out in a subfolder', async () => {
    const outer = newFolder('outer')
    const inner = makeProject(checked())
    execFileSync('cp', ['-a', inner, join(outer, 'src')])
    const inputs = registry.inputsFor('output/below', { context: 'src', push: 'false', checks: 'warn' })
    const done = await step({ workspace: outer, inputs, sha: git(inner, 'rev-parse', 'HEAD') })
    expect(done.main.code).toBe(0)
    expect(annotationsOf(done).slice(0, 1)).toEqual([['warning', 'Dockerfile', 2, 'FromAsCasing']])
  })

  it('publishes nothing with checks: error, and keeps the rules that a Dockerfile skips', async () => {
    const workspace = makeProject(checked('# check=skip=FromAsCasing'))
    const inputs = registry.inputsFor('output/refused', { checks: 'error' })
    const done = await step({ workspace, inputs })
    expect(done.main.code).toBe(1)
    expect(annotationsOf(done)[0]).toEqual(['error', 'Dockerfile', 5, 'JSONArgsRecommended'])
    expect(done.main.summary).toMatch(
      /Checks of the Dockerfile failed: JSONArgsRecommended\. .*\[checks-failed\]/,
    )
    expect(await listTags(registry.host, 'output/refused', login)).toEqual([])
    const skipped = makeProject(checked('# check=skip=FromAsCasing,JSONArgsRecommended'))
    const second = await step({ workspace: skipped, inputs })
    expect(second.main).toMatchObject({ code: 0, annotations: [] })
  })

  it('names the target, the step and the line of a failure, and uploads its record', async () => {
    const workspace = makeProject('', {
      'base/Dockerfile': `FROM ${base}\nRUN echo base\n`,
      'app/Dockerfile': 'FROM base\nRUN echo "::warning::before" && \\\n  false\n',
      'docker-bake.hcl': hcl,
    })
    const inputs = {
      ...registry.inputsFor('output/{{target}}', { 'bake-files': 'docker-bake.hcl', targets: 'base,app' }),
      'build-record': 'true',
    }
    const done = await step({ workspace, inputs, env: service.environment() })
    expect(done.main.code).toBe(1)
    const [error, ...others] = done.main.annotations
    expect(others).toEqual([])
    expect(error).toMatchObject({ level: 'error', file: 'app/Dockerfile', line: 2 })
    expect(error?.message).toMatch(
      /^The build failed at step '\[app 1\/2\] RUN echo .*' \(target app, Dockerfile:2, /,
    )
    for (const text of [error?.message, done.main.summary]) {
      expect(text).toMatch(/\d ::warning::before\n/)
      expect(text).toContain('2 | >>> RUN echo "::warning::before"')
    }
    expect(service.artifacts.at(-1)).toMatchObject({ isFinished: true })
    expect(done.main.log).toContain(`Build record: artifact ${service.artifacts.at(-1)?.name} of this run.`)
  })

  it('uploads the record of a build, unless it contains a secret', async () => {
    const workspace = makeProject(
      `FROM ${base}\nRUN --mount=type=secret,id=a echo "got $(cat /run/secrets/a)"\n`,
    )
    const secret = 'in-a-record-0123'
    const record = { 'build-record': 'true', 'no-cache': 'true', secrets: `a=${secret}` }
    const before = service.artifacts.length
    const inputs = registry.inputsFor('output/record', record)
    const done = await step({ workspace, inputs, env: service.environment() })
    expect(done.main.code).toBe(0)
    expect(service.artifacts).toHaveLength(before)
    expect(done.main.annotations).toMatchObject([
      {
        level: 'warning',
        message: expect.stringContaining('The build record is not uploaded: it contains a secret'),
      },
    ])
    expect(findSecret(done, secret)).toEqual([])
    writeFileSync(join(workspace, 'Dockerfile'), `FROM ${base}\nRUN echo nothing\n`)
    const second = await step({ workspace, inputs, env: service.environment() })
    expect(second.main).toMatchObject({ code: 0, annotations: [] })
    const [artifact] = service.artifacts.slice(before)
    expect(artifact?.name).toMatch(/^acme~app~[A-Z0-9]{6}(\+1)?\.dockerbuild$/)
    expect(artifact?.bytes.subarray(0, 2).toString('hex')).toBe('1f8b')
    expect(second.main.summary).toContain(artifact?.name.replaceAll('~', '&#126;'))
  })

  it('warns about a record where there is no artifact service, and publishes', async () => {
    const inputs = registry.inputsFor('output/none', { 'build-record': 'true' })
    const done = await step({ workspace: makeProject(`FROM ${base}\n`), inputs })
    expect(done.main).toMatchObject({
      code: 0,
      annotations: [
        {
          message: expect.stringContaining(
            'not uploaded: it is stored among the artifacts of a run, but this runner offers none',
          ),
        },
      ],
    })
  })
})

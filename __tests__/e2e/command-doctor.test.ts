import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tagboat } from './setup/command.ts'
import { newFolder } from './setup/environment.ts'
import { git, login, makeProject, useRegistry } from './setup/project.ts'

describe('tagboat doctor', () => {
  const registry = useRegistry()
  /** A home with a docker login to the registry. */
  const homeOf = (password: string) => {
    const home = newFolder('home')
    const auth = Buffer.from(`${login.username}:${password}`).toString('base64')
    mkdirSync(join(home, '.docker'))
    writeFileSync(join(home, '.docker/config.json'), JSON.stringify({ auths: { [registry.host]: { auth } } }))
    return home
  }
  const images = () => ['--images', `${registry.host}/doctor/app`]

  it('finds nothing wrong where everything works, and publishes nothing', async () => {
    const folder = makeProject()
    git(folder, 'remote', 'add', 'origin', folder)
    const done = await tagboat(['doctor', ...images()], { folder, env: { HOME: homeOf(login.password) } })
    expect(done).toMatchObject({ code: 0, stderr: expect.not.stringContaining('Error') })
    const lines = done.stdout.trim().split('\n')
    expect(lines.map((line) => line.split(/\s+/).slice(0, 2))).toEqual([
      ['ok', 'plan'],
      ['ok', 'docker'],
      ['ok', 'buildx'],
      ['ok', 'builder'],
      ['ok', 'push'],
      ['ok', 'remote'],
    ])
    const listed = await fetch(`http://${registry.host}/v2/doctor/app/tags/list`, {
      headers: {
        authorization: `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`,
      },
    })
    expect(listed.status).toBe(404)
  })

  it('reports an engine that does not answer and a wrong password, each with its fix', async () => {
    const folder = makeProject()
    const env = { HOME: homeOf('wrong'), DOCKER_HOST: 'unix:///nowhere/docker.sock' }
    const done = await tagboat(['doctor', '--json', ...images()], { folder, env })
    expect(done.code).toBe(1)
    const findings: { check: string; level: string; fix?: string }[] = JSON.parse(done.stdout)
    const wrong = findings.filter(({ level }) => level === 'failed')
    expect(wrong.map(({ check }) => check)).toEqual(['docker', 'push'])
    for (const { fix } of wrong) expect(fix).toMatch(/^[A-Z].+\.$/)
    expect(done.stdout + done.stderr).not.toContain('wrong')
  })

  it('reports a plan that fails and checks nothing else', async () => {
    const done = await tagboat(['doctor', '--tags', 'type=nonsense', ...images()], { folder: makeProject() })
    expect(done.code).toBe(1)
    expect(done.stdout).toMatch(/^failed {3}plan .*type=nonsense.*\n$/)
  })
})

describe('tagboat init', () => {
  it('writes a workflow once, and says what comes next', async () => {
    const folder = makeProject()
    const first = await tagboat(['init'], { folder })
    expect(first).toMatchObject({ code: 0, stdout: '.github/workflows/image.yml\n' })
    const text = readFileSync(join(folder, '.github/workflows/image.yml'), 'utf8')
    expect(text).toContain('branches: [main]')
    expect(text).toContain('uses: tagboat/tagboat@v1')
    const second = await tagboat(['init'], { folder })
    expect(second).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('[workflow-exists]'),
    })
    expect(readFileSync(join(folder, '.github/workflows/image.yml'), 'utf8')).toBe(text)
  })

  it.each([
    { what: 'nothing to build', remove: ['Dockerfile'], add: '', code: 'nothing-to-build' },
    { what: 'a GitLab project', remove: [], add: '.gitlab-ci.yml', code: 'not-on-github' },
  ])('refuses $what', async ({ remove, add, code }) => {
    const folder = makeProject()
    for (const name of remove) git(folder, 'rm', '--quiet', name)
    if (add !== '') writeFileSync(join(folder, add), '')
    const done = await tagboat(['init', '--yes'], { folder })
    expect(done).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(`[${code}]`) })
  })
})

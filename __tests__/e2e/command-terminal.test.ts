import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { base, newFolder } from './setup/environment.ts'
import { makeProject } from './setup/project.ts'
import { tagboatInTerminal } from './setup/pseudo-terminal.ts'

const csi = '\u001b['
const image = 'registry.invalid/terminal/app'

describe('tagboat plan on a terminal', () => {
  const planOffline = (options: { env?: Record<string, string>; columns?: number }) =>
    tagboatInTerminal(['plan', '--offline', '--images', image], { folder: makeProject(), ...options })

  it('shows a table with colours as its result', async () => {
    const done = await planOffline({})
    expect(done).toMatchObject({ code: 0, trouble: '' })
    expect(done.raw).toContain(`${csi}1mREFERENCE`)
    expect(done.screen).toContain(`${image}:main  branch main  default  unknown: offline`)
  })

  it('shows no colours with NO_COLOR', async () => {
    const done = await planOffline({ env: { NO_COLOR: '1' } })
    expect(done.raw).not.toContain(csi)
    expect(done.screen).toMatch(/^REFERENCE +FOLLOWS +RULE +ACTION$/m)
  })

  it('shows a paragraph for each tag on a narrow terminal', async () => {
    const { screen } = await planOffline({ columns: 50 })
    const lines = screen.split('\n')
    expect(lines.slice(lines.indexOf(`${image}:main`))).toEqual([
      `${image}:main`,
      '  FOLLOWS  branch main',
      '  RULE     default',
      '  ACTION   unknown: offline, so the registry is',
      '           not asked',
      '',
    ])
  })
})

describe('tagboat build on a terminal', () => {
  const drawn = `${csi}?25l`

  it('shows the progress that buildx draws, and its result alone on standard output', async () => {
    const outputFile = join(newFolder('output'), 'name')
    const done = await tagboatInTerminal(['build', '--images', image], { folder: makeProject(), outputFile })
    expect(done).toMatchObject({ code: 0, trouble: '' })
    expect(done.raw).toContain(drawn)
    expect(done.screen).toContain('=> exporting to image')
    expect(done.screen).toContain(`Loaded ${image}:build in `)
    expect(readFileSync(outputFile, 'utf8')).toBe(`${image}:build\n`)
  })

  it('names the step that failed once buildx has shown why, and does not repeat its output', async () => {
    const folder = makeProject(`FROM ${base}\nRUN echo why && exit 7\n`)
    const done = await tagboatInTerminal(['build', '--images', image], { folder })
    expect(done.code).toBe(1)
    expect(done.screen).toContain("The build failed at step '[2/2] RUN echo why && exit 7' (Dockerfile:2,")
    expect(done.screen.match(/^ERROR: failed to solve/gm)).toHaveLength(1)
  })

  it('prints masked lines in place of a drawing if the build gets a secret', async () => {
    const folder = makeProject(`FROM ${base}\nRUN --mount=type=secret,id=token cat /run/secrets/token\n`)
    const args = ['build', '--no-cache', '--images', image, '--secret-envs', 'token=TOKEN']
    const done = await tagboatInTerminal(args, { folder, env: { TOKEN: 's3cret-of-ada' } })
    expect(done.code).toBe(0)
    expect(done.screen).toMatch(/^#\d+ [0-9.]+ \*\*\*$/m)
    expect(done.raw).not.toContain('s3cret-of-ada')
    expect(done.raw).not.toContain(drawn)
  })

  it('ends with 130 if Ctrl-C interrupts what buildx draws', async () => {
    const folder = makeProject(`FROM ${base}\nRUN sleep 60\n`)
    const done = await tagboatInTerminal(['build', '--images', image], {
      folder,
      replies: [{ after: 'RUN sleep 60', type: '\x03' }],
    })
    expect(done).toMatchObject({ code: 130, trouble: '' })
    expect(done.screen).toContain('Cancelled (SIGINT).')
    expect(done.screen).not.toContain('[build-failed]')
  })
})

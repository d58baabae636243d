import { makeProject } from './setup/project.ts'
import { tagboatInTerminal } from './setup/pseudo-terminal.ts'

describe('the command in a terminal', () => {
  it('shows colours', async () => {
    const folder = makeProject()
    const done = await tagboatInTerminal(['plan', '--images', 'registry.invalid/acme/app'], { folder })
    expect(done).toMatchObject({ code: 0, trouble: '' })
    expect(done.raw).toContain('\u001b[')
  })
})

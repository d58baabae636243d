/** An engine that is missing, silent or late, on real sockets. */
import { join } from 'node:path'
import { newFolder } from './setup/environment.ts'
import { makeProject, step } from './setup/project.ts'
import { listen, toEngine } from './setup/sockets.ts'

const run = (path: string, inputs: Record<string, string>, onOutput?: (text: string) => void) =>
  step({
    workspace: makeProject(),
    inputs: { images: 'localhost:1/acme/app', push: 'false', ...inputs },
    env: { DOCKER_HOST: `unix://${path}` },
    ...(onOutput && { onOutput }),
  })

describe('an engine that does not answer', () => {
  it.each([
    { wait: '3', within: ' within 3 s.', lines: 1 },
    { wait: '7s', within: ' within 7 s.', lines: 2 },
    { wait: '0', within: ', and input engine-wait is 0.', lines: 0 },
  ])(
    'is awaited for engine-wait: $wait if its socket is missing, with $lines lines in the log',
    async ({ wait, within, lines }) => {
      const path = join(newFolder(), 'no.sock')
      const started = Date.now()
      const done = await run(path, { 'engine-wait': wait })
      expect(done.main.code).toBe(1)
      expect(done.errors).toHaveLength(1)
      expect(done.errors[0]?.message).toMatch(/\[engine-silent\]/)
      expect(done.errors[0]?.message).toContain(`The Docker engine at unix://${path} did not answer${within}`)
      expect(done.main.log.match(/aiting for the Docker engine at unix:/g) ?? []).toHaveLength(lines)
      expect(Date.now() - started).toBeLessThan(30_000)
    },
  )

  it('is awaited for the configured time if it only accepts connections, with progress in the log', async () => {
    const path = join(newFolder(), 'silent.sock')
    const silent = await listen(path)
    try {
      const done = await run(path, { 'engine-wait': '8' })
      expect(done.errors[0]?.message).toContain('[engine-silent]')
      expect(done.main.log).toContain(`Waiting for the Docker engine at unix://${path} (up to `)
      expect(done.main.log).toContain('Still waiting for the Docker engine at ')
    } finally {
      await silent.stop()
    }
  })

  it('is used if it starts during the wait', async () => {
    const path = join(newFolder(), 'late.sock')
    let late: ReturnType<typeof listen> | undefined
    const done = await run(path, {}, (text) => {
      if (text.includes('Waiting for the Docker engine'))
        late ??= listen(path, (client) => toEngine(client, 'store'))
    })
    await (await late)?.stop()
    expect(late).toBeDefined()
    expect(done.errors).toEqual([])
    expect(done.main.code).toBe(0)
  })

  it('is not awaited if engine-wait is not a duration, which is an input error', async () => {
    const done = await run(join(newFolder(), 'no.sock'), { 'engine-wait': 'soon' })
    expect(done.errors[0]?.message).toContain("Input engine-wait: 'soon' is not a number of seconds.")
  })
})

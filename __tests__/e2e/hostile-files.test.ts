import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newFolder } from './setup/environment.ts'
import { makeProject, type StepOptions, step, useRegistry } from './setup/project.ts'

const makePipe = (path: string) => execFileSync('mkfifo', [path])
const makeDevice = (path: string) => symlinkSync('/dev/zero', path)

/** A step with a time limit, in case it waits for a file. A normal one takes a few seconds. */
async function stepWithin(options: StepOptions) {
  let timer: NodeJS.Timeout | undefined
  try {
    return await step({
      ...options,
      onStart: (child) => {
        timer = setTimeout(() => child.kill('SIGKILL'), 60_000)
      },
    })
  } finally {
    clearTimeout(timer)
  }
}

describe('a step refuses, without reading it,', () => {
  const registry = useRegistry()
  /** With the messages of the workspace check and of the reader of outside files. */
  const kinds: [name: string, make: (path: string) => unknown, inside: string, outside: string][] = [
    ['a named pipe', makePipe, '[read-special]', 'is a named pipe, not a regular file'],
    ['a link to an endless device', makeDevice, '[read-outside]', 'is a device, not a regular file'],
  ]
  const expectRefused = (done: Awaited<ReturnType<typeof step>>, file: string, says: string) => {
    expect([done.main.code, done.main.signal]).toEqual([1, ''])
    expect(done.errors).toHaveLength(1)
    expect(done.errors[0]?.message).toContain(says)
    expect(done.errors[0]?.message).toContain(`${file}'`)
  }

  it.each(kinds)('%s as the Dockerfile', async (_, make, inside) => {
    const workspace = makeProject()
    const path = join(workspace, 'Dockerfile')
    rmSync(path)
    make(path)
    const inputs = registry.inputsFor('files/app')
    expectRefused(await stepWithin({ workspace, inputs }), 'Dockerfile', inside)
  })

  it.each(kinds)('%s as a file of secret-files', async (_, make, inside, outside) => {
    const workspace = makeProject()
    make(join(workspace, 'key'))
    const inputs = registry.inputsFor('files/app', { 'secret-files': 'key=key' })
    expectRefused(await stepWithin({ workspace, inputs }), 'key', inside)
    const elsewhere = join(newFolder('secrets'), 'key')
    make(elsewhere)
    const named = registry.inputsFor('files/app', { 'secret-files': `key=${elsewhere}` })
    expectRefused(await stepWithin({ workspace: makeProject(), inputs: named }), elsewhere, outside)
  })

  it.each(kinds)('%s as a secret of a bake file', async (_, make, inside) => {
    const bakeFile = 'target "default" {\n  secret = ["id=key,src=key"]\n}\n'
    const workspace = makeProject(undefined, { 'docker-bake.hcl': bakeFile })
    make(join(workspace, 'key'))
    const inputs = registry.inputsFor('files/app', { 'bake-files': 'docker-bake.hcl' })
    expectRefused(await stepWithin({ workspace, inputs }), 'key', inside)
  })

  it.each(kinds.flatMap((kind) => [['oci-layout', ...kind] as const, ['index.json', ...kind] as const]))(
    'a layout whose file %s is %s',
    async (name, _, make, __, outside) => {
      const layout = newFolder('layout')
      mkdirSync(join(layout, 'blobs'))
      const texts = { 'oci-layout': '{"imageLayoutVersion":"1.0.0"}', 'index.json': '{"manifests":[]}' }
      for (const [file, text] of Object.entries(texts))
        if (file !== name) writeFileSync(join(layout, file), text)
      make(join(layout, name))
      const inputs = registry.inputsFor('files/app', { from: `oci-layout:${layout}` })
      expectRefused(await stepWithin({ workspace: makeProject(), inputs }), join(layout, name), outside)
    },
  )
})

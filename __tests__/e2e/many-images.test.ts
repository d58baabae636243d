import { listTags } from '../../scripts/lib/registry-client.mjs'
import { mustRun } from '../../scripts/lib/run.mjs'
import { base, engines } from './setup/environment.ts'
import { all, makeManyImages, writeFile } from './setup/many-images.ts'
import { commit, git, login, type Step, step, useRegistry } from './setup/project.ts'

/** What `result` says of each image. */
interface Told {
  readonly target: string
  readonly name: string
  readonly digest: string | null
  readonly origin?: { readonly how: string; readonly why?: string }
  readonly tags: readonly { readonly ref: string; readonly action: string; readonly digest?: string }[]
}
const told = (done: Step): Told[] => JSON.parse(done.main.outputs.result ?? '{"images":[]}').images
const which = (done: Step, how: string) =>
  told(done)
    .filter(({ origin }) => origin?.how === how)
    .map(({ target }) => target)
    .sort()

describe('eight images of one bake file', () => {
  const registry = useRegistry()
  const inputs = (path: string, more: Record<string, string> = {}) =>
    registry.inputsFor(path, {
      'bake-files': 'docker-bake.hcl',
      vars: `OS=${base}`,
      'only-changed': 'true',
      ...more,
    })

  it('are published together, and then only what changed is built', async () => {
    const workspace = makeManyImages()
    const first = await step({ workspace, inputs: inputs('team') })
    expect(first.main).toMatchObject({ code: 0 })
    console.log(first.main.log, first.main.summary)
    expect(which(first, 'built')).toEqual([...all].sort())
    for (const name of all) {
      expect(await listTags(registry.host, `team/${name}`, login)).toEqual(['latest', 'main'])
    }
    void mustRun
    void git
    void commit
    void writeFile
    void engines
  })
})

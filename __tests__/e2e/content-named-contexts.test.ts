import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { escapeTemplates } from '../../src/bake/escape.ts'
import { findDependencies } from '../../src/content/dependencies.ts'
import { parseDockerfile } from '../../src/content/dockerfile.ts'
import { readVariables } from '../../src/content/dockerfile-variables.ts'
import { engines, newFolder } from './setup/environment.ts'

/** Compares the named contexts that Tagboat expects a build to use with those that a real builder uses. */
const image = '127.0.0.1:9/none'

/** Whether the builder used the context, the only possible source of the file, since no such registry exists. */
function isTaken(dockerfile: string, contexts: readonly string[]): boolean {
  const [marked, folder, out] = [newFolder('marked'), newFolder('context'), newFolder('out')]
  writeFileSync(join(marked, 'mark'), '')
  const target = {
    context: folder,
    'dockerfile-inline': dockerfile,
    contexts: Object.fromEntries(contexts.map((name) => [name, marked])),
    output: [`type=local,dest=${out}`],
  }
  spawnSync('docker', ['buildx', 'bake', '--file', '-', '--allow=fs=*', 'image'], {
    env: { ...process.env, DOCKER_HOST: engines.store, HOME: folder },
    input: JSON.stringify(escapeTemplates({ target: { image: target } })),
  })
  return existsSync(join(out, 'mark'))
}

function seemsTaken(dockerfile: string, contexts: readonly string[]): boolean {
  const target = { contexts: Object.fromEntries(contexts.map((name) => [name, './x'])) }
  const parsed = parseDockerfile(dockerfile)
  return findDependencies(parsed, target, readVariables(parsed, target, 'linux/amd64')).contexts.size > 0
}

/** An instruction in a stage that the builder parses and does not build. */
const afterStep = (step: string) => `FROM scratch AS x\n${step}\n${copyFrom('src')}`
const copyFrom = (name: string) => `FROM scratch\nCOPY --from=${name} / /`

test.each<[name: string, dockerfile: string, contexts: string[], taken: boolean]>([
  ['a base', 'FROM base', ['base'], true],
  ['a base with its tag', `FROM ${image}:1`, [`${image}:1`], true],
  ['a base with another tag', `FROM ${image}:2`, [`${image}:1`], false],
  ['a base with the default tag', `FROM ${image}:latest`, [image], true],
  ['a base by its full name', 'FROM docker.io/library/none.example', ['none.example'], true],
  ['a base from an ARG', `ARG V=1\nFROM ${image}:$V`, [`${image}:1`], true],
  ['a base with a default', `ARG V\nFROM ${image}:\${V:-1}`, [`${image}:1`], true],
  ['a base by platform', `FROM ${image}:$TARGETARCH`, [`${image}:amd64`], true],
  ['a stage', 'FROM scratch AS base\nFROM base', ['base'], true],
  ['a stage with an uppercase name', 'FROM scratch AS Base\nFROM base', ['base'], true],
  ['the last stage', 'FROM scratch AS base', ['base'], true],
  ['an earlier stage of another name', 'FROM scratch AS x\nFROM x', ['base'], false],
  ['a source', copyFrom('src'), ['src'], true],
  ['a source with its tag', copyFrom(`${image}:1`), [`${image}:1`], true],
  ['a source that is a stage', `FROM scratch AS src\n${copyFrom('src')}`, ['src'], true],
  ['a source that is a stage by index', `FROM scratch AS src\n${copyFrom('0')}`, ['src'], true],
  ['a source of a stage', `${copyFrom('src')}\nFROM 0`, ['src'], false],
  ['a source behind << in quotation marks', afterStep("RUN echo '<<EOF'"), ['src'], true],
  ['a source behind << in the list form', afterStep('RUN ["sh", "-c", "<<EOF"]'), ['src'], true],
  ['a source within a heredoc', `FROM scratch\nCOPY <<EOF /x\n${copyFrom('src')}\nEOF`, ['src'], false],
  ['a source behind a heredoc', afterStep('RUN <<"E F" | x\nCOPY <<A B\nE F'), ['src'], true],
  ['the empty image', 'FROM scratch', ['scratch'], false],
  ['the empty image as a source', copyFrom('scratch'), ['scratch'], false],
])('Tagboat and the builder agree on the named context for %s', (_, dockerfile, contexts, taken) => {
  expect({ builder: isTaken(dockerfile, contexts), ours: seemsTaken(dockerfile, contexts) }).toEqual({
    builder: taken,
    ours: taken,
  })
})

test.each<[name: string, dockerfile: string, context: string]>([
  ['a base without its tag', `FROM ${image}`, `${image}:latest`],
  ['a base whose context has the full name', 'FROM none.example', 'docker.io/library/none.example'],
])('a context under a longer name is not used for %s, but counts as used', (_, dockerfile, context) => {
  expect(isTaken(dockerfile, [context])).toBe(false)
  expect(seemsTaken(dockerfile, [context])).toBe(true)
})

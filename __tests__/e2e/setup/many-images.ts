/** A project of many images for the end-to-end tests: a base, images on it, an image on those, and a debug variant of each. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { makeProject } from './project.ts'

/** Each image with its dependency. */
const images = { base: undefined, core: 'base', components: 'base', tap: 'core' } as const

export const released = Object.keys(images)
export const all = released.flatMap((name) => [name, `${name}-debug`])

const bakeFile = `
variable "OS" {}

function "variant" {
  params = [name, mode]
  result = mode == "debug" ? "\${name}-debug" : name
}

group "default" {
  targets = [${all.map((name) => `"${name}"`).join(', ')}]
}
${Object.entries(images)
  .map(
    ([name, base]) => `
target "${name}-variants" {
  matrix   = { mode = ["release", "debug"] }
  name     = variant("${name}", mode)
  context  = "${name}"
  args     = { MODE = mode, OS = ${base === undefined ? 'OS' : 'null'} }
  ${base === undefined ? '' : `contexts = { ${base} = "target:\${variant("${base}", mode)}" }`}
}
`,
  )
  .join('')}`

const dockerfiles = {
  base: 'ARG OS=scratch\nFROM ${OS}\nARG MODE\nCOPY . /base\nCOPY $MODE /mode\n',
  core: 'FROM base\nCOPY . /core\n',
  components: 'FROM base\nCOPY . /components\n',
  tap: 'FROM core\nCOPY . /tap\n',
}

/** The files of the image tap from each of its dependencies. */
export const filesOfTap = ['/base/file', '/core/file', '/tap/file', '/mode']

/**
 * A git working copy with a bake file of eight images, at its first commit. Nothing runs in their builds, so the variable OS can be
 * `scratch`.
 */
export function makeManyImages(): string {
  const files = Object.entries(dockerfiles).flatMap(([name, text]) => [
    [`${name}/Dockerfile`, text],
    [`${name}/.dockerignore`, 'notes/\n*.md\n'],
    [`${name}/file`, `${name} 1\n`],
  ])
  const modes = { 'base/release': 'release\n', 'base/debug': 'debug\n' }
  return makeProject(undefined, { 'docker-bake.hcl': bakeFile, ...modes, ...Object.fromEntries(files) })
}

export function writeFile(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

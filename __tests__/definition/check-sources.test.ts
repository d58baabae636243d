import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { checkSources } from '../../src/definition/check-sources.ts'
import { buildsOf } from '../../src/inputs/builds.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import { makeInputs, type Texts } from '../helpers/inputs.ts'
import { codes, problemsIn } from '../helpers/problems.ts'

let workspace: string
beforeEach(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'sources-'))
})
afterEach(() => rm(workspace, { recursive: true }))

interface Row {
  name: string
  existing: string[]
  texts?: Texts
  expected: string[]
}

test.each<Row>([
  { name: 'a Dockerfile in the workspace is enough', existing: ['Dockerfile'], expected: [] },
  { name: 'a lower-case dockerfile is enough', existing: ['dockerfile'], expected: [] },
  {
    name: 'a Dockerfile in the context is enough',
    existing: ['app/Dockerfile'],
    texts: { context: 'app' },
    expected: [],
  },
  {
    name: 'a Dockerfile with another name outside the context exists',
    existing: ['app/main.go', 'docker/app.Dockerfile'],
    texts: { context: 'app', file: 'docker/app.Dockerfile' },
    expected: [],
  },
  {
    name: 'a name that ends with Dockerfile has no lower-case fallback',
    existing: ['app.dockerfile'],
    texts: { file: 'app.Dockerfile' },
    expected: ['dockerfile-missing'],
  },
  { name: 'an empty workspace lacks a checkout', existing: [], expected: ['workspace-empty'] },
  {
    name: 'the context does not exist',
    existing: ['Dockerfile'],
    texts: { context: 'app' },
    expected: ['context-missing'],
  },
  {
    name: 'the context is a file',
    existing: ['Dockerfile'],
    texts: { context: 'Dockerfile' },
    expected: ['context-missing'],
  },
  { name: 'the Dockerfile does not exist', existing: ['main.go'], expected: ['dockerfile-missing'] },
  {
    name: 'the Dockerfile is a folder',
    existing: ['docker/Dockerfile'],
    texts: { file: 'docker' },
    expected: ['dockerfile-missing'],
  },
  {
    name: 'all missing sources are reported together',
    existing: ['main.go', 'key'],
    texts: { 'secret-files': 'a=key\nb=gone\nc=/nowhere/key' },
    expected: ['dockerfile-missing', 'secret-file-missing', 'secret-file-missing'],
  },
  {
    name: 'a remote context requires no workspace',
    existing: [],
    texts: { context: 'https://github.com/acme/app.git' },
    expected: [],
  },
])('missing sources: $name', async ({ existing, texts = {}, expected }) => {
  for (const path of existing) {
    await mkdir(join(workspace, dirname(path)), { recursive: true })
    await writeFile(join(workspace, path), '')
  }
  const check = () => checkSources(createFiles(), workspace, buildsOf(makeInputs(texts)))
  expect(codes(await problemsIn(check))).toEqual(expected)
})

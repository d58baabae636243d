import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { checkSources } from '../../src/docker/check-sources.ts'
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
  there: string[]
  texts?: Texts
  expected: string[]
}

test.each<Row>([
  { name: 'a Dockerfile in the workspace is enough', there: ['Dockerfile'], expected: [] },
  { name: 'BuildKit takes a small dockerfile too', there: ['dockerfile'], expected: [] },
  { name: 'one in the context', there: ['app/Dockerfile'], texts: { context: 'app' }, expected: [] },
  {
    name: 'one with another name, outside of the context',
    there: ['app/main.go', 'docker/app.Dockerfile'],
    texts: { context: 'app', file: 'docker/app.Dockerfile' },
    expected: [],
  },
  {
    name: 'a name that only ends alike has no small form',
    there: ['app.dockerfile'],
    texts: { file: 'app.Dockerfile' },
    expected: ['dockerfile-missing'],
  },
  { name: 'an empty workspace lacks a checkout', there: [], expected: ['workspace-empty'] },
  {
    name: 'a context that is not there',
    there: ['Dockerfile'],
    texts: { context: 'app' },
    expected: ['context-missing'],
  },
  {
    name: 'a context that is a file',
    there: ['Dockerfile'],
    texts: { context: 'Dockerfile' },
    expected: ['context-missing'],
  },
  { name: 'no Dockerfile', there: ['main.go'], expected: ['dockerfile-missing'] },
  {
    name: 'a folder is no Dockerfile',
    there: ['docker/Dockerfile'],
    texts: { file: 'docker' },
    expected: ['dockerfile-missing'],
  },
  {
    name: 'everything that is missing is told together',
    there: ['main.go', 'key'],
    texts: { 'secret-files': 'a=key\nb=gone\nc=/nowhere/key' },
    expected: ['dockerfile-missing', 'secret-file-missing', 'secret-file-missing'],
  },
  {
    name: 'a remote context needs no workspace',
    there: [],
    texts: { context: 'https://github.com/acme/app.git' },
    expected: [],
  },
])('missing sources: $name', async ({ there, texts = {}, expected }) => {
  for (const path of there) {
    await mkdir(join(workspace, dirname(path)), { recursive: true })
    await writeFile(join(workspace, path), '')
  }
  const check = () => checkSources(createFiles(), workspace, buildsOf(makeInputs(texts)))
  expect(codes(await problemsIn(check))).toEqual(expected)
})

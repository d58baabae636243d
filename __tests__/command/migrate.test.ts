import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { leadsOut } from '../../src/command/migrate.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import { makeFolder } from '../helpers/git-repository.ts'

const root = makeFolder()
afterAll(root.remove)
const workspace = join(root.path, 'app')
mkdirSync(workspace)
for (const path of ['app/plain.yml', 'outside.yml']) writeFileSync(join(root.path, path), '')
symlinkSync('plain.yml', join(workspace, 'inside.yml'))
symlinkSync('../outside.yml', join(workspace, 'outside.yml'))

test.each([
  ['An ordinary file is written', 'app/plain.yml', false],
  ['A link to another file of the working copy is written', 'app/inside.yml', false],
  ['A link to a file outside the working copy is not written', 'app/outside.yml', true],
  ['A file outside that the user names is written', 'outside.yml', false],
])('%s', async (_, path, expected) => {
  expect(await leadsOut(createFiles(), workspace, join(root.path, path))).toBe(expected)
})

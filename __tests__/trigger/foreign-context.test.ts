import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createExec } from '../../src/ports/exec.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import { isForeignContext } from '../../src/trigger/foreign-context.ts'
import { initRepository, makeFolder } from '../helpers/git-repository.ts'

const root = makeFolder()
afterAll(root.remove)
const env = { PATH: process.env.PATH, HOME: '/nonexistent', GIT_CEILING_DIRECTORIES: root.path }
const ports = { exec: createExec(env), files: createFiles(), env }

/** A working copy with a folder, a submodule, and a repository that it does not track; beside it another repository and a folder. */
function makeTree(): string {
  const workspace = join(root.path, 'workspace')
  const { git, commit } = initRepository(workspace)
  commit('first')
  mkdirSync(join(workspace, 'folder'))
  for (const name of ['workspace/nested', 'workspace/module', 'beside'])
    initRepository(join(root.path, name)).commit('one')
  git('-c', 'advice.addEmbeddedRepo=false', 'add', 'module')
  mkdirSync(join(root.path, 'empty'))
  return workspace
}

const workspace = makeTree()

test.each([
  { context: '.', isForeign: false, title: 'the working copy itself' },
  { context: 'folder', isForeign: false, title: 'a folder of the working copy' },
  { context: 'module', isForeign: false, title: 'a submodule, whose changes git status reports' },
  { context: 'nested', isForeign: true, title: 'a repository that the working copy does not track' },
  { context: '../beside', isForeign: true, title: 'a repository outside the working copy' },
  { context: '../empty', isForeign: true, title: 'a folder outside every repository' },
])('whether the changes of a context are unknown: $title', async ({ context, isForeign }) => {
  expect(await isForeignContext(ports, workspace, join(workspace, context))).toBe(isForeign)
})

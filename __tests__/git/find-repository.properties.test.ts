import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { includesTree } from '../../src/git/find-repository.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import { initRepository, makeFolder } from '../helpers/git-repository.ts'

const folder = makeFolder()
afterAll(folder.remove)
const { folder: root } = initRepository(join(folder.path, 'work'))
const gitDir = join(root, '.git')
mkdirSync(join(root, 'sub'))
for (const name of ['tree-config', 'sub/tree config']) {
  writeFileSync(join(root, name), '[tagboat]\n\tfromTree = yes\n')
}
writeFileSync(join(gitDir, 'between'), '[include]\n\tpath = ../tree-config\n')
writeFileSync(join(folder.path, 'outside'), '[include]\n\tpath = work/tree-config\n')

const env = {
  PATH: process.env.PATH,
  HOME: folder.path,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_DIR: gitDir,
  GIT_WORK_TREE: root,
}

/** Whether git reads a setting from the tree with this configuration; undefined if git rejects it. */
function gitReadsTree(config: string): boolean | undefined {
  writeFileSync(join(gitDir, 'config'), config)
  const { status, stdout } = spawnSync('git', ['config', '--list'], { env, cwd: root, encoding: 'utf8' })
  return status === 0 ? stdout.includes('tagboat.fromtree=yes') : undefined
}

const section = fc.constantFrom(
  ...['[include]', '[INCLUDE]', '[ include ]', '[include] # why', '[core]', '[include "x"]', '[include.x]'],
  ...[
    '[includeIf "gitdir:**"]',
    '[includeif "onbranch:main"]',
    '[includeIf "gitdir:nowhere/"]',
    '[includeIf "hasconfig:remote.*.url:x"]',
  ],
  ...['[include]path=../tree-config', '[include] path = "../tree-config"', '[in\\\nclude]'],
)
const path = fc.constantFrom(
  ...['../tree-config', '"../tree-config"', '..\\\\tree-config', '../tree\\\n-config', '../"tree"-config'],
  ...[
    '../tree-config # ours',
    '../tree-config;ours',
    '"../sub/tree config"',
    '../sub/tree config',
    '../sub/../tree-config',
  ],
  ...[
    join(root, 'tree-config'),
    'between',
    './between',
    '~/outside',
    '~/work/tree-config',
    join(folder.path, 'outside'),
  ],
  ...['nowhere', '', '"../tree\\"-config"'],
)
const line = fc.oneof(
  { weight: 3, arbitrary: section },
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.constantFrom('path', 'PATH', '\tpath', 'paths', 'bare'),
        fc.constantFrom('=', ' = ', '\t=\\\n'),
        path,
      )
      .map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.constantFrom('# path = ../tree-config', '; x', '', 'bare', '\ufeff') },
)

test('includesTree finds everything that git includes from the tree', async () => {
  let read = 0
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), async (lines, end) => {
      if (gitReadsTree(lines.join(end)) !== true) return
      read += 1
      expect(await includesTree(createFiles(), root, gitDir, folder.path)).toBe(true)
    }),
    { numRuns: 200 },
  )
  expect(read).toBeGreaterThan(5)
}, 30_000)

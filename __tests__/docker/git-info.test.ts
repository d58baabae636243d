import { limitGitInfo } from '../../src/docker/git-info.ts'
import { createFakeFiles, createFakeLog } from '../helpers/ports.ts'

const own = { '/w/.git/HEAD': 'ref: refs/heads/main\n', '/w/app/Dockerfile': '', '/w/Dockerfile': '' }
const on = { BUILDX_GIT_CHECK_DIRTY: 'false' }
const off = { ...on, BUILDX_GIT_INFO: 'false', BUILDX_GIT_LABELS: 'false' }

test.each<[name: string, contexts: string[], files: Record<string, string>, expected: object]>([
  ['the workspace’s own repository', ['.'], own, on],
  ['a folder of it', ['app'], own, on],
  ['an address', ['https://github.com/acme/app.git'], own, on],
  ['an address, without a repository', ['https://github.com/acme/app.git'], { '/w/Dockerfile': '' }, on],
  [
    'a bare repository of plain files that is called like the address',
    ['https://github.com/acme/app.git'],
    { ...own, '/w/https:/github.com/acme/app.git/HEAD': 'x' },
    off,
  ],
  ['a nested checkout', ['app'], { ...own, '/w/app/.git/HEAD': 'x' }, off],
  [
    'a file that names a repository',
    ['app'],
    { ...own, '/w/app/.git': 'gitdir: ../x', '/w/x/HEAD': '' },
    off,
  ],
  ['a bare repository of plain files', ['app'], { ...own, '/w/app/HEAD': 'x' }, off],
  ['one around the context', ['app/sub'], { ...own, '/w/app/HEAD': 'x', '/w/app/sub/Dockerfile': '' }, off],
  ['one that is the workspace itself', ['.'], { '/w/HEAD': 'x', '/w/Dockerfile': '' }, off],
  ['one beside the workspace’s own', ['.'], { ...own, '/w/HEAD': 'x' }, on],
  ['a broken .git beside a bare repository', ['.'], { '/w/.git/config': '', '/w/HEAD': 'x' }, off],
  ['no repository at all', ['.'], { '/w/Dockerfile': '' }, off],
  ['a folder outside the workspace', ['/elsewhere'], { ...own, '/elsewhere/Dockerfile': '' }, off],
  ['one of several contexts', ['.', 'app'], { ...own, '/w/app/HEAD': 'x' }, off],
  ['a context beside it', ['.'], { ...own, '/w/app/HEAD': 'x' }, on],
])('git info for %s', async (_, contexts, files, expected) => {
  const ports = { files: createFakeFiles(files), log: createFakeLog(), env: {} }
  const targets = contexts.map((context) => ({ context }))
  expect(await limitGitInfo(ports, '/w', targets)).toEqual(expected)
})

test.each([
  ['true', 1],
  ['false', 0],
])('BUILDX_GIT_CHECK_DIRTY=%s gives %i notices', async (value, count) => {
  const log = createFakeLog()
  const env = { BUILDX_GIT_CHECK_DIRTY: value }
  expect(await limitGitInfo({ files: createFakeFiles(own), log, env }, '/w', [{}])).toMatchObject(on)
  expect(log.at('notice')).toHaveLength(count)
})

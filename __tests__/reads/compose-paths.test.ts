import { enter, join, locate, resolveUp, topLevel } from '../../src/reads/compose-paths.ts'

const isFolder = async (path: string) => path === 'a' || path === 'a/b'

test.each([
  [['', ''], ''],
  [['', './a/../b'], 'b'],
  [['a', '../..', 'b'], '../b'],
  [['/a', '../../b'], '/b'],
  [['a', '.'], 'a'],
])('join %j resolves as in Go', (parts, expected) => {
  expect(join(...parts)).toBe(expected)
})

describe('paths of an included file', () => {
  test.each([
    // Path and project_directory, and the folders of include paths and of service paths.
    ['c.yml', '', 'x.yml', 'x.env'],
    ['a/c.yml', '', 'a/x.yml', 'a/x.env'],
    ['../c.yml', '', '../x.yml', '../x.env'],
    ['/abs/c.yml', '', '/abs/x.yml', '/abs/x.env'],
    ['c.yml', 'a', 'a/x.yml', 'a/x.env'],
    ['c.yml', '/abs', '/abs/x.yml', '/abs/x.env'],
    ['c.yml', 'none/here', 'none/here/x.yml', 'none/x.env'],
  ])('%s in %j', async (path, folder, compose, env) => {
    const level = await enter(topLevel, locate(topLevel, path), folder, isFolder)
    expect([locate(level, 'x.yml'), resolveUp(level, 'x.env')]).toEqual([compose, env])
  })

  test('a second level resolves a service path twice, as buildx does', async () => {
    const first = await enter(topLevel, 'a/c.yml', '', isFolder)
    const second = await enter(first, locate(first, 'b/d.yml'), '', isFolder)
    expect([locate(second, 'x.yml'), resolveUp(second, 'x.env')]).toEqual(['a/b/x.yml', 'a/a/b/x.env'])
  })

  test.each(['~/x', './~/x'])('%s may refer to the home directory', (path) => {
    const inner = { loaderDir: '.', workingDir: '.', parent: topLevel }
    expect(resolveUp(inner, path)).toBeUndefined()
  })
})

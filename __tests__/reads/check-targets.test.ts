import type { BakeTarget } from '../../src/bake/bake-target.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import { checkLayout, checkTargets } from '../../src/reads/check-targets.ts'
import { createPathPolicy } from '../../src/reads/path-policy.ts'
import { textsOfOverrides } from '../../src/reads/target-paths.ts'
import { type Tree, useFolders } from '../helpers/folder.ts'
import { problemsIn } from '../helpers/problems.ts'

const makeFolder = useFolders()
const tree: Tree = {
  Dockerfile: 'FROM scratch',
  link: '-> /etc',
  'app/dockerfile': '-> /etc/hostname',
  'own/a.Dockerfile': 'FROM scratch',
  'own/a.Dockerfile.dockerignore': '-> /etc/hostname',
  'rego/Dockerfile.rego': '-> /etc/hostname',
  'ignored/.dockerignore': '-> /etc/hostname',
  key: '-> /etc/hostname',
  'layout/index.json': '{}',
  'layout/blobs/sha256/aa': '-> /etc/hostname',
  'sealed/index.json': '-> /etc/hostname',
  'good/index.json': '{}',
  'good/blobs/sha256/aa': 'x',
}

const check = (target: BakeTarget, set?: readonly string[]) => {
  const [workspace, files] = [makeFolder(tree), createFiles()]
  const ports = { files, workspace, pathPolicy: createPathPolicy(files, workspace, []) }
  return problemsIn(() => checkTargets(ports, new Map([['app', target]]), set && textsOfOverrides(set)))
}

test.each<[BakeTarget, string]>([
  [{ context: 'link' }, 'context'],
  [{ context: 'cwd://link' }, 'context'],
  [{ context: 'ignored' }, 'context'],
  [{ context: 'app' }, 'dockerfile'],
  [{ context: 'own', dockerfile: 'a.Dockerfile' }, 'dockerfile'],
  [{ context: 'rego' }, 'dockerfile'],
  [{ dockerfile: 'link/hostname' }, 'dockerfile'],
  [{ dockerfile: 'cwd://link/hostname' }, 'dockerfile'],
  [{ context: 'https://example.com/x.git', dockerfile: '/etc/hostname' }, 'dockerfile'],
  [{ dockerfile: '/etc/hostname' }, 'dockerfile'],
  [{ context: '../other' }, 'context'],
  [{ contexts: { a: 'link' } }, 'contexts'],
  [{ contexts: { a: 'ignored' } }, 'contexts'],
  [{ contexts: { a: 'oci-layout://layout:v1@sha256:00' } }, 'contexts'],
  [{ contexts: { a: 'oci-layout://sealed' } }, 'contexts'],
  [{ secret: ['id=a,src=key'] }, 'secret'],
  [{ secret: [{ id: 'a', src: '/etc/hostname' }] }, 'secret'],
  [{ secret: ['id=key'] }, 'secret'],
  [{ ssh: ['a=key'] }, 'ssh'],
  [{ ssh: [{ id: 'a', paths: ['good/index.json', 'key'] }] }, 'ssh'],
  [{ 'cache-from': ['type=local,src=link'] }, 'cache-from'],
  [{ 'cache-to': [{ type: 'local', dest: 'link' }] }, 'cache-to'],
  [{ 'cache-to': ['type=local,dest=link/new'] }, 'cache-to'],
  [{ 'cache-to': ['Type=local,DEST=link/new'] }, 'cache-to'],
  [{ secret: ['ID=a,SRC=key'] }, 'secret'],
])('target %j in a bake file is refused', async (target, field) => {
  const problems = await check(target, [])
  expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['read-outside']))
  expect(problems[0]?.what).toMatch(new RegExp(`^Target app, ${field}: '`))
})

test.each<[BakeTarget, string[]]>([
  [{}, []],
  [{ context: 'https://example.com/x.git#main:app', dockerfile: 'Dockerfile' }, []],
  [{ 'dockerfile-inline': 'FROM scratch', dockerfile: 'link/hostname' }, []],
  [{ contexts: { a: 'target:b', b: 'docker-image://alpine', c: 'oci-layout://good' } }, []],
  [{ secret: ['id=TOKEN,env=TOKEN', 'id=TOKEN'], ssh: ['default'], 'cache-from': ['type=gha'] }, []],
  [{ context: '../other' }, ['app.context=../other']],
  [{ context: '../other' }, ['*.context=./../other/']],
  [{ secret: [{ id: 'a', src: '/etc/hostname' }] }, ['app.secret=id=a,src=/etc/hostname']],
  [{ contexts: { a: '/etc' } }, ['app.contexts.a=/etc']],
  [{ dockerfile: '/etc/hostname' }, ['app.dockerfile=/etc/hostname']],
])('target %j is allowed with set %j', async (target, set) => {
  expect(await check(target, set)).toEqual([])
})

test('inputs may name paths outside, but not through a link inside', async () => {
  expect(await check({ context: '/etc', secret: ['id=a,src=/etc/hostname'] })).toEqual([])
  const what = (await check({ contexts: { a: 'link' }, secret: ['id=a,src=key'] })).map(
    (problem) => problem.what,
  )
  // A refused context is reported together with its .dockerignore, so compare the inputs only.
  const inputs = new Set(what.map((text) => text.split(':')[0]))
  expect([...inputs]).toEqual(['Input build-contexts', 'Input secret-files'])
})

test.each([
  ['good', 0],
  ['layout', 1],
  ['sealed', 1],
  ['/etc', 0],
])('layout %s has %s problems', async (folder, count) => {
  const [workspace, files] = [makeFolder(tree), createFiles()]
  const ports = { files, workspace, pathPolicy: createPathPolicy(files, workspace, []) }
  expect(await problemsIn(() => checkLayout(ports, folder))).toHaveLength(count)
})

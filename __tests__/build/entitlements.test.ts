import { allowLayouts, planAllowances } from '../../src/build/entitlements.ts'
import type { PushStrategy } from '../../src/model/push-strategy.ts'
import { pushAs } from '../helpers/definition.ts'
import { makeBuildInputs, type Texts } from '../helpers/inputs.ts'

interface Row {
  name: string
  texts: Texts
  cacheTo?: string[]
  buildx?: string
  expected: string[]
}

test.each<Row>([
  { name: 'a build within the workspace needs nothing', texts: { file: 'docker/Dockerfile' }, expected: [] },
  {
    name: 'only the outside context is allowed',
    texts: { context: '../other' },
    expected: ['--allow=fs.read=/repo/other'],
  },
  {
    name: 'a folder whose name starts with the workspace’s is outside',
    texts: { context: '/repo/space-2' },
    expected: ['--allow=fs.read=/repo/space-2'],
  },
  {
    name: 'a Dockerfile outside',
    texts: { file: '/etc/app/Dockerfile' },
    expected: ['--allow=fs.read=/etc/app/Dockerfile'],
  },
  {
    name: 'the Dockerfile of a remote context is not on this disk',
    texts: { context: 'https://github.com/acme/app.git', file: '/Dockerfile' },
    expected: [],
  },
  {
    name: 'named contexts, but not images, addresses and targets',
    texts: { 'build-contexts': 'a=/srv/a\nb=docker-image://x\nc=https://x/y.git\nd=target:z' },
    expected: ['--allow=fs.read=/srv/a'],
  },
  {
    name: 'secret files',
    texts: { 'secret-files': 'a=/run/a\nb=inside' },
    expected: ['--allow=fs.read=/run/a'],
  },
  { name: 'the ssh agent', texts: { ssh: 'default' }, expected: ['--allow=ssh'] },
  {
    name: 'keys for ssh, also with = in a path',
    texts: { ssh: '"default=/k/a=1,/k/b"' },
    expected: ['--allow=fs.read=/k/a=1', '--allow=fs.read=/k/b'],
  },
  {
    name: 'local caches',
    texts: { 'cache-from': 'type=local,src=/cache/in\ntype=gha' },
    cacheTo: ['type=local,mode=max,dest=/cache/out', 'type=local,dest=inside'],
    expected: ['--allow=fs.read=/cache/in', '--allow=fs.write=/cache/out'],
  },
  {
    name: 'requested privileges',
    texts: { allow: 'security.insecure,network.host' },
    expected: ['--allow=security.insecure', '--allow=network.host'],
  },
  {
    name: 'the host’s network, once',
    texts: { network: 'host', allow: 'network.host' },
    expected: ['--allow=network.host'],
  },
  { name: 'another network needs no flag', texts: { network: 'none' }, expected: [] },
  {
    name: 'no flags for files before buildx 0.19',
    texts: { context: '/srv', allow: 'network.host', ssh: 'default' },
    buildx: '0.18.0',
    expected: ['--allow=network.host'],
  },
  {
    name: 'no flags before buildx 0.17',
    texts: { context: '/srv', allow: 'network.host' },
    buildx: '0.16.2',
    expected: [],
  },
])('--allow flags: $name', ({ texts, cacheTo = [], buildx = '0.29.1', expected }) => {
  expect(planAllowances(makeBuildInputs(texts), cacheTo, '/repo/space', buildx)).toEqual(expected)
})

test('no input disables the check', () => {
  const texts = { context: '/', 'secret-files': 'a=/*', 'cache-from': 'type=local,src=/' }
  const flags = planAllowances(makeBuildInputs(texts), ['type=local,dest=/'], '/repo/space', '0.29.1')
  expect(flags).toEqual(['--allow=fs.read=/', '--allow=fs.read=/*', '--allow=fs.write=/'])
})

test.each<{ name: string; strategy: PushStrategy; buildx?: string; expected: string[] }>([
  {
    name: 'only the layout folder outside the workspace is writable',
    strategy: { kind: 'layout', folder: '/temp/layout', names: [] },
    expected: ['--allow=fs.write=/temp/layout'],
  },
  {
    name: 'a layout inside the workspace needs no flag',
    strategy: { kind: 'layout', folder: '/repo/space/l', names: [] },
    expected: [],
  },
  {
    name: 'no flag before buildx 0.19',
    strategy: { kind: 'layout', folder: '/temp/layout', names: [] },
    buildx: '0.18.0',
    expected: [],
  },
  { name: 'other push strategies need no flag', strategy: { kind: 'warm' }, expected: [] },
])('--allow flags for layouts: $name', ({ strategy, buildx = '0.29.1', expected }) => {
  const folder = strategy.kind === 'layout' ? strategy.folder : '/temp'
  expect(allowLayouts(pushAs(strategy), folder, '/repo/space', buildx)).toEqual(expected)
})

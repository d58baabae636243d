import type { Built } from '../../src/build/prepare-build.ts'
import type { FileType } from '../../src/model/result.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import { fileStrategies, inspectFiles, listPlanned } from '../../src/prepare/file-build.ts'
import { useFolders } from '../helpers/folder.ts'
import { makePlan } from '../helpers/plan.ts'
import { codes, problemsIn } from '../helpers/problems.ts'
import { digest } from '../helpers/result.ts'

const makeFolder = useFolders()
const tree = {
  'a.tar': 'abc',
  'empty.tar': '',
  'out/x': 'ab',
  'out/in/y': 'c',
  'out/link': '-> x',
  'none/': '',
}

const planOf = (type: FileType, dest: string, isFolder = type === 'local') => ({
  ...makePlan(),
  target: 'app',
  files: { outputs: [{ type, dest, isFolder, spec: '' }], isImage: type === 'oci' },
})

const built: Built = {
  targets: new Map([['app', { digest }]]),
  annotations: new Map(),
  metadata: {},
  duration: 1,
}

test.each<[type: FileType, dest: string, expected: object]>([
  ['tar', 'a.tar', { type: 'tar', path: 'a.tar', size: 3 }],
  ['oci', 'a.tar', { size: 3, digest }],
  ['local', 'out', { size: 3, count: 3 }],
  ['local', 'none', { size: 0, count: 0 }],
])('inspectFiles measures an output of type %s at %s', async (type, dest, expected) => {
  const found = await inspectFiles(createFiles(), makeFolder(tree), [planOf(type, dest)], built, false)
  expect(found).toMatchObject([{ target: 'app', ...expected }])
})

test.each<[type: FileType, dest: string]>([
  ['tar', 'gone.tar'],
  ['tar', 'out'],
  // buildx before 0.30 makes the file before it builds.
  ['tar', 'empty.tar'],
  ['local', 'gone'],
  ['local', 'a.tar'],
])('inspectFiles reports a missing output of type %s at %s', async (type, dest) => {
  const inspect = () => inspectFiles(createFiles(), makeFolder(tree), [planOf(type, dest)], built, false)
  expect(codes(await problemsIn(inspect))).toEqual(['output-missing'])
})

test('inspectFiles skips targets that were not built, and drops the digest of a loaded image', async () => {
  const none: Built = { ...built, targets: new Map() }
  const folder = makeFolder(tree)
  expect(await inspectFiles(createFiles(), folder, [planOf('tar', 'gone')], none, false)).toEqual([])
  const [loaded] = await inspectFiles(createFiles(), folder, [planOf('oci', 'a.tar')], built, true)
  expect(loaded).not.toHaveProperty('digest')
})

test('listPlanned lists all planned files; fileStrategies builds only those without an image', () => {
  const plans = [makePlan(), planOf('tar', 'a.tar'), planOf('oci', 'b.tar')]
  expect(listPlanned(plans).map(({ path }) => path)).toEqual(['a.tar', 'b.tar'])
  expect([...fileStrategies([makePlan(), planOf('tar', 'a.tar')])]).toEqual([
    ['app', { kind: 'local', names: [] }],
  ])
})

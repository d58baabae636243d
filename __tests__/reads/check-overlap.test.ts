import type { BakeTarget } from '../../src/bake/bake-target.ts'
import { createFiles } from '../../src/ports/files.ts'
import { checkOverlaps } from '../../src/reads/check-overlap.ts'
import { createReach } from '../../src/reads/reach.ts'
import { useFolders } from '../helpers/folder.ts'
import { codes, problemsIn } from '../helpers/problems.ts'

const makeFolder = useFolders()

/** The problems where target `tree` fills folder `dest`, and target `other` is as given. */
const check = (dest: string, other: BakeTarget, own: BakeTarget = {}) => {
  const workspace = `${makeFolder({ 'work/there': '-> out', 'work/later': '-> new', 'work/out/file': '' })}/work`
  const reach = createReach(createFiles(), workspace, [])
  const tree = { ...own, output: [`type=local,dest=${dest}`] }
  const targets = new Map<string, BakeTarget>([
    ['tree', tree],
    ['other', other],
  ])
  return problemsIn(() => checkOverlaps({ reach }, targets, targets))
}

const overlap = ['output-overlap']

// The folder that is filled; another target; what is wrong.
test.each<[dest: string, other: BakeTarget, expected: string[]]>([
  ['out', {}, []],
  ['out', { output: ['type=local,dest=other'] }, []],
  ['out', { output: ['type=local,dest=out-2'] }, []],
  // Binaries of several targets in one folder: none of them names a path in it.
  ['out', { output: ['type=local,dest=out'] }, []],
  ['out/a', { output: ['type=local,dest=out/b'] }, []],
  ['out', { contexts: { files: 'target:tree' } }, []],
  ['out', { output: ['type=local,dest=out/x'] }, overlap],
  ['./out/', { output: ['type=tar,dest=there/../out/x.tar'] }, overlap],
  ['out', { output: ['type=oci,dest=there/x.tar'] }, overlap],
  ['there', { output: ['type=oci,dest=out/x.tar'] }, overlap],
  ['new', { output: ['type=oci,dest=later/x.tar'] }, overlap],
  ['later', { output: ['type=oci,dest=new/x.tar'] }, overlap],
  ['out', { output: ['type=oci,tar=false,dest=out'] }, overlap],
  ['out', { output: ['type=tar,dest=out'] }, overlap],
  ['out', { context: 'out/x' }, overlap],
  ['out', { contexts: { x: 'out' } }, overlap],
  ['out', { contexts: { x: 'oci-layout://out' } }, overlap],
  ['out', { dockerfile: 'out/Dockerfile' }, overlap],
  ['out', { secret: ['id=x,src=out/x/key'] }, overlap],
  ['out', { ssh: ['default=out/key'] }, overlap],
  ['out', { 'cache-from': ['type=local,src=out'] }, overlap],
  ['out', { 'cache-to': ['type=local,dest=out/cache'] }, overlap],
  ['.', {}, overlap],
])('%s and %j', async (dest, other, expected) => {
  const found = await check(dest, other)
  expect([...new Set(codes(found))]).toEqual(expected)
})

test('a target reads before it writes, and may read what it replaces; it writes one place only', async () => {
  expect(codes(await check('.', { context: 'out' }, { context: '.' }))).toEqual(overlap)
  expect(await check('.', { context: '/elsewhere' }, { context: '.' })).toEqual([])
  const cache = { 'cache-to': ['type=local,dest=out/cache'] }
  expect(codes(await check('out', {}, cache))).toEqual(overlap)
  expect((await check('out', { output: ['type=local,dest=out/x'] }))[0]?.what).toBe(
    "Target other, output: 'out/x' is inside 'out', which the build of target 'tree' fills in the same step, with links where its image has some.",
  )
})

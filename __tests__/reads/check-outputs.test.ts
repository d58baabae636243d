import type { BakeTarget } from '../../src/bake/bake-target.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import { checkOutputs, checkOverlaps, type OutputAuthors } from '../../src/reads/check-outputs.ts'
import { createPathPolicy } from '../../src/reads/path-policy.ts'
import { type Tree, useFolders } from '../helpers/folder.ts'
import { codes, problemsIn } from '../helpers/problems.ts'

const makeFolder = useFolders()
const tree: Tree = {
  'work/.git/config': '',
  'work/sub/.git': 'gitdir: ../.git/modules/sub',
  'work/deep/a/b/.git/config': '',
  'work/free/file': 'x',
  'work/to-git': '-> .git',
  'work/out': '-> ../out',
  'work/dangling': '-> ../out/new',
  'work/chain': '-> dangling',
  'work/kept': '-> ../out/kept',
  'work/layout/index.json': '-> ../../out/kept',
  'work/blobs/blobs': '-> ../../out',
  'work/ingest/ingest': '-> ../../out',
  'out/kept': 'x',
}

const check = (spec: string, written: OutputAuthors) => {
  const folder = makeFolder(tree)
  const [workspace, files] = [`${folder}/work`, createFiles()]
  const ports = { files, workspace, pathPolicy: createPathPolicy(files, workspace, []) }
  const target: BakeTarget = { output: [spec.replace('ROOT', folder)] }
  return problemsIn(() => checkOutputs(ports, new Map([['app', target]]), written))
}

const workflow: OutputAuthors = { isUntrusted: false }
const untrusted: OutputAuthors = { isUntrusted: true }
const bake: OutputAuthors = { texts: new Set(), isUntrusted: false }
const outside = ['read-outside']
const git = ['write-git']

// Output, and the problems if the workflow names it, if it does so for untrusted code, and if a bake file does.
test.each<[spec: string, workflow: string[], untrusted: string[], bake: string[]]>([
  ['type=tar,dest=new.tar', [], [], []],
  ['type=local,dest=free', [], [], []],
  ['type=local,dest=new/deeper', [], [], []],
  ['type=oci,tar=false,dest=new', [], [], []],
  ['type=tar,dest=../out/kept', [], [], outside],
  ['type=tar,dest=ROOT/out/new', [], [], outside],
  ['type=local,dest=ROOT/out', [], [], outside],
  ['type=local,dest=out', outside, outside, outside],
  ['type=local,dest=out/new', outside, outside, outside],
  ['type=tar,dest=kept', outside, outside, outside],
  ['type=tar,dest=dangling', outside, outside, outside],
  ['type=tar,dest=chain', outside, outside, outside],
  ['type=oci,tar=false,dest=layout', outside, outside, outside],
  ['type=oci,tar=false,dest=blobs', outside, outside, outside],
  ['type=docker,tar=0,dest=ingest', outside, outside, outside],
  ['type=local,dest=.', [], git, git],
  ['type=local,dest=sub', [], git, git],
  ['type=local,dest=deep', [], git, git],
  ['type=local,dest=.git/hooks', [], git, git],
  ['type=tar,dest=.git/config', [], git, git],
  ['type=tar,dest=.GIT/new', [], git, git],
  ['type=tar,dest=to-git/config', [], git, git],
  // A tarball does not change the other files of a repository.
  ['type=tar,dest=sub/a.tar', [], [], []],
  ['type=image', [], [], []],
  ['type=cacheonly', [], [], []],
])('an output is checked for workflow, untrusted code and bake file: %s', async (spec, ...expected) => {
  const found = await Promise.all([workflow, untrusted, bake].map((written) => check(spec, written)))
  expect(found.map((problems) => [...new Set(codes(problems))])).toEqual(expected)
})

/** The problems if target `tree` fills folder `dest` in a build with target `other`. */
const findOverlaps = (dest: string, other: BakeTarget, own: BakeTarget = {}) => {
  const workspace = `${makeFolder({ 'work/there': '-> out', 'work/later': '-> new', 'work/out/file': '' })}/work`
  const pathPolicy = createPathPolicy(createFiles(), workspace, [])
  const tree = { ...own, output: [`type=local,dest=${dest}`] }
  const targets = new Map<string, BakeTarget>([
    ['tree', tree],
    ['other', other],
  ])
  return problemsIn(() => checkOverlaps({ pathPolicy }, targets, targets))
}

const overlap = ['output-overlap']

// The filled folder, another target, and the problems.
test.each<[dest: string, other: BakeTarget, expected: string[]]>([
  ['out', {}, []],
  ['out', { output: ['type=local,dest=other'] }, []],
  ['out', { output: ['type=local,dest=out-2'] }, []],
  // Several targets may write into one folder if none of them names a path in it.
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
])('if a target fills folder %s, another one with %j has problems: %j', async (dest, other, expected) => {
  const found = await findOverlaps(dest, other)
  expect([...new Set(codes(found))]).toEqual(expected)
})

test('a target may read the folder that it replaces, but not write below it twice', async () => {
  expect(codes(await findOverlaps('.', { context: 'out' }, { context: '.' }))).toEqual(overlap)
  expect(await findOverlaps('.', { context: '/elsewhere' }, { context: '.' })).toEqual([])
  const cache = { 'cache-to': ['type=local,dest=out/cache'] }
  expect(codes(await findOverlaps('out', {}, cache))).toEqual(overlap)
  expect((await findOverlaps('out', { output: ['type=local,dest=out/x'] }))[0]?.what).toBe(
    "Target other, output: 'out/x' is inside 'out', which the build of target 'tree' fills in the same step, with links where its image has some.",
  )
})

import type { BakeTarget } from '../../src/bake/bake-target.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import { checkOutputs, type Written } from '../../src/reads/check-outputs.ts'
import { createReach } from '../../src/reads/reach.ts'
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

const check = (spec: string, written: Written) => {
  const folder = makeFolder(tree)
  const [workspace, files] = [`${folder}/work`, createFiles()]
  const ports = { files, workspace, reach: createReach(files, workspace, []) }
  const target: BakeTarget = { output: [spec.replace('ROOT', folder)] }
  return problemsIn(() => checkOutputs(ports, new Map([['app', target]]), written))
}

const workflow: Written = { isUntrusted: false }
const untrusted: Written = { isUntrusted: true }
const bake: Written = { texts: new Set(), isUntrusted: false }
const outside = ['read-outside']
const git = ['write-git']

// The output; what is wrong where the workflow names it, where it does for untrusted code, and where a bake file does.
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
  // A tarball among other files changes none of them.
  ['type=tar,dest=sub/a.tar', [], [], []],
  ['type=image', [], [], []],
  ['type=cacheonly', [], [], []],
])('%s', async (spec, ...expected) => {
  const found = await Promise.all([workflow, untrusted, bake].map((written) => check(spec, written)))
  expect(found.map((problems) => [...new Set(codes(problems))])).toEqual(expected)
})

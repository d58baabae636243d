import { makeInputs, type Texts } from '../helpers/inputs.ts'
import { problemsOf } from '../helpers/problems.ts'

test.each<[line: string, output: object]>([
  ['out', { type: 'local', dest: 'out', isFolder: true, spec: 'type=local,dest=out' }],
  ['./a b', { type: 'local', dest: './a b' }],
  ['type=local,dest=out,platform-split=false', { type: 'local', isFolder: true }],
  ['TYPE=tar, Dest=a.tar', { type: 'tar', dest: 'a.tar', isFolder: false, spec: 'type=tar,dest=a.tar' }],
  ['type=oci,dest=a.tar', { type: 'oci', isFolder: false }],
  ['type=oci,tar=false,dest=a', { type: 'oci', isFolder: true }],
  [
    'dest=a.tar,type=docker,compression=zstd',
    { type: 'docker', spec: 'dest=a.tar,type=docker,compression=zstd' },
  ],
  ['"type=oci,""dest=a,b.tar"""', { dest: 'a,b.tar', spec: 'type=oci,"dest=a,b.tar"' }],
])('reads the output %s', (line, output) => {
  const { build, push } = makeInputs({ outputs: line })
  expect(build.outputs).toMatchObject([output])
  expect(push).toBe('files')
})

test('several outputs are allowed, and push: false beside them', () => {
  const { build, push } = makeInputs({ outputs: 'out\ntype=oci,dest=a.tar', push: 'false' })
  expect(build.outputs.map(({ type }) => type)).toEqual(['local', 'oci'])
  expect(push).toBe(false)
})

const line = (outputs: string): Texts => ({ outputs })

test.each<[texts: Texts, message: string]>([
  [line('type=registry'), 'Write push: true instead.'],
  [line('type=image'), 'Write push: true instead'],
  [line('type=image,name=a,push=true'), 'Write push: true instead'],
  [
    line('type=image,push-by-digest=true,name=a,push=true'),
    'Write push: digest instead, and the name of the image',
  ],
  [line('type=image,push=true,compression=zstd'), 'type=oci,tar=false,dest=FOLDER,compression=zstd'],
  [line('type=image,annotation.a=b'), 'input annotations'],
  [line('type=docker'), 'Write load: true instead'],
  [line('type=cacheonly'), 'Write push: false instead'],
  [line('type=oci'), 'has no dest. Add dest=image.tar'],
  [line('type=tar,dest=-'), 'writes to the log. Add dest=files.tar'],
  [line('type=oci,dest=-'), 'writes to the log. Add dest=image.tar'],
  [line('type=image,push-by-digest=true,name=a'), 'push: digest'],
  [line('-'), 'writes to the log'],
  [line('type=s3,dest=a'), "has the unknown type 's3'. The types are oci, docker, local, tar."],
  [line('dest=out'), 'names no type'],
  [line('type=oci,dest=a,out'), "has 'out', which is not of the form key=value"],
  [line('type=oci,dest=a,dest=b'), 'has a key twice'],
  [line('type=oci,dest=a,name=b'), 'the names in inputs images and tags'],
  [line('type=oci,dest=a,annotation.b=c'), 'input annotations'],
  [line('type=oci,dest=a,rewrite-timestamp=true'), 'rewrite-timestamp: true'],
  [line('type=local,dest=a,mode=delete'), 'existing files stay'],
  [line('type=local,dest=a,foo=b'), 'type=local takes dest, platform-split, attestation-prefix.'],
  [line('type=oci,dest=a,tar=no'), 'has tar=no, which is not a boolean'],
  [line('out\ntype=local,dest=./out/'), 'as another line does'],
  [
    { outputs: 'type=docker,dest=a', platforms: 'linux/amd64,linux/arm64' },
    'cannot hold an image with 2 platforms',
  ],
  [{ outputs: 'type=docker,dest=a', sbom: 'true' }, 'cannot hold an image with attestations'],
  [{ outputs: 'out', push: 'true' }, 'from: oci-layout:image'],
  [{ outputs: 'out', push: 'digest' }, 'from: oci-layout:image'],
  [{ outputs: 'out', 'only-changed': 'true' }, 'would not be written'],
  [{ outputs: 'out', from: 'a.test/x:1' }, 'outputs would shape a build'],
  [{ outputs: 'out', 'bake-files': 'a.hcl' }, 'TARGET.output=type=local,dest=out'],
])('%j is refused with a fix', (texts, message) => {
  const problems = problemsOf(() => makeInputs(texts))
  expect(problems.map(({ what, fix }) => `${what} ${fix}`)).toEqual([expect.stringContaining(message)])
})

test('provenance: false allows an archive of type docker', () => {
  expect(makeInputs({ outputs: 'type=docker,dest=a', provenance: 'false' }).build.outputs).toHaveLength(1)
})

test.each([
  'app.output=type=local,dest=out',
  '*.output=out',
  'a.output+=type=tar,dest=x',
  'a.output=type=cacheonly',
])('set accepts an output of files: %s', (set) =>
  expect(makeInputs({ 'bake-files': 'a.hcl', set }).bake?.set).toEqual([set]),
)

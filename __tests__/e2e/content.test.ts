import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readDockerignore } from '../../src/content/build-files.ts'
import { listTree } from '../../src/content/context-digest.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import { engines, newFolder } from './setup/environment.ts'

/** Compares the files that Tagboat expects a build to copy from a context with those that a real builder copies. */
const tree = [
  'Dockerfile',
  'README.md',
  'a.md',
  'a+b.txt',
  'aab.txt',
  'a^b.txt',
  'docs/README.md',
  'docs/a.md',
  'docs/deep/b.md',
  'docs/deep/c.txt',
  'src/main.ts',
  'src/+page.svelte',
  'src/page.svelte',
  'src/(group)/x.ts',
  'src/group/x.ts',
  'src/{a,b}.ts',
  'src/node_modules/left/pad.js',
  'node_modules/left/pad.js',
  'temp',
  'tempa',
  'vendor/temp/x',
  'x[1].txt',
  'x1.txt',
  'ü.txt',
]

const files = createFiles()

function makeContext(texts: Readonly<Record<string, string>>): string {
  const folder = newFolder('context')
  for (const [name, text] of [...tree.map((name) => [name, name]), ...Object.entries(texts)]) {
    mkdirSync(dirname(join(folder, name ?? '')), { recursive: true })
    writeFileSync(join(folder, name ?? ''), text ?? '')
  }
  mkdirSync(join(folder, 'empty/inner'), { recursive: true })
  symlinkSync('docs/a.md', join(folder, 'link'))
  symlinkSync('nowhere', join(folder, 'dangling'))
  symlinkSync('docs', join(folder, 'folder-link'))
  return folder
}

/** All files that COPY copies, by path. */
function build(folder: string, dockerfile: string, args: readonly string[]): string[] {
  const out = newFolder('out')
  writeFileSync(join(folder, 'Dockerfile'), dockerfile)
  execFileSync('docker', ['buildx', 'build', '--quiet', `--output=type=local,dest=${out}`, ...args, folder], {
    env: { ...process.env, DOCKER_HOST: engines.store, HOME: newFolder('home') },
    stdio: 'pipe',
  })
  return listBelow(out).sort()
}

/** Does not follow links: recursive readdir of Node 24 does, of Node 20 does not. */
const listBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const below = entry.isDirectory() ? listBelow(join(folder, entry.name)) : []
    return [entry.name, ...below.map((name) => `${entry.name}/${name}`)]
  })

async function list(folder: string, dockerfile?: string): Promise<string[]> {
  const ignore = await readDockerignore(files, folder, dockerfile)
  if (!ignore) throw new Error('The .dockerignore was not understood.')
  return (await listTree(files, folder, ignore)).map(({ path }) => path).sort()
}

const copyAll = 'FROM scratch\nCOPY . /\n'

test.each<[name: string, ignore: string]>([
  ['nothing', ''],
  ['a name at the root', 'temp\n'],
  ['a folder', 'docs\n'],
  ['a folder with a slash on each side', '/docs/\n'],
  ['a path with dots', './src/../docs/./deep\n'],
  ['comments and blank lines', '# docs\n\n  \n #temp\ntemp\n'],
  ['leading and trailing spaces', '   temp   \r\n\tdocs\t\r\n'],
  ['a byte order mark', '\uFEFFtemp\ndocs\n'],
  ['a star', '*.md\n'],
  ['a star in a folder', '*/*.md\n'],
  ['a question mark', 'temp?\n'],
  ['any depth', '**/*.md\n'],
  ['a name at any depth', '**/temp\n'],
  ['folders of a name at any depth', '**/node_modules\n'],
  ['two stars with nothing between', '**README.md\n'],
  ['two trailing stars', 'docs/**\n'],
  ['two stars after a prefix', 'te**\n'],
  ['two stars in the middle', 'src/**/*.js\n'],
  ['a plain name below two stars in the middle', 'docs/**/b.md\n'],
  ['everything', '**\n'],
  ['everything at the root', '*\n'],
  ['an exception', '*.md\n!README.md\n'],
  ['an exception that a later rule cancels', '*.md\n!README*.md\nREADME.md\n'],
  ['all but one folder', '*\n!src\n'],
  ['all but one file below', '*\n!docs/deep/b.md\n'],
  ['all but a kind of file', '**\n!**/*.md\n'],
  ['all but a kind of file in one folder', '*\n!docs/*.md\n'],
  ['all but the files below a folder', '*\n!docs/**\n'],
  ['an exception below an excluded folder', 'docs\n!docs/a.md\n'],
  ['an exception for a folder whose content is excluded', 'docs/*\n!docs/deep\n'],
  ['an exception before its rule', '!docs/a.md\ndocs\n'],
  ['an exception with a space', 'docs\n! docs/a.md\n'],
  ['an exception with a slash', 'docs\n!/docs/a.md\n'],
  ['an exception for an empty folder', '*\n!empty\n'],
  ['the inside of an empty folder', 'empty/*\n'],
  ['a class', 'x[0-9].txt\n'],
  ['a negated class', '[^a-z]*.txt\n'],
  ['an escaped bracket', 'x\\[1\\].txt\n'],
  ['an escaped star', 'docs/\\*.md\n'],
  ['characters of regular expressions', 'src/+page.svelte\na+b.txt\nsrc/(group)\n'],
  ['characters of regular expressions with a wildcard', 'src/+page.*\nsrc/(group)/*\na+?.txt\n'],
  ['braces', 'src/{a,b}.*\n*.{md,txt}\n'],
  ['letters outside ASCII', '?.txt\n'],
  ['links', 'link\ndangling\n'],
  ['the target of a link', 'docs/a.md\nfolder-link/a.md\n'],
  ['the Dockerfile and the .dockerignore itself', 'Dockerfile\n.dockerignore\n'],
  ['a path out of the context', '../x\n'],
  ['only the root', '/\n'],
  ['only a dot', '.\n'],
  ['uppercase letters', 'TEMP\nReadme.md\n'],
])('a .dockerignore with %s excludes the same files as in the builder', async (_, ignore) => {
  const folder = makeContext({ '.dockerignore': ignore })
  expect(await list(folder, join(folder, 'Dockerfile'))).toEqual(build(folder, copyAll, []))
})

test.each<[name: string, texts: Record<string, string>]>([
  ['its own ignore file', { 'Dockerfile.dockerignore': 'docs\n', '.dockerignore': 'src\n' }],
  ['an empty ignore file of its own', { 'Dockerfile.dockerignore': '', '.dockerignore': 'src\n' }],
  [
    'an ignore file of its own with only a comment',
    { 'Dockerfile.dockerignore': '#\n', '.dockerignore': 'src\n' },
  ],
])('a Dockerfile with %s excludes the same files as in the builder', async (_, texts) => {
  const folder = makeContext(texts)
  expect(await list(folder, join(folder, 'Dockerfile'))).toEqual(build(folder, copyAll, []))
})

test('a named context uses its own .dockerignore', async () => {
  const named = makeContext({ '.dockerignore': 'docs\n' })
  const folder = makeContext({ '.dockerignore': 'src\n' })
  const arrived = build(folder, 'FROM scratch\nCOPY --from=named . /\n', [
    '--build-context',
    `named=${named}`,
  ])
  expect(await list(named)).toEqual(arrived)
})

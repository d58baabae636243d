import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readDockerignore } from '../../src/content/build-files.ts'
import { listTree } from '../../src/content/context-digest.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import { engines, newFolder } from './setup/environment.ts'

/** What a real builder copies out of a context, and what we think that it does. */
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

/** Everything that COPY brings, by its path. */
function build(folder: string, dockerfile: string, args: readonly string[]): string[] {
  const out = newFolder('out')
  writeFileSync(join(folder, 'Dockerfile'), dockerfile)
  execFileSync('docker', ['buildx', 'build', '--quiet', `--output=type=local,dest=${out}`, ...args, folder], {
    env: { ...process.env, DOCKER_HOST: engines.store, HOME: newFolder('home') },
    stdio: 'pipe',
  })
  return listBelow(out).sort()
}

/** Links are not followed: node 24's own recursion does, and 20's does not. */
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
  ['blanks around', '   temp   \r\n\tdocs\t\r\n'],
  ['a byte order mark', '\uFEFFtemp\ndocs\n'],
  ['a star', '*.md\n'],
  ['a star in a folder', '*/*.md\n'],
  ['a question mark', 'temp?\n'],
  ['any depth', '**/*.md\n'],
  ['a name at any depth', '**/temp\n'],
  ['folders of a name at any depth', '**/node_modules\n'],
  ['two stars with nothing between', '**README.md\n'],
  ['two stars behind', 'docs/**\n'],
  ['two stars behind a beginning', 'te**\n'],
  ['two stars in the middle', 'src/**/*.js\n'],
  ['a plain name below two stars in the middle', 'docs/**/b.md\n'],
  ['everything', '**\n'],
  ['everything at the root', '*\n'],
  ['an exception', '*.md\n!README.md\n'],
  ['an exception that is taken back', '*.md\n!README*.md\nREADME.md\n'],
  ['all but one folder', '*\n!src\n'],
  ['all but one file below', '*\n!docs/deep/b.md\n'],
  ['all but a kind of file', '**\n!**/*.md\n'],
  ['all but a kind of file in one place', '*\n!docs/*.md\n'],
  ['all but what is below a folder', '*\n!docs/**\n'],
  ['an exception below a folder that is out', 'docs\n!docs/a.md\n'],
  ['an exception for a folder that is out by its content', 'docs/*\n!docs/deep\n'],
  ['an exception before its rule', '!docs/a.md\ndocs\n'],
  ['an exception with a blank', 'docs\n! docs/a.md\n'],
  ['an exception with a slash', 'docs\n!/docs/a.md\n'],
  ['an exception for an empty folder', '*\n!empty\n'],
  ['the inside of an empty folder', 'empty/*\n'],
  ['a class', 'x[0-9].txt\n'],
  ['a class turned round', '[^a-z]*.txt\n'],
  ['an escaped bracket', 'x\\[1\\].txt\n'],
  ['an escaped star', 'docs/\\*.md\n'],
  ['characters of regular expressions', 'src/+page.svelte\na+b.txt\nsrc/(group)\n'],
  ['those with a wildcard', 'src/+page.*\nsrc/(group)/*\na+?.txt\n'],
  ['braces', 'src/{a,b}.*\n*.{md,txt}\n'],
  ['letters outside ASCII', '?.txt\n'],
  ['links', 'link\ndangling\n'],
  ['what a link points to', 'docs/a.md\nfolder-link/a.md\n'],
  ['the Dockerfile and the list itself', 'Dockerfile\n.dockerignore\n'],
  ['a path out of the context', '../x\n'],
  ['a root alone', '/\n'],
  ['a dot alone', '.\n'],
  ['capitals', 'TEMP\nReadme.md\n'],
])('a .dockerignore with %s leaves out what the builder leaves out', async (_, ignore) => {
  const folder = makeContext({ '.dockerignore': ignore })
  expect(await list(folder, join(folder, 'Dockerfile'))).toEqual(build(folder, copyAll, []))
})

test.each<[name: string, texts: Record<string, string>]>([
  ['its own list', { 'Dockerfile.dockerignore': 'docs\n', '.dockerignore': 'src\n' }],
  ['a list of its own that is empty', { 'Dockerfile.dockerignore': '', '.dockerignore': 'src\n' }],
  ['a list of its own with a comment alone', { 'Dockerfile.dockerignore': '#\n', '.dockerignore': 'src\n' }],
])('a Dockerfile with %s', async (_, texts) => {
  const folder = makeContext(texts)
  expect(await list(folder, join(folder, 'Dockerfile'))).toEqual(build(folder, copyAll, []))
})

test('a named folder has a .dockerignore of its own', async () => {
  const named = makeContext({ '.dockerignore': 'docs\n' })
  const folder = makeContext({ '.dockerignore': 'src\n' })
  const arrived = build(folder, 'FROM scratch\nCOPY --from=named . /\n', [
    '--build-context',
    `named=${named}`,
  ])
  expect(await list(named)).toEqual(arrived)
})

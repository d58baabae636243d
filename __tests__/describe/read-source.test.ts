import { readSource } from '../../src/describe/read-source.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import { type Tree, useFolders } from '../helpers/folder.ts'
import { createFakePorts } from '../helpers/run-ports.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const makeFolder = useFolders()

/** Reads README.md of a checkout on the real file system. */
const read = (tree: Tree) => {
  const ports = createFakePorts({ files: createFiles() })
  const inputs = { readme: 'README.md', description: 'x', githubToken: '' }
  return readSource(ports, makeTrigger(), inputs, makeFolder(tree))
}

test('a link of the checkout to a folder outside of it is not followed to find out what an address names', async () => {
  const { page } = await read({
    'README.md': '[a](out) [b](in) [c](docs)\n',
    out: '-> /',
    in: '-> docs',
    'docs/': '',
  })
  expect(page.changes.map(({ absolute }) => absolute.replace(/\/[0-9a-f]{40}\//, '/REF/'))).toEqual([
    'https://github.com/acme/app/blob/REF/out',
    'https://github.com/acme/app/tree/REF/in',
    'https://github.com/acme/app/tree/REF/docs',
  ])
})

test.each([
  ['a name that is too long for the file system', { 'README.md': `[a](${'a'.repeat(300)})\n` }],
  ['a link that leads to itself', { 'README.md': '[a](loop)\n', loop: '-> loop' }],
  ['a path below a file', { 'README.md': '[a](README.md/a)\n' }],
])('an address is that of a file if it names %s', async (_title, tree) => {
  expect((await read(tree)).page.changes[0]?.absolute).toMatch(/\/blob\//)
})

test('a README that is a link to itself is an error that explains itself', async () => {
  const error = await read({ 'README.md': '-> README.md' }).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(TagboatError)
  expect(String(error)).toMatch(/readme-link/)
})

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The folders of src/ from the bottom up, as in docs/architecture.md: a folder imports only from folders above it in this list.
 * Imports of types count.
 */
const layers: readonly (readonly string[])[] = [
  [
    'basic-auth.ts',
    'csv.ts',
    'edit-distance.ts',
    'unified-diff.ts',
    'glob.ts',
    'is-within.ts',
    'json.ts',
    'libraries.ts',
    'memoize.ts',
    'pool.ts',
    'units.ts',
    'masking',
  ],
  ['model'],
  ['errors'],
  ['bake', 'ports', 'tags', 'workflow-expressions'],
  ['decide', 'git', 'registry'],
  ['content', 'inputs', 'trigger'],
  ['digests', 'plan', 'reads'],
  ['oidc', 'setup'],
  ['docker', 'report'],
  ['definition'],
  ['proof'],
  ['migrate'],
  ['builder'],
  ['session'],
  ['build-output', 'cache', 'emulation'],
  ['build'],
  ['publish'],
  ['reuse'],
  ['prepare'],
  ['describe', 'doctor', 'init', 'trust'],
  ['prune-plan'],
  ['claims'],
  ['deletion'],
  ['prune'],
  ['run.ts', 'start-action.ts'],
  ['workflow'],
  ['command'],
  ['cli.ts', 'describe-main.ts', 'main.ts', 'post.ts', 'prune-main.ts'],
]
const src = fileURLToPath(new URL('../src', import.meta.url))
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'))
const layerOf = (path: string): number => {
  const [first = ''] = path.split('/')
  return layers.findIndex((layer) => layer.includes(first))
}
const importsOf = (path: string): readonly string[] =>
  [...readFileSync(join(src, path), 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, to = '']) =>
    normalize(join(dirname(path), to)),
  )

test('every file of src/ belongs to a layer', () => {
  expect(files.filter((path) => layerOf(path) === -1)).toEqual([])
})

test('no file imports from a higher layer, or from another folder of its own', () => {
  const wrong = files.flatMap((path) =>
    importsOf(path)
      .filter((to) => path.split('/')[0] !== to.split('/')[0] && layerOf(to) >= layerOf(path))
      .filter((to) => !(layerOf(to) === 0 && layerOf(path) === 0 && !to.includes('/')))
      .map((to) => `${path} imports ${to}`),
  )
  expect(files.length).toBeGreaterThan(250)
  expect(wrong).toEqual([])
})

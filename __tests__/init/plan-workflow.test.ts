import fc from 'fast-check'
import { chooseSource } from '../../src/init/plan-workflow.ts'

const found = (some: object) => ({
  dockerfiles: [],
  bakeFiles: [],
  composeFiles: [],
  dockerWorkflows: [],
  hasGitlabCi: false,
  isIncomplete: false,
  ...some,
})

test.each([
  { what: 'nothing from an empty repository', of: {}, expected: undefined },
  {
    what: 'the only Dockerfile',
    of: { dockerfiles: ['Dockerfile'] },
    expected: { source: { kind: 'single', item: { name: 'app', context: '.' } }, leftOut: [] },
  },
  {
    what: 'a Dockerfile in a folder, with that folder as its context',
    of: { dockerfiles: ['api/Dockerfile'] },
    expected: { source: { kind: 'single', item: { name: 'api', context: 'api' } }, leftOut: [] },
  },
  {
    what: 'a Dockerfile in the folder docker, with the folder above as its context',
    of: { dockerfiles: ['docker/Dockerfile'] },
    expected: {
      source: { kind: 'single', item: { name: 'app', context: '.', file: 'docker/Dockerfile' } },
      leftOut: [],
    },
  },
  {
    what: 'a Dockerfile of another name, by its path',
    of: { dockerfiles: ['api/Dockerfile.prod'] },
    expected: {
      source: { kind: 'single', item: { name: 'prod', context: 'api', file: 'api/Dockerfile.prod' } },
      leftOut: [],
    },
  },
  {
    what: 'the plain Dockerfile of a folder, without its variants',
    of: { dockerfiles: ['Dockerfile', 'Dockerfile.dev'] },
    expected: {
      source: { kind: 'single', item: { name: 'app', context: '.' } },
      leftOut: ['Dockerfile.dev'],
    },
  },
  {
    what: 'one image for each folder, and longer names where two folders have the same name',
    of: { dockerfiles: ['a/web/Dockerfile', 'api/Dockerfile', 'b/web/Dockerfile'] },
    expected: {
      source: {
        kind: 'several',
        items: [
          { name: 'a-web-web', context: 'a/web' },
          { name: 'api', context: 'api' },
          { name: 'b-web-web', context: 'b/web' },
        ],
      },
      leftOut: [],
    },
  },
  {
    what: 'a bake file rather than Dockerfiles',
    of: { dockerfiles: ['Dockerfile'], bakeFiles: ['docker-bake.hcl'] },
    expected: { source: { kind: 'bake', file: 'docker-bake.hcl' }, leftOut: [] },
  },
  {
    what: 'a Dockerfile rather than a compose file',
    of: { dockerfiles: ['Dockerfile'], composeFiles: ['compose.yaml'] },
    expected: { source: { kind: 'single', item: { name: 'app', context: '.' } }, leftOut: [] },
  },
  {
    what: 'a compose file with builds and no Dockerfile in the usual places',
    of: { composeFiles: ['compose.yaml'] },
    expected: { source: { kind: 'bake', file: 'compose.yaml' }, leftOut: [] },
  },
])('a workflow builds $what', ({ of, expected }) => {
  expect(chooseSource(found(of))).toEqual(expected)
})

const part = fc.stringMatching(/^[A-Za-z0-9._ -]{1,6}$/)
const path = fc
  .tuple(fc.array(part, { maxLength: 3 }), fc.constantFrom('Dockerfile', 'Dockerfile.dev', 'x.Dockerfile'))
  .map(([folders, file]) => [...folders, file].join('/'))

test('every image of a workflow has a name of its own that is a valid component of an image name', () => {
  fc.assert(
    fc.property(fc.uniqueArray(path, { minLength: 1, maxLength: 8 }), (dockerfiles) => {
      const source = chooseSource(found({ dockerfiles }))?.source
      const items = source?.kind === 'several' ? source.items : source?.kind === 'single' ? [source.item] : []
      const names = items.map(({ name }) => name)
      expect(names.length).toBeGreaterThan(0)
      expect(new Set(names).size).toBe(names.length)
      for (const name of names) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    }),
  )
})

import { inspectRepository } from '../../src/init/inspect-repository.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import { type Tree, useFolders } from '../helpers/folder.ts'

const makeFolder = useFolders()
const nothing = {
  dockerfiles: [],
  bakeFiles: [],
  composeFiles: [],
  dockerWorkflows: [],
  hasGitlabCi: false,
  isIncomplete: false,
}

test.each<{ what: string; tree: Tree; expected: object }>([
  { what: 'finds nothing in an empty repository', tree: {}, expected: {} },
  {
    what: 'finds Dockerfiles by all of their usual names',
    tree: { Dockerfile: '', 'Dockerfile.dev': '', 'api.Dockerfile': '', 'web/Containerfile': '' },
    expected: { dockerfiles: ['Dockerfile', 'Dockerfile.dev', 'api.Dockerfile', 'web/Containerfile'] },
  },
  {
    what: 'ignores the ignore file of a Dockerfile, and names that only begin like one',
    tree: { 'Dockerfile.dockerignore': '', 'Dockerfiles.md': '', 'dockerfile-lint.json': '' },
    expected: {},
  },
  {
    what: 'finds a Dockerfile four folders below the root, and none further down',
    tree: { 'a/b/c/d/Dockerfile': '', 'a/b/c/d/e/Dockerfile': '' },
    expected: { dockerfiles: ['a/b/c/d/Dockerfile'] },
  },
  {
    what: 'does not search dependencies, hidden folders and test data',
    tree: { 'node_modules/x/Dockerfile': '', '.devcontainer/Dockerfile': '', 'testdata/Dockerfile': '' },
    expected: {},
  },
  {
    what: 'does not follow a link to a folder',
    tree: { 'real/': '', linked: '-> /usr' },
    expected: {},
  },
  {
    what: 'finds bake files in the root only',
    tree: { 'docker-bake.hcl': '', 'docker-bake.json': '{}', 'sub/docker-bake.hcl': '' },
    expected: { bakeFiles: ['docker-bake.hcl', 'docker-bake.json'] },
  },
  {
    what: 'finds a compose file with a build',
    tree: { 'compose.yaml': 'services:\n  web:\n    build: .\n  db:\n    image: postgres\n' },
    expected: { composeFiles: ['compose.yaml'] },
  },
  {
    what: 'ignores a compose file without a build',
    tree: { 'docker-compose.yml': 'services:\n  db:\n    image: postgres\n' },
    expected: {},
  },
  {
    what: 'ignores a compose file that is not YAML',
    tree: { 'compose.yml': 'services: [\n' },
    expected: {},
  },
  {
    what: 'finds the workflows that build with docker actions',
    tree: {
      '.github/workflows/a.yml': '- uses: docker/build-push-action@v6\n',
      '.github/workflows/b.yaml': "- uses: 'docker/bake-action@v5'\n",
      '.github/workflows/c.yml': '- uses: docker/login-action@v3\n',
    },
    expected: { dockerWorkflows: ['.github/workflows/a.yml', '.github/workflows/b.yaml'] },
  },
  { what: 'sees that GitLab builds it', tree: { '.gitlab-ci.yml': '' }, expected: { hasGitlabCi: true } },
])('the inspection of a repository $what', async ({ tree, expected }) => {
  expect(await inspectRepository(createFiles(), makeFolder(tree))).toEqual({ ...nothing, ...expected })
})

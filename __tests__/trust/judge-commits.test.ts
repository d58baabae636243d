import { known, unknown } from '../../src/git/answer.ts'
import type { SourceAnswer } from '../../src/model/source-repository.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import type { LocalPart } from '../../src/trust/build-parts.ts'
import { holdsLogin } from '../../src/trust/checkouts.ts'
import { createTrustQuestion, type Witness } from '../../src/trust/judge-commits.ts'
import { type Tree, useFolders } from '../helpers/folder.ts'

const makeTree = useFolders()
const ours = 'a'.repeat(40)
const tip = 'b'.repeat(40)
const fork = 'c'.repeat(40)

/** A checkout with that HEAD. */
const at = (folder: string, head: string): Tree => ({ [`${folder}.git/HEAD`]: head })
const tips = known(new Map([['refs/heads/main', tip]]))

function arrange(
  tree: Tree,
  over: { tips?: SourceAnswer<ReadonlyMap<string, string>>; vouched?: string | undefined } = {},
) {
  const workspace = makeTree({ ...tree, Dockerfile: '' })
  const files = createFiles()
  const asked: string[] = []
  const witness: Witness = {
    files,
    workspace,
    headOf: async (folder) => (await files.read(`${folder}/.git/HEAD`))?.trim(),
    vouched: 'vouched' in over ? over.vouched : ours,
    branchTips: async () => {
      asked.push('tips')
      return over.tips ?? tips
    },
    repository: 'acme/app',
  }
  const ask = createTrustQuestion(witness)
  const folder = (path: string, more: Partial<LocalPart> = {}): LocalPart => ({
    kind: 'folder',
    what: 'the build context',
    path: path === '.' ? workspace : `${workspace}/${path}`,
    ignore: { dockerfile: undefined },
    ...more,
  })
  return { ask, asked, folder, workspace, files }
}

const submodule = { 'lib/x/.git': 'gitdir: ../../.git/modules/lib/x', '.git/modules/lib/x/HEAD': fork }

test.each<{ name: string; tree: Tree; path?: string; doubt?: string; more?: Partial<LocalPart> }>([
  { name: 'a checkout at GITHUB_SHA', tree: at('', ours) },
  { name: 'a checkout at the head of a branch', tree: at('', tip) },
  { name: 'a checkout at another commit', tree: at('', fork), doubt: fork },
  { name: 'a folder of the checkout', tree: { ...at('', fork), 'app/x': '' }, path: 'app', doubt: fork },
  { name: 'a folder without a checkout', tree: {}, doubt: 'belongs to no git checkout' },
  { name: 'a folder that may lack a checkout', tree: {}, more: { mayLackCheckout: true } },
  { name: 'a checkout whose HEAD cannot be read', tree: { '.git/': '' }, doubt: 'cannot be read' },
  {
    name: 'a nested checkout',
    tree: { ...at('', ours), ...at('pr/', fork) },
    path: 'pr',
    doubt: "'pr' is at",
  },
  {
    name: 'a folder in a nested checkout',
    tree: { ...at('', ours), ...at('pr/', fork), 'pr/a/b': '' },
    path: 'pr/a',
    doubt: "'pr' is at",
  },
  {
    name: 'a trusted checkout in an untrusted one',
    tree: { ...at('', fork), ...at('base/', tip) },
    path: 'base',
  },
  {
    name: 'a nested checkout below the context',
    tree: { ...at('', ours), ...at('a/b/pr/', fork) },
    doubt: "'a/b/pr' is at",
  },
  {
    name: 'a nested checkout below another one',
    tree: { ...at('', ours), ...at('a/', tip), ...at('a/b/', fork) },
    doubt: "'a/b' is at",
  },
  {
    name: 'a worktree below the context',
    tree: { ...at('', ours), 'pr/.git': 'gitdir: ../.git/worktrees/pr' },
    doubt: "'pr' cannot be read",
  },
  {
    name: 'a nested checkout that is ignored',
    tree: { ...at('', ours), ...at('pr/', fork), '.dockerignore': 'pr' },
  },
  {
    name: 'a nested checkout that is partly ignored',
    tree: { ...at('', ours), ...at('pr/', fork), '.dockerignore': 'pr\n!pr/src' },
    doubt: "'pr' is at",
  },
  {
    name: 'a nested checkout beside a single path',
    tree: { ...at('', ours), ...at('pr/', fork) },
    more: { kind: 'path' },
  },
  { name: 'a submodule, which its parent repository pins', tree: { ...at('', ours), ...submodule } },
  {
    name: 'a submodule as the context',
    tree: { ...at('', ours), ...submodule, 'lib/x/y': '' },
    path: 'lib/x',
  },
  {
    name: 'a submodule of an untrusted checkout',
    tree: { ...at('', fork), ...submodule },
    path: 'lib/x',
    doubt: "'.' is at",
  },
  {
    name: 'a .git file that only looks like that of a submodule',
    tree: { ...at('', ours), 'pr/.git': 'gitdir: ../.git/modules/none' },
    doubt: "'pr' cannot be read",
  },
  {
    name: 'a link to a nested checkout',
    tree: { ...at('', ours), ...at('pr/', fork), link: '-> pr' },
    path: 'link',
    doubt: fork,
  },
  {
    name: 'a bare repository in the tree, which is not a checkout',
    tree: { ...at('', fork), 'app/HEAD': ours, 'app/refs/': '', 'app/objects/': '' },
    path: 'app',
    doubt: fork,
  },
])('createTrustQuestion judges $name', async ({ tree, path = '.', doubt, more }) => {
  const { ask, folder } = arrange(tree)
  const found = await ask([folder(path, more)])
  if (doubt === undefined) expect(found).toBeUndefined()
  else expect(found).toContain(doubt)
})

test('no file is ignored without a list of ignored files', async () => {
  const { ask, workspace } = arrange({ ...at('', ours), ...at('pr/', fork), '.dockerignore': 'pr' })
  expect(await ask([{ kind: 'folder', what: 'the workspace', path: workspace }])).toContain("'pr' is at")
})

test('branches are read once, and only for commits other than GITHUB_SHA', async () => {
  const plain = arrange(at('', ours))
  await plain.ask([plain.folder('.')])
  expect(plain.asked).toEqual([])
  const other = arrange({ ...at('', tip), 'app/x': '' })
  await other.ask([other.folder('.'), other.folder('app')])
  await other.ask([other.folder('.')])
  expect(other.asked).toEqual(['tips'])
})

test('a remote part is untrusted, and branches are not read for it', async () => {
  const { ask, asked } = arrange(at('', ours))
  expect(await ask([{ kind: 'remote', what: 'the build context' }])).toMatch(
    /^the build context: it is fetched/,
  )
  expect(asked).toEqual([])
})

test('a commit is untrusted if the branches are unknown, and the reason is reported', async () => {
  const { ask, folder } = arrange(at('', tip), { tips: unknown('there is no git') })
  expect(await ask([folder('.')])).toContain('the branches of acme/app are unknown: there is no git')
})

test('GITHUB_SHA is untrusted if the event does not vouch for it', async () => {
  const { ask, folder } = arrange(at('', ours), { vouched: undefined })
  expect(await ask([folder('.')])).toContain(ours)
})

test.each([
  [
    'the token of actions/checkout',
    '[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic eDp5\n',
    true,
  ],
  ['a login in a URL', '[remote "origin"]\n\turl = https://x:ghs_1@github.com/acme/app\n', true],
  ['a token as the user of a URL', '[remote "origin"]\n\turl = https://ghs_1@github.com/acme/app\n', true],
  [
    'a login in a rewritten URL',
    '[url "https://x:ghs_1@github.com/"]\n\tinsteadOf = https://github.com/\n',
    true,
  ],
  ['an empty header', '[http "https://github.com/"]\n\textraheader =\n', false],
  ['a URL without a login', '[remote "origin"]\n\turl = https://github.com/acme/app\n', false],
  ['an ssh URL', '[remote "origin"]\n\turl = ssh://git@github.com/acme/app\n', false],
])('holdsLogin with %s in .git/config', async (_, config, expected) => {
  const { files, workspace } = arrange({ '.git/config': config })
  expect(await holdsLogin(files, workspace)).toBe(expected)
})

test.each<[name: string, commit: string | undefined, vouched: string | undefined, doubt: string | undefined]>(
  [
    ['at the event’s commit', ours, ours, undefined],
    ['at the head of a branch', tip, ours, undefined],
    [
      'at another commit, which GitHub also finds in forks',
      fork,
      ours,
      `it is fetched at ${fork}, which is neither`,
    ],
    [
      'at the merge commit of a fork, for which the event does not vouch',
      ours,
      undefined,
      `fetched at ${ours}`,
    ],
    ['at an unknown commit', undefined, ours, 'at a commit that is unknown here'],
  ],
)('createTrustQuestion judges a context that is fetched %s', async (_, commit, vouched, doubt) => {
  const { ask } = arrange({}, { vouched })
  const part = { kind: 'remote', what: 'the build context', ...(commit !== undefined && { commit }) } as const
  const answer = await ask([part])
  if (doubt === undefined) expect(answer).toBeUndefined()
  else expect(answer).toContain(doubt)
})

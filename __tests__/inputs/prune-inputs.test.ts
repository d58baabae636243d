import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { pruneInputNames } from '../../src/inputs/prune-input-names.ts'
import { readPruneInputs } from '../../src/inputs/prune-inputs.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'

const onGithub = { GITHUB_ACTIONS: 'true' }
const read = (texts: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = onGithub) =>
  readPruneInputs((name) => texts[name] ?? '', {
    env: {
      ...env,
      ...Object.fromEntries(
        Object.entries(texts).map(([name, text]) => [`INPUT_${name.toUpperCase()}`, text]),
      ),
    },
    withoutSecrets: false,
  })

const problemsOf = (texts: Readonly<Record<string, string>>): readonly string[] => {
  try {
    read(texts)
    return []
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error
    return error.problems.map(({ code, what }) => `${code}: ${what}`)
  }
}

test('prune/action.yml has exactly the inputs that are read, in the same order', () => {
  const { inputs } = parse(readFileSync('prune/action.yml', 'utf8'))
  expect(Object.keys(inputs)).toEqual(pruneInputNames)
})

test('the workflow for both actions names the same files', () => {
  const { runs } = parse(readFileSync('prune/action.yml', 'utf8'))
  const main = parse(readFileSync('action.yml', 'utf8')).runs
  expect(runs).toEqual({ ...main, main: '../dist/prune.js', post: `../${main.post}` })
})

test('unset inputs keep nothing by name, remove at once, and delete no package', () => {
  expect(read({})).toMatchObject({
    keep: [],
    keepDays: undefined,
    shaDays: undefined,
    untagged: false,
    deletePackage: false,
    build: { dryRun: false, images: [], credentials: [] },
  })
})

test('all inputs of a prune are read together with those of a build', () => {
  const inputs = read({
    images: 'registry.example/app',
    tags: 'type=ref,event=pr',
    keep: 'stable, demo-*\nnext',
    'keep-days': '0',
    sha: 'keep-days=30',
    untagged: 'true',
    'delete-package': 'true',
    'dry-run': 'true',
  })
  expect(inputs).toMatchObject({
    keep: ['stable', 'demo-*', 'next'],
    keepDays: 0,
    shaDays: 30,
    untagged: true,
    deletePackage: true,
    build: { dryRun: true },
  })
  expect(inputs.build.warnings).toEqual([])
})

test.each([
  ['a negative number of days', { 'keep-days': '-1' }, "input-value: Input keep-days: '-1'"],
  ['days with a unit', { 'keep-days': '7d' }, "input-value: Input keep-days: '7d'"],
  ['more days than a century has', { 'keep-days': '36501' }, "input-value: Input keep-days: '36501'"],
  [
    'a full reference in keep',
    { keep: 'stable,ghcr.io/acme/app:1' },
    "Input keep: 'ghcr.io/acme/app:1' can match no tag",
  ],
  ['a regular expression in keep', { keep: '^v[0-9]+$' }, "Input keep: '^v[0-9]+$' can match no tag"],
  ['input sha with a number alone', { sha: '30' }, "input-value: Input sha: '30'"],
  ['input sha with invalid days', { sha: 'keep-days=many' }, "input-value: Input sha: 'many'"],
  ['an input of a build that has no influence on names', { platforms: 'linux/amd64' }, 'input-unknown: '],
])('%s is an error that shows the value', (_, texts, expected) => {
  expect(problemsOf(texts)).toEqual([expect.stringContaining(expected)])
})

test('problems of a build and of a prune are reported together', () => {
  expect(problemsOf({ 'keep-days': 'x', tags: 'type=nothing' })).toHaveLength(2)
})

test('a name that resembles an input is refused, because a prune without that input could remove more', () => {
  expect(problemsOf({ 'keep-day': '7' })).toEqual(['input-unknown: The action prune has no input keep-day.'])
})

test('on another runner than GitHub’s a name that resembles an input brings a warning', () => {
  const { warnings } = read({ 'keep-day': '7' }, { ACT: 'true' }).build
  expect(warnings).toEqual([expect.stringContaining('keep-days')])
})

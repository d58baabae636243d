/** Items of input builds that share an image name, and get their own tags from a suffix. */

import type { Trigger } from '../../src/model/trigger.ts'
import { planStep } from '../../src/plan/plan-step.ts'
import { nameOthers } from '../../src/plan/target-rules.ts'
import { makeInputs, type Texts } from '../helpers/inputs.ts'
import { codes, problemsOf } from '../helpers/problems.ts'
import { makeDefinition } from '../helpers/step.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

const full = '- name: full\n- name: slim\n  suffix: -slim'
const rules =
  'type=semver,pattern={{version}}\ntype=semver,pattern={{major}}.{{minor}}\ntype=ref,event=branch'
const release = makeTrigger({ ref: 'refs/tags/v1.2.3' })
const on = (name: string) => makeTrigger({ ref: `refs/heads/${name}` })
const gitTag = (name: string) => makeTrigger({ ref: `refs/tags/${name}` })

function plan(texts: Texts, trigger: Trigger, builds = full) {
  const inputs = makeInputs({ images: 'acme/app', builds, ...texts })
  const { items = [], chosen = [] } = inputs.builds ?? {}
  const targets = Object.fromEntries(items.map(({ name }) => [name, {}]))
  return planStep(trigger, inputs, makeDefinition(targets, chosen))
}

const names = (...given: Parameters<typeof plan>) =>
  plan(...given).map(({ target, tags }) => `${target}: ${tags.map(({ name }) => name).join(' ')}`)

test.each<[name: string, given: Parameters<typeof plan>, expected: string[]]>([
  [
    'a suffix applies to all tags of its item, including latest',
    [{ tags: rules }, release],
    ['full: 1.2.3 1.2 latest', 'slim: 1.2.3-slim 1.2-slim latest-slim'],
  ],
  [
    'a suffix applies to the default tags',
    [{}, makeTrigger()],
    ['full: main latest', 'slim: main-slim latest-slim'],
  ],
  [
    'a suffix applies to the tags of a pull request',
    [{}, makePull()],
    ['full: pr-7 tickets-DM-42', 'slim: pr-7-slim tickets-DM-42-slim'],
  ],
  [
    'an item without a suffix uses that of the flavor',
    [{ tags: rules, flavor: 'suffix=-debian,onlatest=true' }, release],
    ['full: 1.2.3-debian 1.2-debian latest-debian', 'slim: 1.2.3-slim 1.2-slim latest-slim'],
  ],
  [
    'an empty suffix removes that of the flavor',
    [
      { tags: rules, flavor: 'suffix=-{{target}},onlatest=true' },
      release,
      '- name: full\n  suffix:\n- name: slim\n- name: debian',
    ],
    [
      'full: 1.2.3 1.2 latest',
      'slim: 1.2.3-slim 1.2-slim latest-slim',
      'debian: 1.2.3-debian 1.2-debian latest-debian',
    ],
  ],
  [
    'a suffix keeps the prefix and latest of the flavor',
    [{ tags: 'type=semver,pattern={{version}}', flavor: 'latest=true\nprefix=x-,onlatest=true' }, release],
    ['full: x-1.2.3 x-latest', 'slim: x-1.2.3-slim x-latest-slim'],
  ],
  [
    'a suffix may have expressions',
    [
      { tags: rules },
      release,
      '- name: full\n- name: slim\n  suffix: -{{target}}{{#if is_release}}-r{{/if}}',
    ],
    ['full: 1.2.3 1.2 latest', 'slim: 1.2.3-slim-r 1.2-slim-r latest-slim-r'],
  ],
  [
    'a suffix of a rule overrides that of the item',
    [{ tags: 'type=raw,value=x,suffix=-{{target}}\ntype=raw,value=y' }, makeTrigger()],
    ['full: x-full y', 'slim: x-slim y-slim'],
  ],
  [
    'suffixes apply to separate image names too',
    [{ images: 'acme/{{target}}' }, makeTrigger()],
    ['full: main latest', 'slim: main-slim latest-slim'],
  ],
  [
    'a suffix applies if only its item is chosen',
    [{ targets: 'slim' }, makeTrigger()],
    ['slim: main-slim latest-slim'],
  ],
  [
    'items may share a name with {{target}} in the flavor',
    [{ flavor: 'suffix=-{{target}}' }, makeTrigger(), '- name: full\n- name: slim'],
    ['full: main-full latest-full', 'slim: main-slim latest-slim'],
  ],
])('%s', (_, given, expected) => expect(names(...given)).toEqual(expected))

test('the version and its label include the suffix of the item', () => {
  expect(plan({ tags: rules }, release)).toMatchObject([
    { version: '1.2.3', labels: { 'org.opencontainers.image.version': '1.2.3' } },
    { version: '1.2.3-slim', labels: { 'org.opencontainers.image.version': '1.2.3-slim' } },
  ])
})

test.each<[name: string, given: Parameters<typeof plan>, expected: string[]]>([
  ['items without suffixes', [{}, makeTrigger(), '- name: a\n- name: b'], ['image-name-shared']],
  [
    'items with the same suffix in a run without a push',
    [{ push: 'false' }, makeTrigger(), '- { name: a, suffix: -x }\n- { name: b, suffix: -x }\n- name: c'],
    ['image-name-shared'],
  ],
  [
    'items with empty suffixes, which remove that of the flavor',
    [
      { flavor: 'suffix=-{{target}}' },
      makeTrigger(),
      '- { name: a, suffix: "" }\n- { name: b, suffix: "" }\n- name: c',
    ],
    ['image-name-shared'],
  ],
  [
    'suffixes that are equal in a tag',
    [{ tags: rules }, release, '- { name: a, suffix: -x/y }\n- { name: b, suffix: -x-y }'],
    Array(3).fill('reference-conflict'),
  ],
  [
    'a rule with its own suffix',
    [{ tags: 'type=raw,value=x,suffix=-y' }, makeTrigger()],
    ['reference-conflict'],
  ],
  ['a full reference', [{ tags: 'acme/app:1' }, makeTrigger()], ['reference-conflict']],
  [
    'a flavor that gives all items the same latest',
    [{ tags: rules, flavor: 'suffix=-{{target}}' }, release, '- name: a\n- name: b'],
    ['reference-conflict'],
  ],
])('refuses %s for several items', (_, given, expected) =>
  expect(codes(problemsOf(() => plan(...given)))).toEqual(expected),
)

test('the error about a shared name lists the items and suggests a suffix', () => {
  const [problem] = problemsOf(() => plan({}, makeTrigger(), `${full}\n- name: other`))
  expect(problem?.what).toMatch(/^Images 'full', 'other' would all be published as 'acme\/app'/)
  expect(problem?.fix).toContain('or suffix: -other below an item of builds,')
})

describe('a ref does not get a tag of another item from another ref', () => {
  const own = 'type=ref,event=branch\ntype=ref,event=tag\ntype=ref,event=pr'
  test.each<[name: string, given: Parameters<typeof plan>, expected: string[]]>([
    [
      'such as latest of the default branch',
      [{ tags: own }, on('latest-slim')],
      ['full: branch-latest-slim', 'slim: branch-latest-slim-slim'],
    ],
    [
      'such as a release',
      [{}, on('1.2.3-slim')],
      ['full: branch-1.2.3-slim', 'slim: branch-1.2.3-slim-slim'],
    ],
    ['such as a version line', [{}, on('1.2-slim')], ['full: branch-1.2-slim', 'slim: branch-1.2-slim-slim']],
    [
      'such as a pull request',
      [{}, on('pr-7-slim')],
      ['full: branch-pr-7-slim', 'slim: branch-pr-7-slim-slim'],
    ],
    [
      'such as latest from a git tag',
      [{ tags: own }, gitTag('latest-slim')],
      ['full: tag-latest-slim latest', 'slim: tag-latest-slim-slim latest-slim'],
    ],
    [
      'such as latest of the item with the suffix of the flavor',
      [{ flavor: 'suffix=-deb' }, on('latest-deb'), '- { name: full, suffix: "" }\n- name: deb'],
      ['full: branch-latest-deb', 'deb: branch-latest-deb-deb'],
    ],
    [
      'such as latest of an item that is not chosen',
      [{ targets: 'full' }, on('latest-slim')],
      ['full: branch-latest-slim'],
    ],
    [
      'such as latest of an item whose suffix ends in that of this item',
      [{ targets: 'slim' }, on('latest-x'), `${full}\n- { name: x, suffix: -x-slim }`],
      ['slim: branch-latest-x-slim'],
    ],
    [
      'but keeps a name that is not reserved',
      [{ tags: own }, on('fast-slim')],
      ['full: fast-slim', 'slim: fast-slim-slim'],
    ],
    [
      'but keeps a suffix that contains the ref',
      [{ tags: 'type=raw,value=latest' }, on('a'), '- { name: full, suffix: "-{{branch}}" }'],
      ['full: latest-a'],
    ],
  ])('%s', (_, given, expected) => expect(names(...given)).toEqual(expected))

  test('namesForBranch includes the tags of all items', () => {
    const inputs = makeInputs({ images: 'acme/app', builds: full, tags: 'type=edge\ntype=ref,event=branch' })
    const others = nameOthers(on('main-slim'), inputs)
    const [repository] = plan({}, makeTrigger())[0]?.repositories ?? []
    if (repository === undefined) throw new Error('no repository')
    expect([...others.namesForBranch('main', 'full', {}, repository)]).toEqual(
      expect.arrayContaining(['main', 'main-slim']),
    )
  })

  test('namesFor gives the tags of the item', () => {
    const inputs = makeInputs({ images: 'acme/app', builds: full, tags: rules })
    const others = nameOthers(release, inputs)
    const named = (target: string) => others.namesFor('v1.2.2', target).tags.map(({ name }) => name)
    expect(named('full')).toEqual(['1.2.2', '1.2', 'latest'])
    expect(named('slim')).toEqual(['1.2.2-slim', '1.2-slim', 'latest-slim'])
  })
})

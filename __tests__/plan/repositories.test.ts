import { parseRepository } from '../../src/model/reference.ts'
import { findConflicts } from '../../src/plan/plan-step.ts'
import { nameRepositories } from '../../src/plan/repositories.ts'
import { parseImages } from '../../src/tags/image-lines.ts'
import { codes, problemsOf } from '../helpers/problems.ts'
import { branch, main } from '../helpers/tag-names.ts'

const namesOf = (lines: string[], name?: string, ownNames: string[] = [], on = main) =>
  nameRepositories(on, parseImages(lines), {}, name === undefined ? undefined : { name, ownNames }).map(
    (repository) => repository.name,
  )

describe('the names of an image', () => {
  test.each<[sentence: string, lines: string[], expected: string[]]>([
    ['default to the registry of the server', [], ['ghcr.io/acme/app']],
    ['come from input images', ['quay.io/a/b', 'ghcr.io/{{branch}}'], ['quay.io/a/b', 'ghcr.io/main']],
    ['are unique, despite different spellings', ['acme/app', 'docker.io/acme/app'], ['docker.io/acme/app']],
    ['leave out disabled lines', ['a/b', 'name=a/c,enable={{is_release}}'], ['a/b']],
  ])('%s', (_, lines, expected) => expect(namesOf(lines)).toEqual(expected))

  test('are reported together if they are invalid', () => {
    const problems = problemsOf(() => namesOf(['a b', 'ghcr.io/{{pr}}', 'ghcr.io/c', 'a:1']))
    expect(codes(problems)).toEqual(['image-name', 'image-expression-empty', 'image-name'])
  })
})

describe('the names of a target', () => {
  const own = ['acme/web:1', 'docker.io/acme/web:2', `localhost:5000/web@sha256:${'a'.repeat(64)}`]
  test.each<[sentence: string, lines: string[], target: string, own: string[], expected: string[]]>([
    ['default to the registry of the server with the target', [], 'api', [], ['ghcr.io/acme/app/api']],
    ['come from input images without {{target}}', ['quay.io/a', 'b/c'], 'api', [], ['quay.io/a', 'b/c']],
    [
      'are in lower case without leading and trailing separators',
      [],
      '_My___API-',
      [],
      ['ghcr.io/acme/app/my-api'],
    ],
    ['come from input images with {{target}}', ['quay.io/{{target}}'], 'web', own, ['quay.io/web']],
    [
      'come from lines with and without {{target}}',
      ['quay.io/x-{{target}}', 'a/b'],
      'web',
      own,
      ['quay.io/x-web', 'a/b'],
    ],
    ['ignore its own tags beside input images', ['quay.io/a'], 'web', own, ['quay.io/a']],
    [
      'come from its own tags without input images',
      [],
      'web',
      own,
      ['docker.io/acme/web', 'localhost:5000/web'],
    ],
    ['ignore empty tags', [], 'web', [''], ['ghcr.io/acme/app/web']],
    ['are empty if the line is disabled', ['name=a/{{target}},enable=false'], 'web', own, []],
  ])('%s', (_, lines, target, ownNames, expected) => {
    expect(namesOf(lines, target, ownNames)).toEqual(expected)
  })

  test('are refused with the target of an invalid tag in the bake file', () => {
    const problems = problemsOf(() => namesOf([], 'web', ['acme/my web:1', 'ok', 'https://x/y:1']))
    expect(codes(problems)).toEqual(['image-name', 'image-name'])
    expect(problems[0]?.what).toBe(
      "Target 'web' has the tag 'acme/my web:1' in its bake file. Image name 'acme/my web': its path may only have a-z " +
        'and 0-9, with single . or _, __ or - between them, in parts separated by /.',
    )
  })

  test('are refused for a target without valid characters', () => {
    expect(problemsOf(() => namesOf([], '__'))[0]?.what).toContain(
      "The name of target '__' has no character of a-z",
    )
    expect(codes(problemsOf(() => namesOf(['a/{{target}}'], '__')))).toEqual(['image-expression-empty'])
  })

  test('include the channel of the user', () => {
    const line = 'gcr.io/x/{{#if is_default_branch}}stable{{else}}{{user}}{{/if}}-{{target}}'
    expect(namesOf([line], 'api', [], branch('feature/x'))).toEqual(['gcr.io/x/octocat-api'])
  })
})

describe('targets with the same reference', () => {
  const claim = (target: string, names: string[], ...tags: string[]) => ({
    target,
    repositories: names.map(parseRepository),
    tags,
  })

  test.each([
    ['other image names', claim('a', ['x/a'], '1'), claim('b', ['x/b'], '1')],
    ['other tags', claim('a', ['x/y'], '1-a'), claim('b', ['x/y'], '1-b')],
    ['no tags', claim('a', ['x/y']), claim('b', ['x/y'])],
    ['the same target twice', claim('a', ['x/y'], '1'), claim('a', ['x/y'], '1')],
  ])('do not conflict with %s', (_, ...claims) => expect(findConflicts(claims)).toEqual([]))

  test('are reported with the reference, the targets and the fix', () => {
    const [problem, ...more] = findConflicts([
      claim('a', ['acme/app', 'x/a'], '1', 'latest'),
      claim('b', ['docker.io/acme/app'], '1'),
      claim('c', ['index.docker.io/acme/app'], '1', '2'),
    ])
    expect(more).toEqual([])
    expect(problem?.code).toBe('reference-conflict')
    expect(problem?.what).toBe("Targets 'a', 'b' and 'c' would publish 'acme/app:1'.")
    expect(problem?.fix).toContain('{{target}}')
  })

  test('are reported for each reference', () => {
    const problems = findConflicts([claim('a', ['x/y', 'x/z'], '1', '2'), claim('b', ['x/z'], '2', '1')])
    expect(problems.map(({ what }) => what)).toEqual([
      "Targets 'a' and 'b' would publish 'x/z:1'.",
      "Targets 'a' and 'b' would publish 'x/z:2'.",
    ])
  })
})

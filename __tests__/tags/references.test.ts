import { compileRules } from '../../src/tags/compile-rules.ts'
import { codes, problemsOf } from '../helpers/problems.ts'
import { branch, computeTags, main, release, tag } from '../helpers/tag-names.ts'

const given = (lines: string, on = main, flavor = '') => {
  const { tags, warnings, unmet } = computeTags(on, { tags: lines.split('\n'), flavor: flavor.split('\n') })
  const shown = tags.map(({ name, only }) =>
    only === undefined ? name : `${only.host}/${only.path}:${name}`,
  )
  return { shown: shown.join(' '), warnings, unmet, follows: tags.map(({ follows }) => follows.kind) }
}

const app = 'ghcr.io/acme/app'

test.each([
  [`${app}:1`, `${app}:1`],
  [`type=raw,value=${app}:1`, `${app}:1`],
  ['GHCR.io/Acme/App:Edge', `${app}:Edge`],
  ['acme/app:1', 'docker.io/acme/app:1'],
  ['app:1', 'docker.io/library/app:1'],
  ['docker.io/app:1', 'docker.io/library/app:1'],
  ['localhost:5000/app:1', 'localhost:5000/app:1'],
  ['localhost:5000', 'docker.io/library/localhost:5000'],
  ['[::1]:5000/app:1', '[::1]:5000/app:1'],
  [`${app}:{{branch}}`, `${app}:fix-x`],
  [`ghcr.io/acme/{{branch}}:{{sha}}`, 'ghcr.io/acme/fix-x:860c190'],
  [`${app}:{{#if is_default_branch}}latest{{else}}dev{{/if}}`, `${app}:dev`],
  [`${app}:{{date 'HH[:]mm'}}`, `${app}:00-30`],
  [`${app}:{{tag}}`, ''],
  [`${app}:1,enable=false`, ''],
  [`${app}:1,enable=FALSE`, ''],
  [`${app}:1,suffix=-x`, `${app}:1-x`],
  [`${app}:1\n${app}:1`, `${app}:1`],
  [`${app}:1\nacme/app:1`, `${app}:1 docker.io/acme/app:1`],
  [`stable\n${app}:1,priority=900`, `${app}:1 stable`],
  ['feature/x', 'feature-x'],
  ["{{date 'HH:mm'}}", '00-30'],
  ['pkg@1.2.3', 'pkg-1.2.3'],
])('input tags %j gives %j', (lines, expected) => expect(given(lines, branch('fix/x')).shown).toBe(expected))

test.each([
  ['a digest', `${app}@sha256:${'0'.repeat(64)}`, 'tag-reference', `Write '${app}:latest'`],
  ['a tag and a digest', `${app}:1@sha256:${'0'.repeat(64)}`, 'tag-reference', `Write '${app}:1'`],
  ['a scheme', `https://${app}:1`, 'tag-reference', `Write '${app}:1'`],
  ['a port without a tag', 'localhost:5000/app', 'tag-reference', "Write 'localhost:5000/app:latest'"],
  ['a slash in the tag', `${app}:feature/x`, 'tag-reference', `'${app}:feature-x', or`],
  ['a slash in the tag of a short name', 'app:feature/x', 'tag-reference', "'app:feature-x', or"],
  ['a long tag', `${app}:${'x'.repeat(129)}`, 'tag-reference', `Write '${app}:x`],
  ['a tag that begins with a dot', `${app}:.x`, 'tag-reference', `Write '${app}:x'`],
  ['a tag with literal invalid characters', `${app}:a/{{branch}}`, 'tag-reference', 'beside the expressions'],
  ['an invalid image name', 'ghcr.io/acme//app:1', 'image-name', 'acme/app'],
  ['an empty name', ':1', 'image-name', 'ghcr.io/acme/app'],
  ['an expression instead of a registry', '{{user}}/app:1', 'image-expression', 'Write out the registry'],
  ['a block around the reference', `{{#if branch}}${app}:1{{/if}}`, 'tag-reference', 'with enable='],
])('a reference with %s is an error with a fix', (_, line, code, fix) => {
  const [problem] = problemsOf(() => compileRules({ tags: [line], flavor: [] }))
  expect(problem?.code).toBe(code)
  expect(problem?.what).toContain(line)
  expect(problem?.fix).toContain(fix)
})

test('one error lists all invalid references', () => {
  const lines = ['localhost:5000/app', `${app}:a/b`]
  expect(codes(problemsOf(() => compileRules({ tags: lines, flavor: [] })))).toEqual([
    'tag-reference',
    'tag-reference',
  ])
})

test('the flavor does not apply to references, and references do not affect latest', () => {
  const flavor = 'latest=true\nprefix=a-,onlatest=true\nsuffix=-z'
  expect(given(`${app}:1`, main, flavor).shown).toBe(`${app}:1`)
  expect(given(`${app}:1,priority=950\ntype=semver,pattern={{version}}`, release, 'suffix=-z').shown).toBe(
    `${app}:1 1.2.3-z latest`,
  )
  expect(given('localhost:5000/a:1.2.3', release).shown).toBe('localhost:5000/a:1.2.3')
})

test('the tag of a reference follows the same as a raw tag', () => {
  expect(given(`${app}:1.2.3\n${app}:latest\n${app}:x`, main).follows).toEqual(['release', 'branch', 'run'])
})

test.each([
  ['latest', `${app}:{{branch}}`, `${app}:branch-latest`],
  ['1.2.3', `${app}:v{{branch}}`, `${app}:branch-v1.2.3`],
  ['fix', `${app}:{{branch}}`, `${app}:fix`],
])('a branch named %s never gets a reserved tag from %s', (name, line, expected) => {
  const { shown, warnings } = given(line, branch(name))
  expect(shown).toBe(expected)
  expect(warnings.length).toBe(name === 'fix' ? 0 : 1)
})

test('a reference with an empty tag is reported on every event', () => {
  const what = `Input tags, line '${app}:': the reference has no tag after its colon; it gives no tag.`
  expect(given(`${app}:`, tag('v1.0.0'))).toMatchObject({ shown: '', unmet: [what], warnings: [] })
  expect(given(`${app}:\nstable`, main)).toMatchObject({ shown: 'stable', warnings: [what] })
})

import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { describeInputNames } from '../../src/inputs/describe-input-names.ts'
import { readDescribeInputs } from '../../src/inputs/describe-inputs.ts'
import { problemsIn } from '../helpers/problems.ts'

const onGithub = { GITHUB_ACTIONS: 'true' }
const read = async (
  texts: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = onGithub,
) => {
  const given: Readonly<Record<string, string>> = { images: 'acme/app', ...texts }
  const variables = Object.entries(given).map(([name, text]) => [`INPUT_${name.toUpperCase()}`, text])
  return readDescribeInputs((name) => given[name] ?? '', { ...env, ...Object.fromEntries(variables) }, true)
}

test('describe/action.yml has exactly the inputs that are read, in the same order', () => {
  const { inputs } = parse(readFileSync('describe/action.yml', 'utf8'))
  expect(Object.keys(inputs)).toEqual(describeInputNames)
})

test.each([
  ['repository', 'acme/app', /images/],
  ['short-description', 'An app', /description: TEXT/],
  ['readme-filepath', './README.md', /readme: PATH/],
  ['enable-url-completion', 'true', /always/],
  ['image-extensions', 'svg', /always/],
])('input %s of dockerhub-description is refused with what to write instead', async (name, text, fix) => {
  expect(await problemsIn(() => read({ [name]: text }))).toEqual([
    {
      code: 'input-unknown',
      what: `The action describe has no input ${name}.`,
      fix: expect.stringMatching(fix),
    },
  ])
})

test('an empty input of dockerhub-description is ignored', async () => {
  expect(await read({ 'short-description': '' })).toMatchObject({ warnings: [], description: '' })
})

test.each([
  ['a name that resembles an input', { readmee: 'a.md' }, onGithub, /readme /],
  [
    'an input of dockerhub-description on another runner',
    { repository: 'a/b' },
    { ACT: 'true' },
    /images: NAME/,
  ],
])(
  '%s brings a warning',
  async (_title, texts: Readonly<Record<string, string>>, env: Readonly<Record<string, string>>, message) => {
    const { warnings } = await read(texts, env)
    expect(warnings).toEqual([expect.stringMatching(message)])
  },
)

test('the error about an image with a tag names no input that the action lacks', async () => {
  const [problem] = await problemsIn(() => read({ images: 'acme/app:1' }))
  expect(problem).toMatchObject({ code: 'image-name', fix: "Write 'acme/app'." })
})

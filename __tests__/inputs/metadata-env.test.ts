import { readMetadataSettings } from '../../src/inputs/metadata-env.ts'
import type { Problem } from '../../src/model/tagboat-error.ts'

const usual = { prHeadSha: false, shortShaLength: 7, annotationsLevels: [] }

test.each([
  { name: 'nothing set', env: {}, expected: usual },
  {
    name: 'a pull request’s head',
    env: { DOCKER_METADATA_PR_HEAD_SHA: 'true' },
    expected: { ...usual, prHeadSha: true },
  },
  {
    name: 'a longer sha',
    env: { DOCKER_METADATA_SHORT_SHA_LENGTH: '12' },
    expected: { ...usual, shortShaLength: 12 },
  },
  {
    name: 'two levels',
    env: { DOCKER_METADATA_ANNOTATIONS_LEVELS: 'manifest, index' },
    expected: { ...usual, annotationsLevels: ['manifest', 'index'] },
  },
])('$name', ({ env, expected }) => {
  const problems: Problem[] = []
  expect(readMetadataSettings(env, problems)).toEqual(expected)
  expect(problems).toEqual([])
})

test.each([
  { name: 'DOCKER_METADATA_PR_HEAD_SHA', value: 'yes' },
  { name: 'DOCKER_METADATA_SHORT_SHA_LENGTH', value: 'seven' },
  { name: 'DOCKER_METADATA_SHORT_SHA_LENGTH', value: '41' },
  { name: 'DOCKER_METADATA_ANNOTATIONS_LEVELS', value: 'top' },
])('$name=$value is named, shown and explained', ({ name, value }) => {
  const problems: Problem[] = []
  readMetadataSettings({ [name]: value }, problems)
  expect(problems).toHaveLength(1)
  expect(problems[0]?.what).toContain(`Variable ${name}: '${value}'`)
})

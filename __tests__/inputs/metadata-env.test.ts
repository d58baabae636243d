import { readMetadataSettings } from '../../src/inputs/metadata-env.ts'
import type { Problem } from '../../src/model/tagboat-error.ts'

const usual = { prHeadSha: false, shortShaLength: 7, annotationsLevels: [] }

test.each([
  { name: 'unset variables keep the defaults', env: {}, expected: usual },
  {
    name: 'PR_HEAD_SHA selects the head commit',
    env: { DOCKER_METADATA_PR_HEAD_SHA: 'true' },
    expected: { ...usual, prHeadSha: true },
  },
  {
    name: 'SHORT_SHA_LENGTH sets the length',
    env: { DOCKER_METADATA_SHORT_SHA_LENGTH: '12' },
    expected: { ...usual, shortShaLength: 12 },
  },
  {
    name: 'ANNOTATIONS_LEVELS lists levels',
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
])('$name=$value is an error that shows the variable and its value', ({ name, value }) => {
  const problems: Problem[] = []
  readMetadataSettings({ [name]: value }, problems)
  expect(problems).toHaveLength(1)
  expect(problems[0]?.what).toContain(`Variable ${name}: '${value}'`)
})

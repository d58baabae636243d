import { openEcrList } from '../../src/deletion/ecr-images.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { type Answer, createFakeExec } from '../helpers/fake-exec.ts'
import { createFakeLog } from '../helpers/ports.ts'
import { problemsIn } from '../helpers/problems.ts'

const repository = parseRepository('123456789012.dkr.ecr.eu-west-1.amazonaws.com/acme/app')
const digest = (digit: string) => `sha256:${digit.repeat(64)}`
/** The answer of AWS CLI v2 (docs.aws.amazon.com/cli, ecr, describe-images, "Output"). */
const images = JSON.stringify({
  imageDetails: [
    {
      ...{ registryId: '123456789012', repositoryName: 'acme/app', imageDigest: digest('a') },
      ...{
        imageTags: ['topic', '1.2.3'],
        imageSizeInBytes: 5,
        imagePushedAt: '2026-01-02T10:20:30.123000+02:00',
      },
    },
    { imageDigest: digest('b'), imagePushedAt: '2026-01-02T08:00:00+00:00' },
  ],
})

function open(...answers: readonly Answer[]) {
  const left = [...answers]
  const fake = createFakeExec(() => left.shift() ?? { code: 1 })
  const log = createFakeLog()
  return { log, fake, opening: openEcrList({ exec: fake.exec, log }, repository) }
}

test('every image is listed with its tags and its time', async () => {
  const { opening, fake } = open(images)
  const list = await opening
  expect(await list?.()).toEqual([
    { digest: digest('a'), tags: ['topic', '1.2.3'], uploaded: '2026-01-02T08:20:30Z' },
    { digest: digest('b'), tags: [], uploaded: '2026-01-02T08:00:00Z' },
  ])
  expect(fake.lines()).toEqual([
    'aws ecr describe-images --region eu-west-1 --registry-id 123456789012 --repository-name acme/app --output json',
  ])
})

test('the first list is used once, and then ECR is asked again', async () => {
  const { opening, fake } = open(images, JSON.stringify({ imageDetails: [] }))
  const list = await opening
  expect([(await list?.())?.length, (await list?.())?.length, fake.lines().length]).toEqual([2, 0, 2])
})

test.each<[string, Answer, string]>([
  ['is missing', { code: 127 }, 'the AWS CLI is not installed'],
  ['may not list', { code: 254, stderr: 'AccessDenied' }, 'aws ecr describe-images failed: AccessDenied'],
  ['answers something else', '[]', 'aws ecr describe-images failed'],
])('there is no list if the AWS CLI %s, and the log says why', async (_title, answer, why) => {
  const { opening, log } = open(answer)
  expect(await opening).toBeUndefined()
  expect(log.at('info').join()).toContain(why)
})

test.each([
  ['has no digest', { imageDigest: 'latest', imagePushedAt: '2026-01-02T08:00:00+00:00' }],
  ['has no time', { imageDigest: digest('c') }],
  [
    'has a tag that is none',
    { imageDigest: digest('c'), imagePushedAt: '2026-01-02T08:00:00+00:00', imageTags: [7] },
  ],
])('a list with an image that %s is not used: what that image needs could go', async (_title, image) => {
  const { opening, log } = open(JSON.stringify({ imageDetails: [...JSON.parse(images).imageDetails, image] }))
  expect(await opening).toBeUndefined()
  expect(log.at('info').join()).toContain('an image that is not understood')
})

test('a later list that fails is an error', async () => {
  const { opening } = open(images, { code: 255, stderr: 'Throttled' })
  const list = await opening
  await list?.()
  expect(await problemsIn(async () => list?.())).toMatchObject([
    { code: 'prune-list', what: expect.stringContaining('Throttled') },
  ])
})

import { isPrivateEcr } from '../../src/deletion/aws-ecr.ts'
import type { Deleter, DeletionOutcome } from '../../src/deletion/deletion-ports.ts'
import { createEcrDeleter } from '../../src/deletion/ecr-deleter.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { type Answer, createFakeExec } from '../helpers/fake-exec.ts'

const repository = parseRepository('123456789012.dkr.ecr.eu-west-1.amazonaws.com/acme/app')
const fallback: Deleter = {
  removeTag: async () => ({ kind: 'refused', why: 'fallback' }),
  deleteManifest: async () => ({ kind: 'refused', why: 'fallback' }),
}
/** The answers that AWS documents for `batch-delete-image` and `describe-images`. */
const deleted = JSON.stringify({ imageIds: [{ imageDigest: 'sha256:a', imageTag: 'topic' }], failures: [] })
const failed = (failureCode: string) =>
  JSON.stringify({ imageIds: [], failures: [{ failureCode, failureReason: 'Some reason' }] })
const tagged = (...imageTags: readonly string[]) => JSON.stringify({ imageDetails: [{ imageTags }] })

async function removeTag(isWhole: boolean, answers: { readonly tags?: string; readonly deletion: Answer }) {
  const fake = createFakeExec(({ args }) =>
    args.includes('describe-images') ? (answers.tags ?? '') : answers.deletion,
  )
  const outcome = await createEcrDeleter(fake.exec, repository, fallback).removeTag(
    'topic',
    'sha256:a',
    async () => isWhole,
  )
  return { outcome, lines: fake.lines() }
}

test('a tag is deleted by the AWS CLI in the account and region of the registry', async () => {
  const { outcome, lines } = await removeTag(true, { deletion: deleted })
  expect(outcome).toEqual({ kind: 'deleted' })
  expect(lines).toEqual([
    'aws ecr batch-delete-image --region eu-west-1 --registry-id 123456789012 --repository-name acme/app --image-ids imageTag=topic --output json',
  ])
})

test('the last tag stays if something may need the image, because ECR would delete it', async () => {
  const { outcome, lines } = await removeTag(false, { tags: tagged('topic'), deletion: deleted })
  expect(outcome).toMatchObject({ kind: 'refused', isRule: true })
  expect(lines.join()).not.toContain('batch-delete-image')
})

test('a tag stays if ECR does not say how many tags a needed image has', async () => {
  const { outcome } = await removeTag(false, { tags: 'no JSON', deletion: deleted })
  expect(outcome).toMatchObject({ kind: 'refused', isRule: true })
})

test('one tag of several goes, and the image stays', async () => {
  const { outcome } = await removeTag(false, { tags: tagged('topic', 'main'), deletion: deleted })
  expect(outcome).toEqual({ kind: 'deleted' })
})

test.each<{ title: string; deletion: Answer; expected: DeletionOutcome }>([
  {
    title: 'an image that ECR does not find is gone',
    deletion: failed('ImageNotFound'),
    expected: { kind: 'absent' },
  },
  {
    title: 'an image that an index lists stays',
    deletion: failed('ImageReferencedByManifestList'),
    expected: {
      kind: 'refused',
      why: 'ImageReferencedByManifestList: Some reason',
      isRule: true,
      stays: 'used',
    },
  },
  {
    title: 'a failure with exit code 0 is a failure',
    deletion: failed('KmsError'),
    expected: { kind: 'refused', why: 'KmsError: Some reason' },
  },
  {
    title: 'an answer that is not understood is a failure',
    deletion: 'usage: aws',
    expected: { kind: 'refused', why: 'the answer of aws ecr batch-delete-image is not understood' },
  },
  {
    title: 'a refused command is a failure with its message',
    deletion: { code: 254, stderr: 'AccessDeniedException\n' },
    expected: { kind: 'refused', why: 'aws ecr batch-delete-image failed: AccessDeniedException' },
  },
  {
    title: 'without the AWS CLI the registry API deletes',
    deletion: { code: 127 },
    expected: { kind: 'refused', why: 'fallback' },
  },
])('$title', async ({ deletion, expected }) => {
  expect((await removeTag(true, { deletion })).outcome).toEqual(expected)
})

test.each([
  ['123456789012.dkr.ecr.eu-west-1.amazonaws.com/app', true],
  ['123456789012.dkr-ecr.eu-west-1.on.aws/app', true],
  ['public.ecr.aws/acme/app', false],
  ['registry.example/123456789012.dkr.ecr.eu-west-1.amazonaws.com', false],
])('%s is in a private registry of ECR: %s', (name, expected) => {
  expect(isPrivateEcr(parseRepository(name))).toBe(expected)
})

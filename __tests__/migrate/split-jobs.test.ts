import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { migrateWorkflow } from '../../src/migrate/migrate-workflow.ts'

const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8')

/** Changes of the workflow with jobs for each platform that keep both jobs as they are. */
const unclear = [
  {
    title: 'a matrix with another key',
    change: ['      matrix:\n', '      matrix:\n        variant: [a, b]\n'],
    why: 'The matrix has more than the platforms, so a platform may have several digests. docs/platforms.md shows how to write variants.',
  },
  {
    title: 'a platform that is in the matrix twice',
    change: ['platform: linux/arm64', 'platform: linux/amd64'],
    why: 'The matrix has a platform more than once. docs/platforms.md shows how to write variants.',
  },
  {
    title: 'platforms from an expression',
    change: ['platform: linux/arm64', 'platform: ${{ inputs.platform }}'],
    why: 'The platforms of the build jobs are not a list in the matrix, and the merge must name them. docs/platforms.md shows the jobs to write.',
  },
  {
    title: 'another image in the merge',
    change: [
      '            ${{ env.REGISTRY_IMAGE }}\n          tags',
      '            acme/other\n          tags',
    ],
    why: 'The merge step 5 (Create manifest list and push) of the job merge publishes acme/other, and the build pushes ${{ env.REGISTRY_IMAGE }}. Name the image in the same way in both jobs, then run this again.',
  },
  {
    title: 'a digest that is passed on in another way',
    change: ['actions/upload-artifact@v4', 'acme/upload@v1'],
    why: 'The job passes its digest on in a way that is not docker’s documented one (touch in a run step, then actions/upload-artifact). docs/platforms.md shows the jobs to write.',
  },
  {
    title: 'a script that does more than the merge',
    change: [
      '          docker buildx imagetools create',
      '          ./notify.sh\n          docker buildx imagetools create',
    ],
    why: 'The merge step 5 (Create manifest list and push) of the job merge does more than one call of imagetools create with the downloaded digests. docs/platforms.md shows the jobs to write.',
  },
  {
    title: 'a merge in another folder than the downloaded one',
    change: ['          path: ${{ runner.temp }}/digests\n', '          path: elsewhere\n'],
    why: 'The merge step 5 (Create manifest list and push) of the job merge does not use a folder that actions/download-artifact fills. docs/platforms.md shows the jobs to write.',
  },
  {
    title: 'a build job that nothing merges',
    change: ['    needs:\n      - build\n', ''],
    why: 'The job pushes by digest, and no job that needs it merges the digests with docker buildx imagetools create. docs/platforms.md shows the jobs to write.',
  },
  {
    title: 'an output of the script that passes the digest on',
    change: ['      - name: Export digest\n', '      - name: Export digest\n        id: export\n'],
    step: '      - run: echo "${{ steps.export.outcome }}"\n',
    why: 'Step 9 (run) reads the step 7 (Export digest), which a Tagboat step replaces. Remove that use, then run this again.',
  },
]

test.each(unclear)('jobs for each platform stay with $title', ({ change, step = '', why }) => {
  const before = read('cases/per-platform/before.yml')
  const [from = '', to = ''] = change
  expect(before).toContain(from)
  const text = before.replace(from, () => to).replace('\n  merge:', () => `${step}\n  merge:`)
  const done = migrateWorkflow('image.yml', text)
  expect(done.text).toBe(text)
  expect(done.jobs.flatMap(({ messages }) => messages)).toContain(why)
})

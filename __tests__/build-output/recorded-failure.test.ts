import { readFailure } from '../../src/build-output/build-failure.ts'
import { findRecord, readRecordedFailure } from '../../src/build-output/recorded-failure.ts'
import { createBuildx } from '../../src/docker/docker.ts'
import { createFakeExec } from '../helpers/fake-exec.ts'

/** As buildx 0.29.1 writes it, without fields that are not read. */
const record = (id: string, created: string, status = 'Error') =>
  JSON.stringify({ created_at: created, name: 'app', ref: `default/default/${id}`, status })

const sources = `Dockerfile:4
--------------------
   3 |     COPY busybox /bin/busybox
   4 | >>> RUN exit 7
   5 |     
--------------------

`
const inspected = JSON.stringify({
  Error: {
    Code: 2,
    Message: 'process "/bin/sh -c exit 7" did not complete successfully: exit code: 7',
    Name: '[3/3] RUN exit 7',
    Logs: ['hello'],
    Sources: Buffer.from(sources).toString('base64'),
  },
})
const started = Date.parse('2026-01-01T10:00:00Z')

describe('the record of a failed build', () => {
  it.each([
    ['is the newest', [record('aaa', '2026-01-01T10:00:01Z'), record('bbb', '2026-01-01T10:00:02Z')], 'bbb'],
    ['is not one of an earlier build', [record('aaa', '2026-01-01T09:59:00Z')], undefined],
    [
      'is not one of a build that ended well',
      [record('aaa', '2026-01-01T10:00:01Z', 'Completed')],
      undefined,
    ],
    ['is not one whose id could be a flag', [record('--x', '2026-01-01T10:00:01Z')], undefined],
    ['is not one without a time', ['{"status":"Error","ref":"a/b/c"}', 'not JSON'], undefined],
  ])('%s', (_, lines, id) => {
    expect(findRecord(lines.join('\n'), started)).toBe(id)
  })

  it('has the words of a plain log, so that the failure is explained in the same way', async () => {
    const { exec, lines } = createFakeExec(({ args }) =>
      args.includes('ls') ? record('abc', '2026-01-01T10:00:01.5Z') : inspected,
    )
    const text = await readRecordedFailure(createBuildx(exec, undefined, {}), ['--builder', 'mine'], started)
    expect(lines()).toEqual([
      'docker buildx history ls --builder mine --format json',
      'docker buildx history inspect abc --builder mine --format json',
    ])
    expect(readFailure(text)).toMatchObject({
      step: '[3/3] RUN exit 7',
      place: { file: 'Dockerfile', line: 4, text: 'RUN exit 7' },
      words: expect.stringContaining('ERROR: failed to solve: process'),
    })
  })

  it('is missing with an older buildx, which is not a failure of its own', async () => {
    const { exec } = createFakeExec(() => ({ code: 1, stderr: 'unknown command' }))
    expect(await readRecordedFailure(createBuildx(exec, undefined, {}), [], started)).toBe('')
  })
})

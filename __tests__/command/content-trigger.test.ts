import { findContentTrigger, ignoreChanges } from '../../src/command/content-trigger.ts'
import type { Trigger } from '../../src/model/trigger.ts'
import { createFakeExec } from '../helpers/fake-exec.ts'
import { createFakeClock, createFakeFiles } from '../helpers/ports.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const revision = 'org.opencontainers.image.revision'
const source = 'org.opencontainers.image.source'
const other = 'b'.repeat(40)
const head = makeTrigger().revision

async function read(from: readonly string[], trigger: Trigger, labels: Record<string, string> = {}) {
  const image = {
    Id: `sha256:${'c'.repeat(64)}`,
    Os: 'linux',
    Architecture: 'amd64',
    Config: { Labels: labels },
  }
  const { exec, lines } = createFakeExec(() => JSON.stringify(image))
  const ports = { exec, files: createFakeFiles({}), clock: createFakeClock(), env: {} }
  const done = await findContentTrigger(async () => ({ trigger, warnings: [] }), from)(
    ports,
    '/repo',
    undefined,
  )
  return { isDirty: done.trigger.isDirty, warnings: done.warnings, calls: lines() }
}

const clean = makeTrigger()
const dirty = makeTrigger({ isDirty: true })
const daemon = ['docker-daemon:app:build']

test.each<{
  title: string
  from: readonly string[]
  trigger: Trigger
  labels?: Record<string, string>
  isDirty: boolean | undefined
  warns?: string
}>([
  { title: 'a build contains the changes of the working copy', from: [], trigger: dirty, isDirty: true },
  {
    title: 'an image of a registry does not contain them',
    from: ['app:build'],
    trigger: dirty,
    isDirty: undefined,
  },
  {
    title: 'an image of the engine that was built before the changes does not contain them',
    from: daemon,
    trigger: dirty,
    labels: { [revision]: head, [source]: clean.repository.url },
    isDirty: undefined,
  },
  {
    title:
      'an image of the engine that was built from changes contains them, even if the working copy is clean now',
    from: daemon,
    trigger: clean,
    labels: { [revision]: `${head}-dirty`, [source]: clean.repository.url },
    isDirty: true,
  },
  {
    title: 'an image of the engine from another commit gets a warning',
    from: daemon,
    trigger: clean,
    labels: { [revision]: other, [source]: clean.repository.url },
    isDirty: undefined,
    warns: `docker-daemon:app:build was built from commit ${other.slice(0, 12)}, and the working copy is at ${head.slice(0, 12)}, whose names it gets.`,
  },
  {
    title: 'the commit in the label of a foreign base image says nothing',
    from: daemon,
    trigger: clean,
    labels: { [revision]: other, [source]: 'https://github.com/base/image' },
    isDirty: undefined,
  },
])('$title', async ({ from, trigger, labels, isDirty, warns }) => {
  const done = await read(from, trigger, labels)
  expect(done).toMatchObject({ isDirty, warnings: warns === undefined ? [] : [warns] })
  expect(done.calls).toHaveLength(from === daemon ? 1 : 0)
})

test('a hypothetical run does not contain the changes of the working copy', async () => {
  const ports = { exec: createFakeExec().exec, files: createFakeFiles({}), clock: createFakeClock(), env: {} }
  const { trigger } = await ignoreChanges(async () => ({ trigger: dirty, warnings: [] }))(
    ports,
    '/repo',
    undefined,
  )
  expect('isDirty' in trigger).toBe(false)
})

import { describeStart } from '../../src/command/words.ts'
import { makeTrigger } from '../helpers/trigger.ts'

describe('the first line of the log', () => {
  const local = makeTrigger({ event: 'local', cause: { kind: 'local' } })

  it.each([
    ['names the working copy', local, { kind: 'push', reason: 'push is true' }, 'build and push.'],
    ['says that nothing is pushed', local, { kind: 'build', reason: 'push is false' }, 'build.'],
    [
      'gives a reason',
      local,
      { kind: 'build', reason: 'no tag is planned for it' },
      'build (no tag is planned for it).',
    ],
  ] as const)('%s outside CI', (_, trigger, intent, end) => {
    expect(describeStart(trigger, intent)).toBe(
      `From the working copy on branch main, commit 860c1904a1ce: ${end}`,
    )
  })

  it('names the event in CI and with --event', () => {
    const line = describeStart(makeTrigger(), { kind: 'push', reason: 'push' })
    expect(line).toBe('Event push on branch main, commit 860c1904a1ce: build and push.')
  })
})

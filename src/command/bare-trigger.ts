import type { Clock } from '../ports/ports.ts'
import { isoFromMillis } from '../ports/time.ts'
import type { TriggerReader } from '../trigger/read-trigger.ts'

/** The trigger of a promotion of literal tags: it depends on no working copy, and works outside of one. */
export const readBareTrigger =
  (clock: Pick<Clock, 'now'>, user: string): TriggerReader =>
  async () => ({
    trigger: {
      event: 'local',
      cause: { kind: 'local' },
      ref: { kind: 'other', name: '' },
      sha: '',
      revision: '',
      commitTime: '',
      time: isoFromMillis(clock.now()),
      repository: { owner: '', name: '', url: '' },
      actor: user,
      serverUrl: 'https://github.com',
    },
    warnings: [],
  })

import { createProgress } from '../../../src/registry/copy/progress.ts'
import { createFakeClock, createFakeLog } from '../../helpers/ports.ts'

test('a long copy tells its name and bytes every ten seconds, and a short one nothing', async () => {
  const clock = createFakeClock()
  const log = createFakeLog()
  const progress = createProgress({ clock, log }, 'b.test/acme/app')
  for (let second = 1; second <= 25; second += 1) {
    await clock.sleep(1000)
    progress.add(1_000_000)
    if (second === 9) expect(log.lines).toEqual([])
  }
  expect(log.lines).toEqual([
    'Copying to b.test/acme/app: 10.0 MB so far.',
    'Copying to b.test/acme/app: 20.0 MB so far.',
  ])
  expect(progress.total()).toBe(25_000_000)
})

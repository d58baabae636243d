import { createPool } from '../src/pool.ts'

describe('createPool', () => {
  test('limits concurrent tasks, and starts the others in order', async () => {
    const pool = createPool(2)
    const order: number[] = []
    let running = 0
    let most = 0
    const task = (id: number) => async () => {
      running += 1
      most = Math.max(most, running)
      order.push(id)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      if (id === 1) throw new Error('one fails')
      return id
    }
    const results = await Promise.allSettled([0, 1, 2, 3, 4].map((id) => pool(task(id))))
    expect(most).toBe(2)
    expect(order).toEqual([0, 1, 2, 3, 4])
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ])
  })
})

import { localDefaults } from '../../src/command/local-defaults.ts'

describe('the wait for the engine', () => {
  const flags = (...names: string[]) => ({ flags: new Map(names.map((name) => [name, ['60']])) })

  it.each([
    ['is five seconds outside CI', false, flags(), { 'engine-wait': '5' }],
    ['is that of the action in CI', true, flags(), {}],
    ['is that of its flag', false, flags('engine-wait'), {}],
  ])('%s', (_, isCi, invocation, inputs) => {
    expect(localDefaults({ isCi }, invocation)).toEqual(inputs)
  })
})

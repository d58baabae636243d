import fc from 'fast-check'
import { parseRepository } from '../../src/model/reference.ts'
import { toComponent } from '../../src/tags/component.ts'

test.each<[text: string, component: string]>([
  ['main', 'main'],
  ['Feature/X!', 'feature-x'],
  ['tickets/DM-42', 'tickets-dm-42'],
  ['a.b_c__d--e', 'a.b_c__d--e'],
  ['a..b', 'a-b'],
  ['a._b', 'a-b'],
  ['a___b', 'a-b'],
  ['a/-b', 'a--b'],
  ['a/.b', 'a-b'],
  ['.hidden', 'hidden'],
  ['-x-', 'x'],
  ['__x__', 'x'],
  ['dependabot[bot]', 'dependabot-bot'],
  ['café', 'caf'],
  ['日本', ''],
  ['---', ''],
  ['', ''],
])('toComponent converts %j to %j', (text, component) => {
  expect(toComponent(text)).toBe(component)
})

test('toComponent gives a valid name component or nothing for any text, and is idempotent', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
      const component = toComponent(text)
      if (component === '') return
      expect(parseRepository(`ghcr.io/${component}`).path).toBe(component)
      expect(toComponent(component)).toBe(component)
    }),
  )
})

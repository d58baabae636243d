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
])('%j as part of a name is %j', (text, component) => {
  expect(toComponent(text)).toBe(component)
})

test('any text is part of a name that registries take, or nothing; and stays what it became', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
      const component = toComponent(text)
      if (component === '') return
      expect(parseRepository(`ghcr.io/${component}`).path).toBe(component)
      expect(toComponent(component)).toBe(component)
    }),
  )
})

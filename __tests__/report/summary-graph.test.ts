import { drawGraph } from '../../src/report/summary.ts'
import { makeImage } from '../helpers/result.ts'

const bases = (given: Readonly<Record<string, readonly string[]>>) => new Map(Object.entries(given))

test('images and what they stand on, built or reused', () => {
  const images = [
    makeImage([], { target: 'core', origin: { how: 'built' } }),
    makeImage([], { target: 'end', origin: { how: 'reused', why: 'x' } }),
  ]
  const drawn = drawGraph({ images, bases: bases({ core: ['base', 'base'], base: [], end: ['core'] }) })
  expect(drawn?.split('\n').slice(0, 7)).toEqual([
    '```mermaid',
    'graph LR',
    '  n0["base"]:::other',
    '  n1["core"]:::built',
    '  n2["end"]:::reused',
    '  n0 --> n1',
    '  n1 --> n2',
  ])
})

test.each<[name: string, given: Readonly<Record<string, readonly string[]>>]>([
  ['one image', { image: [] }],
  ['more than anybody reads', Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`t${n}`, []]))],
])('%s is not drawn', (_, given) => expect(drawGraph({ images: [], bases: bases(given) })).toBeUndefined())

test('an edge to what is not there is left out', () => {
  expect(drawGraph({ images: [], bases: bases({ a: ['gone'], b: [] }) })).not.toContain('-->')
})

import { drawGraph } from '../../src/report/summary.ts'
import { makeImage } from '../helpers/result.ts'

const bases = (given: Readonly<Record<string, readonly string[]>>) => new Map(Object.entries(given))

test('the graph contains built and reused images with their dependencies', () => {
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
  ['of one image', { image: [] }],
  ['of more than 200 images', Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`t${n}`, []]))],
])('a graph %s is not drawn', (_, given) =>
  expect(drawGraph({ images: [], bases: bases(given) })).toBeUndefined(),
)

test('the graph omits edges to unknown targets', () => {
  expect(drawGraph({ images: [], bases: bases({ a: ['gone'], b: [] }) })).not.toContain('-->')
})

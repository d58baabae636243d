import { type BakeDefinition, buildOrder, dependenciesOf } from '../../src/bake/bake-target.ts'

/** Builds a definition of targets and the targets that they depend on. */
const define = (graph: Record<string, string[]>, chosen: string[]): BakeDefinition => ({
  chosen,
  targets: new Map(
    Object.entries(graph).map(([name, bases]) => [
      name,
      {
        contexts: Object.fromEntries([
          ...bases.map((base) => [`${base}-image`, `target:${base}`]),
          ['src', './src'],
          ['alpine', 'docker-image://alpine:3'],
        ]),
      },
    ]),
  ),
})

const diamond = { top: ['left', 'right'], left: ['base'], right: ['base'], base: [], alone: [] }
const circle = { a: ['b'], b: ['c'], c: ['a'], d: ['d'] }

test.each<{ name: string; graph: Record<string, string[]>; chosen: string[]; order: string[] }>([
  { name: 'nothing', graph: {}, chosen: [], order: [] },
  {
    name: 'independent targets, in their order',
    graph: { a: [], b: [] },
    chosen: ['b', 'a'],
    order: ['b', 'a'],
  },
  {
    name: 'a base first',
    graph: { app: ['base'], base: [] },
    chosen: ['app', 'base'],
    order: ['base', 'app'],
  },
  {
    name: 'a base that is not chosen',
    graph: { app: ['base'], base: [] },
    chosen: ['app'],
    order: ['base', 'app'],
  },
  {
    name: 'a base once, if several targets depend on it',
    graph: diamond,
    chosen: ['alone', 'top'],
    order: ['alone', 'base', 'left', 'right', 'top'],
  },
  { name: 'a base that does not exist', graph: { app: ['gone'] }, chosen: ['app'], order: ['app'] },
  { name: 'a cycle', graph: circle, chosen: ['a'], order: ['c', 'b', 'a', 'd'] },
])('build order: $name', ({ graph, chosen, order }) => {
  expect(buildOrder(define(graph, chosen))).toEqual(order)
})

test.each<[graph: Record<string, string[]>, name: string, bases: string[], above: string[]]>([
  [diamond, 'top', ['base', 'left', 'right'], []],
  [diamond, 'left', ['base'], ['top']],
  [diamond, 'base', [], ['left', 'right', 'top']],
  [diamond, 'alone', [], []],
  [diamond, 'unknown', [], []],
  [circle, 'a', ['c', 'b'], ['c', 'b']],
  [circle, 'd', [], []],
])('in %j, the dependencies and dependents of %s are found', (graph, name, bases, above) => {
  const definition = define(graph, Object.keys(graph))
  expect(dependenciesOf(definition, name)).toEqual(bases)
  const onIt = buildOrder(definition).filter((other) => dependenciesOf(definition, other).includes(name))
  expect(onIt).toEqual(above)
})

import { placeAnnotations } from '../../src/docker/annotate.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { makePlan } from '../helpers/plan.ts'

const base: Plan = {
  ...makePlan(),
  annotations: { title: 'app', description: 'two\nlines, "quoted" = $x' },
  ownAnnotations: [],
}
const withOwn = (key: string, levels: string[] = []): Plan => ({
  ...base,
  annotations: {},
  ownAnnotations: [{ key, value: 'v' }],
  annotationsLevels: levels,
})

test.each<[name: string, plan: Plan, hasIndex: boolean, expected: string[]]>([
  [
    'ours go to the index where there is one',
    base,
    true,
    ['index:title=app', 'index:description=two\nlines, "quoted" = $x'],
  ],
  [
    'else to the manifest',
    base,
    false,
    ['manifest:title=app', 'manifest:description=two\nlines, "quoted" = $x'],
  ],
  ['so do a person’s without a level', withOwn('key'), true, ['index:key=v']],
  ['without an index', withOwn('key'), false, ['manifest:key=v']],
  ['a level stays', withOwn('manifest:key'), true, ['manifest:key=v']],
  [
    'a level with a platform stays',
    withOwn('manifest[linux/amd64]:key'),
    true,
    ['manifest[linux/amd64]:key=v'],
  ],
  ['several levels stay', withOwn('index,manifest:key'), true, ['index,manifest:key=v']],
  ['an index level without an index is the manifest’s', withOwn('index:key'), false, ['manifest:key=v']],
  ['and is not there twice', withOwn('index,manifest:key'), false, ['manifest:key=v']],
  ['so is its descriptor', withOwn('index-descriptor:key'), false, ['manifest-descriptor:key=v']],
  [
    'a colon in the value is no level',
    { ...withOwn('url'), ownAnnotations: [{ key: 'url', value: 'a:b=c' }] },
    true,
    ['index:url=a:b=c'],
  ],
  ['levels of the environment', withOwn('key', ['manifest', 'index']), true, ['manifest,index:key=v']],
  [
    'levels of the environment without an index',
    withOwn('key', ['manifest', 'index']),
    false,
    ['manifest:key=v'],
  ],
])('%s', (_, plan, hasIndex, expected) => {
  expect(placeAnnotations(plan, hasIndex)).toEqual(expected)
})

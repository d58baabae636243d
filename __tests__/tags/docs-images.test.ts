import { readFileSync } from 'node:fs'
import { parseImages } from '../../src/tags/image-lines.ts'
import { imageNames } from '../helpers/image-names.ts'
import { codes, problemsOf } from '../helpers/problems.ts'
import { makeTrigger } from '../helpers/trigger.ts'

/** Runs the table of image names in docs/tags.md. */
const head = '| ref | by | images | name |'
const [, below = ''] = readFileSync('docs/tags.md', 'utf8').split(head)
const rows = below
  .split('\n\n')[0]
  ?.split('\n')
  .slice(2)
  .map((row) => row.slice(2, -2).split(' | '))

const codeOf = (cell = '') => /`([^`]+)`/.exec(cell)?.[1] ?? ''

test('docs/tags.md has a table of image names', () => expect(rows?.length).toBeGreaterThan(8))

test.each(rows ?? [])('docs/tags.md: %s by %s, %s: %s', (ref, by, images, name = '') => {
  const kind = ref.startsWith('tag') ? 'tags' : 'heads'
  const trigger = makeTrigger({ ref: `refs/${kind}/${codeOf(ref)}`, actor: codeOf(by) })
  const render = () => imageNames(parseImages([codeOf(images)]), trigger)
  if (!name.startsWith('error')) expect(render()).toEqual([codeOf(name)])
  else {
    const code = name === 'error: empty' ? 'image-expression-empty' : 'image-expression'
    expect(codes(problemsOf(render))).toEqual([code])
  }
})

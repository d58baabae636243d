import { parseActionYml } from '../../scripts/lib/action-yml.mjs'

const text = `name: Tagboat
description: 'main: not this'
# a comment
inputs:
  images:
    description: |
      One per line
      default: not this
    required: true
  push:
    description: "whether to push: yes or no" # default: nor this
    default: auto # as it is
  context:
    default: '.'
  'github-token':
    description: a token
    default: \${{ github.token }}
  quoted:
    default: "a \\"b\\"\\n# c"
  single:
    default: 'it''s # one'
  block:
    default: |-
      one
        two
  folded:
    default: >
      one
      two
outputs:
  digest:
    description: the digest
    default: not an input
runs:
  using: node24
  main: dist/index.js
  post: 'dist/post/index.js' # afterwards
`

describe('parseActionYml', () => {
  const action = parseActionYml(text)

  it('reads the entry points', () => {
    expect(action).toMatchObject({ main: 'dist/index.js', post: 'dist/post/index.js', pre: '' })
  })

  it('reads inputs, defaults and required inputs', () => {
    expect(action.inputs).toEqual({
      images: '',
      push: 'auto',
      context: '.',
      'github-token': `\${{ github.token }}`,
      quoted: 'a "b"\n# c',
      single: "it's # one",
      block: 'one\n  two',
      folded: 'one two\n',
    })
    expect(action.required).toEqual(['images'])
  })

  it('is empty for a file without inputs', () => {
    expect(parseActionYml('name: x\n')).toEqual({ main: '', post: '', pre: '', inputs: {}, required: [] })
  })
})

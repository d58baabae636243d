import { mountsBelow } from '../../scripts/lib/kernel.mjs'

const table = `22 1 254:0 / / rw - ext4 /dev/vda rw
30 22 0:40 / /tmp/e/data rw - overlay overlay rw
31 22 0:41 / /tmp/e/data/a\\040b rw - overlay overlay rw
32 22 0:42 / /tmp/engine rw - tmpfs tmpfs rw
`

describe('mountsBelow', () => {
  it.each([
    { dir: '/tmp/e', expected: ['/tmp/e/data', '/tmp/e/data/a b'] },
    { dir: '/tmp/other', expected: [] },
  ])('lists mounts below $dir, in order', ({ dir, expected }) => {
    expect(mountsBelow(dir, table)).toEqual(expected)
  })
})

import { readOptions } from '../../../scripts/bench/options.mjs'

const defaults = {
  tags: [1, 10, 50],
  delay: [0, 40],
  runs: 3,
  only: ['dry-run', 'publish', 'promotion', 'builders', 'cache-mounts', 'set-up'],
  yes: false,
}

describe('readOptions', () => {
  it.each([
    { args: '', expected: {} },
    { args: '--tags 50,1,1', expected: { tags: [1, 50] } },
    { args: '--delay 0 --runs 5 --json out.json', expected: { delay: [0], runs: 5, json: 'out.json' } },
    {
      args: '--only publish --yes --action ../other',
      expected: { only: ['publish'], yes: true, action: '../other' },
    },
  ])('accepts "$args"', ({ args, expected }) => {
    expect(readOptions(args.split(' ').filter(Boolean))).toMatchObject({ ...defaults, ...expected })
  })

  it.each([
    { args: '--tags 0', message: '--tags 0: whole numbers from 1 to 1000' },
    { args: '--tags 1,x', message: '--tags 1,x: whole numbers' },
    { args: '--delay=-1', message: '--delay -1: whole numbers from 0' },
    { args: '--runs 0', message: '--runs 0: whole numbers from 1 to 100' },
    { args: '--runs 1,2', message: '--runs 1,2: one whole number' },
    { args: '--only speed', message: '--only speed: there are dry-run, publish, promotion' },
    { args: '--fast', message: 'Options: --tags, --delay' },
  ])('refuses "$args"', ({ args, message }) => {
    expect(() => readOptions(args.split(' '))).toThrow(message)
  })
})

import { parseArguments } from '../../src/command/arguments.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'

/** The flags of a command line. */
function parseFlags(...args: readonly string[]): Record<string, readonly string[]> {
  const invocation = parseArguments(args)
  return invocation.kind === 'run' ? Object.fromEntries(invocation.flags) : {}
}

/** The codes of a command line's errors. */
function codesOf(...args: readonly string[]): readonly string[] {
  try {
    parseArguments(args)
  } catch (error) {
    if (error instanceof TagboatError) return error.problems.map(({ code }) => code)
    throw error
  }
  return []
}

describe('a command line', () => {
  it.each<[title: string, args: string, flags: Record<string, readonly string[]>]>([
    ['A value may follow a space', 'plan --push true', { push: ['true'] }],
    ['A value may follow =', 'plan --push=true', { push: ['true'] }],
    [
      'A value after = may begin with hyphens',
      'plan --buildkitd-flags=--debug',
      { 'buildkitd-flags': ['--debug'] },
    ],
    ['A list keeps its values in order', 'plan --tags a --tags b', { tags: ['a', 'b'] }],
    ['The singular is another name of a list', 'plan --tag a --tags b', { tags: ['a', 'b'] }],
    ['The singular works for a bake file', 'plan --bake-file a.hcl', { 'bake-files': ['a.hcl'] }],
    ['A switch needs no value', 'plan --pull', { pull: ['true'] }],
    ['A switch may have a value', 'plan --pull=false', { pull: ['false'] }],
    ['A switch can be negated', 'plan --no-pull', { pull: ['false'] }],
    ['A switch with more values takes them', 'plan --overwrite=scheduled', { overwrite: ['scheduled'] }],
    ['A switch that is on can be switched off', 'plan --no-forward-only', { 'forward-only': ['false'] }],
    ['A switch that is on can be confirmed', 'plan --forward-only', { 'forward-only': ['true'] }],
    ['no-cache is a switch of its own', 'plan --no-cache', { 'no-cache': ['true'] }],
    ['A switch of the command that is false is left out', 'plan --json=false --pull', { pull: ['true'] }],
    ['target is the stage of one image', 'plan --target test', { target: ['test'] }],
    [
      'target chooses among the targets of a bake file, also before it',
      'plan --target a --bake-file x.hcl --target b',
      { targets: ['a', 'b'], 'bake-files': ['x.hcl'] },
    ],
  ])('%s', (_, args, flags) => {
    expect(parseFlags(...args.split(' '))).toEqual(flags)
  })

  it.each<[title: string, args: string, codes: readonly string[]]>([
    ['An unknown command is an error', 'plam', ['unknown-command']],
    ['An unknown flag is an error, without errors about its value', 'plan --tagz x', ['unknown-flag']],
    ['A password has no flag', 'publish --password x', ['unknown-flag']],
    ['A flag without its value is an error', 'plan --push', ['missing-value']],
    ['A flag is not the value of another', 'plan --push --json', ['missing-value']],
    ['A switch with an empty value is an error', 'plan --pull=', ['empty-switch']],
    ['A negated switch takes no value', 'plan --no-pull=true', ['switch-value']],
    ['A switch of the command takes no other value', 'plan --json=maybe', ['bad-flag']],
    ['A flag with one value cannot be repeated', 'plan --push true --push false', ['repeated-flag']],
    ['A switch and its negation contradict each other', 'plan --pull --no-pull', ['repeated-flag']],
    ['A stage cannot be repeated', 'plan --target a --target b', ['repeated-flag']],
    ['A command without arguments refuses one', 'plan x', ['bad-operands']],
    ['A promotion needs a source', 'promote', ['bad-operands']],
    ['An unknown shell is an error', 'completion tcsh', ['bad-operands']],
    ['All errors are reported at once', 'plan --tagz x --pull=', ['unknown-flag', 'empty-switch']],
  ])('%s', (_, args, codes) => {
    expect(codesOf(...args.split(' '))).toEqual(codes)
  })

  it('Help wins over other arguments', () => {
    expect(parseArguments(['plan', 'x', '-h'])).toEqual({ kind: 'help', command: 'plan' })
  })
})

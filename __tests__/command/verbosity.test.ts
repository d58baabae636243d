import { mayDraw, readVerbosity } from '../../src/command/verbosity.ts'

describe('the log of the command', () => {
  const flags = (...lines: string[]) => ({ flags: new Map(lines.map((line) => [line, ['true']])) })

  it.each([
    ['is normal without flags', [], 'normal'],
    ['is less with --quiet', ['quiet'], 'quiet'],
    ['is more with --verbose', ['verbose'], 'verbose'],
    ['is less with both', ['verbose', 'quiet'], 'quiet'],
  ])('%s', (_, names, verbosity) => {
    expect(readVerbosity(flags(...names))).toBe(verbosity)
  })
})

describe('buildx on a terminal', () => {
  it.each([
    ['draws its progress by default', {}, true],
    ['draws its progress with BUILDKIT_PROGRESS=tty', { BUILDKIT_PROGRESS: 'tty' }, true],
    ['draws its progress with BUILDKIT_PROGRESS=auto', { BUILDKIT_PROGRESS: 'auto' }, true],
    ['prints lines with BUILDKIT_PROGRESS=plain', { BUILDKIT_PROGRESS: 'plain' }, false],
    ['does not draw with BUILDKIT_PROGRESS=quiet', { BUILDKIT_PROGRESS: 'quiet' }, false],
    ['prints lines with TERM=dumb', { TERM: 'dumb' }, false],
  ])('%s', (_, env, draws) => {
    expect(mayDraw(env)).toBe(draws)
  })
})

import { PassThrough } from 'node:stream'
import { createRedactor } from '../../src/masking/redactor.ts'
import type { Env } from '../../src/ports/ports.ts'
import { createTerminal } from '../../src/ports/terminal.ts'
import { createTerminalLog, type Verbosity } from '../../src/ports/terminal-log.ts'

/** Standard streams that are a terminal, or not, and what is written to them. */
function open(isTerminal: boolean, env: Env = {}) {
  const stream = () => Object.assign(new PassThrough(), { isTTY: isTerminal, columns: 20 })
  const [stdin, stdout, stderr] = [stream(), stream(), stream()]
  const clock = { now: 0 }
  const terminal = createTerminal({ stdin, stdout, stderr }, env, () => clock.now)
  return {
    terminal,
    clock,
    shown: () => String(stderr.read() ?? ''),
    printed: () => String(stdout.read() ?? ''),
  }
}

describe('a line about a wait', () => {
  it('is replaced by the next output on a terminal, and never longer than a line', () => {
    const { terminal, shown } = open(true)
    terminal.wait('Waiting for ghcr.io (reading app:main) ... 1 s')
    terminal.wait('Waiting for docker')
    terminal.say('Done.')
    expect(shown()).toBe('Waiting for ghcr.io\r\u001b[KWaiting for docker\r\u001b[KDone.\n')
  })

  it('is removed before the result is printed', () => {
    const { terminal, shown, printed } = open(true)
    terminal.wait('Waiting')
    terminal.print('app:build')
    expect([shown(), printed()]).toEqual(['Waiting\r\u001b[K', 'app:build\n'])
  })

  it('is an ordinary line without a terminal, and appears less and less often', () => {
    const { terminal, clock, shown } = open(false)
    for (let second = 1; second <= 60; second += 1) {
      clock.now = second * 1000
      terminal.wait(`${second} s`)
    }
    terminal.wait(undefined)
    expect(shown()).toBe('1 s\n6 s\n12 s\n24 s\n48 s\n')
  })

  it('does not end the silence', () => {
    const { terminal, clock } = open(true)
    clock.now = 2_000
    terminal.wait('Waiting')
    expect(terminal.silence()).toBe(2_000)
    terminal.say('Done.')
    expect(terminal.silence()).toBe(0)
  })
})

describe('colours', () => {
  it.each([
    ['appear on a terminal', true, {}, true],
    ['do not appear in a file', false, {}, false],
    ['do not appear with NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['do appear with an empty NO_COLOR', true, { NO_COLOR: '' }, true],
    ['do not appear on a dumb terminal', true, { TERM: 'dumb' }, false],
  ])('%s', (_, isTerminal, env, hasColours) => {
    const { terminal } = open(isTerminal, env)
    expect([terminal.hasColours, terminal.hasOutColours]).toEqual([hasColours, hasColours])
  })
})

describe('the log of the command', () => {
  const linesAt = async (verbosity: Verbosity, hasColours = false) => {
    const lines: string[] = []
    const redactor = createRedactor()
    const terminal = { say: (line: string) => void lines.push(line), hasColours }
    const log = createTerminalLog(terminal, redactor, () => verbosity)
    log.mask('s3cret')
    log.debug('a detail')
    log.info('a line with s3cret')
    log.notice('a notice')
    log.warning('a warning')
    log.error('an error')
    log.report('a result')
    log.annotate('warning', 'a check', { file: 'Dockerfile', line: 3, title: 'Casing' })
    await log.group('a title', async () => log.foreign('a line\u001b[31m of buildx'))
    return lines
  }

  it('has warnings, errors, notices and lines, without secrets and control characters', async () => {
    expect(await linesAt('normal')).toEqual([
      'a line with ***',
      'Note: a notice',
      'Warning: a warning',
      'Error: an error',
      'a result',
      'Warning: Dockerfile:3: Casing: a check',
      'a title',
      'a line[31m of buildx',
    ])
  })

  it('has only warnings and errors with --quiet', async () => {
    expect(await linesAt('quiet')).toEqual([
      'Warning: a warning',
      'Error: an error',
      'Warning: Dockerfile:3: Casing: a check',
    ])
  })

  it('has details with --verbose', async () => {
    expect(await linesAt('verbose')).toContain('a detail')
  })

  it('shows the kinds of lines in colours on a terminal', async () => {
    expect(await linesAt('normal', true)).toEqual(
      expect.arrayContaining(['\u001b[33mWarning:\u001b[0m a warning', '\u001b[31mError:\u001b[0m an error']),
    )
  })
})

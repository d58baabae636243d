import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCancellation } from '../../src/ports/cancellation.ts'
import { createExec } from '../../src/ports/exec.ts'

const { PATH } = process.env
const exec = createExec({ PATH, KEPT: 'kept', DROPPED: 'dropped' })
/** A script for this Node.js, so that no test depends on tools of the machine. */
const node = (script: string) => [process.execPath, ['-e', script]] as const

test('exec returns exit code, output and error output', async () => {
  const script = 'console.log("out"); console.error("err"); process.exitCode = 3'
  expect(await exec(...node(script))).toEqual({ code: 3, stdout: 'out\n', stderr: 'err\n' })
})

test('exec returns code 127 for a command that does not exist', async () => {
  const expected = { code: 127, stdout: '', stderr: 'tagboat-no-such-command: not found' }
  expect(await exec('tagboat-no-such-command', ['x'])).toEqual(expected)
})

test('exec throws for a file that cannot be run', async () => {
  await expect(exec(tmpdir(), [])).rejects.toThrow('EACCES')
})

test.each(['a;touch pwned', '$(id)', '`id`', '*', 'two words', '', '-n', 'quo"te\'s', 'x\ny'])(
  'exec passes the argument %j without a shell',
  async (argument) => {
    const { stdout } = await exec(process.execPath, [
      '-e',
      'console.log(JSON.stringify(process.argv[1]))',
      '--',
      argument,
    ])
    expect(JSON.parse(stdout)).toBe(argument)
  },
)

test('exec writes the input to the command; without input, standard input is empty', async () => {
  const script = 'process.stdin.pipe(process.stdout)'
  expect((await exec(...node(script), { input: 'pass\nwörd' })).stdout).toBe('pass\nwörd')
  expect((await exec(...node(script))).stdout).toBe('')
})

test('exec does not fail if the command does not read its input', async () => {
  const result = await exec(...node('process.exit(4)'), { input: 'x'.repeat(5_000_000) })
  expect(result.code).toBe(4)
})

test('exec merges the given environment into the process’s own; undefined removes a variable', async () => {
  const script =
    'const { KEPT, DROPPED, NEW } = process.env; console.log(JSON.stringify([KEPT, DROPPED, NEW]))'
  const { stdout } = await exec(...node(script), { env: { DROPPED: undefined, NEW: 'new' } })
  expect(JSON.parse(stdout)).toEqual(['kept', null, 'new'])
})

test('a child process does not get the action’s inputs', async () => {
  const own = {
    PATH,
    KEPT: 'kept',
    INPUT_PASSWORD: 's3cret',
    'INPUT_GITHUB-TOKEN': 'ghs_1',
    NO_INPUT_: 'too',
  }
  const { stdout } = await createExec(own)(
    ...node(
      'console.log(JSON.stringify(Object.keys(process.env).filter((name) => /INPUT_|KEPT/.test(name))))',
    ),
    { env: { INPUT_GIVEN: 'by the caller' } },
  )
  expect(JSON.parse(stdout).sort()).toEqual(['INPUT_GIVEN', 'KEPT', 'NO_INPUT_'])
})

test('option without removes inherited variables and keeps given ones', async () => {
  const { stdout } = await exec(
    ...node('const { KEPT, DROPPED } = process.env; console.log([KEPT, DROPPED])'),
    {
      without: (name) => name === 'DROPPED' || name === 'KEPT',
      env: { KEPT: 'given' },
    },
  )
  expect(stdout).toBe("[ 'given', undefined ]\n")
})

test('a command runs in the given folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'exec-'))
  expect((await exec(...node('console.log(process.cwd())'), { cwd: folder })).stdout.trim()).toBe(folder)
  await rm(folder, { recursive: true })
})

test.each<[name: string, output: string, expected: string[]]>([
  ['lines', 'a\\nb\\n', ['a', 'b']],
  ['lines of Windows', 'a\\r\\nb\\r\\n', ['a', 'b']],
  ['a lone carriage return, which ends a line for the runner', 'a\\r::error::b\\n', ['a', '::error::b']],
  ['a last line without an end', 'a\\nb', ['a', 'b']],
  ['empty lines', 'a\\n\\nb\\n', ['a', '', 'b']],
  ['nothing', '', []],
])('onLine gets %s', async (_, output, expected) => {
  const lines: string[] = []
  const result = await exec(...node(`process.stdout.write("${output}")`), {
    onLine: (line) => lines.push(line),
  })
  expect(lines).toEqual(expected)
  expect(result.stdout).toBe(JSON.parse(`"${output}"`))
})

test('exec keeps the end of a long output', async () => {
  const script =
    'const b = Buffer.alloc(1024 * 1024, "x"); for (let i = 0; i < 80; i += 1) process.stdout.write(b); process.stdout.write("end")'
  const { stdout } = await exec(...node(script))
  expect(stdout.endsWith('end')).toBe(true)
  expect(stdout.length).toBeGreaterThan(64 * 1024 * 1024)
  expect(stdout.length).toBeLessThan(66 * 1024 * 1024)
})

test('onLine gets the lines of both streams as they arrive', async () => {
  const lines: string[] = []
  let isOver = false
  const script = 'console.error("first"); setTimeout(() => console.log("second"), 300)'
  const running = exec(...node(script), {
    onLine: (line) => lines.push(`${line} ${isOver ? 'after' : 'before'} the end`),
  }).finally(() => {
    isOver = true
  })
  await running
  expect(lines).toEqual(['first before the end', 'second before the end'])
})

test('exec decodes a character that is split between two chunks', async () => {
  const script =
    'const b = Buffer.from("ü"); process.stdout.write(b.subarray(0, 1)); setTimeout(() => process.stdout.write(b.subarray(1)), 100)'
  const lines: string[] = []
  expect((await exec(...node(script), { onLine: (line) => lines.push(line) })).stdout).toBe('ü')
  expect(lines).toEqual(['ü'])
})

const endless = 'console.log("begun"); setInterval(() => undefined, 1000)'

test('a command ends at its time limit', async () => {
  const started = Date.now()
  const { code } = await exec(...node(endless), { timeout: 300 })
  expect(code).not.toBe(0)
  expect(Date.now() - started).toBeLessThan(5_000)
})

const times = { request: 100, end: 1_000, kill: 300, wait: 100 }

test.each([
  { what: 'ends a command', script: endless },
  { what: 'kills a command that ignores SIGTERM', script: `process.on('SIGTERM', () => {}); ${endless}` },
  {
    what: 'does not wait for a helper that keeps the pipes open',
    script: `require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20000)'], { stdio: 'inherit' }); ${endless}`,
  },
])('a cancelled run $what, and exec throws cancelled-early', async ({ script }) => {
  const cancellation = createCancellation(times)
  const cancellable = createExec({ PATH }, cancellation)
  const onLine = () => cancellation.cancel()
  const started = Date.now()
  await expect(cancellable(...node(script), { onLine })).rejects.toMatchObject({
    problems: [{ code: 'cancelled-early' }],
  })
  expect(Date.now() - started).toBeLessThan(5_000)
})

test('exec returns the result of a command that succeeds after the cancellation', async () => {
  const cancellation = createCancellation(times)
  const script = `process.on('SIGTERM', () => { console.log('done'); process.exit(0) }); ${endless}`
  const result = await createExec({ PATH }, cancellation)(...node(script), {
    onLine: () => cancellation.cancel(),
  })
  expect(result).toMatchObject({ code: 0, stdout: 'begun\ndone\n' })
})

test('a cancelled run starts no command', async () => {
  const cancellation = createCancellation(times)
  cancellation.cancel()
  await expect(createExec({ PATH }, cancellation)('true', [])).rejects.toMatchObject({
    problems: [{ code: 'cancelled-early' }],
  })
})

import { createReader } from '../../src/inputs/reader.ts'
import { readRunners } from '../../src/inputs/runners-input.ts'

function read(text: string, dryRun = 'true') {
  const inputs: Record<string, string> = { runners: text, 'dry-run': dryRun }
  const reader = createReader((name) => inputs[name] ?? '')
  return {
    runners: Object.fromEntries(readRunners(reader)),
    problems: reader.problems.map(({ what, fix }) => `${what} ${fix}`),
  }
}

test.each([
  { what: 'nothing', text: '', runners: {} },
  { what: 'one label', text: 'linux/arm64=my-arm', runners: { 'linux/arm64': 'my-arm' } },
  {
    what: 'several labels',
    text: 'linux/amd64 = self-hosted, linux ,x64',
    runners: { 'linux/amd64': ['self-hosted', 'linux', 'x64'] },
  },
  { what: 'an alias of a platform', text: 'linux/aarch64=a', runners: { 'linux/arm64': 'a' } },
  { what: 'all other platforms', text: '*=mine', runners: { '*': 'mine' } },
])('input runners reads $what', ({ text, runners }) => {
  expect(read(text)).toEqual({ runners, problems: [] })
})

test.each([
  { what: 'a platform that does not exist', text: 'linux/arm46=a', problem: /'linux\/arm46'/ },
  { what: 'a platform without a label', text: 'linux/arm64= ,', problem: /'linux\/arm64' has no label/ },
  { what: 'two lines for a platform', text: 'linux/arm64=a\nlinux/arm64=b', problem: /has two lines/ },
  { what: 'a line without a platform', text: 'ubuntu-24.04-arm', problem: /'ubuntu-24.04-arm'/ },
])('input runners refuses $what', ({ text, problem }) => {
  expect(read(text).problems).toEqual([expect.stringMatching(problem)])
})

test('input runners needs a dry run, because no other run has the output matrix', () => {
  expect(read('*=mine', 'false').problems).toEqual([expect.stringContaining('dry-run: true')])
})

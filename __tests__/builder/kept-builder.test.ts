import { dirname } from 'node:path'
import { findKeptGroup, takeKept } from '../../src/builder/kept-builder.ts'
import { createBuildx } from '../../src/docker/docker.ts'
import type { Trigger } from '../../src/model/trigger.ts'
import { type Answer, type Call, createFakeExec } from '../helpers/fake-exec.ts'
import { createFakeClock, createFakeFiles, createFakeLog } from '../helpers/ports.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

const name = 'tagboat-kept-0123456789abcdef'
const config = '/home/.docker/buildx'
const spec = {
  driver: 'docker-container',
  nodes: [{ name: '', endpoint: '', platforms: [], driverOpts: [], buildkitdFlags: '', kubeconfig: '' }],
  config: '',
}

/** A machine whose files are the record: folders end with a slash. */
function prepare(record: Record<string, string> = {}, answer: (call: Call) => Answer = () => '') {
  const texts: Record<string, string> = { '/home/': '', ...record }
  const files = {
    ...createFakeFiles({}),
    read: async (path: string) => texts[path],
    isDirectory: async (path: string) => `${path}/` in texts,
    makeFolder: async (path: string) => {
      if (`${path}/` in texts) throw new Error('EEXIST')
      if (texts[`${dirname(path)}/`] === 'read-only') throw new Error('EACCES')
      texts[`${path}/`] = ''
    },
    write: async (path: string, text: string) => {
      texts[path] = text
    },
    remove: async (path: string) => {
      for (const key of Object.keys(texts)) if (key.startsWith(path)) delete texts[key]
    },
  }
  const { exec, lines } = createFakeExec(answer)
  const [log, clock] = [createFakeLog(), createFakeClock(1_000_000)]
  const ports = { files, log, clock, env: {}, buildx: createBuildx(exec, undefined, {}) }
  const explain = (original: string) => ({ code: 'builder-create', what: '', fix: '', original })
  const take = () => takeKept(ports, { name, spec, scratch: '/temp', explain }, config)
  return {
    take,
    log,
    clock,
    texts,
    commands: () => lines().map((line) => line.replace('docker buildx ', '')),
  }
}

const stored = { [`${config}/`]: '', [`${config}/instances/${name}`]: '{}' }
const works = `Name: ${name}\nDriver: docker-container\n\nNodes:\nName: ${name}0\nEndpoint: unix:///x\nStatus: running\n`
const create = `create --name ${name} --driver docker-container --bootstrap`

describe('a kept builder', () => {
  it('is created by the first run, also if buildx was never used', async () => {
    const { take, commands, texts } = prepare()
    expect(await take()).toBe(false)
    expect(commands()).toEqual([create])
    expect(Object.keys(texts).filter((path) => path.includes('.lock'))).toEqual([])
  })

  it('is started and used by later runs', async () => {
    const { take, commands } = prepare(stored, () => works)
    expect(await take()).toBe(true)
    expect(commands()).toEqual([`inspect --bootstrap ${name}`])
  })

  it.each<[why: string, answer: Answer]>([
    ['the command fails', { code: 1, stderr: 'ERROR: no such container' }],
    ['its node has an error', works.replace('Status: running', 'Error: no such container')],
    ['its node does not run', works.replace('running', 'inactive')],
  ])('is created again if it does not start: %s', async (_, answer) => {
    const { take, commands, log } = prepare(stored, ({ args }) => (args.includes('inspect') ? answer : ''))
    expect(await take()).toBe(false)
    // After a failed command, the nodes are asked which one it was.
    expect(commands().filter((command) => command !== `inspect ${name}`)).toEqual([
      `inspect --bootstrap ${name}`,
      `rm --force ${name}`,
      create,
    ])
    expect(log.at('warning')).toEqual([expect.stringContaining(`The kept builder ${name} does not work (`)])
  })

  it('is taken by one process at a time', async () => {
    const lock = `${config}/${name}.lock`
    const held = { ...stored, [`${lock}/`]: '', [`${lock}/since`]: '990000' }
    const { take, texts, log, clock, commands } = prepare(held, () => works)
    const sleep = clock.sleep
    clock.sleep = async (ms) => {
      await sleep(ms)
      expect(commands()).toEqual([])
      if (clock.sleeps.length === 3) for (const path of [`${lock}/`, `${lock}/since`]) delete texts[path]
    }
    expect(await take()).toBe(true)
    expect(clock.sleeps).toHaveLength(3)
    expect(log.at('info')).toEqual([expect.stringContaining('Waiting for another step or job')])
  })

  it('is not taken from a process that pulls its image for some minutes', async () => {
    const lock = `${config}/${name}.lock`
    const { take, texts, clock } = prepare(
      { ...stored, [`${lock}/`]: '', [`${lock}/since`]: String(1_000_000 - 300_000) },
      () => works,
    )
    const sleep = clock.sleep
    clock.sleep = async (ms) => {
      await sleep(ms)
      expect(`${lock}/` in texts).toBe(true)
      if (clock.sleeps.length === 2) for (const path of [`${lock}/`, `${lock}/since`]) delete texts[path]
    }
    expect(await take()).toBe(true)
    expect(clock.sleeps).toHaveLength(2)
  })

  it('is not taken from a process that writes the time of its lock at this moment', async () => {
    const lock = `${config}/${name}.lock`
    const { take, texts, clock, commands } = prepare(
      { ...stored, [`${lock}/`]: '', [`${lock}/since`]: '' },
      () => works,
    )
    const sleep = clock.sleep
    clock.sleep = async (ms) => {
      await sleep(ms)
      expect(`${lock}/` in texts).toBe(true)
      expect(commands()).toEqual([])
      if (clock.sleeps.length === 2) for (const path of [`${lock}/`, `${lock}/since`]) delete texts[path]
    }
    expect(await take()).toBe(true)
    expect(clock.sleeps).toHaveLength(2)
  })

  it('is not blocked by a process that was killed: with an old lock, or one without a time', async () => {
    const lock = `${config}/${name}.lock`
    const old = prepare({ ...stored, [`${lock}/`]: '', [`${lock}/since`]: '1000' }, () => works)
    expect(await old.take()).toBe(true)
    expect(old.clock.sleeps).toHaveLength(1)
    const bare = prepare({ ...stored, [`${lock}/`]: '' }, () => works)
    expect(await bare.take()).toBe(true)
    expect(bare.clock.now() - 1_000_000).toBeLessThanOrEqual(600_000)
    for (const { texts } of [old, bare]) expect(`${lock}/` in texts).toBe(false)
  })
})

test('a folder of buildx that is not writable is an error at once', async () => {
  const { take, commands } = prepare({ ...stored, [`${config}/`]: 'read-only' })
  await expect(take()).rejects.toThrow('EACCES')
  expect(commands()).toEqual([])
})

test.each<[name: string, trigger: Trigger, isUntrusted: boolean, expected: string | undefined]>([
  ['a push', makeTrigger(), false, 'push'],
  ['a schedule', makeTrigger({ event: 'schedule' }), false, 'push'],
  ['a pull request of the repository', makePull(), false, 'pull-request'],
  [
    'a pull_request_target of trusted code',
    makePull({ event: 'pull_request_target' }),
    false,
    'pull-request',
  ],
  ['a merge group', makeTrigger({ event: 'merge_group' }), false, 'pull-request'],
  [
    'a push of the merge queue',
    makeTrigger({ ref: 'refs/heads/gh-readonly-queue/main/pr-1' }),
    false,
    'pull-request',
  ],
  ['a pull request of a fork', makePull({}, { fork: true }), false, undefined],
  [
    'a fork’s code that trust-fork-code trusts',
    makePull({ event: 'pull_request_target' }, { fork: true }),
    false,
    undefined,
  ],
  ['an event that outsiders can start', makeTrigger({ event: 'workflow_run' }), false, undefined],
  ['Dependabot', makePull({ actor: 'dependabot[bot]' }), false, undefined],
  ['untrusted code', makeTrigger({ event: 'workflow_run' }), true, undefined],
])('the kept builder of %s is shared with its group only', (_, trigger, isUntrusted, expected) => {
  expect(findKeptGroup(trigger, isUntrusted)).toBe(expected)
})

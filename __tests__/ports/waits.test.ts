import { jest } from '@jest/globals'
import type { Ports } from '../../src/ports/run-ports.ts'
import { describeExec, describeRequest } from '../../src/ports/wait-words.ts'
import { createWaits, watchPorts } from '../../src/ports/waits.ts'
import { createFakeExec } from '../helpers/fake-exec.ts'

describe('what the command says that it waits for', () => {
  const digest = `sha256:${'ab'.repeat(32)}`
  it.each([
    [
      'a manifest by its tag',
      'HEAD',
      'https://ghcr.io/v2/acme/app/manifests/main',
      'ghcr.io (reading acme/app:main)',
    ],
    [
      'a manifest by its digest',
      ...(['GET', `https://ghcr.io/v2/acme/app/manifests/${digest}`] as const),
      'ghcr.io (reading acme/app@sha256:abababababab)',
    ],
    [
      'a tag that is written',
      'PUT',
      'https://ghcr.io/v2/acme/app/manifests/1.2',
      'ghcr.io (writing acme/app:1.2)',
    ],
    [
      'a blob',
      'GET',
      `http://localhost:5000/v2/app/blobs/${digest}`,
      'localhost:5000 (reading a blob of app)',
    ],
    ['an upload', 'POST', 'https://ghcr.io/v2/acme/app/blobs/uploads/', 'ghcr.io (an upload to acme/app)'],
    [
      'a list of tags',
      'GET',
      'https://ghcr.io/v2/acme/app/tags/list?n=1000',
      'ghcr.io (the tags of acme/app)',
    ],
    [
      'attached artifacts',
      'GET',
      `https://ghcr.io/v2/app/referrers/${digest}`,
      'ghcr.io (what is attached to app@sha256:abababababab)',
    ],
    [
      'any other host, without a query that may have a token',
      'GET',
      'https://auth.example/token?account=x',
      'auth.example',
    ],
  ] as const)('names %s', (_, method, url, words) => {
    expect(describeRequest({ method, url })).toBe(words)
  })

  it.each([
    ['the engine', 'docker', ['info', '--format', '{{json .}}'], 'the Docker engine'],
    [
      'a login',
      'docker',
      ['login', '--username', 'ada', '--password-stdin', 'ghcr.io'],
      'docker login ghcr.io',
    ],
    ['buildx as a plugin of docker', 'docker', ['buildx', 'create', '--name', 'x'], 'docker buildx create'],
    [
      'buildx that runs on its own',
      '/usr/libexec/docker/cli-plugins/docker-buildx',
      ['bake', '-f', '-'],
      'docker buildx bake',
    ],
    [
      'git without its settings',
      'git',
      ['-c', 'a.b=c', '-C', '/repo', 'ls-remote', 'origin'],
      'git ls-remote',
    ],
    ['a program without a subcommand', 'kind', ['--help'], 'kind'],
  ])('names %s', (_, command, args, words) => {
    expect(describeExec(command, args)).toBe(words)
  })
})

describe('a wait', () => {
  beforeEach(() => {
    jest.useFakeTimers()
  })
  afterEach(() => {
    jest.useRealTimers()
  })

  const start = (isQuiet = false) => {
    const shown: (string | undefined)[] = []
    const begun = Date.now()
    const now = () => Date.now() - begun
    const waits = createWaits({ wait: (what) => shown.push(what), silence: now }, () => isQuiet, now)
    return { waits, shown }
  }

  it('is shown after a second, with its time, until it ends', () => {
    const { waits, shown } = start()
    const end = waits.begin('ghcr.io')
    jest.advanceTimersByTime(900)
    expect(shown).toEqual([])
    jest.advanceTimersByTime(1_200)
    expect(shown.at(-1)).toBe('Waiting for ghcr.io ... 2 s')
    end()
    jest.advanceTimersByTime(300)
    expect(shown.at(-1)).toBeUndefined()
  })

  it('is shown if it consists of many short requests', () => {
    const { waits, shown } = start()
    for (let request = 0; request < 12; request += 1) {
      const end = waits.begin(`request ${request}`)
      jest.advanceTimersByTime(100)
      end()
    }
    expect(shown).toContain('Waiting for request 11 ... 1 s')
  })

  it.each([
    ['with --quiet', true, false],
    ['while another program draws on the terminal', false, true],
  ])('is not shown %s', (_, isQuiet, isPaused) => {
    const { waits, shown } = start(isQuiet)
    if (isPaused) waits.pause()
    waits.begin('ghcr.io')
    jest.advanceTimersByTime(5_000)
    expect(shown.filter((what) => what !== undefined)).toEqual([])
  })

  it('begins anew after another program has drawn on the terminal', () => {
    const { waits, shown } = start()
    const resume = waits.pause()
    jest.advanceTimersByTime(60_000)
    resume()
    waits.begin('docker buildx history')
    jest.advanceTimersByTime(500)
    expect(shown.filter((what) => what !== undefined)).toEqual([])
  })
})

describe('ports that are watched', () => {
  const begun: string[] = []
  const ended: string[] = []
  const waits = {
    begin: (what: string) => {
      begun.push(what)
      return () => void ended.push(what)
    },
    pause: () => waits.begin('a pause'),
  }
  const body = (async function* () {
    yield new Uint8Array(1)
  })()
  const http: Ports['http'] = async () => ({ status: 200, headers: {}, body, discard: () => undefined })
  const { exec } = createFakeExec()
  const ports = watchPorts({ http, exec } as Partial<Ports> as Ports, waits)
  beforeEach(() => {
    begun.length = 0
    ended.length = 0
  })

  it('wait for a large body, too', async () => {
    const url = 'http://localhost:5000/v2/app/blobs/x'
    const response = await ports.http({ method: 'GET', url, headers: {}, isLarge: true })
    expect([begun.length, ended.length]).toEqual([1, 1])
    for await (const _ of response.body) expect([begun.length, ended.length]).toEqual([2, 1])
    expect(ended).toHaveLength(2)
  })

  it('leave the report to a caller that reports every second, and the terminal to a command that draws', async () => {
    await ports.exec('docker', ['info'], { onSecond: () => undefined })
    expect(begun).toEqual([])
    await ports.exec('docker', ['buildx', 'bake'], { onLine: () => undefined })
    await ports.exec('docker', ['buildx', 'bake'], { drawsProgress: true })
    expect(begun).toEqual(['docker buildx bake', 'a pause'])
  })
})

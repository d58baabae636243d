import { checkBuildNames, describeLoaded } from '../../src/command/build-names.ts'
import { checkPrograms, loadCommand, loadIntoClusters, readClusters } from '../../src/command/load-cluster.ts'
import { localDefaults } from '../../src/command/local-defaults.ts'
import { withoutNetwork } from '../../src/command/offline.ts'
import { mayDraw, readVerbosity } from '../../src/command/verbosity.ts'
import { describeStart } from '../../src/command/words.ts'
import { problemsOf } from '../../src/model/tagboat-error.ts'
import type { Ports } from '../../src/ports/run-ports.ts'
import { createFakeExec } from '../helpers/fake-exec.ts'
import { makePlan } from '../helpers/plan.ts'
import { createFakeLog } from '../helpers/ports.ts'
import { makeImage, makeResult, makeTag } from '../helpers/result.ts'
import { makeTrigger } from '../helpers/trigger.ts'

describe('the names of images that tagboat build loads', () => {
  const named = (target: string, images: string) => ({ ...makePlan({ images }), target })

  it('may be those of several images if each has its own', () => {
    expect(() => checkBuildNames([named('api', 'acme/api'), named('web', 'acme/web')])).not.toThrow()
  })

  it('must differ, and an error names all images that share one', () => {
    const plans = [named('slim', 'acme/app'), named('full', 'acme/app'), named('web', 'acme/web')]
    expect(() => checkBuildNames(plans)).toThrow('slim, full would all be loaded as acme/app:build')
  })

  it('are the only tags in the result unless the planned ones are loaded, too', () => {
    const result = makeResult({ images: [makeImage([makeTag('main')])] })
    const namesOf = (hasPlanned: boolean) =>
      describeLoaded(result, [makePlan()], hasPlanned).images.flatMap(({ tags }) =>
        tags.map(({ name }) => name),
      )
    expect([namesOf(false), namesOf(true)]).toEqual([['build'], ['build', 'main']])
  })
})

describe('flag --load', () => {
  it.each([
    ['kind', [{ program: 'kind' }]],
    ['kind:dev-1', [{ program: 'kind', name: 'dev-1' }]],
    ['minikube', [{ program: 'minikube' }]],
  ])('accepts %s', (value, clusters) => {
    expect(readClusters([value])).toEqual(clusters)
  })

  it.each(['k3d', 'kind:', 'kind:-x', 'kind:a b', 'minikube:dev', ''])("refuses '%s'", (value) => {
    expect(() => readClusters([value])).toThrow('is not kind, kind:CLUSTER or minikube')
  })

  it('loads one image in each call, because older versions of kind ignore the others', async () => {
    const { exec, lines } = createFakeExec()
    const log = createFakeLog()
    await loadIntoClusters({ exec, log }, [{ program: 'kind', name: 'dev' }], ['a:build', 'b:build'])
    expect(lines()).toEqual([
      'kind load docker-image a:build --name dev',
      'kind load docker-image b:build --name dev',
    ])
  })

  it('never lets minikube read a file or a registry in place of the engine', () => {
    expect(loadCommand({ program: 'minikube' }, 'app:build')).toContain('--daemon')
  })

  it('says where the image is if a cluster refuses it', async () => {
    const { exec } = createFakeExec(() => ({ code: 1, stderr: 'no nodes found for cluster "kind"' }))
    const loading = loadIntoClusters({ exec, log: createFakeLog() }, [{ program: 'kind' }], ['a:build'])
    const [problem] = await problemsOf(() => loading)
    expect(problem).toMatchObject({
      code: 'cluster-load-failed',
      original: 'no nodes found for cluster "kind"',
    })
    expect(problem?.what).toContain('The image is in the local engine, but not in the cluster')
  })

  it('fails before the build if the program is missing', async () => {
    const { exec, lines } = createFakeExec(() => ({ code: 127 }))
    await expect(checkPrograms({ exec }, [{ program: 'kind' }])).rejects.toThrow('kind is not on the PATH')
    expect(lines()).toEqual(['kind version'])
  })
})

describe('flag --offline', () => {
  const { exec, calls } = createFakeExec()
  const fail = () => {
    throw new Error('The network was used.')
  }
  const ports = withoutNetwork({
    exec,
    http: fail,
    resolve: fail,
    connectGithub: fail,
  } as Partial<Ports> as Ports)

  it('refuses requests, names no address and leaves GitHub silent', async () => {
    await expect(ports.http({ method: 'GET', url: 'https://ghcr.io/v2/', headers: {} })).rejects.toThrow(
      'offline',
    )
    expect(await ports.resolve('ghcr.io')).toEqual([])
    const github = ports.connectGithub({ apiUrl: 'https://api.github.com', token: 't' })
    expect(await github.get('/x', {})).toMatchObject({ kind: 'silent' })
  })

  it('lets git speak no protocol, and leaves other commands alone', async () => {
    await ports.exec('git', ['ls-remote'], { env: { A: '1' } })
    await ports.exec('docker', ['info'], { env: { A: '1' } })
    expect(calls.map(({ options }) => options.env)).toEqual([
      { A: '1', GIT_ALLOW_PROTOCOL: 'none', GIT_NO_LAZY_FETCH: '1' },
      { A: '1' },
    ])
  })
})

describe('the wait for the engine', () => {
  const flags = (...names: string[]) => ({ flags: new Map(names.map((name) => [name, ['60']])) })

  it.each([
    ['is five seconds outside CI', false, flags(), { 'engine-wait': '5' }],
    ['is that of the action in CI', true, flags(), {}],
    ['is that of its flag', false, flags('engine-wait'), {}],
  ])('%s', (_, isCi, invocation, inputs) => {
    expect(localDefaults({ isCi }, invocation)).toEqual(inputs)
  })
})

describe('what the command shows', () => {
  const flags = (...lines: string[]) => ({ flags: new Map(lines.map((line) => [line, ['true']])) })

  it.each([
    ['is normal without flags', [], 'normal'],
    ['is less with --quiet', ['quiet'], 'quiet'],
    ['is more with --verbose', ['verbose'], 'verbose'],
    ['is less with both', ['verbose', 'quiet'], 'quiet'],
  ])('%s', (_, names, verbosity) => {
    expect(readVerbosity(flags(...names))).toBe(verbosity)
  })

  it.each([
    [undefined, true],
    ['auto', true],
    ['tty', true],
    ['plain', false],
    ['quiet', false],
    ['rawjson', false],
  ])('follows BUILDKIT_PROGRESS: with %s a drawing is %s', (value, draws) => {
    expect(mayDraw(value === undefined ? {} : { BUILDKIT_PROGRESS: value })).toBe(draws)
  })
})

describe('the first line of the log', () => {
  const local = makeTrigger({ event: 'local', cause: { kind: 'local' } })

  it.each([
    ['names the working copy', local, { kind: 'push', reason: 'push is true' }, 'build and push.'],
    ['says that nothing is pushed', local, { kind: 'build', reason: 'push is false' }, 'build.'],
    [
      'gives a reason',
      local,
      { kind: 'build', reason: 'no tag is planned for it' },
      'build (no tag is planned for it).',
    ],
  ] as const)('%s outside CI', (_, trigger, intent, end) => {
    expect(describeStart(trigger, intent)).toBe(
      `From the working copy on branch main, commit 860c1904a1ce: ${end}`,
    )
  })

  it('names the event in CI and with --event', () => {
    const line = describeStart(makeTrigger(), { kind: 'push', reason: 'push' })
    expect(line).toBe('Event push on branch main, commit 860c1904a1ce: build and push.')
  })
})

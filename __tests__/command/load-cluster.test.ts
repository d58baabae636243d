import { checkPrograms, loadCommand, loadIntoClusters, readClusters } from '../../src/command/load-cluster.ts'
import { problemsOf } from '../../src/model/tagboat-error.ts'
import { createFakeExec } from '../helpers/fake-exec.ts'
import { createFakeLog } from '../helpers/ports.ts'

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

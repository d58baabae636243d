import { withoutNetwork } from '../../src/command/offline.ts'
import type { Ports } from '../../src/ports/run-ports.ts'
import { createFakeExec } from '../helpers/fake-exec.ts'

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

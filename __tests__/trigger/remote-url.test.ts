import fc from 'fast-check'
import { parseRemoteUrl } from '../../src/trigger/remote-url.ts'

const app = {
  serverUrl: 'https://github.com',
  owner: 'acme',
  name: 'app',
  url: 'https://github.com/acme/app',
}
const azure = {
  serverUrl: 'https://dev.azure.com',
  owner: 'acme/My Project',
  name: 'app',
  url: 'https://dev.azure.com/acme/My%20Project/_git/app',
}
const onGitlab = (host: string) => ({
  serverUrl: `https://${host}`,
  owner: 'acme/tools/deep',
  name: 'app',
  url: `https://${host}/acme/tools/deep/app`,
})

describe('parseRemoteUrl', () => {
  test.each([
    ['https://github.com/acme/app.git', app],
    ['https://github.com/acme/app', app],
    ['https://github.com/acme/app/', app],
    ['http://github.com/acme/app.git', app],
    ['https://kevin:s3cr3t@github.com/acme/app.git', app],
    ['https://x-access-token:ghs_1@GitHub.com/acme/app.git', app],
    ['git@github.com:acme/app.git', app],
    ['github.com:acme/app', app],
    ['ssh://git@github.com/acme/app.git', app],
    ['ssh://git@ssh.github.com:443/acme/app.git', app],
    ['git://github.com/acme/app.git', app],
    ['git+ssh://git@github.com/acme/app.git', app],
    ['git@gitlab.com:acme/tools/deep/app.git', onGitlab('gitlab.com')],
    ['ssh://git@altssh.gitlab.com:443/acme/tools/deep/app.git', onGitlab('gitlab.com')],
    [
      'https://gitlab-ci-token:glcbt-64@git.corp.example/acme/tools/deep/app.git',
      onGitlab('git.corp.example'),
    ],
    ['https://git.corp.example:8443/acme/tools/deep/app.git', onGitlab('git.corp.example:8443')],
    ['ssh://git@git.corp.example:7999/acme/tools/deep/app.git', onGitlab('git.corp.example')],
    ['https://acme@dev.azure.com/acme/My%20Project/_git/app', azure],
    ['git@ssh.dev.azure.com:v3/acme/My%20Project/app', azure],
  ])('reads server, owner and name from %s', (url, expected) => {
    expect(parseRemoteUrl(url)).toEqual(expected)
  })

  test('the protocol of an http server without TLS stays', () => {
    expect(parseRemoteUrl('http://localhost:3000/acme/app')?.serverUrl).toBe('http://localhost:3000')
  })

  test.each([
    '',
    '/srv/git/app.git',
    '../app.git',
    'file:///srv/git/app.git',
    'C:\\git\\app',
    'C:/git/app',
    'https://github.com/app.git',
    'https://github.com/',
    'git@github.com:app.git',
    'https://dev.azure.com/acme',
    'ssh://git@github.com:acme/app.git',
    'https://exa mple/acme/app',
    'ext::sh -c whoami',
  ])('is undefined for a URL without a repository: %s', (url) => {
    expect(parseRemoteUrl(url)).toBeUndefined()
  })

  test('the user and the password of a URL are never part of the result', () => {
    const word = fc.stringMatching(/^[a-z0-9]{1,8}$/)
    const secret = fc.stringMatching(/^SECRET[A-Za-z0-9%._~-]{1,20}$/)
    fc.assert(
      fc.property(
        word,
        word,
        secret,
        secret,
        fc.constantFrom('https', 'http', 'ssh'),
        (owner, name, user, password, scheme) => {
          const found = parseRemoteUrl(`${scheme}://${user}:${password}@git.example/${owner}/${name}.git`)
          expect(JSON.stringify(found ?? {})).not.toContain('SECRET')
        },
      ),
    )
  })

  test('no text makes it throw', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseRemoteUrl(text)))
  })
})

import { contextFolder, dockerfilePath, isRemoteContext } from '../../src/bake/context-address.ts'

test.each<[context: string, isRemote: boolean]>([
  ['https://github.com/acme/app.git#main', true],
  ['http://example.com/context.tar.gz', true],
  ['git://example.com/app', true],
  ['ssh://git@example.com/app', true],
  ['git@github.com:acme/app.git', true],
  ['github.com/acme/app', true],
  ['docker-image://alpine', true],
  ['oci-layout:///srv/layout', true],
  ['target:base', true],
  ['.', false],
  ['/srv/app', false],
  ['git/app', false],
  ['github.community/app', false],
  ['targets', false],
  ['my-git@home', false],
])('context %s is remote: %s', (context, isRemote) => {
  expect(isRemoteContext(context)).toBe(isRemote)
  expect(contextFolder('/repo', context) === undefined).toBe(isRemote)
})

test.each<[name: string, context: string, file: string, expected: string | undefined]>([
  ['no file is bake’s own choice', 'app', '', undefined],
  ['a file is below the workspace', 'app', 'docker/Dockerfile', '/repo/docker/Dockerfile'],
  ['an absolute one stays', 'app', '/srv/Dockerfile', '/srv/Dockerfile'],
  [
    'in a remote context it is a path of that context',
    'https://x/y.git',
    'docker/Dockerfile',
    'docker/Dockerfile',
  ],
])('the path of the Dockerfile: %s', (_, context, file, expected) => {
  expect(dockerfilePath('/repo', context, file)).toBe(expected)
})

import {
  credentialKey,
  isHubDomain,
  isHubLoginHost,
  isHubReferenceHost,
  serverOf,
} from '../../src/model/docker-hub.ts'

test.each([
  ['docker.io', 'https://index.docker.io/v1/'],
  ['ghcr.io', 'ghcr.io'],
  ['localhost:5000', 'localhost:5000'],
])('credentialKey(%s) is %s', (host, key) => {
  expect(credentialKey(host)).toBe(key)
})

test.each([
  ['docker.io', 'registry-1.docker.io'],
  ['ghcr.io', 'ghcr.io'],
])('serverOf(%s) is %s', (host, server) => {
  expect(serverOf(host)).toBe(server)
})

test.each([
  { host: 'docker.io', reference: true, login: true, domain: true },
  { host: 'index.docker.io', reference: true, login: true, domain: true },
  { host: '', reference: false, login: true, domain: false },
  { host: 'registry-1.docker.io', reference: false, login: true, domain: true },
  { host: 'registry.hub.docker.com', reference: false, login: true, domain: true },
  { host: 'notdocker.io', reference: false, login: false, domain: false },
  { host: 'ghcr.io', reference: false, login: false, domain: false },
])('"$host" means Docker Hub in a reference: $reference, in a login: $login, as a domain: $domain', (row) => {
  const { host } = row
  expect([isHubReferenceHost(host), isHubLoginHost(host), isHubDomain(host)]).toEqual([
    row.reference,
    row.login,
    row.domain,
  ])
})

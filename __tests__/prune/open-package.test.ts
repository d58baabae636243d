import { parseRepository } from '../../src/model/reference.ts'
import type { ConnectGithub } from '../../src/ports/github-client.ts'
import { openPackage } from '../../src/prune/prune.ts'
import { createFakePorts } from '../helpers/run-ports.ts'
import { makeTrigger } from '../helpers/trigger.ts'

describe('the packages API of a GitHub server is asked about the registry of that server alone', () => {
  const rows = [
    { image: 'ghcr.io/acme/app', serverUrl: 'https://github.com', isAsked: true },
    { image: 'containers.ghe.example/acme/app', serverUrl: 'https://ghe.example', isAsked: true },
    // The other server may have a package of the same name, whose versions would be deleted.
    { image: 'ghcr.io/acme/app', serverUrl: 'https://ghe.example', isAsked: false },
    { image: 'ghcr.io/acme/app', serverUrl: 'https://gitlab.com', isAsked: false },
    { image: 'containers.ghe.example/acme/app', serverUrl: 'https://github.com', isAsked: false },
  ]
  test.each(rows)('$image in a run of $serverUrl: $isAsked', ({ image, serverUrl, isAsked }) => {
    const connected: string[] = []
    const connectGithub: ConnectGithub = ({ apiUrl }) => {
      connected.push(apiUrl)
      return { get: () => Promise.reject(), remove: () => Promise.reject() }
    }
    const found = openPackage(
      createFakePorts({ connectGithub }),
      'token',
      makeTrigger({ serverUrl }),
      parseRepository(image),
    )
    expect([found !== undefined, connected.length > 0]).toEqual([isAsked, isAsked])
  })
})

import {
  follows,
  foreignSource,
  isOf,
  mainSource,
  newerPin,
  newerSource,
  newerSuite,
  parseDeb822,
  parseOneLine,
} from '../../scripts/lib/apt-sources.mjs'

const key = '/usr/share/keyrings/debian-archive-keyring.gpg'
const container = `Types: deb
# a snapshot
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: ${key}

Types: deb
URIs: http://mirror.example/debian-security
Suites: bookworm-security
Components: main
Signed-By: ${key}
`
const inline = `Types: deb deb-src
URIs: https://mirror.example/debian
Suites: bookworm
Components: main contrib
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 mQINBF
 -----END PGP PUBLIC KEY BLOCK-----
`
const embedded = '\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mQINBF\n -----END PGP PUBLIC KEY BLOCK-----'

describe('the main package source', () => {
  it.each([
    {
      title: 'that of a container image',
      parse: parseDeb822,
      text: container,
      uris: 'http://mirror.example/debian',
      signedBy: key,
    },
    {
      title: 'a source with an embedded key',
      parse: parseDeb822,
      text: inline,
      uris: 'https://mirror.example/debian',
      signedBy: embedded,
    },
    {
      title: 'a line with options',
      parse: parseOneLine,
      text: `# deb http://old bookworm main\ndeb-src http://mirror.example/debian bookworm main\ndeb [arch=amd64 signed-by=${key}] http://mirror.example/debian bookworm main contrib # ours\n`,
      uris: 'http://mirror.example/debian',
      signedBy: key,
    },
    {
      title: 'a line without options',
      parse: parseOneLine,
      text: 'deb mirror+file:/etc/apt/m.list bookworm main\n',
      uris: 'mirror+file:/etc/apt/m.list',
      signedBy: '',
    },
  ])('is $title', ({ parse, text, uris, signedBy }) => {
    expect(mainSource(parse(text), 'bookworm')).toMatchObject({ uris, signedBy })
  })

  it.each([
    { title: 'a security archive', parse: parseDeb822, text: container.split('\n\n')[1] ?? '' },
    { title: 'a disabled source', parse: parseDeb822, text: `Enabled: no\n${container.split('\n\n')[0]}` },
    {
      title: 'a source of source packages only',
      parse: parseDeb822,
      text: container.replaceAll('Types: deb', 'Types: deb-src'),
    },
    {
      title: 'a source without main',
      parse: parseOneLine,
      text: 'deb http://mirror.example/debian bookworm stable\n',
    },
  ])('is not $title', ({ parse, text }) => {
    expect(mainSource(parse(text), 'bookworm')).toBeUndefined()
  })

  it.each([
    { id: 'debian', suite: 'sid', component: 'main' },
    { id: 'ubuntu', suite: 'resolute', component: 'universe' },
  ])('sets mirror and keyring for the newer suite of $id', ({ id, suite, component }) => {
    const source = mainSource(parseDeb822(container), 'bookworm')
    const newer = newerSuite(id)
    const text = source && newer ? newerSource(source, newer) : ''
    expect(parseDeb822(text)).toEqual([
      {
        uris: 'http://mirror.example/debian',
        suites: [suite],
        components: [component],
        signedBy: key,
        trusted: '',
      },
    ])
  })

  it.each([{ id: 'fedora' }, { id: '' }, { id: 'constructor' }])('has no newer suite for "$id"', ({ id }) => {
    expect(newerSuite(id)).toBeUndefined()
  })

  it.each([
    { id: 'debian', architecture: 'arm64', uris: 'http://mirror.example/debian' },
    { id: 'ubuntu', architecture: 'arm64', uris: 'http://ports.ubuntu.com/ubuntu-ports' },
    { id: 'ubuntu', architecture: 'amd64', uris: 'http://archive.ubuntu.com/ubuntu' },
  ])('gives the mirror of another architecture: $id $architecture', ({ id, architecture, uris }) => {
    const source = mainSource(parseDeb822(container), 'bookworm')
    const text = source ? foreignSource(source, { id, codename: 'bookworm', architecture }) : ''
    expect(parseDeb822(text)).toMatchObject([{ uris, suites: ['bookworm'], signedBy: key }])
  })

  it('keeps the format of an embedded key', () => {
    const [source] = parseDeb822(inline)
    const newer = newerSuite('debian')
    expect(parseDeb822(source && newer ? newerSource(source, newer) : '')[0]?.signedBy).toBe(embedded)
  })
})

describe('the pin of a newer suite', () => {
  it('prevents automatic upgrades on Debian', () => {
    expect(newerPin('debian', ['oras'])).toBe('Package: *\nPin: release a=unstable\nPin-Priority: 50\n')
  })

  it('allows only the named packages on Ubuntu', () => {
    expect(newerPin('ubuntu', ['oras'])).toBe(
      'Package: oras\nPin: release n=resolute\nPin-Priority: 50\n\nPackage: *\nPin: release n=resolute\nPin-Priority: -10\n',
    )
  })

  it('is unknown for other distributions', () => {
    expect(() => newerPin('alpine', ['oras'])).toThrow('No newer suite is known for "alpine"')
  })
})

describe('distinguishing the newer suite from that of the machine', () => {
  it.each([
    {
      id: 'debian',
      line: ' oras | 1.3.3-1 | http://mirror.example/debian sid/main amd64 Packages',
      is: true,
    },
    {
      id: 'debian',
      line: ' git | 1:2 | http://mirror.example/debian bookworm/main amd64 Packages',
      is: false,
    },
    {
      id: 'ubuntu',
      line: ' oras | 1.3.0-1 | http://mirror.example/ubuntu resolute/universe amd64',
      is: true,
    },
    { id: 'ubuntu', line: ' git | 1:2 | http://mirror.example/ubuntu noble/main amd64 Packages', is: false },
  ])('isOf for $id, $line: $is', ({ id, line, is }) => {
    const suite = newerSuite(id)
    expect(suite && isOf(line, suite)).toBe(is)
  })

  it('detects a machine that follows the newer suite', () => {
    const sid = newerSuite('debian')
    const own = parseOneLine('deb http://mirror.example/debian unstable main\n')
    expect(sid && follows(own, sid)).toBe(true)
    expect(sid && follows(parseDeb822(container), sid)).toBe(false)
  })
})

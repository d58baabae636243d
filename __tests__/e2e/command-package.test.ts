import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { command, node24, packedPackage } from './setup/environment.ts'

/** The paths in the tarball, without npm's `package/`. */
function listFiles(): readonly string[] {
  const { stdout } = spawnSync('tar', ['--list', '--file', packedPackage], { encoding: 'utf8' })
  return stdout
    .trim()
    .split('\n')
    .map((path) => path.replace(/^package\//, ''))
}

/** A field of the package's own package.json. */
function manifest(): Record<string, unknown> {
  const text = spawnSync('tar', ['--extract', '--to-stdout', '--file', packedPackage, 'package/package.json'])
  return JSON.parse(text.stdout.toString())
}

describe('the npm package', () => {
  it('has less than 1.5 MB', () => {
    expect(statSync(packedPackage).size).toBeLessThan(1_500_000)
  })

  it('contains only what its user needs', () => {
    const folders = listFiles().map((path) => path.replace(/\/.*/, '/'))
    expect([...new Set(folders)].sort()).toEqual([
      ...['LICENSE', 'README.md', 'bin/', 'completions/', 'dist/', 'man/', 'package.json', 'pins.json'],
    ])
  })

  it('contains no sources of TypeScript', () => {
    expect(listFiles().filter((path) => /\.(ts|mjs|map)$/.test(path))).toEqual([])
  })

  it('has no dependencies and no scripts that run during an installation', () => {
    const { dependencies, optionalDependencies, peerDependencies, scripts } = manifest()
    expect([dependencies, optionalDependencies, peerDependencies]).toEqual([undefined, undefined, undefined])
    expect(Object.keys(scripts ?? {}).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual(
      [],
    )
  })

  it('prints its version alone', () => {
    const done = spawnSync(node24, [command, '--version'], { encoding: 'utf8' })
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    expect([done.status, done.stdout, done.stderr]).toEqual([0, `${version}\n`, ''])
  })
})

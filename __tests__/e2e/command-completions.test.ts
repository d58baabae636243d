/** Completions and the man page in the real programs: what the user gets for a tab. */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensurePackages } from '../../scripts/lib/packages.mjs'
import { command, newFolder } from './setup/environment.ts'

/** The installed package. */
const packageFolder = join(command, '..', '..', 'tagboat')

/** Completes the last word of a command line. */
type Complete = (line: string) => readonly string[]

function runShell(shell: string, args: readonly string[]): readonly string[] {
  const folder = newFolder(shell)
  writeFileSync(join(folder, 'docker-bake.hcl'), '')
  const env = { PATH: process.env.PATH, HOME: folder, TERM: 'dumb' }
  const done = spawnSync(shell, args, { cwd: folder, encoding: 'utf8', env, timeout: 30_000 })
  if (done.status !== 0) throw new Error(`${shell} exited with ${done.status}: ${done.stdout}${done.stderr}`)
  return done.stdout.split('\n').filter((line) => line !== '')
}

const inBash: Complete = (line) => {
  // bash splits words at = for completions.
  const words = line
    .split(' ')
    .flatMap((word) => word.split(/(=)/).filter((part, at) => part !== '' || at === 0))
  const list = words.map((word) => `'${word}'`).join(' ')
  return runShell('bash', [
    '--norc',
    '-c',
    `source '${packageFolder}/completions/tagboat.bash'
     COMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}
     _tagboat
     printf '%s\\n' "\${COMPREPLY[@]}"`,
  ])
}

const inFish: Complete = (line) =>
  runShell('fish', [
    '--no-config',
    '-c',
    `source '${packageFolder}/completions/tagboat.fish'; complete -C '${line}'`,
  ]).map((match) => match.replace(/\t.*/, '').replace(/^--[\w-]+=/, ''))

/** A zsh in a pseudo-terminal, whose compadd writes each match into a file. */
const inZsh: Complete = (line) => {
  const matches = join(newFolder('zsh'), 'matches')
  const setUp = [
    'PROMPT=',
    `fpath=('${packageFolder}/completions' $fpath)`,
    'autoload -Uz compinit',
    'compinit -u -D',
    'bindkey "^I" complete-word',
    `compadd() {
       if [[ " $* " != *' -'[OAD]' '* ]]; then
         local -a hits; builtin compadd -A hits "$@"; print -rl -- $hits >> '${matches}'
       fi
       builtin compadd "$@"
     }`,
    `comppostfuncs=(exit)`,
  ].join('\n')
  const script = join(newFolder('zsh'), 'set-up.zsh')
  writeFileSync(script, setUp)
  writeFileSync(matches, '')
  runShell('zsh', [
    '-fc',
    `zmodload zsh/zpty
     zpty z zsh -fi
     zpty -w z "source '${script}'"
     zpty -w z $'print re''ady'
     zpty -r -m z seen '*ready*'
     zpty -n -w z $'${line}\\t'
     zpty -r z seen '*never*' || true
     zpty -d z`,
  ])
  return readFileSync(matches, 'utf8')
    .split('\n')
    .filter((match) => match !== '')
}

const shells: readonly (readonly [name: string, complete: Complete])[] = [
  ['bash', inBash],
  ['zsh', inZsh],
  ['fish', inFish],
]

beforeAll(() => ensurePackages({ packages: ['zsh', 'fish', 'mandoc', 'groff-base'], say: () => undefined }))

describe.each(shells)('completions in %s', (_, complete) => {
  it('complete the commands', () => {
    expect(complete('tagboat p')).toEqual(expect.arrayContaining(['plan', 'publish', 'promote']))
    expect(complete('tagboat p')).not.toContain('build')
  })

  it('complete the flags of the command, and no others', () => {
    const found = complete('tagboat build --p')
    expect(found).toEqual(expect.arrayContaining(['--platforms', '--platform', '--pull', '--planned-tags']))
    expect(found).not.toContain('--push')
  })

  it.each<[string, readonly string[]]>([
    ['tagboat plan --push ', ['auto', 'true', 'false', 'digest']],
    ['tagboat plan --push=', ['auto', 'true', 'false', 'digest']],
    ['tagboat publish --driver docker-c', ['docker-container']],
    ['tagboat publish --bake-file docker-b', ['docker-bake.hcl']],
    ['tagboat completion ', ['bash', 'zsh', 'fish']],
  ])('complete the values of %s', (line, values) => {
    expect(complete(line)).toEqual(expect.arrayContaining([...values]))
  })

  it('offer no files where a name is expected', () => {
    expect(complete('tagboat plan --images docker-')).toEqual([])
  })
})

it.each(['bash', 'zsh', 'fish'])(
  'The command prints the completions of %s that the package contains',
  (shell) => {
    const file = { bash: 'tagboat.bash', zsh: '_tagboat', fish: 'tagboat.fish' }[shell] ?? ''
    const done = spawnSync(command, ['completion', shell], { encoding: 'utf8' })
    expect(done.stdout).toBe(readFileSync(join(packageFolder, 'completions', file), 'utf8'))
  },
)

describe('the man page', () => {
  const page = join(packageFolder, 'man', 'tagboat.1')

  it('has no warnings of groff', () => {
    const done = spawnSync('groff', ['-man', '-Tutf8', '-ww', '-z', page], { encoding: 'utf8' })
    expect([done.status, done.stderr]).toEqual([0, ''])
  })

  it('has no warnings of mandoc but for its missing date', () => {
    const done = spawnSync('mandoc', ['-Tlint', '-Wwarning', page], { encoding: 'utf8' })
    expect(done.stdout.split('\n').filter((line) => line !== '' && !line.includes('missing date'))).toEqual(
      [],
    )
  })
})

import { parseArguments } from '../../src/command/arguments.ts'
import { commands } from '../../src/command/commands.ts'
import { listSpellings } from '../../src/command/flags.ts'
import { formatHelp } from '../../src/command/help.ts'
import { workflowFlags } from '../../src/command/own-flags.ts'
import { formatMan } from '../../src/command/shells/man.ts'

const names = commands.map(({ name }) => name)

/** Words about the action that a user of the command does not have. Dockerfiles have RUN steps. */
const foreign = /(?<!RUN )\bsteps?\b|\b(jobs?|workflow (?:run|step)|later steps|INPUT_)\b/

describe('the help', () => {
  it.each(names)('The help of %s fits into 80 columns', (name) => {
    expect(
      formatHelp(name, 80)
        .split('\n')
        .filter((line) => line.length > 80),
    ).toEqual([])
  })

  it.each(names)('The help of %s fits into a narrow terminal', (name) => {
    const texts = formatHelp(name, 50)
      .split('\n')
      .filter((line) => line.startsWith('      '))
    expect(texts.filter((line) => line.length > 50)).toEqual([])
  })

  it.each(names)('The help of %s names only spellings that the command accepts', (name) => {
    const { flags } = commands.find((command) => command.name === name) ?? { flags: [] }
    const shown = [...formatHelp(name).matchAll(/^ {2}(?:-\w, )?--([\w-]+)(\[s\])?/gm)]
    const spelled = shown.flatMap(([, flag = '', several]) => (several ? [flag, `${flag}s`] : [flag]))
    expect(spelled.length).toBeGreaterThanOrEqual(flags.length)
    expect(spelled.filter((flag) => !listSpellings(flags).has(flag))).toEqual([])
  })

  it('The overview lists all commands', () => {
    for (const name of names) expect(formatHelp(undefined)).toContain(`\n  ${name} `)
  })

  it('No flag speaks of steps and jobs but for those about a workflow', () => {
    const flags = commands.flatMap((command) => command.flags)
    const others = flags.filter(({ name }) => !workflowFlags.some((flag) => flag.name === name))
    const texts = others.map(({ description, more }) => `${description} ${more}`)
    expect(texts.filter((text) => foreign.test(text))).toEqual([])
  })

  it('The man page has each flag of each command', () => {
    const page = formatMan().replaceAll('\\-', '-')
    const missing = commands
      .flatMap(({ flags }) => flags)
      .filter(({ name, alias }) => !page.includes(`--${alias === undefined ? name : `${alias}[s]`}`))
      .filter(({ name }) => !page.includes(`--no-${name}`))
    expect(missing).toEqual([])
  })

  it.each(['--help', '-h', 'help'])('%s shows the overview', (argument) => {
    expect(parseArguments([argument])).toEqual({ kind: 'help' })
  })
})

import { commands } from '../../src/command/commands.ts'
import { flagRows } from '../../src/command/flag-table.ts'
import { insteadOf, listSpellings } from '../../src/command/flags.ts'
import { readInputs } from '../../src/inputs/read-inputs.ts'
import { inputNames } from '../../src/inputs/unknown-inputs.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'

/** What is wrong with one input of that value. */
function problemsWith(input: string, value: string): readonly string[] {
  try {
    readInputs((name) => (name === input ? value : ''), { env: {}, withoutSecrets: true })
  } catch (error) {
    if (error instanceof TagboatError) return error.problems.map(({ code, what }) => `${code}: ${what}`)
    throw error
  }
  return []
}

/** Whether the reader of an input splits its text into items: only then it checks quotation marks. */
const isList = (input: string): boolean =>
  problemsWith(input, '"a').some((problem) => problem.startsWith(`input-quotes: Input ${input}:`))

/** Whether the reader of an input accepts booleans, and not any text. */
const isBoolean = (input: string): boolean =>
  problemsWith(input, 'perhaps').some((problem) => problem.startsWith(`input-value: Input ${input}:`)) &&
  ['true', 'false'].every((value) => !problemsWith(input, value).some((each) => each.includes('input-value')))

describe('the flags of the inputs', () => {
  it('Each input has a flag, or the command names an alternative', () => {
    const withFlag = inputNames.filter((name) => insteadOf(name) === undefined)
    expect(flagRows.map(({ input }) => input).sort()).toEqual([...withFlag].sort())
  })

  it.each(flagRows.map(({ input, kind }) => [input, kind]))(
    'A repeated flag --%s is a list exactly if the input is one',
    (input, kind) => {
      expect(isList(input)).toBe(kind === 'list')
    },
  )

  it.each(flagRows.filter(({ kind }) => kind === 'switch').map(({ input }) => [input]))(
    'The input of the switch --%s takes true and false',
    (input) => {
      expect(isBoolean(input)).toBe(true)
    },
  )

  it('A promotion takes no flag that is refused because it would shape a build', () => {
    const flags = commands.find(({ name }) => name === 'promote')?.flags ?? []
    const inputs = flags.map(({ name }) => name).filter((name) => inputNames.includes(name))
    const refused = inputs.filter((input) => {
      const values: Record<string, string> = { from: 'acme/app:amd64\nacme/app:arm64', [input]: 'true' }
      try {
        readInputs((name) => values[name] ?? '', { env: {}, withoutSecrets: true })
        return false
      } catch (error) {
        return error instanceof TagboatError && error.message.includes('would shape a build')
      }
    })
    expect(refused).toEqual([])
  })

  it.each(commands.map(({ name, flags }) => [name, flags] as const))(
    'No two flags of %s have the same spelling',
    (_, flags) => {
      const names = flags.flatMap((flag) => [...listSpellings([flag]).keys()])
      expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
    },
  )
})

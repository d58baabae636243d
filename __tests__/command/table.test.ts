import fc from 'fast-check'
import { type Column, formatTable } from '../../src/command/table.ts'
import { textWidth } from '../../src/command/text-width.ts'

const columns: readonly Column[] = [
  { title: 'REFERENCE' },
  { title: 'FOLLOWS', isWrapped: true },
  { title: 'ACTION', isWrapped: true },
]
const rows = [
  ['app:main', 'branch main', 'create: does not exist yet'],
  ['app:1.2', 'the highest version', 'move: replaces sha256:0123456789ab'],
]

describe('a table', () => {
  it('has aligned columns and no blanks at the end of its lines', () => {
    expect(formatTable(columns, rows, 80)).toEqual([
      'REFERENCE  FOLLOWS              ACTION',
      'app:main   branch main          create: does not exist yet',
      'app:1.2    the highest version  move: replaces sha256:0123456789ab',
    ])
  })

  it('breaks the longest texts into lines if the terminal is narrower', () => {
    expect(formatTable(columns, rows, 54)).toEqual([
      'REFERENCE  FOLLOWS              ACTION',
      'app:main   branch main          create: does not exist',
      '                                yet',
      'app:1.2    the highest version  move: replaces',
      '                                sha256:0123456789ab',
    ])
  })

  it('becomes paragraphs if even that does not fit', () => {
    expect(formatTable(columns, rows.slice(0, 1), 30)).toEqual([
      'app:main',
      '  FOLLOWS  branch main',
      '  ACTION   create: does not',
      '           exist yet',
    ])
  })

  it('leaves out a column without any text', () => {
    expect(formatTable(columns, [['out/app.tar', '', 'write (oci)']], 80)).toEqual([
      'REFERENCE    ACTION',
      'out/app.tar  write (oci)',
    ])
  })

  it('aligns colours and wide characters by what the terminal shows', () => {
    const red = (text: string) => `\u001b[31m${text}\u001b[0m`
    const painted = [{ title: 'A' }, { title: 'B', paint: red }, { title: 'C' }]
    const lines = formatTable(
      painted,
      [
        ['日本', 'x', '1'],
        ['ab', 'yy', '2'],
      ],
      80,
    )
    expect(lines).toEqual(['A     B   C', `日本  ${red('x')}   1`, `ab    ${red('yy')}  2`])
  })

  it('never has a line wider than the terminal unless a reference alone is', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ' ', ',', '語'), maxLength: 50 })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell), { minLength: 1 }),
        fc.integer({ min: 40, max: 90 }),
        (cells, width) => {
          const lines = formatTable(
            columns,
            cells.map(([one, two]) => ['app:main', one, two]),
            width,
          )
          for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width)
        },
      ),
    )
  })
})

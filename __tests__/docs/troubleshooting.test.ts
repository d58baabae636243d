import { readdirSync, readFileSync } from 'node:fs'

/** Every error code has its heading in docs/troubleshooting.md, and every heading there its code. */
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name: `src/${name}`, text: readFileSync(`src/${name}`, 'utf8') }))
const document = readFileSync('docs/troubleshooting.md', 'utf8')

/** `code: 'x'`, `code: condition ? 'x' : 'y'` and `problem('x', ...)`: the three forms of a code in src. */
function readCodes(text: string): string[] {
  const written =
    /\bcode:\s*(?:\w+\s*\?\s*'([a-z0-9-]+)'\s*:\s*)?'([a-z0-9-]+)'|\bproblem\(\s*'([a-z0-9-]+)'/g
  return [...text.matchAll(written)].flatMap((match) => match.slice(1).filter((code) => code !== undefined))
}

const codes = [...new Set(sources.flatMap(({ text }) => readCodes(text)))].sort()
const headings = [...document.matchAll(/^### (.+)$/gm)].map(([, heading = '']) => heading)

/** The text between a heading and the next one. */
function readSection(code: string): string {
  const [, rest = ''] = document.split(`\n### ${code}\n`)
  return rest.split(/^##/m)[0] ?? ''
}

describe('docs/troubleshooting.md', () => {
  it('is compared with the error codes in src', () => expect(codes.length).toBeGreaterThan(60))

  it.each(codes)('has a heading for %s', (code) => expect(headings).toContain(code))

  it.each(headings)('has the heading of an existing code, %s', (heading) => expect(codes).toContain(heading))

  it.each(headings)('has one heading %s with a text below', (heading) => {
    expect(headings.filter((other) => other === heading)).toHaveLength(1)
    expect(readSection(heading).trim().length).toBeGreaterThan(80)
  })

  it('covers all forms of codes in src/errors', () => {
    const errors = sources.filter(({ name }) => name.startsWith('src/errors/'))
    const unseen = errors.flatMap(({ name, text }) =>
      [...text.matchAll(/\bcode:(?!\s*(?:'|\w+\s*\?\s*'|string\b|number\b)).*/g)].map(
        ([line]) => `${name}: ${line}`,
      ),
    )
    expect(unseen).toEqual([])
  })
})
